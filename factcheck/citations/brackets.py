"""Parenthetical citations: outlets and dates in round brackets, "(Interfax, RIA Novosti, August 11; Kommersant)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.citations.citation import Citation, CitationForm, Dated, View, is_day
from factcheck.document import Span
from factcheck.outlets import OutletKind

LONGEST = 300
"""A longer bracket in code points is a remark."""
NAME_WORDS = 8
"""A name of more words is a remark."""
DATELINE = 60
"""Code points within which a dateline ends."""
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
DATE_SHAPE = re.compile(
    rf"\b{MONTH}(?:[/–-]{MONTH})?(?:\s+\d{{1,2}}(?:[-–]\d{{1,2}})?)?(?:,?\s+\d{{4}})?\b"
    rf"|\b\d{{1,2}}(?:[-–]\d{{1,2}})?\s+{MONTH}(?:,?\s+\d{{4}}\b)?"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b(?:1[5-9]|20)\d{2}\b"
)
"""What is taken out of a bracket as a date even where no date mention was found there."""
LEAD = re.compile(
    r"\A(?:(?i:see|cf|e\.g|sources?|via|also|from|per|and|according to|(?:issues?|editions?|reports?) of"
    r"|(?:as )?(?:quoted|cited|reported|broadcast|published|posted)(?: (?:in|by|on))?)\b[.:,]*\s+|the\s+)+"
    r"(?=[A-Z\d“\"«]|www|http|\w+\.\w|dpa\b|[Ii]bid)"
)
TRAIL = re.compile(r"[\s.,:–—-]*(?:\s(?:on|of|from|dated|reported|issue|edition|for))?[\s.,:–—-]*\Z")
BESIDE = re.compile(
    r"(?:pp?\.?\s*[A-Z]?\d.*|[A-D]\d{1,2}|pages?\s.*|vol(?:ume|\.)?\s.*|no\.?\s.*|issue\s.*|chapter\s.*|section\s.*"
    r"|in [A-Z]\w+|(?:translated|quoting|citing|accessed|emphasis|print|online|web|retrieved|updated)\b.*"
    r"|(?:morning|evening)\b.*"
    r"|\d{1,2}:?\d{2}\s*(?:GMT|UTC)?|GMT|UTC|[ECMP][SD]?T|BST|CES?T|MSK|\d{1,3}|[a-z]{2,3} ed\.?)",
    re.IGNORECASE,
)
"""What may stand beside an outlet and is none: pages, volumes, languages, times."""
TITLE = re.compile(r"[“\"«‘'].*")
TITLED = re.compile(r"(?P<title>[“\"«][^“”\"»]*[”\"»])\s*(?P<rest>\S.*)?")
DOMAIN = re.compile(r"(?:https?://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
IBID = re.compile(r"ibid(?:em)?\.?", re.IGNORECASE)
INTERVIEW = re.compile(
    r"(?:author’s|author's|personal)?\s*(?:interviews?|communication|correspondence|conversation)\b.*", re.IGNORECASE
)
OUTLETISH = re.compile(
    r"\b(?:Times|Post|News|Daily|Weekly|Monitor|Herald|Gazette|Tribune|Press|Radio|TV|Television|Agency|Report|Review"
    r"|Journal|Bulletin|Chronicle|Magazine|Newspaper|Today|Observer|Telegraph|Courier|Mail|Star|Broadcasting|Online"
    r"|radio|television|agency|newspaper|magazine|website|gazeta|pravda|novosti|zeitung|presse?)\b"
)
SENTENCE_WORDS = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|who|which|that|born|died|since|until|killed|founded|ends?|began"
    r"|starts?|held|signed|now|then|later|not|their|his|her|its|about|until|before|after|when|where|formerly|aged?)\b"
)
NOT_OUTLETS = re.compile(
    r"(?:Battle|Treaty|Operation|Act|Law|Resolution|Decree|Directive|Order|Agreement|Convention|Protocol|Season|Episode"
    r"|Figure|Fig|Table|Chapter|Section|Note|NOTE|SEE|Map|Box|Article|Day|Week|Round|Game|Phase|Stage|Part|Version)\b"
)
PERIODICAL = frozenset({"Daily", "Monthly", "Quarterly", "Today", "Weekly"})
PLACE_NAMES = """
Almaty Amsterdam Ankara Ashgabat Astana Athens Baghdad Baku Bangkok Beijing Beirut Belgrade Berlin Bishkek Bonn
Boston Bratislava Brussels Bucharest Budapest Cairo Chicago Chisinau Copenhagen Damascus Delhi Donetsk Dublin
Dushanbe Geneva Grozny Hanoi Helsinki Istanbul Jakarta Jerusalem Kabul Kazan Kharkiv Kiev Kyiv Lisbon London
Luxembourg Lviv Madrid Manila Minsk Moscow Munich Nairobi Odessa Oslo Paris Prague Pyongyang Riga Rome Seoul
Shanghai Sofia Stockholm Sydney Tallinn Tashkent Tbilisi Tehran Tirana Tokyo Vienna Vilnius Warsaw Washington
Yerevan Zagreb Zurich Afghanistan Armenia Australia Austria Azerbaijan Belarus Belgium Brazil Britain Canada China
Egypt Estonia France Georgia Germany Greece Hungary India Iran Iraq Israel Italy Japan Kazakhstan Kyrgyzstan Latvia
Lithuania Mexico Moldova Mongolia Pakistan Poland Romania Russia Serbia Spain Sweden Switzerland Syria Tajikistan
Turkey Turkmenistan Ukraine UK US U.S Uzbekistan Vietnam
"""
PLACES = frozenset(PLACE_NAMES.split())
"""Datelines: beside an outlet a place says where it wrote, alone with a date it is an event's."""
RANGE = re.compile(r"\s*(?:[-–—/]|to|through|until)\s*")
DASH = re.compile(r"\s*(?:[–—_]|--?\s|--)")
CLOCK = re.compile(r"\d{1,2}(?::\d{2})?\s?[ap]\.?m\b", re.IGNORECASE)
PICTURE = re.compile(r"\b(?:Images?|Photos?|Getty|Shutterstock|Flickr|Pool)\b")
MEDIA = frozenset(OutletKind) - {OutletKind.THINK_TANK}
SHORT_NAME = re.compile(r"(?P<name>.*\S)\s*[\[(](?:hereafter\s+)?(?P<short>[A-Z]{2,6})[\])]")


