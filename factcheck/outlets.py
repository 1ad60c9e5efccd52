"""The registry of outlets: names, aliases and transliterations, hosts; for citations and for look-ups.

The table `data/outlets.csv`, and a user's own `outlets.csv` of the same columns, has one outlet a row. Aliases and
hosts are joined by `; `, a host may carry the years it served (`dn.kz 1997/2012`). A spelling with a star (`Science*`)
is an ordinary word or a name of other things: running text matches it only where something beside it says that an
outlet is meant ("the journal Science", "told The Sun"). Starring the outlet's own name as an alias stars the name.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from factcheck.document import Problem, Span
from factcheck.errors import UnreadableInput

COLUMNS = ("name", "aliases", "kind", "country", "language", "hosts", "parent", "source")


class OutletKind(StrEnum):
    """What an outlet is; the words of the table's `kind` column."""

    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    JOURNAL = "journal"
    MAGAZINE = "magazine"
    NEWSLETTER = "newsletter"
    NEWSPAPER = "newspaper"
    THINK_TANK = "think_tank"
    WEBSITE = "website"


class Host(NamedTuple):
    """A host an outlet published under, lower case without `www.`; years as text, "" where not known."""

    name: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of the registry; blank fields are not known, never guessed.

    `country` is ISO 3166-1 alpha-2, "" for an international outlet; `language` BCP 47 codes joined by `; `, the main
    one first; `ordinary` are the spellings that are words in their own right; `source` says what the row rests on.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: OutletKind
    country: str = ""
    language: str = ""
    hosts: tuple[Host, ...] = ()
    parent: str = ""
    source: str = ""
    ordinary: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name, then every alias, starred ones without their star."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.ordinary)))


class OutletName(NamedTuple):
    """An outlet's name where it stands in a text."""

    span: Span
    outlet: Outlet


class _Spelling(NamedTuple):
    """One spelling as it is looked for: folded words, and their first letters' case as the table gives it."""

    words: tuple[str, ...]
    printed: tuple[str, ...]
    outlet: Outlet
    ordinary: bool
    article: bool


APOSTROPHE = "['’‘ʻʼ`´]"
WORD = re.compile(rf"[^\W_]+(?:{APOSTROPHE}[^\W_]+)*")
JOINER = re.compile(r"(?:[ \u00a0\n]?[-–'’./&+][ \u00a0\n]?|[ \u00a0\n]+(?:(?:and|&)[ \u00a0\n]+)?)?")
APOSTROPHES = re.compile(APOSTROPHE)
POSSESSIVE = re.compile(rf"{APOSTROPHE}s\Z")
SAYS_OUTLET_BEFORE = re.compile(
    r"\b(?:journal|journals|newspaper|newspapers|paper|daily|weekly|monthly|magazine|agency|website|broadcaster|channel"
    r"|tabloid|station|outlet|portal)\s+(?:including\s+)?(?:the\s+|The\s+)?[\"“‘«*_]*\Z"
)
SAYS_OUTLET_AFTER = re.compile(
    r"[\"”’»*_]*\s+(?:(?:news|press|information)\s+agency|newspaper|magazine|journal|daily|weekly|website|news\s+service)\b"
)
ARTICLE = re.compile(r"\b[Tt]he\s+[\"“‘«*_]*\Z")
INSIDE_SENTENCE = re.compile(r"[\w,;]\s+The\s+\Z")
ACRONYM = 5
"""All-capital spellings of at most so many letters are matched only in capitals ("AP", never "ap")."""
LOOKBACK = 40
"""Code points before a name in which a word may say that an outlet is meant."""
YEARS = re.compile(r"(\d{4})?/(\d{4})?")
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def fold(name: str) -> tuple[str, ...]:
    """The words of a name as compared: no case, accents, quotes, hyphens, "and", or "the" before it.

    >>> fold("The “Delovaïa-Nedelya”") == fold("delovaia nedelya")
    True
    """
    words = [folded for word in WORD.findall(name) if (folded := _fold_word(word)) not in {"", "and"}]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


