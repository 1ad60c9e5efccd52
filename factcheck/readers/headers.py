"""Lines about the article at its very top or bottom: "Publication: ... Issue: 160", a byline, a copyright line.

Conservative: a line of prose that happens to hold a colon stays prose, for a metadata line gives no claims.
"""

import re
from collections.abc import Iterable, Sequence

Pairs = tuple[tuple[str, str], ...]

_KEYS = {
    "publication": "publication",
    "journal": "publication",
    "magazine": "publication",
    "newspaper": "publication",
    "publisher": "publisher",
    "volume": "volume",
    "vol": "volume",
    "issue": "issue",
    "number": "issue",
    "no": "issue",
    "date": "date",
    "date published": "date",
    "publication date": "date",
    "published": "date",
    "published on": "date",
    "issue date": "date",
    "posted": "date",
    "sent": "date",
    "updated": "updated",
    "last updated": "updated",
    "modified": "updated",
    "title": "title",
    "headline": "title",
    "subject": "title",
    "subtitle": "subtitle",
    "dek": "subtitle",
    "deck": "subtitle",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "writer": "author",
    "reporter": "author",
    "from": "from",
    "to": "to",
    "editor": "editor",
    "edition": "edition",
    "section": "section",
    "page": "page",
    "pages": "page",
    "source": "source",
    "url": "url",
    "link": "url",
    "doi": "doi",
    "place": "place",
    "location": "place",
    "dateline": "dateline",
    "language": "language",
    "slug": "slug",
    "draft": "draft",
    "version": "draft",
    "word count": "words",
    "words": "words",
    "copyright": "copyright",
    "keywords": "keywords",
    "tags": "keywords",
    "category": "keywords",
}
"""Keys as they are printed at the head of articles, and the one name each is kept under."""