class _Part(NamedTuple):
    """A name or a date of a bracket, whichever is not blank; a date found by shape alone has an empty value."""

    name: str = ""
    date: str | None = None


@dataclass(slots=True)
class _Seen:
    """What earlier brackets of the article said: the last citation, and short names they defined."""

    last: Citation | None = None
    short: frozenset[str] = frozenset()


def parenthetical(view: View) -> Iterator[Citation]:
    """The citations in round brackets, in the order of their closing brackets."""
    seen = _Seen()
    for bracket in round_brackets(view):
        found = tuple(_read(view, bracket, seen))
        if found:
            seen.last = found[-1]
            yield from found


def round_brackets(view: View) -> Iterator[Span]:
    """Every pair of round brackets of the prose up to LONGEST long, inner ones first."""
    for paragraph in view.document.paragraphs:
        opened: list[int] = []
        for match in re.finditer(r"[()]", view.text[paragraph.start : paragraph.end]):
            at = paragraph.start + match.start()
            if match[0] == "(":
                opened.append(at)
            elif opened and at + 1 - (start := opened.pop()) <= LONGEST:
                yield Span(start, at + 1)


def _read(view: View, bracket: Span, seen: _Seen) -> Iterator[Citation]:
    inside = Span(bracket.start + 1, bracket.end - 1)
    if _is_dateline(view, bracket) or PICTURE.search(inside.slice(view.text)):
        return
    groups = [tuple(_parts(view, group, seen)) for group in _split(view, inside, ";")]
    pairs = [pair for group, shared in _with_late_dates(groups) for pair in _pairs(group, shared)]
    if not pairs and len(groups) == 1:
        pairs = list(_date_alone(view, bracket, groups[0]))
    if not any(_vouched(view, name, date, seen) for name, date in pairs):
        return
    for name, date in ((_with_article(view, bracket, name), date) for name, date in pairs):
        if _vouched(view, name, date, seen) and not _defines(view, bracket, name, date):
            yield _citation(bracket, name, date, seen)


def _with_article(view: View, bracket: Span, name: str) -> str:
    """ "The Hill" for "Hill": a name that without its article is an ordinary word."""
    whole = f"The {name}"
    outlet = view.outlets.find(whole)
    return whole if outlet is not None and whole in outlet.ordinary and whole in bracket.slice(view.text) else name


def _citation(bracket: Span, name: str, date: str | None, seen: _Seen) -> Citation:
    short = SHORT_NAME.fullmatch(name)
    if short:
        seen.short |= {short["short"]}
        name = short["name"]
    if IBID.fullmatch(name) and seen.last:
        return replace(seen.last, span=bracket, date=date or seen.last.date, form=CitationForm.PARENTHETICAL)
    url = ""
    if DOMAIN.fullmatch(name):
        url = name if "://" in name else f"http://{name}"
    return Citation(span=bracket, outlet=name, date=date or "", form=CitationForm.PARENTHETICAL, url=url)


