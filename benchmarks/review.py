"""The review page over a long article: first paint in a browser, and what a mark costs at the server.

    python benchmarks/review.py [CLAIMS]

Run by hand on a quiet machine. The article has CLAIMS claims (default 3,000) of some seven words each, and is served
as `factcheck review` serves it; a page of 100 claims stands beside it. Times are milliseconds, the best of a few runs.
First paint needs playwright and Debian's chromium; without them it is left out.
"""

import argparse
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from factcheck.claims.claim import name_all
from factcheck.journal import TOOL, commit
from factcheck.review import address, make_app, open_socket, serve
from factcheck.row import Row
from factcheck.table import open_table

TOKEN = "benchmark"  # noqa: S105  nobody else is on this page
BASE = "http://127.0.0.1:5151"
WHEN = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


def article(count: int) -> tuple[str, tuple[Row, ...]]:
    """An article of `count` claims, two a sentence, and its rows."""
    text, rows, words = "", [], [f"the mill at Orlo sold {n * 7} tons" for n in range(count)]
    for n, (said, claim_id) in enumerate(zip(words, name_all(words, ()), strict=True)):
        sentence = n // 2 + 1
        text += ("\n\n" if n and n % 10 == 0 else " " if n else "") if n % 2 == 0 else " and "
        start = len(text)
        text += said if n % 2 else said.capitalize()
        rows.append(
            Row(
                claim_id=claim_id,
                ref=f"s{sentence}{'ab'[n % 2]}",
                status="unverified",
                source_status="unverified",
                source="Orlo Mill",
                cited="Daily Miller",
                claim=f"{said}.",
                look_for="number",
                kind="fact",
                checkable="yes",
                verbatim=text[start:],
                article="mill.txt",
                published="2025-03-01",
                published_basis="given",
                paragraph=str(n // 10 + 1),
                sentence=str(sentence),
                spans=f"{start}..{len(text)}",
            )
        )
        text += "." if n % 2 else ""
    return text, tuple(rows)


def lay(folder: Path, count: int) -> Path:
    """The article and its table, journalled."""
    text, rows = article(count)
    (folder / "mill.txt").write_text(text, encoding="utf-8")
    commit(open_table(folder / "claims.csv"), rows, command="parse", who=TOOL, when=WHEN)
    return folder / "claims.csv"


def best(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds of the fastest of several runs."""
    fastest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest * 1000


class Clock:
    """A minute a look."""

    def __init__(self) -> None:
        self.at = WHEN

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def at_server(table: Path) -> dict[str, float]:
    """What the page, the galley, a card and a mark by script cost."""
    app = make_app(table, clock=Clock(), token=TOKEN, by="ana")
    browser = app.test_client()
    browser.get(f"/enter/{TOKEN}", base_url=BASE)
    start = time.perf_counter()
    page = browser.get("/", base_url=BASE)
    first = (time.perf_counter() - start) * 1000
    assert page.status_code == 200, page.text  # noqa: PLR2004, S101
    ids = iter([row.claim_id for row in open_table(table).rows])

    def mark() -> None:
        claim_id = next(ids)
        card = browser.get(f"/card/{claim_id}", base_url=BASE).text
        token = card.partition('name="token" value="')[2].partition('"')[0]
        seen = {"seen_status": "unverified", "seen_source_status": "unverified", "seen_claim": "", "seen_verbatim": ""}
        row = next(row for row in open_table(table).rows if row.claim_id == claim_id)
        seen |= {"seen_claim": row.claim, "seen_verbatim": row.verbatim}
        data = {"token": token, "claim": claim_id, "status": "wrong", "by": "ana", **seen}
        headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "X-Factcheck": "script"}
        begun = time.perf_counter()
        answer = browser.post("/mark", base_url=BASE, data=data, headers=headers)
        spent.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.text  # noqa: PLR2004, S101

    spent: list[float] = []
    for _ in range(6):
        mark()
    return {
        "first page": first,
        "page again": best(lambda: browser.get("/", base_url=BASE), 3),
        "galley": best(lambda: browser.get("/galley", base_url=BASE), 3),
        "card": best(lambda: browser.get(f"/card/{next(ids)}", base_url=BASE)),
        "mark": min(spent),
        "mark, the slowest of six": max(spent),
    }


@contextmanager
def served(table: Path) -> Iterator[str]:
    """The page on a port of its own, from a thread that ends with the program."""
    app = make_app(table, clock=Clock(), token=TOKEN, by="ana")
    listener = open_socket(0)
    threading.Thread(target=serve, args=(app, listener), daemon=True).start()
    yield address(listener, f"/enter/{TOKEN}")


def first_paint(table: Path) -> float | None:
    """Milliseconds from asking for the page to its first words on the screen, None without a browser."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        return None
    if chromium is None:
        return None
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0"
    with served(table) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        times = []
        for _ in range(3):
            page = browser.new_page()
            page.goto(url)
            page.wait_for_timeout(300)
            times.append(float(page.evaluate(paint)))
            page.close()
        browser.close()
    return min(times)


def main() -> None:
    """Prints a line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="?", type=int, default=3000, help="claims of the long article")
    count = parser.parse_args().claims
    with tempfile.TemporaryDirectory() as folder:
        found, paints = {}, {}
        for each in (100, count):
            place = Path(folder) / str(each)
            place.mkdir()
            table = lay(place, each)
            paints[each] = first_paint(table)
            found[each] = at_server(table)
    print(f"{'milliseconds':<28}{'100 claims':>12}{f'{count:,} claims':>14}")
    for name in found[count]:
        print(f"{name:<28}{found[100][name]:>12.1f}{found[count][name]:>14.1f}")
    if paints[count]:
        print(f"{'first paint in Chromium':<28}{paints[100]:>12.0f}{paints[count]:>14.0f}")
    print(f"a mark costs {found[count]['mark'] / found[100]['mark']:.1f} times as much as on the short page")


if __name__ == "__main__":
    main()
