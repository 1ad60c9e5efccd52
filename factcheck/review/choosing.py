"""Which claims the page shows, and which comes next: the filters in the address, the queue."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from factcheck.report import Checklist
from factcheck.report.checklist import Entry
from factcheck.report.view import By, make_view, read_only
from factcheck.report.wording import checks_of
from factcheck.verdicts import Pile, fold

SHOWS = (
    ("", "all claims"),
    ("open", "open"),
    ("decide", "to decide"),
    ("opinions", "opinions and forecasts to confirm"),
    ("stale", "stale: words changed after the verdict"),
    ("waiting", "waiting for somebody"),
    ("agreed", "agreed, not in the article yet"),
    ("verified", "verified"),
    ("set_aside", "set aside"),
    ("number", "with a number"),
    ("date", "with a date"),
    ("quote", "with a quotation"),
    ("name", "with a name"),
)
ANY = "any"
"""Of checks: that one fired, be it which it may."""
KEYS = ("article", "only", "source", "paragraph", "flag", "q")


class Filters(NamedTuple):
    """What the address asks for; a blank asks for nothing. `q` are words to be found in claim, source or note."""

    article: str = ""
    only: str = ""
    source: str = ""
    paragraph: str = ""
    flag: str = ""
    q: str = ""

    @property
    def narrow(self) -> bool:
        """True where some claims may be left out."""
        return any(self[1:])

    def query(self, **more: str) -> str:
        """The filters as the query of an address, with `more` before them; "" where there is nothing to say."""
        pairs = [(key, value) for key, value in (more | self._asdict()).items() if value]
        return urlencode(pairs)


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters that a query or a form gives. Raises: BadArgument for an `only` that is none."""
    found = Filters(*(given.get(key, "").strip() for key in KEYS))
    read_only(found.only)
    return found


def kept(checklist: Checklist, filters: Filters) -> tuple[Entry, ...]:
    """The claims that the filters leave, in the article's order."""
    holds = read_only(filters.only)
    words = fold(filters.q).split()

    def wanted(entry: Entry) -> bool:
        row = entry.row
        if not holds(entry) or (filters.paragraph and row.paragraph != filters.paragraph):
            return False
        codes = checks_of(row) if filters.flag else ()
        if filters.flag and filters.flag not in codes and not (filters.flag == ANY and codes):
            return False
        if filters.source and not _names(entry, filters.source):
            return False
        return not words or _found(entry, words)

    return tuple(entry for entry in checklist.entries if wanted(entry))


def _names(entry: Entry, source: str) -> bool:
    parts = (*entry.row.source.split(";"), *entry.row.cited.split(";"))
    return fold(source) in (fold(part) for part in parts)


def _found(entry: Entry, words: Sequence[str]) -> bool:
    row = entry.row
    text = fold(f"{row.ref} {row.claim} {row.source} {row.cited} {row.note} {row.evidence} {row.verbatim}")
    return all(word in text for word in words)


def waits(entry: Entry) -> bool:
    """True for a claim that somebody has still to check or decide."""
    return entry.pile in (Pile.OPEN, Pile.DECIDE) and not entry.standing.gone and not entry.standing.agreed


def neighbours(entries: Sequence[Entry], claim_id: str) -> tuple[str, str]:
    """The ids before and after a claim in the order shown, "" at either end."""
    ids = [entry.row.claim_id for entry in entries]
    if claim_id not in ids:
        return "", ids[0] if ids else ""
    at = ids.index(claim_id)
    return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""


def next_open(entries: Sequence[Entry], claim_id: str) -> str:
    """The next claim that is open, those to decide after all of these; from the first again at the end; "" for none."""
    ids = [entry.row.claim_id for entry in entries]
    at = ids.index(claim_id) + 1 if claim_id in ids else 0
    round_ = [*entries[at:], *entries[: max(at - 1, 0)]]
    waiting = [entry for entry in round_ if waits(entry)]
    first = next((entry for entry in waiting if entry.pile is Pile.OPEN), None) or next(iter(waiting), None)
    return first.row.claim_id if first else ""


class Call(NamedTuple):
    """Whom one call settles: the heading of the call sheet, its lead, its claims, and of these the unsettled ones."""

    title: str
    lead: str
    entries: tuple[Entry, ...]
    unsettled: tuple[Entry, ...]


def call_sheet(checklist: Checklist, filters: Filters) -> tuple[Call, ...]:
    """The claims by who can settle them, each once: documents, sources, then what the writer must be asked."""
    wanted = {entry.row.claim_id for entry in kept(checklist, filters)}
    out = []
    for group in make_view(checklist, by=By.SOURCE).groups:
        inside = (entry for passage in group.passages for entry in passage.entries)
        entries = tuple(entry for entry in inside if entry.row.claim_id in wanted)
        if entries:
            out.append(
                Call(
                    group.title,
                    group.lead,
                    entries,
                    tuple(entry for entry in entries if entry.pile is Pile.OPEN and waits(entry)),
                )
            )
    return tuple(out)
