"""When and where an article appeared, and how that is known. Never today's date, never a guess.

In this order: what the user says; what the page says of itself (meta elements, JSON-LD, `<time>`); a header line;
a dateline; a date alone at the top; the volume of a periodical whose volumes are years (`data/periodicals.csv`).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.document import PROSE, BlockKind, Document, Span
from factcheck.errors import BadArgument
from factcheck.readers.printed_dates import MONTH, WEEKDAY, any_date, day_of_year, iso_date, worded_date

_ACCEPTED = "Write it as 2005-08-17, 2005-08 or 2005, or in words: 17 August 2005."
_PAGE_KEYS = (
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "datepublished",
    "json-ld:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publication_date",
    "publishdate",
    "pubdate",
    "og:published_time",
    "date",
    "time",
)
"""Metadata keys that hold a publication date, the most telling first. Dates of changes are none."""
_PRINTED = {
    "json-ld:datepublished": "JSON-LD datePublished",
    "time": "<time> element",
    "datepublished": "itemprop datePublished",
}
_HEADER_KEYS = ("date", "published", "posted", "issued")
_TOP = 5
"""Blocks at the top in which a dateline or a date alone is looked for."""
_LONGEST_LINE = 120
"""Characters of a line above the article; anything longer is taken for its first paragraph."""
_DAY_LENGTH = len("2005-08-17")

_PLACE = r"(?P<place>(?:[A-Z][A-Z.’'-]+)(?:[ /][A-Z][A-Z.’'-]+){0,3}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})"
_NO_MONTH = rf"(?!{WEEKDAY}|{MONTH})".replace("?P<weekday>", "?:").replace("?P<month>", "?:")
_REGION = rf"(?P<region>(?:,\s{_NO_MONTH}[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,2}})?)"
_MONTH_FIRST = rf"{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
_DAY_FIRST = rf"\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?".replace("?P<month>", "?:")
_WHEN = rf"(?P<when>(?:{WEEKDAY},?\s+)?(?:{_MONTH_FIRST}|{_DAY_FIRST}))"
_DATELINE = re.compile(
    rf"{_PLACE}{_REGION}(?:[,.]?\s+{_WHEN})?(?P<agency>,?\s*\([^()]{{2,40}}\))?\s*(?P<dash>--?-?|[—–_]|:(?=\s))?(?=\s|$)"
)
_NO_PLACE = re.compile(
    "ADVISORY|ALERT|ANALYSIS|BREAKING|COMMENT(?:ARY)?|CORRECT(?:ED|ION)|EDITORIAL|EXCLUSIVE|FACTBOX|FEATURE|INTERVIEW|NATO|NEWS"
    "|OPINION|PREVIEW|QUOTE|REVIEW|TIMELINE|UPDATE|URGENT|VIDEO|WATCH|WRAPUP"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When and where the article appeared.

    `date` is EDTF ("2005-08-17", "2005-08", "2005"), "" where it is not known; `basis` says in a few words how it is
    known; `place` is the dateline's, as printed, "" where there is none.
    """

    date: str = ""
    basis: str = ""
    place: str = ""

    @property
    def day_known(self) -> bool:
        """True where the date goes down to the day."""
        return len(self.date) == _DAY_LENGTH


class Dateline(NamedTuple):
    """The opening of a news story, "BISHKEK, August 17 (Reuters) --", as printed; `when` may lack its year."""

    place: str
    when: str
    span: Span
    """What stands before the story itself, the dash included; empty where there is no dateline."""


def find_publication(document: Document, given: str = "") -> Publication:
    """The publication date of the article, `given` first, and the place of its dateline.

    Raises:
        BadArgument: `given` is no date, a day that does not exist, or ambiguous (08/10/2005).
    """
    dateline = find_dateline(document)
    if given.strip():
        return Publication(date=parse_given(given), basis="given", place=dateline.place)
    date, basis = _refined([found for found in (*_dated(document, dateline), _by_volume(document)) if found[0]])
    if dateline.when and 0 < len(date) < _DAY_LENGTH:
        day = day_of_year(dateline.when, date[:4])
        if day.startswith(date):
            date, basis = day, f"dateline “{dateline.when}”; {basis.split(';')[0]}"
    return Publication(date=date, basis=basis, place=dateline.place)


def parse_given(value: str) -> str:
    """The EDTF of a date a user typed: 2005, 2005-08, 2005-08-17, or in words with the month by name.

    Raises:
        BadArgument: anything else, naming the value and what is accepted.
    """
    typed = " ".join(value.split())
    if found := iso_date(typed) or worded_date(typed):
        return found
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", typed):
        reason = "there is no such date"
    elif re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", typed):
        reason = "day and month can be taken for each other"
    elif worded_date(re.sub(rf"^{WEEKDAY},?\s+", "", typed, flags=re.IGNORECASE)):
        reason = "that day was another day of the week"
    else:
        reason = "this is no date that can be read"
    raise BadArgument(f"{typed!r}: {reason}", _ACCEPTED, value=value)


