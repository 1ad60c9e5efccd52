"""The sheet "How to": what to type where, in plain words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.row import COLUMNS, Owner, Row
from factcheck.verdicts import Disposition, SourceStatus, Status
from factcheck.workbook.spelling import spell

MEANINGS = {
    Status.UNVERIFIED: "nobody has settled it yet",
    Status.IN_PROGRESS: "somebody is at it",
    Status.VERIFIED: "it may stand as worded; say who (reviewer) and on what (evidence, or a note that says how)",
    Status.NEEDS_CHANGE: "right in the main, but the wording must change; put the better wording under suggested",
    Status.WRONG: "it is not so",
    Status.DISPUTED: "good sources say different things",
    Status.CANNOT_VERIFY: "it was looked for and can neither be proved nor disproved",
    Status.NOT_CHECKABLE: "an opinion, a wish or a bare forecast: there is nothing to check",
    Status.CUT: "it leaves the article",
}
SOURCE_MEANINGS = {
    SourceStatus.UNVERIFIED: "nobody has looked it up there yet",
    SourceStatus.VERIFIED: "the cited document, or the named source, says so",
    SourceStatus.WRONG: "it does not say so",
    SourceStatus.CANNOT_VERIFY: "it could not be found or reached",
    SourceStatus.NOT_APPLICABLE: "the article names neither a source nor a document for it",
}
DISPOSITION_MEANINGS = {
    Disposition.ACCEPTED: "the suggested wording goes into the article",
    Disposition.STET: "the wording stays as it is",
    Disposition.CUT: "the claim goes out of the article",
}
KIND_MEANINGS = {
    "fact": "the author's own assertion",
    "statement": "somebody is reported to have said it",
    "opinion": "the author's own view",
    "prediction": "the author's own forecast",
}
CHECKABLE_MEANINGS = {"yes": "evidence can bear on it", "no": "an opinion, a wish, a question: none can"}

OWNERS = {
    Owner.HUMAN: "yours",
    Owner.CORRECTABLE: "the tool's, and yours once you correct it",
    Owner.TOOL: "the tool's",
}

RULES = (
    "Type in the white cells. The grey ones are the tool's; what is typed over them is not taken back.",
    "You may filter, sort, widen, hide and move columns, and add columns of your own.",
    "Add rows below the last, claim_id left blank. A row you delete here is not deleted in the table.",
    "The sheet is protected, without a password: Review, Unprotect Sheet (LibreOffice: Tools, Protect Sheet).",
    "Excel sorts only an unprotected sheet; sort whole rows.",
    "Formulas are not taken back: type the result.",
    "A sign like ␛0007; stands for a character that a workbook cannot hold. Leave it as it is.",
    "It comes back with: factcheck import FILE --by YOUR NAME. Only cells you changed are taken.",
    "Where somebody changed the same cell meanwhile, both are shown and nothing is written until one is chosen.",
)


class Line(NamedTuple):
    """A line of the sheet: a heading, or a word and what it means."""

    word: str
    meaning: str = ""
    heading: bool = False


def lines(rows: Sequence[Row], sha256: str, selection: str) -> Iterator[Line]:
    """The sheet from the top; `sha256` is the table's, `selection` says which of its claims these are, "" for all."""
    articles = "; ".join(dict.fromkeys(row.article for row in rows if row.article))
    yield Line("Review copy of a table of claims", heading=True)
    yield Line("article", spell(articles) or "not named")
    yield Line("claims", f"{len(rows):,}" + (f": only {spell(selection)}" if selection else ""))
    yield Line("sha256 of the table", sha256)
    yield Line("")
    yield Line("What to do", heading=True)
    yield from (Line(str(number), rule) for number, rule in enumerate(RULES, 1))
    vocabularies: tuple[tuple[str, dict[str, str]], ...] = (
        ("status: may it stand as worded?", {str(word): what for word, what in MEANINGS.items()}),
        ("source_status: does the source carry it?", {str(word): what for word, what in SOURCE_MEANINGS.items()}),
        ("disposition: what became of the suggestion?", {str(w): what for w, what in DISPOSITION_MEANINGS.items()}),
        ("kind", KIND_MEANINGS),
        ("checkable", CHECKABLE_MEANINGS),
    )
    for title, words in vocabularies:
        yield Line("")
        yield Line(title, heading=True)
        yield from (Line(word, what) for word, what in words.items())
    yield Line("")
    yield Line("The columns", heading=True)
    yield from (Line(column.name, f"{column.what} ({OWNERS[column.owner]})") for column in COLUMNS)
