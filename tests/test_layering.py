"""The package's shape, read from its syntax trees: data flows one way, and the outside world enters by arguments."""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"

# fmt: off
LAYERS = (
    "errors", "document", "row", "lexicon", "transliteration", "cycles",
    "outlets", "quotations", "sentences", "syntax", "cues",
    "readers", "dates", "publication", "lifedates", "citations",
    "coverage", "mending", "mentions", "nominals", "propositions", "reporting", "attribution",
    "claims", "ranking", "verdicts",
    "table", "journal", "selection", "merge", "doctor", "workbook",
    "archive", "configuration", "evidence", "checks",
    "report", "review", "corpus",
    "__init__", "cli", "__main__",
)
# fmt: on
"""The order of the modules, a package counted as one: each imports only from those that stand before it."""

OWNERS = {
    "spacy": {"syntax"},
    "thinc": {"syntax"},
    "pandas": {"table"},
    "numpy": set(),
    "bs4": {"readers", "archive"},
    "markdown_it": {"readers"},
    "charset_normalizer": {"readers", "archive"},
    "requests": {"archive"},
    "click": {"cli"},
    "jinja2": {"report", "review"},
    "warcio": {"evidence"},
    "openpyxl": {"workbook"},
    "flask": {"review"},
    "waitress": {"review"},
    "werkzeug": {"review"},
    "markupsafe": {"review"},
    "docx": {"readers", "report"},
    "lxml": {"readers"},
    "pypdfium2": {"readers"},
    "pyarrow": {"corpus"},
    "duckdb": {"corpus"},
    "datasketch": {"corpus"},
    "dask": {"corpus"},
    "distributed": {"corpus"},
    "fsspec": {"corpus"},
    "filelock": {"table", "journal", "archive"},
}
"""Libraries whose types never cross a border: the modules that may import them."""

AMBIENT_MODULES = {"random", "secrets", "uuid", "locale", "time", "getpass"}
AMBIENT_NAMES = {"os.environ", "os.environb", "os.getenv", "os.cpu_count", "calendar.month_name", "calendar.month_abbr"}
AMBIENT_CALLS = {"now", "today", "utcnow"}
LOCAL_DIRECTIVES = ("%a", "%A", "%b", "%B", "%c", "%p", "%x", "%X")
"""strftime directives whose result depends on the locale."""