def find_dateline(document: Document) -> Dateline:
    """The dateline of one of the first blocks of prose; blank where there is none."""
    for block in [block for block in document.blocks if block.kind in PROSE][:_TOP]:
        found = _DATELINE.match(block.span.slice(document.text)[:200])
        if found and _is_dateline(found):
            when = found["when"] or ""
            # "MOSCOW. Aug 17 (Interfax)" ends its place with a full stop; the one of "S.C." belongs to it.
            span = Span(block.span.start, block.span.start + found.end())
            return Dateline((found["place"].rstrip(".") + found["region"]).strip(), when, span)
    return Dateline("", "", Span(0, 0))


def _is_dateline(found: re.Match[str]) -> bool:
    """True where enough marks of a dateline come together; a name in small letters needs more of them."""
    shouted = found["place"].isupper()
    if _NO_PLACE.fullmatch(found["place"].split()[0]) or len(found["place"]) < 3:  # noqa: PLR2004 - "US"
        return False
    if found["dash"] == ":" and not found["when"]:
        return False
    if shouted and (found["agency"] or found["when"] or found["region"]):
        return bool(found["agency"] or found["dash"])
    if shouted:
        return bool(found["dash"]) and len(found["place"].split()) <= 2  # noqa: PLR2004 - "IT IS TIME - ..."
    return bool((found["agency"] or found["when"]) and found["dash"])


def _dated(document: Document, dateline: Dateline) -> Iterator[tuple[str, str]]:
    """(date, basis) from each place that may say it, the most telling first; the date "" where it does not."""
    printed = " ".join(b.span.slice(document.text) for b in document.blocks if b.kind is BlockKind.METADATA)
    on_page = [(key, value) for key, value in document.metadata if not (key in _HEADER_KEYS and value in printed)]
    for key in _PAGE_KEYS:
        for value in (value for k, value in on_page if k == key):
            yield any_date(value), _PRINTED.get(key, key)
    for key, value in document.metadata:
        if key in _HEADER_KEYS and value in printed:
            yield any_date(value), f"header line “{value}”"
    yield any_date(dateline.when), f"dateline “{dateline.when}”"
    for line in _top_lines(document):
        found = any_date(line)
        # A year or a month alone is a heading of a chronicle, not a masthead.
        yield (found if len(found) == _DAY_LENGTH else ""), f"date line “{line}”"


def _top_lines(document: Document) -> Iterator[str]:
    """The short blocks before the first paragraph of prose."""
    for block in document.blocks[: 2 * _TOP]:
        line = block.span.slice(document.text)
        if len(line) > _LONGEST_LINE:
            return
        yield line


def _refined(found: list[tuple[str, str]]) -> tuple[str, str]:
    """The first date, or a later one that only says the same more exactly."""
    if not found:
        return "", ""
    date = found[0][0]
    return max((each for each in found if each[0].startswith(date)), key=lambda each: len(each[0]))


def _by_volume(document: Document) -> tuple[str, str]:
    """The year of a periodical's volume, and what of it remains unknown."""
    name = document.meta("publication") or document.meta("citation_journal_title")
    volume = document.meta("volume") or document.meta("citation_volume")
    issue = document.meta("issue") or document.meta("citation_issue")
    first, per_year = _periodicals().get(_folded(name), (0, 0))
    number = int(volume) if volume.isdecimal() else _roman(volume)
    if not first or number < 1:
        return "", ""
    year = first + (number - 1) // per_year
    return (
        f"{year:04}",
        f"{name} volume {volume} is {year}; the day{f' of issue {issue}' if issue else ''} is not known",
    )


@cache
def _periodicals() -> dict[str, tuple[int, int]]:
    """Folded name -> (year of volume 1, volumes a year)."""
    text = files("factcheck").joinpath("data/periodicals.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        for name in (row["name"], *row["aliases"].split(";")):
            if name.strip():
                found[_folded(name)] = int(row["first_year"]), int(row["volumes_per_year"])
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip().removeprefix("the ")


def _roman(value: str) -> int:
    """The number of a Roman numeral; 0 where it is none."""
    if not re.fullmatch(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", value.upper()):
        return 0
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in value.upper()]
    return sum(-own if own < after else own for own, after in zip(worth, [*worth[1:], 0], strict=False))
