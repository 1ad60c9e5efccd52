"""Sentence spans that tile each paragraph: in order, disjoint, no white space at their ends, nothing else left out.

Cuts are made where the article is punctuated, inside quotations too. A closing quotation mark, a reference marker
("poetry.[2]") and a bracketed citation after the full stop belong to the sentence they close. One pass over the full
stops; each is decided from a window of fixed size, so the time is linear in the text.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.document import Document, Span, stripped


class Abbreviation(StrEnum):
    """What the full stop of an abbreviation does before a capital or a figure (before a small letter it never cuts)."""

    TITLE = "title"
    """Goes with the name after it ("Gen. Myers"); cuts only before a word that begins sentences ("Main St. They")."""
    FIGURE = "figure"
    """Goes with the number after it ("No. 5", "p. iv"); else cuts."""
    MONTH = "month"
    """Goes with a figure or name after it ("Jan. 5"); cuts before a word that begins sentences."""
    PLACE = "place"
    """May end a sentence ("in the U.S. They"), or not ("U.S. Army"): cuts before a word that begins sentences."""
    FIRM = "firm"
    """As a place ("Briggs & Co.", "Jr.", "Ph.D.")."""
    TIME = "time"
    """Cuts before a capital ("at 6 p.m. Police"), unless still in the opening phrase ("At 5 a.m. Mr. Smith")."""
    JOINT = "joint"
    """Never ends a sentence ("e.g.", "vs.", "Yahoo!")."""


SIGNATURE = 60
"""A dash and at most so many code points behind a closing mark sign a quotation, and stay with it."""
WINDOW = 200
"""Code points looked at on either side of a full stop."""
BRACKET = 400
"""A bracket longer than this in code points is no aside: sentences in it are cut as elsewhere."""

STOP = re.compile(
    r"""(?<![.!?…])[.!?…]++                                      # full stops,
    (?:[ \u00a0\u202f][.!?…](?=[\s"”’).]|\Z)){0,6}+              # also a spaced ellipsis ". . . ."
    (?P<close>["”’'»«)\]*_]*+ (?:[\u00a0\u202f ]»)?+             # closing quotation marks and brackets
      (?:[ ]?\[(?:\^[^\]\s]{1,40}|\d{1,3}(?:[–,-][ ]?\d{1,3}){0,9}|[a-z]|citation[ ]needed|note[ ]\d+|\.\.\.|…)\]
        |[¹²³⁰⁴-⁹]+)*+                                           # reference markers
      ["”’»]?+ )
    (?P<raised>(?:(?<=[a-z][a-z]\.)|(?<=[.!?][”"]))\d{1,3}(?=\s+["“‘'(]?[A-Z]))?+  # a raised marker without markup
    (?=\s|\Z)""",
    re.VERBOSE,
)
OPENERS = "\"'“‘«‹„‚([{¿¡*_"
WORD_OPENERS = OPENERS + "—–-/"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?\Z")
ROMAN = re.compile(r"[IVXLC]+\b|[ivxlc]+\b")
MARKER = re.compile(r"(?P<bullet>[•⁃◦▪‣●]\s*)?(?P<mark>\d{1,3}|[a-z])(?P<tail>\.\)|\.|\))\s*(?=\S)")
PRONOUN = re.compile(r"I\b")
ITEM = re.compile(r"(?:[•⁃◦▪‣●]\s*)?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[IVX]{2,5})")
"""What stands before the full stop of a list marker at the head of a sentence."""
ROUND = re.compile(r"[()]")
CREDIT = re.compile(r"(?<=\S)\s+(?=(?:Image|Photo|Photograph|Picture|Video|Graphic|Illustration|Map):\s[A-Z@])")
"""A picture credit set behind its caption without a full stop."""
ASIDE = re.compile(r"\s+\((?P<inside>[^()]{1,80})\)(?=(?P<after>[.,;]?)(?:\s|\Z))")
SAYING = re.compile(r"\s+(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says|asked|asks|cried|exclaimed|replied|wondered|shouted)\b")
ZONES = "Eastern Pacific Central Mountain Greenwich EST EDT ET PST PDT PT CST CDT GMT UTC CET CEST BST MSK"
TIME_ZONES = frozenset(ZONES.split())
BEGINNERS = """
A About After All Also Although An And Another Any Are As At Because Before Both But By Can Could Despite Did Do Does
During Each Earlier Either Even Every Few Finally First For From Further Had Has Have He Her Here His How However I If
In Indeed Instead Is It Its Just Last Later Many Meanwhile Moreover Most Much My Nevertheless Next No None Not Nothing
Now Of On Once One Only Or Other Our Out Over Perhaps Please Rather Recently She Should Similarly Since So Some Soon
Still Such That The Their Then There Therefore These They This Those Though Through Thus To Today Two Under Unlike Until
Was We Were What When Where Whether Which While Who Why Will With Within Without Would Yes Yet You Your
He’s He'd He's It’s It's She’s She's There’s There's That’s That's They’re They're We’re We're I’m I'm
El La Los Las Un Una Il Le Les Der Die Das Er Sie Es
"""
STARTERS = frozenset(BEGINNERS.split())
"""Words whose capital means that a sentence begins: they are no part of a name."""
OPENING = 4
"""Words up to which a sentence is still in its opening phrase ("At 5 a.m. Mr. Smith went")."""
SHORT = 2
SHORT_STARTERS = frozenset(("A", "He", "I", "If", "It", "On", "We"))
"""The starters of at most SHORT letters that are no one's name, so that they cut after a title."""


class _Stop(NamedTuple):
    """A run of full stops: where it begins, where what belongs to it ends, and what follows."""

    start: int
    dots: str
    end: int
    word: str
    """The token before it, without opening marks, with the stop ("U.S.")."""
    following: str
    """Up to WINDOW code points after it, white space and opening marks stripped."""
    closed: bool
    """True where a closing mark stands between the stop and what follows."""


@cache
def abbreviations() -> Mapping[str, Abbreviation]:
    """The abbreviation table, each with its full stop; a row in small letters also stands for its capitalised form."""
    text = files("factcheck").joinpath("data/abbreviations.csv").read_text(encoding="utf-8")
    rows = {row["abbreviation"]: Abbreviation(row["kind"]) for row in csv.DictReader(io.StringIO(text))}
    spelled = {word[0].upper() + word[1:]: kind for word, kind in rows.items()}
    titles = {word.upper(): kind for word, kind in rows.items() if kind in {Abbreviation.TITLE, Abbreviation.MONTH}}
    return titles | spelled | rows


def split(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The sentences of one paragraph of `text`, as spans of `text`; none where it holds only white space.

    >>> split("I live in the U.S. They left. (AP, May 5)", Span(0, 41))
    (Span(start=0, end=18), Span(start=19, end=41))
    """
    return tuple(_sentences(text, stripped(paragraph, text)))


def split_document(document: Document) -> tuple[Span, ...]:
    """The sentences of all paragraphs of `document`, in order."""
    return tuple(sentence for paragraph in document.paragraphs for sentence in split(document.text, paragraph))


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    unpunctuated = sorted({*_item_cuts(text, paragraph), *_credits(text, paragraph)})
    for cut in sorted({*_stop_cuts(text, paragraph, unpunctuated), *unpunctuated, paragraph.end}):
        sentence = stripped(Span(start, cut), text)
        if sentence.start < sentence.end:
            yield sentence
        start = cut


def _stop_cuts(text: str, paragraph: Span, unpunctuated: Sequence[int]) -> Iterator[int]:
    asides = _asides(text, paragraph)
    at, start, given = 0, paragraph.start, 0
    for match in STOP.finditer(text, *paragraph):
        if match.end() >= paragraph.end:
            return
        while at < len(asides) and asides[at].end <= match.start():
            at += 1
        while given < len(unpunctuated) and unpunctuated[given] <= match.start():
            start = max(start, unpunctuated[given])
            given += 1
        stop = _read_stop(text, match, paragraph)
        sentence = text[start : match.start()] if 0 <= match.start() - start < WINDOW else ""
        if stop.end <= start or not _ends(stop, sentence):
            continue
        if at < len(asides) and _inside(asides[at], stop, start, text):
            continue
        start = _with_aside(text, stop.end, paragraph.end)
        yield start


def _inside(aside: Span, stop: _Stop, start: int, text: str) -> bool:
    """True where the stop stands within a bracket that opened after the sentence began, and text runs on in it."""
    if not (start < aside.start < stop.start and stop.end < aside.end):
        return False
    return any(character.isalnum() for character in text[start : min(aside.start, start + WINDOW)])


def _asides(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The outermost round brackets that close within BRACKET code points."""
    out: list[Span] = []
    opened: list[int] = []
    for match in ROUND.finditer(text, *paragraph):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= BRACKET:
                while out and out[-1].start > start:
                    out.pop()
                out.append(Span(start, match.end()))
    return tuple(out)


def _read_stop(text: str, match: re.Match[str], paragraph: Span) -> _Stop:
    start = match.start()
    before = text[max(paragraph.start, start - 24) : start]
    word = before.split()[-1].lstrip(WORD_OPENERS) if before and not before[-1].isspace() else ""
    for dash in "—–":
        word = word.rpartition(dash)[2]
    dots = text[start : match.start("close")]
    following = text[match.end() : min(match.end() + WINDOW, paragraph.end)]
    closed = bool(match["close"] or match["raised"])
    return _Stop(start, dots, match.end(), word + dots[:1], following.lstrip().lstrip(OPENERS), closed)


def _ends(stop: _Stop, sentence: str) -> bool:
    """True where a sentence ends at the stop. `sentence` is what came before it, "" where that is long."""
    if not stop.following or _runs_on(stop) or ITEM.fullmatch(sentence.lstrip()):
        return False
    if stop.closed:
        return not (stop.dots[-1] in "?!" and SAYING.match(" " + stop.following))
    if stop.dots != ".":
        # an ellipsis cuts before a capital, and "I" has one everywhere
        ellipsis = stop.dots.replace(" ", "") in {"...", "…"}
        joint = abbreviations().get(stop.word) is Abbreviation.JOINT
        return not joint and not (ellipsis and PRONOUN.match(stop.following))
    return _ends_after(abbreviations().get(stop.word), stop, sentence)


def _runs_on(stop: _Stop) -> bool:
    """True where what follows can begin no sentence: a small letter, a comma, a dash that goes on or signs."""
    first = stop.following[0]
    if first in "-–—":
        return not stop.closed or len(stop.following) <= SIGNATURE
    return first in ",;:)]”’»" or (first.islower() and not _branded(stop.following))


def _branded(following: str) -> bool:
    """True for a name that begins small ("iPhone", "eBay")."""
    return len(following) > 1 and following[1].isupper()


def _ends_after(kind: Abbreviation | None, stop: _Stop, sentence: str) -> bool:
    """True where the single full stop after the word is the end of a sentence."""
    found = WORD.match(stop.following)
    word = found[0] if found else ""
    starts = word in STARTERS
    match kind:
        case Abbreviation.TITLE:
            return starts and (len(word) > SHORT or word in SHORT_STARTERS)
        case Abbreviation.FIGURE:
            return not (stop.following[0].isdigit() or ROMAN.match(stop.following) or len(word) == 1)
        case Abbreviation.PLACE | Abbreviation.FIRM | Abbreviation.MONTH:
            return starts and not stop.following[0].isdigit()
        case Abbreviation.TIME:
            opening = bool(sentence) and len(sentence.split()) <= OPENING
            return not opening and word not in TIME_ZONES
        case _:
            return _ends_initial(stop, sentence, starts=starts)


def _ends_initial(stop: _Stop, sentence: str, *, starts: bool) -> bool:
    """True unless the stop belongs to initials ("Jonas E. Smith", "T.S. Eliot"); "you and I." and "vitamin C." end."""
    letters = stop.word[:-1]
    if INITIALS.match(letters):
        return starts
    if len(letters) != 1 or not letters.isupper():
        return True
    before = sentence.split()[-2:-1] if sentence else []
    after_small = bool(before) and before[0].islower()
    return (letters == "I" and (after_small or starts)) or (starts and (after_small or stop.following[:4] == "The "))


def _with_aside(text: str, end: int, limit: int) -> int:
    """The end of the sentence with the citation that follows its full stop in brackets ("he said. (AP, May 5) The")."""
    aside = ASIDE.match(text, end, limit)
    if aside is None or not _like_citation(aside["inside"]):
        return end
    rest = text[aside.end() : min(limit, aside.end() + WINDOW)].lstrip().lstrip(OPENERS)
    if aside["after"] not in {"", "."} or rest[:1].islower():
        return end
    return aside.end() + len(aside["after"])


def _like_citation(inside: str) -> bool:
    """True for a name or date in brackets, False for a sentence or remark."""
    if inside[-1] in ".!?":
        return False
    return bool(re.search(r"\d", inside)) or not re.search(r"\b[a-z]{4}", inside)


def _item_cuts(text: str, paragraph: Span) -> Iterator[int]:
    """Cuts before the second and later items of a list set in one paragraph ("1) ... 2) ...", "a. ... b. ...")."""
    first = MARKER.match(text, paragraph.start, paragraph.end)
    if first is None:
        return
    expected, shape = _next_mark(first["mark"]), (bool(first["bullet"]), first["tail"])
    for match in re.compile(rf"(?<=\s)(?:{MARKER.pattern})").finditer(text, first.end(), paragraph.end):
        capital = text[match.end() : match.end() + 1].lstrip("\"'“‘")
        if match["mark"] == expected and (bool(match["bullet"]), match["tail"]) == shape and not capital.islower():
            yield match.start()
            expected = _next_mark(match["mark"])


def _credits(text: str, paragraph: Span) -> Iterator[int]:
    return (match.start() for match in CREDIT.finditer(text, *paragraph))


def _next_mark(mark: str) -> str:
    return str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