class OutletRegistry:
    """Outlets by name and by host. A later outlet takes the names and hosts it shares with an earlier one."""

    def __init__(self, outlets: Iterable[Outlet], problems: Iterable[Problem] = ()) -> None:
        named = {fold(outlet.name): outlet for outlet in outlets}
        self.outlets = tuple(named.values())
        """In the order given, an outlet given twice once, as given last."""
        self.problems = tuple(problems)
        """What was wrong with a user's own table."""
        self._by_name: dict[tuple[str, ...], _Spelling] = {}
        self._by_host: dict[str, Outlet] = {}
        for outlet in self.outlets:
            self._by_name |= {spelling.words: spelling for spelling in _spellings(outlet)}
            self._by_host |= {host.name: outlet for host in outlet.hosts}
        self._by_name |= {words: spelling for words, spelling in self._own_names() if words}
        self._by_first = _by_first_word(self._by_name.values())

    def _own_names(self) -> Iterator[tuple[tuple[str, ...], _Spelling]]:
        for outlet in self.outlets:
            spelling = next(_spellings(outlet))
            yield spelling.words, spelling

    def find(self, name: str) -> Outlet | None:
        """The outlet of that name or alias whatever its case, accents, hyphens, quotes or "the"; None where unknown."""
        found = self._by_name.get(fold(name))
        return found.outlet if found else None

    def by_host(self, host: str) -> Outlet | None:
        """The outlet that published under the host or a domain above it ("www.news.bbc.co.uk"); None where unknown."""
        labels = host.casefold().rpartition("@")[2].partition(":")[0].strip(".").split(".")
        names = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self._by_host[name] for name in names if name in self._by_host), None)

    def names_in(self, text: str, span: Span, *, bracketed: bool = False) -> tuple[OutletName, ...]:
        """The outlets named in a stretch of `text`, in order, disjoint, the longest name first at each word.

        A capital "The" belongs to the name where a spelling has it. `bracketed` says that the stretch is a citation,
        where ordinary words ("Science") count as names too.
        """
        return tuple(self._names(text, span, bracketed=bracketed))

    def _names(self, text: str, span: Span, *, bracketed: bool) -> Iterator[OutletName]:
        end = span.start
        for match in WORD.finditer(text, *span):
            if match.start() < end or not (match[0][0].isupper() or match[0][0].isdigit() or match[0] == "dpa"):
                continue
            for spelling in self._beginning(match[0]):
                found = _match(spelling, text, match.start(), span.end)
                if found is None or (spelling.ordinary and not bracketed and not _says_outlet(text, found, span)):
                    continue
                end = found.end
                yield OutletName(_with_article(spelling, text, found, span), spelling.outlet)
                break

    def _beginning(self, word: str) -> tuple[_Spelling, ...]:
        """The spellings that begin with the word, or with what it is the possessive of."""
        found = self._by_first.get(_fold_word(word), ())
        return found or self._by_first.get(_fold_word(POSSESSIVE.sub("", word)), ())


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    """One word without case, accents and apostrophes; "" where nothing is left."""
    word = APOSTROPHES.sub("", word)
    if not word.isascii():
        word = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    return word.casefold()


def _spellings(outlet: Outlet) -> Iterator[_Spelling]:
    starred = {fold(spelling) for spelling in outlet.ordinary}
    spelled: dict[tuple[str, ...], list[str]] = {}
    for spelling in outlet.spellings:
        spelled.setdefault(fold(spelling), []).append(spelling)
    for words, forms in spelled.items():
        printed = tuple(word for word in WORD.findall(forms[0]) if word != "and")
        article = any(form.startswith("The ") for form in forms)
        yield _Spelling(words, printed[-len(words) :], outlet, words in starred, article)


def _by_first_word(spellings: Iterable[_Spelling]) -> dict[str, tuple[_Spelling, ...]]:
    """The spellings under their first folded word, longest first; those with a remark in brackets are no spelling."""
    found: dict[str, list[_Spelling]] = {}
    for spelling in spellings:
        found.setdefault(spelling.words[0], []).append(spelling)
    return {first: tuple(sorted(group, key=lambda each: -len(each.words))) for first, group in found.items()}


def _match(spelling: _Spelling, text: str, start: int, limit: int) -> Span | None:
    """Where the spelling stands at `start`, or None: every word in turn, joined by spaces, hyphens or "and"."""
    at = start
    for number, word in enumerate(spelling.words):
        if number:
            at = _past_joiner(text, at, limit)
        found = WORD.match(text, at, limit)
        if found is None:
            return None
        surface = found[0] if _fold_word(found[0]) == word else POSSESSIVE.sub("", found[0])
        if _fold_word(surface) != word or not _same_case(spelling, number, surface):
            return None
        at += len(surface)
    return Span(start, at)


def _past_joiner(text: str, at: int, limit: int) -> int:
    joiner = JOINER.match(text, at, limit)
    return joiner.end() if joiner else at


def _same_case(spelling: _Spelling, number: int, surface: str) -> bool:
    """True where the word has the capitals the name has; the later words of names in other languages may be small."""
    printed = spelling.printed[number] if number < len(spelling.printed) else surface
    if len(spelling.words) == 1 and printed.isupper() and len(printed) <= ACRONYM:
        return surface.isupper()
    small_ok = number > 0 and not spelling.outlet.language.startswith("en")
    return small_ok or not printed[0].isupper() or not surface[0].islower()