ALLOWED_AMBIENT = {
    (
        "syntax",
        "os.environ",
    ): "one thread for the sums, set before numpy is loaded: the parses must not depend on the number of cores",
}

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "handler", "handlers"}
LONGEST_MODULE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A source file of the package; `layer` is its module or package directly under factcheck."""

    name: str
    layer: str
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """The absolute dotted names of what is imported anywhere in the file, and the line."""
        package = self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    above = package.split(".")[: len(package.split(".")) - node.level + 1]
                    base = ".".join([*above, *([base] if base else [])])
                yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    name = ".".join(["factcheck", *(part for part in parts if part != "__init__")])
    return Module(name=name, layer=parts[0], path=path, tree=ast.parse(path.read_text(encoding="utf-8")))


def each_module(*, above: str = "") -> pytest.MarkDecorator:
    """Runs a test for every module, or only for those that stand above one of LAYERS."""
    chosen = [m for m in modules() if not above or m.layer not in LAYERS[LAYERS.index(above) :]]
    return pytest.mark.parametrize("module", chosen, ids=lambda module: module.name)


def imported_module(name: str) -> str:
    """The module of the package that a dotted name lies in: `factcheck.document.Span` -> `factcheck.document`."""
    known = {module.name for module in modules()}
    while name not in known:
        name = name.rpartition(".")[0]
    return name


def layer_of(name: str) -> str:
    module = imported_module(name)
    return module.split(".")[1] if "." in module else "__init__"


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and (base := dotted(node.value)):
        return f"{base}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted({module.layer for module in modules()} - set(LAYERS)) == []
    assert len(LAYERS) == len(set(LAYERS))


@each_module()
def test_module_imports_only_from_those_above_it(module: Module) -> None:
    own = LAYERS.index(module.layer)
    upward = [
        f"line {line}: {name}"
        for name, line in module.imports()
        if name.split(".")[0] == "factcheck" and layer_of(name) != module.layer and LAYERS.index(layer_of(name)) > own
    ]
    assert upward == []


def test_imports_inside_packages_make_no_cycle() -> None:
    """An import in a function or under TYPE_CHECKING counts: it is a dependency all the same."""
    graph = {
        module.name: {imported_module(name) for name, _ in module.imports() if name.split(".")[0] == "factcheck"}
        for module in modules()
    }
    # The package's own door hands out names of modules below it, and `factcheck.__version__` is fetched through it.
    graph["factcheck"] = set()
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@each_module()
def test_library_is_imported_only_by_the_module_that_owns_it(module: Module) -> None:
    strangers = [
        f"line {line}: {name}"
        for name, line in module.imports()
        if module.layer not in OWNERS.get(name.split(".")[0], {module.layer})
    ]
    assert strangers == []


@each_module(above="cli")
def test_nothing_below_the_command_line_prints(module: Module) -> None:
    prints = [
        f"line {node.lineno}: {name}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and (name := dotted(node)) in {"print", "sys.stdout", "sys.stderr", "sys.stdin", "input"}
    ]
    assert prints == []


def ambient(module: Module) -> Iterator[tuple[str, int]]:
    """Where a module looks at the clock, at chance, at the environment or at the locale."""
    for name, line in module.imports():
        if name.split(".")[0] in AMBIENT_MODULES or name in AMBIENT_NAMES:
            yield name, line
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and dotted(node) in AMBIENT_NAMES:
            yield dotted(node), node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in AMBIENT_CALLS:
                yield dotted(node.func) or node.func.attr, node.lineno
            if node.func.attr in {"strftime", "strptime"} and any(d in ast.unparse(node) for d in LOCAL_DIRECTIVES):
                yield ast.unparse(node), node.lineno


@each_module(above="cli")
def test_clock_chance_environment_and_locale_enter_by_arguments(module: Module) -> None:
    found = [f"line {line}: {name}" for name, line in ambient(module) if (module.layer, name) not in ALLOWED_AMBIENT]
    assert found == []


def test_every_exception_to_the_ambient_rule_is_still_needed() -> None:
    used = {(module.layer, name) for module in modules() for name, _ in ambient(module)}
    assert sorted(set(ALLOWED_AMBIENT) - used) == []


@each_module()
def test_module_is_named_for_what_it_holds(module: Module) -> None:
    assert DRAWERS.isdisjoint(module.name.split("."))


@each_module()
def test_module_fits_on_a_few_pages(module: Module) -> None:
    lines = module.path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE


def raised_by(tree: ast.Module) -> dict[str, str]:
    """The exception classes that a module defines, each with the first of its bases."""
    classes = {node.name: dotted(node.bases[0]) for node in tree.body if isinstance(node, ast.ClassDef) and node.bases}
    builtin = {
        name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
    }
    family = builtin | {"FactcheckError"}
    while grown := {name for name, base in classes.items() if base in family} - family:
        family |= grown
    return {name: base for name, base in classes.items() if base in family}


def test_exceptions_stand_in_the_one_tree_as_it_is_drawn() -> None:
    """The docstring of errors.py draws every class under its base, two columns of the drawing a level."""
    module = next(module for module in modules() if module.layer == "errors")
    drawn: dict[str, str] = {}
    path = ["Exception"]
    for line in (ast.get_docstring(module.tree) or "").splitlines():
        found = re.fullmatch(r"    (?P<branch>(?:[│ ]   )*(?:[├└]── )?)(?P<name>[A-Z]\w+)(?:\s{2,}.*)?", line)
        if found:
            level = len(found["branch"]) // 4 + 1
            path[level:] = [found["name"]]
            drawn[found["name"]] = path[level - 1]
    assert drawn == raised_by(module.tree)


@each_module()
def test_exceptions_are_defined_in_errors_alone(module: Module) -> None:
    assert module.layer == "errors" or raised_by(module.tree) == {}