def _is_dateline(view: View, bracket: Span) -> bool:
    """True for "WASHINGTON, May 5 (Reuters) -" at the head of a sentence."""
    sentence = view.sentence_at(bracket.start)
    before = view.text[view.sentences[sentence].start : bracket.start] if sentence >= 0 else ""
    after = view.text[bracket.end : bracket.end + 4]
    place = len(before) <= DATELINE and not re.search(r"\b[a-z]{4}", before) and not before[:1].islower()
    return place and DASH.match(after) is not None


def _split(view: View, span: Span, separator: str) -> Iterator[Span]:
    """The stretches between separators, those inside dates and nested brackets not counted."""
    start, depth = span.start, 0
    skip = {at for mention in view.dates_in(span) for at in range(*mention.span)}
    for at in range(span.start, span.end):
        character = view.text[at]
        depth += (character in "([“«") - (character in ")]”»")
        if character == separator and depth <= 0 and at not in skip and not _inside_shape(view, span, at):
            yield Span(start, at)
            start = at + 1
    yield Span(start, span.end)


def _inside_shape(view: View, span: Span, at: int) -> bool:
    around = view.text[max(span.start, at - 20) : min(span.end, at + 8)]
    middle = at - max(span.start, at - 20)
    return any(match.start() < middle < match.end() - 1 for match in DATE_SHAPE.finditer(around))


def _parts(view: View, group: Span, seen: _Seen) -> Iterator[_Part]:
    """The names and dates of a stretch without semicolons, in order; nothing where part of it is a remark."""
    parts: list[_Part] = []
    for element in _split(view, group, ","):
        for stretch, date in _dates_apart(view, element):
            if date is not None:
                parts.append(_Part(date=date))
                continue
            for name in _names(view, stretch.strip()):
                if _known_interview(parts) and not _known(view, name, seen):
                    continue
                if not TITLE.match(name) and not _plausible(view, name, seen):
                    return
                if not _place_beside(name, parts):
                    parts.append(_Part(name=name))
    yield from _without_titles(view, parts)


def _known_interview(parts: Sequence[_Part]) -> bool:
    """True behind "author’s interview": what follows says with whom and where."""
    return any(INTERVIEW.fullmatch(part.name) for part in parts)


def _place_beside(name: str, parts: Sequence[_Part]) -> bool:
    return name in PLACES and any(part.name for part in parts)


