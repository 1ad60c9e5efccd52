"""README.md is true: its commands are run in order and print what it shows, its files read as it shows them.

How a fenced block is read, by its info string:
    sh             a set-up command a line; .ci/run runs them for real, here their shape is checked
    console        after `$ ` a command (a line ending in a backslash goes on), under it all it prints; exit code 0
    python         doctest: `>>>`, then what it prints
    text FILE      FILE as it stands in the repository, or else a file that is written before the commands are run
    toml FILE      the same, for settings
    csv FILE       some columns of the first rows of FILE, as it stands once a command has made it
A `...` in what is printed stands for anything, as the last line for "and more"; the moment of a mark may differ.
`pytest tests/test_readme.py --snapshot-update` writes what sessions print and tables hold into README.md anew.
"""

import contextlib
import csv
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt

from factcheck.cli import group

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SEEDS = "seeds"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z| UTC)|\b\d{8}-\d{6}\b")
"""When a person did something: the one thing that differs each time the page is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block; `name` is the file its info string names, "" where it names none."""

    kind: str
    name: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something README.md shows: what is done, and what should come of it. `shown` are both as the page spells them."""

    kind: str
    do: str
    want: str
    shown: str


def blocks_of(markdown: str) -> Iterator[Block]:
    for token in MarkdownIt().parse(markdown):
        if token.type == "fence":
            kind, _, name = token.info.strip().partition(" ")
            yield Block(kind=kind, name=name.strip(), body=token.content)


def steps_of(markdown: str) -> Iterator[Step]:
    """What is run, in the order of the page; a table shown before the command that makes it waits for that command."""
    waiting: list[Step] = []
    for block in blocks_of(markdown):
        if block.kind == "csv":
            waiting.append(Step(kind="csv", do=block.name, want=block.body, shown=block.body))
        elif block.kind == "console":
            yield from commands_of(block.body)
            yield from waiting
            waiting.clear()
        elif block.kind == "python":
            yield Step(kind="python", do=block.body, want="", shown=block.body)
    yield from waiting


def commands_of(session: str) -> Iterator[Step]:
    """Each `$ ` line of a session with what stands under it."""
    for part in re.split(r"(?m)^\$ ", session)[1:]:
        command = re.match(r"(?:.*\\\n)*.*\n?", part)
        spelled = command[0] if command else ""
        joined = re.sub(r"\\\n\s*", "", spelled).strip()
        yield Step(kind="console", do=joined, want=part.removeprefix(spelled), shown=f"$ {part}")


def given_files(markdown: str) -> dict[str, str]:
    """The files that the page shows and the repository does not hold."""
    shown = [b for b in blocks_of(markdown) if b.kind in {"text", "toml"} and b.name]
    return {b.name: b.body for b in shown if not (ROOT / b.name).exists()}


def play(markdown: str, folder: Path) -> list[str]:
    """For each step of the page what really came, in a folder with the seeds and the page's own files."""
    shutil.copytree(ROOT / SEEDS, folder / SEEDS)
    for name, body in given_files(markdown).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    names: dict[str, object] = {}
    with contextlib.chdir(folder):
        return [come_of(step, names) for step in steps_of(markdown)]


def come_of(step: Step, names: dict[str, object]) -> str:
    if step.kind == "csv":
        return excerpt(Path(step.do), step.want)
    if step.kind == "python":
        example = doctest.DocTestParser().get_doctest(step.do, names, "README.md", "README.md", 0)
        report = io.StringIO()
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.write, clear_globs=False)
        names.update(example.globs)
        return report.getvalue()
    return printed(step.do)