_NAMES = "|".join(sorted((re.escape(key).replace(r"\ ", r"\s") for key in _KEYS), key=len, reverse=True))
_AT_START = re.compile(rf"\s*\**({_NAMES})\.?\s*:\**(?=\s|$)\s*", re.IGNORECASE)
_INSIDE = re.compile(
    r"(?<=\S)[\s,;|·–—-]+\**(Volume|Vol|Issue|Number|No|Date|Page|Pages|Section|Author|By|Published)\.?\s*:\**\s+(?=\S)"
)
_VOLUME_ISSUE = re.compile(
    r"""^(?P<before>[^:\n]{0,80}?)[\s,;:|·–—(-]*\bVol(?:ume)?\b\.?:?\s*(?P<volume>\d{1,4}|[IVXLCDM]+)
        (?:[\s,;|·–—-]+(?:No|Number|Issue|Iss|Nr)\b\.?:?\s*(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?))?
        [\s,;|·–—(-]*(?P<after>[^:\n]{0,40}?)[)\s]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:(?:first|originally)\s)?(published|posted|issued|updated|last\s(?:updated|modified))(?:\s+(?:on|at))?:?\s+(.{6,60})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\([cC]\)|(?:Copyright|COPYRIGHT)(?:\s*(?:©|\([cC]\)))?)\s*(?:by\s)?(?:[A-Z][^.]{0,40}?\s)?(?:19|20)\d\d\b"
)
_NAME = r"(?:[A-Z][\w.’'`-]*|de|da|di|del|della|der|den|van|von|la|le|bin|ibn|al|el|ter|dos|y)"
_PERSON = rf"{_NAME}(?:\s{_NAME}){{1,4}}"
_BYLINE = re.compile(
    r"^(?:By|BY|Words by|Text by|Story by|Reporting by|Written by):?\s+"
    rf"(?P<who>{_PERSON}(?:(?:,\s{_PERSON})*,?\s(?:and|AND|&|with)\s{_PERSON})?)"
    r"(?P<where>(?:\s+in\s+[A-Z].*|\s*[,|/(–—-].*)?)$"
)
_NO_PERSON = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’')\]]*$")

TITLES = 3
"""Lines that are no header (title, deck, a date alone) which may stand before or between headers at the top."""


def find_headers(lines: Sequence[str]) -> dict[int, Pairs]:
    """Which of the lines (none blank) are about the article: index -> its (key, value) pairs, keys lower case.

    A text of a single line has none: a sentence given alone is prose whatever it looks like.
    """
    found: dict[int, Pairs] = {}
    if len(lines) < 2:  # noqa: PLR2004 - one line
        return found
    others = sentences = 0
    for at, line in enumerate(lines):
        if pairs := _pairs(line):
            found[at] = pairs
        elif _extra_key(line) and at - 1 in found and at - 2 in found:
            found[at] = _extra_key(line)
        else:
            others += 1
            sentences += bool(_ENDS_SENTENCE.search(line))
            if others > TITLES or sentences > 1 or len(line) > 200:  # noqa: PLR2004 - a title and a deck, no paragraph
                break
    for at in range(len(lines) - 1, 0, -1):
        pairs = _pairs(lines[at])
        if not pairs or at in found:
            break
        found[at] = pairs
    return found


def reads_as_header(line: str) -> bool:
    """True for a line that is one about the article where it stands among others at the top or bottom."""
    return bool(_pairs(line))


def front_matter(lines: Iterable[str]) -> Pairs:
    """The pairs of a YAML or TOML front matter (its fence lines left out); nested values are joined by "; "."""
    pairs: list[tuple[str, str]] = []
    for line in lines:
        item = re.match(r"\s+-?\s*(.+)|-\s+(.+)", line)
        found = re.match(r"([\w.:-]+)\s*[:=](?:\s+(.*))?$", line)
        if found:
            pairs.append((_key(found[1]), _unquoted(found[2] or "")))
        elif item and pairs:
            key, value = pairs[-1]
            pairs[-1] = (key, "; ".join(part for part in (value, _unquoted(item[1] or item[2])) if part))
    return tuple((key, value) for key, value in pairs if value)


def _key(name: str) -> str:
    lower = name.strip().lower()
    return _KEYS.get(lower.replace("_", " ").replace("-", " "), lower)


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return "; ".join(_unquoted(part) for part in value[1:-1].split(",") if part.strip())
    if value[:1] in "\"'" and value[-1:] == value[:1]:
        return value[1:-1]
    return "" if value in {"|", ">", "|-", ">-"} else value


def _pairs(line: str) -> Pairs:
    line = line.strip()
    if len(line) > 300:  # noqa: PLR2004 - no header is that long
        return ()
    return _keyed(line) or _byline(line) or _published(line) or _volume(line) or _copyright(line)


def _keyed(line: str) -> Pairs:
    first = _AT_START.match(line)
    if first is None or not first[1][:1].isupper():
        return ()
    key, start, pairs = first[1], first.end(), []
    # A title may itself hold "Volume: 2"; every other key may be followed by the next on the same line.
    inner = () if _key(key) == "title" else _INSIDE.finditer(line, start)
    for found in inner:
        pairs.append((_key(key), line[start : found.start()].strip()))
        key, start = found[1], found.end()
    pairs.append((_key(key), line[start:].strip().strip("*").strip()))
    return tuple(pairs) if all(_fits(key, value) for key, value in pairs) else ()


def _fits(key: str, value: str) -> bool:
    words = value.split()
    if not words:
        return False
    if key in {"date", "updated"}:
        return len(words) <= 10 and looks_dated(value)  # noqa: PLR2004
    if key in {"volume", "issue"}:
        return re.fullmatch(r"(?:No\.?\s*)?(?:\d{1,4}(?:[-–/]\d{1,4})?|[IVXLCDM]+)", value) is not None
    if key == "title":
        return len(value) <= 250  # noqa: PLR2004
    if key == "words":
        return value[:1].isdigit()
    if key in {"subtitle", "keywords", "copyright"}:
        return True
    if key in {"url", "doi"}:
        return len(words) == 1
    return len(words) <= 12 and not (_ENDS_SENTENCE.search(value) and len(words) > 4)  # noqa: PLR2004


def looks_dated(value: str) -> bool:
    """True where the words hold a year, a month with a number, or a date in figures."""
    return bool(
        _YEAR.search(value)
        or (_MONTH.search(value) and re.search(r"\d", value))
        or re.search(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b", value)
    )


def _byline(line: str) -> Pairs:
    found = _BYLINE.match(line)
    if found is None or _NO_PERSON.search(found["who"]) or len(line) > 120:  # noqa: PLR2004
        return ()
    if _ENDS_SENTENCE.search(found["where"]) and len(found["where"].split()) > 3:  # noqa: PLR2004
        return ()
    return (("author", found["who"]),)


def _published(line: str) -> Pairs:
    found = _PUBLISHED.match(line)
    if (
        found is None
        or not looks_dated(found[2])
        or re.search(r"\b(?:by|in)\s", found[2])
        or _ENDS_SENTENCE.search(found[2])
    ):
        return ()
    return ((_key(" ".join(found[1].split())), found[2].strip()),)


def _volume(line: str) -> Pairs:
    found = _VOLUME_ISSUE.match(line)
    if found is None or len(line) > 120 or _ENDS_SENTENCE.search(line):  # noqa: PLR2004
        return ()
    pairs = [("volume", found["volume"])]
    if found["issue"]:
        pairs.append(("issue", found["issue"]))
    for words in (found["before"].strip(" ,;|·–—-("), found["after"].strip(" ,;|·–—-()")):
        if looks_dated(words):
            pairs.append(("date", words))
        elif words and words[0].isupper() and len(words.split()) <= 8:  # noqa: PLR2004
            pairs.insert(0, ("publication", words))
        elif words:
            return ()
    return tuple(pairs)


def _copyright(line: str) -> Pairs:
    return (("copyright", line),) if len(line) <= 200 and _COPYRIGHT.match(line) else ()  # noqa: PLR2004


def _extra_key(line: str) -> Pairs:
    """A pair with a key we do not know; only trusted below two that we do."""
    found = re.fullmatch(r"([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}):\s+(\S.{0,80})", line.strip())
    if found is None or _ENDS_SENTENCE.search(found[2]):
        return ()
    return ((found[1].lower(), found[2]),)