def _says_outlet(text: str, name: Span, within: Span) -> bool:
    """True where the words beside an ordinary word say that the outlet is meant."""
    before = text[max(within.start, name.start - LOOKBACK) : name.start]
    after = text[name.end : min(within.end, name.end + LOOKBACK)]
    return bool(SAYS_OUTLET_BEFORE.search(before) or INSIDE_SENTENCE.search(before) or SAYS_OUTLET_AFTER.match(after))


def _with_article(spelling: _Spelling, text: str, name: Span, within: Span) -> Span:
    article = ARTICLE.search(text, max(within.start, name.start - 5), name.start) if spelling.article else None
    return Span(article.start(), name.end) if article and article[0].startswith("The ") else name


def load_outlets(extra: Path | None = None) -> OutletRegistry:
    """The registry of the product's table, and of a user's own table at `extra` added to it.

    A row of the user's own stands for the product's outlet of the same name. Rows that cannot be used are left out and
    told in `.problems`, each with its file and line.

    Raises:
        UnreadableInput: `extra` cannot be read as UTF-8 text.
    """
    if extra is None:
        return _own_registry()
    try:
        text = extra.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(extra, f"outlets cannot be read: {error}", "Save it as CSV in UTF-8.") from error
    outlets, problems = read_outlets(text, str(extra))
    return OutletRegistry((*_own_registry().outlets, *outlets), problems)


def outlets_beside(table: Path) -> OutletRegistry:
    """The registry, with the user's own `outlets.csv` from beside the table where there is one.

    Raises:
        UnreadableInput: that file cannot be read as UTF-8 text.
    """
    own = table.parent / "outlets.csv"
    return load_outlets(own if own.is_file() else None)


@cache
def _own_registry() -> OutletRegistry:
    text = files("factcheck").joinpath("data/outlets.csv").read_text(encoding="utf-8")
    outlets, problems = read_outlets(text, "factcheck/data/outlets.csv")
    return OutletRegistry(outlets, problems)


def read_outlets(text: str, name: str) -> tuple[tuple[Outlet, ...], tuple[Problem, ...]]:
    """The outlets of a CSV text, and what was wrong with it; `name` is the file's name for the messages."""
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)  # a spreadsheet set to another country saves with semicolons
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        hint = "The first line names the columns: " + ",".join(COLUMNS)
        return (), (_problem(name, 1, "outlet-columns", f"no column {', '.join(missing)}; nothing was read", hint),)
    outlets: list[Outlet] = []
    problems: list[Problem] = []
    for row in reader:
        cells = {column: (row[column] or "").strip() for column in COLUMNS}
        found = _read_row(cells, name, reader.line_num)
        if isinstance(found, Outlet):
            outlets.append(found)
        elif any(cells.values()):
            problems.append(found)
    return tuple(outlets), tuple(problems)


def _read_row(cells: dict[str, str], name: str, line: int) -> Outlet | Problem:
    if not fold(cells["name"]):
        return _problem(name, line, "outlet-name", "the name is blank; the row was left out", "Name the outlet.")
    if cells["kind"] not in set(OutletKind):
        kinds = ", ".join(OutletKind)
        return _problem(name, line, "outlet-kind", f"kind {cells['kind']!r} is none of the kinds", f"One of: {kinds}")
    try:
        hosts = tuple(_read_host(host) for host in _listed(cells["hosts"]))
    except ValueError as error:
        return _problem(name, line, "outlet-host", f"host {error} is no host", "As in: dn.kz or dn.kz 1997/2012")
    spellings = _listed(cells["aliases"])
    return Outlet(
        name=cells["name"],
        aliases=tuple(spelling for spelling in spellings if not spelling.endswith("*") and fold(spelling)),
        kind=OutletKind(cells["kind"]),
        country=cells["country"],
        language=cells["language"],
        hosts=hosts,
        parent=cells["parent"],
        source=cells["source"],
        ordinary=tuple(spelling[:-1] for spelling in spellings if spelling.endswith("*") and fold(spelling)),
    )


def _read_host(cell: str) -> Host:
    name, _, years = cell.partition(" ")
    name = name.casefold().removeprefix("www.")
    period = YEARS.fullmatch(years) if years else None
    if not HOST.fullmatch(name) or (years and period is None):
        raise ValueError(repr(cell))
    return Host(name, *(period.group(1) or "", period.group(2) or "")) if period else Host(name)


def _listed(cell: str) -> Sequence[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _problem(name: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, place=f"{name}, line {line}", hint=hint)
