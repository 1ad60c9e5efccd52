"""The review page in a real browser, Debian's Chromium: by keyboard alone, and without script."""

import csv
import io
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from review_desk import DAMS, LAKE, THIRD, lay

CHROMIUM = shutil.which("chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the test extra has it")
if CHROMIUM is None:
    pytest.skip("no chromium on this machine: the review page is not looked at", allow_module_level=True)

playwright.expect.set_options(timeout=20_000)  # the page looks at the disk every three seconds; a machine may be busy
ROOT = Path(__file__).parent.parent
SHOTS = ROOT / "build" / "review"
"""Where a picture of each view is left to be looked at; not part of the repository."""


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """The address that `factcheck review` prints for the table in the folder; stopped as Ctrl-C stops it."""
    command = [sys.executable, "-m", "factcheck", "review", "--no-browser", "--by", "ana", *options]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), server.stderr.read()
        try:
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=20)
            assert "Traceback" not in said[1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a browser of its own; what its script could not do fails the test."""
    faults: list[str] = []
    contexts = []

    def dismissed(dialog: Any) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    def opened(address: str, **settings: Any) -> Any:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        page.on("dialog", dismissed)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def rows(folder: Path) -> dict[str, dict[str, str]]:
    read = csv.DictReader(io.StringIO((folder / "claims.csv").read_bytes().decode("utf-8-sig"), newline=""))
    return {row["claim_id"]: row for row in read}


def put(folder: Path, claim_id: str, **cells: str) -> None:
    """Types into the table on disk, as a spreadsheet does."""
    table = rows(folder)
    table[claim_id].update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[claim_id]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.values())
    (folder / "claims.csv").write_bytes(out.getvalue().encode("utf-8-sig"))


def cells(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """The cells that the journal says were changed: who, command, claim, column, after."""
    lines = (folder / "claims.journal.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for line in lines if (record := json.loads(line)).get("column")]
    return [(each["who"], each["command"], each["claim_id"], each["column"], each["after"]) for each in records]


def told(page: Any, words: str) -> None:
    playwright.expect(page.locator("#notices")).to_contain_text(words)


def focus(page: Any) -> str:
    """What has the focus: the card, a field's name, or a button's words."""
    found = "document.activeElement"
    return str(page.evaluate(f"{found}.name || {found}.id || {found}.tagName"))


def saved(page: Any) -> None:
    """Waits until the page says that the chosen claim is saved."""
    ref = page.locator("#card h2 .ref").inner_text()
    playwright.expect(page.locator("#notices")).to_contain_text(re.compile(rf"^{ref}: .*saved\."))


def chosen(page: Any) -> str:
    return str(page.locator("#card").get_attribute("data-claim") or "")


def press_on(page: Any, key: str) -> str:
    """Presses a key that leads to another claim, and returns its id."""
    before = chosen(page)
    page.keyboard.press(key)
    playwright.expect(page.locator("#card")).not_to_have_attribute("data-claim", before or "none")
    playwright.expect(page.locator("#card[data-claim]")).to_have_count(1)
    return chosen(page)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample article and its table, as in the repository."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "edm-2-160.txt", tmp_path / "seeds")
    shutil.copy(ROOT / "claims.csv", tmp_path)
    return tmp_path


def verify(page: Any, evidence: str) -> None:
    page.keyboard.press("v")
    playwright.expect(page.locator("#card [role=alert]")).to_contain_text("no evidence")
    assert focus(page) == "evidence"
    page.keyboard.type(evidence)
    page.keyboard.press("Enter")
    saved(page)


def note(page: Any, words: str) -> None:
    page.keyboard.press("n")
    assert focus(page) == "note"
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    saved(page)


def verdict(page: Any, key: str) -> None:
    page.keyboard.press(key)
    saved(page)


def holds(
    folder: Path,
    before: dict[str, dict[str, str]],
    wanted: dict[str, dict[str, str]],
    *,
    undone: tuple[str, str],
    outside: list[tuple[str, str]],
) -> None:
    """The table differs from `before` by the wanted cells and the tool's own alone, and the journal tells just that."""
    after = rows(folder)
    tools = {"reviewed_at", "source_status"}
    assert list(after) == list(before)
    changed = {
        claim_id: {name: cell for name, cell in row.items() if cell != before[claim_id][name] and name not in tools}
        for claim_id, row in after.items()
        if row != before[claim_id]
    }
    assert changed == {each: {k: v for k, v in row.items() if before[each][k] != v} for each, row in wanted.items()}
    journal = [each for each in cells(folder) if each[3] in ("status", "evidence", "note", "waiting_on")]
    by_ana = sorted(each[2:] for each in journal if each[:2] == ("ana", "mark"))
    marks = [(each, column, cell) for each, row in wanted.items() for column, cell in row.items()]
    own = [each for each in marks if each[1] in ("status", "evidence", "note") and before[each[0]][each[1]] != each[2]]
    assert by_ana == sorted([*own, (undone[0], "status", undone[1])])
    assert [each[2:] for each in journal if each[:2] == ("ana", "undo")] == [(undone[0], "status", "unverified")]
    assert [(each[2], each[4]) for each in journal if each[0] == "outside"] == outside


def test_ten_claims_by_keyboard_alone_with_an_undo_and_a_clash(sample: Path, open_page: Callable[..., Any]) -> None:
    before = rows(sample)
    with served(sample) as address:
        page = open_page(address)
        ids = []
        keys = {"w": "wrong", "d": "disputed", "c": "cannot_verify", "o": "not_checkable", "u": "unverified"}
        wanted: dict[str, dict[str, str]] = {}
        for at, step in enumerate(("v", "w", "d", "c", "o", "u", "n", "v", "w", "d")):
            claim_id = press_on(page, "Enter" if at == 0 else "j")
            ids.append(claim_id)
            if step == "v":
                verify(page, f"paper, p. {at}")
                wanted[claim_id] = {"status": "verified", "evidence": f"paper, p. {at}", "reviewer": "ana"}
            elif step == "n":
                note(page, "asked the writer")
                wanted[claim_id] = {"note": "asked the writer"}
            else:
                verdict(page, step)
                wanted[claim_id] = {"status": keys[step], "reviewer": "ana"}
            assert focus(page) == "card"
        assert ids == list(before)[:10]

        page.keyboard.press("z")
        told(page, "Undone: mark by ana")
        wanted.pop(ids[-1])

        press_on(page, "k")
        page.keyboard.press("e")
        page.keyboard.type("my letter")
        put(sample, chosen(page), evidence="their letter")
        put(sample, ids[0], waiting_on="writer")
        told(page, "what you typed is kept")
        page.keyboard.press("Enter")
        playwright.expect(page.locator(".clash legend")).to_have_text("evidence")
        assert focus(page) == "keep_evidence"
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        saved(page)
        wanted[chosen(page)] |= {"evidence": "my letter"}
        wanted[ids[0]] |= {"waiting_on": "writer"}
        page.close()

    holds(sample, before, wanted, undone=(ids[9], "disputed"), outside=[(ids[0], "writer"), (ids[8], "their letter")])


def test_keys_pressed_faster_than_the_page_answers_count_in_their_order(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address)
        page.keyboard.type("jwjjnjoke, wd\njvby letter\n")
        playwright.expect(page.locator("#notices")).to_contain_text("5a: verified")
    statuses = [(row["status"], row["note"], row["evidence"]) for row in rows(tmp_path).values()]
    assert statuses == [
        ("wrong", "", ""),
        ("unverified", "", ""),
        ("unverified", "joke, wd", ""),
        ("verified", "", "by letter"),
    ]


def test_keys_lead_to_search_and_list_and_out_of_a_field(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address)
        page.keyboard.press("/")
        assert focus(page) == "q"
        page.keyboard.type("dams")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=dams**")
        press_on(page, "j")
        assert page.locator("a.letter").count() == 1
        page.keyboard.press("n")
        page.keyboard.type("half")
        page.keyboard.press("Escape")
        assert focus(page) == "card"
        assert page.locator("[name=note]").input_value() == "half"
        page.keyboard.press("n")
        for _ in "half":
            page.keyboard.press("Backspace")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.wait_for_url("**/keys**")
        assert page.get_by_role("rowheader", name="z").is_visible()


def test_on_a_narrow_screen_a_key_brings_the_card_into_sight(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    lay(tmp_path, "Rain fell on the lake. " * 200 + "\n\n" + LAKE)
    with served(tmp_path) as address:
        page = open_page(address, viewport={"width": 400, "height": 800})
        press_on(page, "j")
        playwright.expect(page.locator("#card h2")).to_be_in_viewport()


def test_without_script_a_claim_is_marked_and_undone_by_its_forms(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address, java_script_enabled=False)
        page.get_by_role("link", name="Next open one").click()
        page.get_by_role("button", name="Verified v").click()
        assert "no evidence" in page.locator("#card [role=alert]").inner_text()
        page.get_by_label("Evidence", exact=False).first.fill("survey, p. 3")
        page.get_by_role("button", name="Save as verified").click()
        assert page.url.endswith(f"#at-{next(iter(rows(tmp_path)))}")
        assert "saved." in page.locator("#notices").inner_text()
        page.get_by_role("link", name="Next open one").click()
        page.get_by_role("button", name="Wrong").click()
        assert [row["status"] for row in rows(tmp_path).values()] == ["verified", "wrong", "unverified", "unverified"]
        page.get_by_role("button", name="Undo").click()
        page.close()
    assert [row["status"] for row in rows(tmp_path).values()] == ["verified", "unverified", "unverified", "unverified"]


def test_second_tab_sees_the_mark_of_the_first_and_keeps_what_is_typed_in_it(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    lay(tmp_path)
    first, second = list(rows(tmp_path))[:2]
    with served(tmp_path) as address:
        ana, ben = open_page(address), open_page(address)
        press_on(ben, "j")
        press_on(ben, "j")
        ben.keyboard.press("n")
        ben.keyboard.type("half a thought")
        press_on(ana, "j")
        verdict(ana, "w")
        playwright.expect(ben.locator(f"#at-{first}.decide")).to_have_count(1, timeout=10_000)
        playwright.expect(ben.locator("#head")).to_contain_text("1 to decide")
        assert ben.locator("[name=note]").input_value() == "half a thought"
        ben.keyboard.press("Enter")
        saved(ben)
    table = rows(tmp_path)
    assert (table[first]["status"], table[second]["note"]) == ("wrong", "half a thought")


def test_page_that_lost_its_server_keeps_what_was_typed(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address)
        press_on(page, "j")
        page.keyboard.press("n")
        page.keyboard.type("half a thought")
    page.keyboard.press("Enter")
    told(page, "gets no answer")
    assert page.locator("[name=note]").input_value() == "half a thought"


def test_key_that_has_nothing_to_do_says_so(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address)
        page.keyboard.press("v")
        told(page, "Choose a claim first: j or Enter.")
        press_on(page, "j")
        page.keyboard.press("1")
        told(page, "Nothing was found under 1.")
        page.keyboard.press("z")
        told(page, "No mark to undo.")


def test_nothing_in_an_article_is_run(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    words = "Lake Toma <script>alert(1)</script> lost <img src=x onerror=alert(2)> in 1994"
    lay(tmp_path, f"{words}.\n", [("s1a", words, "1", {"source": "<svg onload=alert(3)>"})])
    with served(tmp_path) as address:
        page = open_page(address)
        press_on(page, "j")
        page.wait_for_timeout(200)
        assert "<script>alert(1)</script>" in page.locator("#article .block").inner_text()


VIEWS = ("/", "card", "refused", "/sources", "/galley", "/keys", "/?only=stale")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_passes_axe_and_is_left_as_a_picture(
    sample: Path, open_page: Callable[..., Any], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    SHOTS.mkdir(parents=True, exist_ok=True)
    with served(sample) as address:
        page = open_page(address, color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 800})
        home = page.url
        for view in VIEWS:
            page.goto(home if view in ("card", "refused") else home.rstrip("/") + view)
            if view in ("card", "refused"):
                press_on(page, "j")
            if view == "refused":
                page.keyboard.press("v")
                page.wait_for_selector("#card [role=alert]")
            found = axe.run(page)
            assert [each["id"] for each in found.response["violations"]] == [], view
            name = view.strip("/").replace("?", "").replace("=", "-") or "article"
            page.screenshot(path=SHOTS / f"{name}-{scheme}.png")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 400), (1280, 800), (1920, 1080)])
def test_no_view_scrolls_sideways(tmp_path: Path, open_page: Callable[..., Any], width: int, height: int) -> None:
    """640 by 400 is a screen of 1280 by 800 at 200 %; 320 is 1280 at 400 % (WCAG 2.2, 1.4.10)."""
    lay(tmp_path, LAKE.replace("(Toma Post", "(https://example.org/" + "long" * 40 + " Toma Post"))
    with served(tmp_path) as address:
        page = open_page(address, viewport={"width": width, "height": height})
        home = page.url.rstrip("/")
        for view in ("/", f"/?claim={next(iter(rows(tmp_path)))}", "/sources", "/galley", "/keys"):
            page.goto(home + view)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view


LINES = """words => words.map(each => {
  const style = getComputedStyle(each);
  const every = [...style.backgroundPositionY.matchAll(/100%(?: - ([\\d.]+)px)?/g)].map(found => Number(found[1] || 0));
  return every.slice(0, /\\bd(\\d)/.exec(each.className)[1]).map(up => Math.round(10 * (parseFloat(style.paddingBottom) - up)) / 10);
})"""
"""How far below its words each line of a run is drawn, in pixels, the first lane first."""


@pytest.mark.parametrize("media", ["screen", "print"])
def test_line_of_a_claim_keeps_its_height_and_strikes_no_word(
    tmp_path: Path, open_page: Callable[..., Any], media: str
) -> None:
    """Five claims that begin with one word: lines beside each other, however many lie under the words."""
    words = "Toma lost water and fish and boats and men"
    ends = [words[: words.index(each) + len(each)] for each in ("water", "fish", "boats", "men")]
    lay(tmp_path, f"{words}.\n", [(f"s1{'abcd'[at]}", each, "1", {}) for at, each in enumerate(ends)])
    with served(tmp_path) as address:
        page = open_page(address)
        page.emulate_media(media=media)
        lines = page.locator("#article .run").evaluate_all(LINES)
        size = float(page.locator(".block").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))
    assert [len(each) for each in lines] == [4, 3, 2, 1]
    assert [each[: len(lines[0])] for each in lines] == [lines[0][: len(each)] for each in lines]
    assert lines[0][0] > 0
    assert sorted(lines[0]) == lines[0]
    assert lines[0][-1] < 0.7 * size  # the next line's capitals begin there


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_galley_prints_whole_on_either_paper(
    sample: Path, open_page: Callable[..., Any], paper: str, width: int
) -> None:
    """Widths in points. The printout is left beside the pictures."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    with served(sample) as address:
        page = open_page(address)
        page.goto(page.url.rstrip("/") + "/galley")
        page.pdf(path=SHOTS / f"galley-{paper}.pdf", format=paper)
    printed = pypdfium2.PdfDocument(SHOTS / f"galley-{paper}.pdf")
    pages = [each.get_textpage() for each in printed]
    said = " ".join(" ".join(each.get_text_range() for each in pages).split())
    assert [part for part in ("Claims", "Call sheet", "Corrections asked for", "Signed") if part not in said] == []
    assert "Print this page" not in said
    assert [
        row["claim"] for row in rows(sample).values() if "".join(row["claim"].split()) not in "".join(said.split())
    ] == []
    for each in pages:
        boxes = [each.get_charbox(at) for at in range(0, each.count_chars(), 7)]
        assert max(right for _, _, right, _ in boxes) < width - 40


def test_page_prints_the_article_without_its_controls(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    lay(tmp_path)
    with served(tmp_path) as address:
        page = open_page(address)
        press_on(page, "j")
        page.emulate_media(media="print")
        assert not page.locator("#card").is_visible()
        assert page.locator("#article .letter").first.is_visible()
        assert THIRD in page.locator("#article").inner_text()
        assert DAMS in page.locator("#article").inner_text()
