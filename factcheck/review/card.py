"""A claim's card: what is known of it in the report's own words, what was found for it, and what may be typed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from factcheck.evidence.cells import difference, passages, quote_match, restates
from factcheck.evidence.numbers import candidates, searches
from factcheck.evidence.record import Evidence
from factcheck.report.checklist import Entry, cited_documents
from factcheck.report.findings import QUOTES, in_vain, link_of, named
from factcheck.report.galley import PrintedLine, printed
from factcheck.report.links import Part
from factcheck.report.piles import pile_name, pile_of
from factcheck.report.wording import CHECKS, checks_of, document_words, lines, margin_ref, one_line
from factcheck.review.saving import Clash, Moved
from factcheck.review.typed import Typed, seen_of
from factcheck.row import Row
from factcheck.verdicts import Status, fold

if TYPE_CHECKING:
    from factcheck.checks import Finding

BUTTONS = (
    (Status.VERIFIED, "v", "Verified"),
    (Status.WRONG, "w", "Wrong"),
    (Status.NEEDS_CHANGE, "h", "Has to change"),
    (Status.DISPUTED, "d", "Disputed"),
    (Status.CANNOT_VERIFY, "c", "Cannot verify"),
    (Status.NOT_CHECKABLE, "o", "Opinion, not checkable"),
    (Status.IN_PROGRESS, "p", "In progress"),
    (Status.CUT, "x", "Cut"),
    (Status.UNVERIFIED, "u", "Unverified"),
)
"""The verdicts of the card, each with its key."""
SOURCE_WORDS = (
    ("unverified", "not looked at"),
    ("verified", "yes"),
    ("wrong", "no"),
    ("cannot_verify", "could not be checked"),
    ("not_applicable", "no source named"),
)
DISPOSITIONS = (("", ""), ("accepted", "change accepted"), ("stet", "stet: it stands"), ("cut", "cut"))
_WORD = re.compile(r"\w[\w’'-]*")
_SHORT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A candidate: `facts` in words, its passages with the claim's own words marked."""

    number: str
    name: str
    link: Part | None
    facts: tuple[str, ...]
    passages: tuple[Markup, ...]
    asked: str


class Remark(NamedTuple):
    """A check that fired: how much it matters, its code, what it says of the claim, and what to do."""

    level: str
    code: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that the card's template sets. `cells` are what stands in the fields, `seen` what the file has.

    `typed` is what a refused or clashing form held, None where nothing was typed; `pending` the verdict it asked for.
    """

    entry: Entry
    pile: str
    sign: str
    word: str
    ref: str
    lines: tuple[PrintedLine, ...]
    remarks: tuple[Remark, ...]
    found: tuple[Found, ...]
    vain: str
    documents: tuple[str, ...]
    cells: Mapping[str, str]
    seen: Mapping[str, str]
    typed: Typed | None = None
    clashes: tuple[Clash, ...] = ()
    moved: tuple[Moved, ...] = ()
    error: str = ""
    hint: str = ""

    @property
    def pending(self) -> str:
        """The verdict that waits for what it lacks."""
        return self.typed.status if self.typed else ""


def make_card(entry: Entry, row: Row, *, typed: Typed | None = None, findings: "Iterable[Finding]" = ()) -> Card:
    """The card of a claim; `row` is its row as the file has it, `findings` what the checks say of it by now."""
    sign, word = pile_name(entry)
    rows = entry.found or ()
    seen = seen_of(row)
    return Card(
        entry=entry,
        pile=pile_of(entry),
        sign=sign,
        word=word,
        ref=margin_ref(row),
        lines=tuple(
            printed(each, row.reviewed_at) for each in lines(entry, with_role=True) if each.facts[0].label != CHECKS
        ),
        remarks=tuple(_remarks(row, findings)),
        found=tuple(_found(each, entry.row) for each in candidates(rows, row.claim_id)),
        vain=in_vain(searches(rows, row.claim_id)),
        documents=tuple(document_words(each) for each in cited_documents(row)),
        cells=seen | dict(typed.cells) if typed else seen,
        seen=dict(typed.seen) if typed else seen,
        typed=typed,
    )


def _remarks(row: Row, findings: "Iterable[Finding]") -> Iterator[Remark]:
    """What the checks say; of a code in the flags that they have not told yet, the first line of its manual."""
    told = [Remark(each.level.value, each.code, each.message, each.hint) for each in findings]
    yield from told
    codes = [code for code in checks_of(row) if code not in {each.code for each in told}]
    if codes:
        from factcheck.checks import CHECKS  # noqa: PLC0415 - the parser's modules, for a claim with flags only

        known = {check.code: check for check in CHECKS}
        yield from (Remark(known[code].level.value, code, known[code].title) for code in codes if code in known)


def _found(row: Evidence, claim: Row) -> Found:
    facts = [f"captured {row.captured_at[:10]}"] if row.captured_at else []
    facts += [one_line(part) for part in row.timing.split(";") if part.strip()]
    quote = quote_match(row)
    if quote is not None:
        facts.append(f"quote: near, {one_line(told)}" if (told := difference(row)) else QUOTES[quote])
    if restates(row):
        facts.append("merely repeats the claim")
    words = {fold(found.group()) for found in _WORD.finditer(f"{claim.claim} {claim.verbatim}")}
    return Found(
        number=row.rank.strip(),
        name=named(row),
        link=link_of(row),
        facts=tuple(facts),
        passages=tuple(marked(each.text, words) for each in passages(row)),
        asked=one_line(row.asked),
    )


def marked(text: str, words: set[str]) -> Markup:
    """The passage, the words and figures that the claim has too marked; short words are not.

    >>> str(marked("Oil <b> fell by 12 per cent.", {"oil", "fell", "12"}))
    'Oil &lt;b&gt; <mark>fell</mark> by <mark>12</mark> per cent.'
    """
    out, at = Markup(""), 0
    for found in _WORD.finditer(text):
        word = found.group()
        if fold(word) in words and (len(word) >= _SHORT or word[:1].isdigit()):
            out += escape(text[at : found.start()])
            out += Markup("<mark>{}</mark>").format(word)
            at = found.end()
    return out + escape(text[at:])