def printed(command: str) -> str:
    """All that a command prints where a pipe is no terminal, with the exit code where it is not 0."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    fixed = {"COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONUNBUFFERED": "1", "PATH": path}
    run = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **fixed}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
    )  # fmt: skip
    trimmed = re.sub(r"[ \t]+$", "", run.stdout, flags=re.MULTILINE)
    return trimmed if run.returncode == 0 else f"{trimmed}[exit code {run.returncode}]\n"


def excerpt(table: Path, shown: str) -> str:
    """The columns and as many rows of a table as the page shows, spelled as the page spells them."""
    header, *rows = list(csv.reader(io.StringIO(shown))) or [["(name the columns)"]]
    if not table.exists():
        return "(no such file)\n"
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = [[row.get(column, "(no such column)") for column in header] for row in csv.DictReader(file)]
    out = io.StringIO()
    kept = cells[: len(rows) - 1] if rows and rows[-1] == ["..."] else cells
    csv.writer(out, lineterminator="\n").writerows([header, *kept])
    return out.getvalue() + ("...\n" if kept != cells else "")


def agrees(step: Step, got: str) -> bool:
    if step.kind == "console":
        want, got = (MOMENT.sub("(moment)", words) for words in (step.want, got))
        return doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS)
    return step.want == got


def updated(markdown: str, came: list[str]) -> str:
    """The page with what came in place of what it showed; as many lines as before where it ended in "and more"."""
    for step, got in zip(steps_of(markdown), came, strict=True):
        if step.kind == "python" or agrees(step, got):
            continue
        lines = got.splitlines(keepends=True)
        kept = len(step.want.splitlines()) - 1
        if step.kind == "console" and step.want.endswith("...\n") and len(lines) > kept:
            lines[kept:] = ["...\n"]
        markdown = markdown.replace(step.shown, step.shown.removesuffix(step.want) + "".join(lines), 1)
    return markdown


@cache
def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.fixture(scope="module")
def came(folder: Path, request: pytest.FixtureRequest) -> list[str]:
    played = play(readme(), folder)
    if request.config.getoption("--snapshot-update"):
        README.write_text(updated(readme(), played), encoding="utf-8")
    return played


def each_step() -> pytest.MarkDecorator:
    steps = list(enumerate(steps_of(readme())))
    return pytest.mark.parametrize(
        ("number", "step"), steps, ids=[f"{n}-{s.kind}-{s.do.split(chr(10))[0][:40]}" for n, s in steps]
    )


@each_step()
def test_readme_shows_what_really_comes(
    number: int, step: Step, came: list[str], request: pytest.FixtureRequest
) -> None:
    writing = request.config.getoption("--snapshot-update") and step.kind != "python"
    if not writing and not agrees(step, came[number]):
        assert came[number] == step.want  # for the difference that pytest shows
        pytest.fail(came[number])


def test_readme_shows_a_text_a_table_a_session_and_python() -> None:
    assert {block.kind for block in blocks_of(readme())} >= {"sh", "text", "csv", "console", "python"}


def test_every_block_of_the_readme_is_run_or_compared() -> None:
    idle = [
        b
        for b in blocks_of(readme())
        if not (b.kind in {"sh", "console", "python"} or (b.kind in {"text", "toml", "csv"} and b.name))
    ]
    assert idle == []


@pytest.mark.parametrize("block", [b for b in blocks_of(readme()) if b.kind == "text"], ids=lambda block: block.name)
def test_file_in_the_repository_reads_as_shown(block: Block) -> None:
    if block.name not in given_files(readme()):
        assert (ROOT / block.name).read_text(encoding="utf-8") == block.body


# Set-up


def set_up_commands() -> list[str]:
    return [line for b in blocks_of(readme()) if b.kind == "sh" for line in re.sub(r"\\\n\s*", "", b.body).splitlines()]


def test_set_up_is_two_commands_the_product_and_the_tests() -> None:
    commands = set_up_commands()
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install ") for command in commands)
    assert [command for command in commands if command.endswith("&& .venv/bin/python -m pytest")] == commands[1:]
    assert commands[0].endswith("&& .venv/bin/factcheck report")


def test_set_up_installs_what_pyproject_declares() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for command in set_up_commands():
        install = command.split("pip install ")[1].split(" && ")[0]
        (target,) = [word for word in shlex.split(install) if not word.startswith("-")]
        asked = re.fullmatch(r"\.(?:\[([a-z,]+)\])?", target)
        assert asked, f"installs something other than this checkout: {target}"
        assert set(filter(None, (asked[1] or "").split(","))) <= set(extras)
        assert ("test" in (asked[1] or "")) == ("pytest" in command)


# Names of files, links


@pytest.mark.usefixtures("came")
def test_every_file_in_a_table_is_there(folder: Path) -> None:
    """The first cells of the page's tables that name files: in the repository, or made by the page's commands."""
    tokens = MarkdownIt().enable("table").parse(readme())
    opened = (n for n, token in enumerate(tokens) if token.type == "tr_open" and tokens[n + 1].type == "td_open")
    firsts = (child for n in opened for child in tokens[n + 2].children or [] if child.type == "code_inline")
    named = {code.content for code in firsts if re.fullmatch(r"[\w.-]+(/[\w.-]*)*", code.content)}
    assert [name for name in sorted(named) if not (ROOT / name).exists() and not (folder / name).exists()] == []


def test_every_link_leads_somewhere() -> None:
    tokens = MarkdownIt().parse(readme())
    titles = (tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open")
    anchors = {"#" + re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    children = (child for token in tokens for child in token.children or [])
    targets = {str(child.attrGet("href")) for child in children if child.type == "link_open"}
    inside = {target for target in targets if not re.match(r"[a-z]+:", target)}
    assert [target for target in sorted(inside) if target not in anchors and not (ROOT / target).exists()] == []


# Commands and options


def mentioned() -> Iterator[str]:
    """The code of the page that may call the command: sessions, set-up and inline code."""
    yield from (line for b in blocks_of(readme()) if b.kind in {"sh", "console"} for line in b.body.splitlines())
    for token in MarkdownIt().parse(readme()):
        yield from (child.content for child in token.children or [] if child.type == "code_inline")


def calls() -> list[tuple[str, list[str]]]:
    """Each `factcheck COMMAND ...` of the page with the options named after it."""
    found = (re.search(r"\bfactcheck ([a-z]+)\b(.*)", code) for code in mentioned())
    return [(call[1], re.findall(r"(?<=\s)--[a-z-]+", call[2])) for call in found if call]


def test_every_command_is_in_the_readme_and_no_other() -> None:
    context = click.Context(group)
    assert {command for command, _ in calls()} == set(group.list_commands(context))


def test_every_option_of_the_readme_exists() -> None:
    context = click.Context(group)
    for name, options in calls():
        command = group.get_command(context, name)
        known = {option for p in command.params for option in p.opts} if command else set()
        assert set(options) <= known | {"--help"}, name


# The runner itself

SMALL = r"""
```text draft.txt
Bishkek ratified the agreement.
```
```csv table.csv
place
Bishkek
...
```
```console
$ cat draft.txt
Bishkek ratified the agreement.
$ printf 'n,place\n1,Bishkek\n2,Astana\n' > table.csv && \
    printf 'a\nb\nc\n'
a
...
```
```python
>>> from pathlib import Path
>>> Path("draft.txt").read_text().split()[0]
'Bishkek'
```
"""


def disagreements(markdown: str, folder: Path) -> list[str]:
    played = zip(steps_of(markdown), play(markdown, folder), strict=True)
    return [step.do.splitlines()[0] for step, got in played if not agrees(step, got)]


def test_runner_finds_a_true_page_true(tmp_path: Path) -> None:
    assert disagreements(SMALL, tmp_path) == []


@pytest.mark.parametrize(
    ("true", "false", "step"),
    [
        ("$ cat draft.txt\nBishkek", "$ cat draft.txt\nAstana", "cat draft.txt"),
        ("$ cat draft.txt", "$ cat draft.txt && false", "cat draft.txt && false"),
        ("place\nBishkek", "place\nAstana", "table.csv"),
        ("place\nBishkek\n...", "place\nBishkek", "table.csv"),
        ("'Bishkek'", "'Astana'", ">>> from pathlib import Path"),
    ],
)
def test_runner_finds_a_false_page_false(true: str, false: str, step: str, tmp_path: Path) -> None:
    assert true in SMALL
    assert disagreements(SMALL.replace(true, false), tmp_path) == [step]


def test_update_writes_what_came_and_keeps_what_was_left_out(tmp_path: Path) -> None:
    stale = SMALL.replace("a\n...", "b\n...").replace("place\nBishkek", "place\nAstana")
    assert updated(stale, play(stale, tmp_path)) == SMALL