def _without_titles(view: View, parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts without quoted titles, and without the author that stands before one."""
    for at, part in enumerate(parts):
        titled = at + 1 < len(parts) and TITLE.match(parts[at + 1].name)
        author = (
            titled and not view.outlets.find(part.name) and any(view.outlets.find(each.name) for each in parts[at:])
        )
        if not author and not (part.name and TITLE.match(part.name)):
            yield part


def _dates_apart(view: View, element: Span) -> Iterator[tuple[str, str | None]]:
    """The stretches of an element in order, each either words with None or a date with its value."""
    found = list(_ranges_joined(view, element))
    words = view.text[element.start : element.end]
    taken = [span for span, _ in found]
    for match in DATE_SHAPE.finditer(words):
        shape = Span(element.start + match.start(), element.start + match.end())
        if not any(shape.overlaps(span) for span in taken):
            found.append((shape, match[0] if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", match[0]) else ""))
    at = element.start
    for span, edtf in sorted(found):
        yield view.text[at : span.start], None
        yield "", edtf
        at = max(at, span.end)
    yield view.text[at : element.end], None


def _ranges_joined(view: View, element: Span) -> Iterator[tuple[Span, str]]:
    """The date mentions of an element; the two ends of "August 1-3" as one interval."""
    held: tuple[Span, str] | None = None
    for mention in view.dates_in(element):
        if _is_of_name(view, element, mention):
            continue
        between = view.text[held[0].end : mention.span.start] if held else ""
        if held and held[1] and mention.edtf and RANGE.fullmatch(between):
            held = Span(held[0].start, mention.span.end), f"{held[1]}/{mention.edtf}"
            continue
        if held:
            yield held
        held = mention.span, mention.edtf
    if held:
        yield held


def _is_of_name(view: View, element: Span, mention: Dated) -> bool:
    """True for "Weekly" in "Hill Weekly" and for "now", which are no date of a citation."""
    words = mention.span.slice(view.text)
    before = view.text[element.start : mention.span.start].split()
    named = words in PERIODICAL and bool(before) and before[-1][:1].isupper()
    return named or (not mention.edtf and words.islower() and not any(c.isdigit() for c in words))


def _names(view: View, stretch: str) -> Iterator[str]:
    """The names in a stretch without dates: none in "p. 3", two in "Interfax and Kazinform"."""
    titled = TITLED.fullmatch(stretch)
    if titled:
        yield titled["title"]
        stretch = titled["rest"] or ""
    name = TRAIL.sub("", LEAD.sub("", stretch))
    if not name or BESIDE.fullmatch(stretch) or BESIDE.fullmatch(name):
        return
    pieces = [name]
    if not view.outlets.find(name) and not DOMAIN.fullmatch(name):
        both = (re.split(separator, name) for separator in (r"\s+(?:and|&)\s+", r"\s*/\s*"))
        pieces = next((each for each in both if any(view.outlets.find(piece) for piece in each)), pieces)
    yield from (piece for piece in pieces if piece)


def _plausible(view: View, name: str, seen: _Seen) -> bool:
    """True for what can be an outlet's name; a date beside it is looked at later."""
    if _known(view, name, seen) or INTERVIEW.fullmatch(name):
        return True
    words = name.split()
    capital = name[0].isupper() or (name[0].isdigit() and bool(OUTLETISH.search(name)))
    return (
        capital
        and len(words) <= NAME_WORDS
        and not SENTENCE_WORDS.search(name)
        and not NOT_OUTLETS.match(name)
        and not CLOCK.match(name)
        and not re.search(r"[=%$€£<>?!:]|\d{3}", name)
    )


def _known(view: View, name: str, seen: _Seen) -> bool:
    short = SHORT_NAME.fullmatch(name)
    known = view.outlets.find(name) or (short and view.outlets.find(short["name"]))
    return bool(known or name in seen.short or DOMAIN.fullmatch(name) or IBID.fullmatch(name))


def _with_late_dates(groups: Sequence[tuple[_Part, ...]]) -> Iterator[tuple[tuple[_Part, ...], str | None]]:
    """Each group with the date of the next group that is nothing but a date ("Interfax; Kommersant; August 11")."""
    late: list[str | None] = [None] * (len(groups) + 1)
    for at in range(len(groups) - 1, -1, -1):
        only_date = groups[at] and all(part.date is not None for part in groups[at])
        late[at] = groups[at][0].date if only_date else late[at + 1]
    yield from zip(groups, late[1:], strict=True)


def _pairs(group: Sequence[_Part], late: str | None) -> Iterator[tuple[str, str | None]]:
    """Each name with the date after it, else the date before it, else the late one; a name twice where it has two."""
    pending: list[str] = []
    dated: list[str] = []
    leading: str | None = None
    for part in group:
        if part.date is None:
            dated = []
            pending.append(part.name)
        elif pending or dated:
            dated = pending or dated
            pending = []
            yield from ((name, part.date) for name in dated)
        else:
            leading = part.date
    yield from ((name, leading if leading is not None else late) for name in pending)


def _vouched(view: View, name: str, date: str | None, seen: _Seen) -> bool:
    """True where name and date together make a citation."""
    if date is None:
        whole = Span(0, len(name))
        alone = any(each.span == whole and each.outlet.kind in MEDIA for each in view.outlets.names_in(name, whole))
        return alone or bool(DOMAIN.fullmatch(name) or IBID.fullmatch(name)) or name in seen.short
    if _known(view, name, seen) or INTERVIEW.fullmatch(name):
        return True
    if re.fullmatch(r"\d{4}", date):
        return False
    return name not in PLACES and (date == "" or is_day(date) or bool(OUTLETISH.search(name)))


def _defines(view: View, bracket: Span, name: str, date: str | None) -> bool:
    """True for a short name behind the full one it stands for ("Agence France-Presse (AFP)")."""
    if date is not None or not (outlet := view.outlets.find(name)):
        return False
    before = view.names_in(Span(max(0, bracket.start - 80), bracket.start))
    return bool(before) and before[-1].outlet is outlet and not view.text[before[-1].span.end : bracket.start].strip()


def _date_alone(view: View, bracket: Span, parts: Sequence[_Part]) -> Iterator[tuple[str, str | None]]:
    """The outlet named before "(July 22)" in its sentence, with that day."""
    sentence = view.sentence_at(bracket.start)
    if sentence < 0 or len(parts) != 1 or not parts[0].date or not is_day(parts[0].date):
        return
    names = view.names_in(Span(view.sentences[sentence].start, bracket.start))
    if names and names[-1].outlet.kind in MEDIA and "," not in view.text[names[-1].span.end : bracket.start]:
        yield names[-1].span.slice(view.text), parts[0].date
