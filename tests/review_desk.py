"""A reviewer without script: pages are read, forms filled in and sent as a browser sends them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from factcheck.claims.claim import name_all
from factcheck.journal import TOOL, commit
from factcheck.review import make_app
from factcheck.row import Row
from factcheck.table import open_table, read_claims
from factcheck.verdicts import default_source_status

TOKEN = "secret-of-this-run"  # noqa: S105  the tests' own
BASE = "http://127.0.0.1:5151"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


LAKE = """\
The lake

Toma lost a third of its water in 1994. Engineers built 12 dams in 1975 (River News, March 5).

“No village will be moved,” minister Ana Petrova said (Toma Post, March 6). The plan is reckless. Why?
"""
"""A heading and five sentences; the last is in no claim."""
THIRD, DAMS, VILLAGE, RECKLESS = "a third of its water", "12 dams", "No village", "The plan is reckless"
_CLAIMS = (
    ("s2a", "Toma lost a third of its water in 1994", "2", {"event_date": "1994"}),
    ("s3a", "Engineers built 12 dams in 1975", "2", {"cited": "River News", "cited_date": "2005-03-05"}),
    (
        "s4a",
        "“No village will be moved,” minister Ana Petrova said",
        "3",
        {"cited": "Toma Post", "cited_date": "2005-03-06", "source": "Ana Petrova", "kind": "statement"},
    ),
    ("s5a", "The plan is reckless", "3", {"kind": "opinion", "checkable": "no"}),
)


def lay(folder: Path, text: str = LAKE, claims: Sequence[Any] = _CLAIMS, name: str = "lake.txt") -> Path:
    """An article and the table that a parse might make of it, journalled; returns the table's path."""
    (folder / name).write_text(text, encoding="utf-8")
    rows = []
    for (ref, words, paragraph, more), claim_id in zip(claims, name_all([each[1] for each in claims], ()), strict=True):
        start = text.index(words)
        row = Row(
            claim_id=claim_id,
            ref=ref,
            status="unverified",
            claim=f"{words}.",
            verbatim=words,
            kind="fact",
            checkable="yes",
            article=name,
            published="2005-03-07",
            published_basis="given",
            paragraph=paragraph,
            sentence="".join(each for each in ref if each.isdigit()),
            spans=f"{start}..{start + len(words)}",
        )
        row = replace(row, **more)
        rows.append(replace(row, source_status=default_source_status(row)))
    path = folder / "claims.csv"
    commit(open_table(path), rows, command="parse", who=TOOL, when=NOON)
    return path


class Clock:
    """A minute passes each time it is looked at."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


class Reviewer:
    """A browser that was let in, without script, over the table in `folder`."""

    def __init__(self, folder: Path, *, by: str = "ana", read_only: bool = False, app: Any = None) -> None:
        self.folder = folder
        self.who = by
        self.app = app or make_app(folder / "claims.csv", clock=Clock(), token=TOKEN, read_only=read_only, by=by)
        self.browser = self.app.test_client()
        self.browser.get(f"/enter/{TOKEN}", base_url=BASE)

    def get(self, path: str, **headers: str) -> TestResponse:
        answer = self.browser.get(path, base_url=BASE, headers=headers, buffered=True)
        answer.close()
        return answer

    def page(self, path: str = "/") -> BeautifulSoup:
        """A page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return BeautifulSoup(answer.data, "html.parser")

    def post(self, path: str, fields: dict[str, str | list[str]], **headers: str) -> TestResponse:
        """A form as a browser sends it from one of the pages."""
        sent = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return self.browser.post(path, base_url=BASE, data=fields, headers=sent)

    def send(self, page: BeautifulSoup, form: str, **typed: str | list[str]) -> TestResponse:
        """Fills in a form of the page and sends it; a field that the form does not have is a mistake of the test."""
        found = page.select_one(form)
        assert isinstance(found, Tag), form
        fields = fields_of(found)
        names = {str(each.get("name")) for each in found.select("[name]")}
        assert typed.keys() <= names, typed.keys() - names
        return self.post(str(found["action"]), fields | typed)

    def mark(self, words: str, **typed: str) -> TestResponse:
        """Opens the claim of those words and sends its card."""
        return self.send(self.claim(words), "#marking", **typed)

    def claim(self, words: str) -> BeautifulSoup:
        """The page with the card of the claim of those words."""
        return self.page(f"/?claim={self.row(words).claim_id}")

    def after(self, answer: TestResponse) -> BeautifulSoup:
        """The page that a form leads to."""
        assert answer.status_code == 303, answer.text
        return self.page(answer.headers["Location"].partition("#")[0])

    def rows(self) -> tuple[Row, ...]:
        return read_claims(self.folder / "claims.csv").rows

    def row(self, words: str) -> Row:
        (found,) = [row for row in self.rows() if words in row.verbatim]
        return found

    def journal(self) -> list[dict[str, Any]]:
        """The changes that the journal tells, the first parse left out."""
        lines = (self.folder / "claims.journal.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        return [each for each in records if each.get("column")]

    def type_in(self, words: str, **cells: str) -> None:
        """Changes cells on disk as a spreadsheet does."""
        self.edit(lambda rows: next(row for row in rows if words in row["verbatim"]).update(cells))

    def edit(self, change: Callable[[list[dict[str, str]]], object]) -> None:
        path = self.folder / "claims.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        columns = list(rows[0])
        change(rows)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(out.getvalue().encode("utf-8-sig"))


def fields_of(form: Tag) -> dict[str, str | list[str]]:
    """What a form sends as it stands: no button, of radios and boxes the ticked ones."""
    fields: dict[str, str | list[str]] = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        name = str(each["name"])
        if each.name == "select":
            options = each.select("option[selected]") or each.select("option")[:1]
            fields[name] = str(options[0].get("value", options[0].text)) if options else ""
        elif each.name == "textarea":
            fields[name] = each.text.removeprefix("\n").replace("\n", "\r\n")
        elif each.get("type") == "checkbox":
            if each.has_attr("checked"):
                known = fields.setdefault(name, [])
                assert isinstance(known, list)
                known.append(str(each["value"]))
        elif each.get("type") != "radio" or each.has_attr("checked"):
            fields[name] = str(each.get("value", "")).replace("\n", "\r\n")
    return fields


def text(page: BeautifulSoup, selector: str) -> str:
    """The words of an element, on one line."""
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.text.split())
