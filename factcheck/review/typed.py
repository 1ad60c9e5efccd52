"""What a person typed into a form of the page, and what they saw when they did."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from factcheck.errors import BadArgument
from factcheck.journal import OUTSIDE, TOOL
from factcheck.row import Row
from factcheck.verdicts import Mark, fold

CELLS = ("evidence", "evidence_quote", "waiting_on", "suggested", "disposition", "second_reader", "source_status")
"""Columns whose cell stands in the form and may be typed over."""
SEEN = ("status", "reviewer", "claim", "verbatim", "flags", "note", *CELLS)
"""Columns that the card shows: what they held then is sent along."""
LABELS = {
    "status": "status",
    "reviewer": "reviewer",
    "claim": "claim",
    "verbatim": "words of the article",
    "flags": "flags",
    "note": "note",
    "evidence": "evidence",
    "evidence_quote": "passage",
    "waiting_on": "waiting for",
    "suggested": "suggested wording",
    "disposition": "decision",
    "second_reader": "second reader",
    "source_status": "source carries it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A form as it was sent. `cells` and `seen` are by column; `note` is added below the one that stands.

    `status` is the verdict's word, "" for none; `candidate` the number of what was found that is taken as evidence.
    """

    claim_id: str
    by: str
    status: str = ""
    note: str = ""
    candidate: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> dict[str, str]:
        """The cells that differ from what was seen."""
        return {name: cell for name, cell in self.cells.items() if cell != self.seen.get(name, "")}

    def mark(self) -> Mark:
        """What is to be marked.

        Raises: BadArgument where a cell was emptied: a mark leaves a blank as it is, and so do the commands.
        """
        changed = self.changed
        emptied = [name for name, cell in changed.items() if not cell and name != "waiting_on"]
        if emptied:
            what = LABELS[emptied[0]]
            hint = "Type what is right in its place; `undo` takes a change back."
            raise BadArgument(f"{what}: a cell that holds something is not emptied by a mark", hint)
        if "waiting_on" in changed:
            changed["waiting_on"] = changed["waiting_on"] or "nobody"
        quote = changed.pop("evidence_quote", "")
        return replace(Mark(by=self.by, status=self.status, note=self.note, quote=quote), **changed)  # type: ignore[arg-type]  # all text

    @property
    def says_nothing(self) -> bool:
        """True where the form was sent as it came."""
        return not (self.status or self.note or self.candidate or self.changed)


def read_typed(form: Mapping[str, str]) -> Typed:
    """The form of a claim's card, or the one that asks which of two cells is right.

    A choice `keep_COLUMN` that is `theirs` gives up what was typed for that column.
    """
    seen = {name: _text(form.get(f"seen_{name}", "")) for name in SEEN}
    cells = {name: _text(form[name]).strip() for name in CELLS if name in form}
    status, note = form.get("status", "").strip(), _text(form.get("note", "")).strip()
    for name in (*CELLS, "status"):
        if form.get(f"keep_{name}") == "theirs":
            cells |= {name: seen[name]} if name in cells else {}
            status = "" if name == "status" else status
    # A cell that ends in white space comes back from its field without: that is no change.
    cells = {name: seen[name] if cell == seen[name].strip() else cell for name, cell in cells.items()}
    number = form.get("candidate", "") if form.get("keep_evidence") != "theirs" else ""
    return Typed(
        claim_id=form.get("claim", ""),
        by=" ".join(form.get("by", "").split()),
        status=status,
        note=note,
        candidate=int(number) if number.isascii() and number.isdecimal() and len(number) <= 6 else 0,  # noqa: PLR2004
        cells=cells,
        seen=seen,
    )


def seen_of(row: Row) -> dict[str, str]:
    """What the card of a row shows, as it is sent along."""
    return {name: row.cell(name) for name in SEEN}


def check_name(by: str) -> str:
    """The reviewer's name. Raises: BadArgument where it is blank or one that the journal uses itself."""
    if not by:
        raise BadArgument("say who you are", "Type your name beside the buttons; it is kept with what you do.")
    if fold(by) in (TOOL, OUTSIDE):
        raise BadArgument(f"{by}: the journal uses this name for what no person did", "Give your own name.", value=by)
    return by


def _text(value: str) -> str:
    """A field's text: browsers send line breaks as CRLF."""
    return value.replace("\r\n", "\n").replace("\r", "\n")
