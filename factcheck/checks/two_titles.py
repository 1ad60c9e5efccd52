"""One person with two titles that do not go together.

"Colonel Berg" in one paragraph and "General Berg" in another: one of them is wrong, or somebody was promoted and the
article does not say so. Look the title up as it was on the day of the event.

Fires where the ranks differ, where a president is also a vice president or a prime minister, a senator also a
representative, a minister has two ministries, somebody heads two services or holds two offices of which nobody holds
two at a time (governor, mayor, judge, bishop ...); a title behind the name counts too. Shorter forms ("Lieutenant
General", then "General"), titles with "former" or "then", and people who share a surname are left alone.

Fires:
    Colonel Arne Berg opened the dam. The town thanked General Berg.

Fires:
    Foreign Minister Elva Marsh arrived on Monday. Defense Minister Elva Marsh signed the agreement.

Fires:
    Governor Elva Marsh spoke first. The crowd then heard Elva Marsh, the mayor of Norbank.

Silent:
    Lieutenant General Arne Berg opened the dam. The town thanked General Berg.

Silent:
    Colonel Arne Berg opened the dam. The town also thanked General Otto Berg.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.checks.finding import Hit, Level
from factcheck.checks.named_people import NamedPerson, named_people
from factcheck.checks.subject import Subject

CODE = "two-titles"
LEVEL = Level.WARNING
HINT = "Look up which title was theirs on the day, and say so where it changed."

_SHORT = {
    "adm": "admiral", "capt": "captain", "col": "colonel", "gen": "general", "gov": "governor", "lt": "lieutenant",
    "maj": "major", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
    "sen": "senator", "sgt": "sergeant", "defence": "defense",
}  # fmt: skip
_RANKS = frozenset({"admiral", "captain", "colonel", "general", "lieutenant", "major", "sergeant"})
_HEADS = re.compile(r"\b(?P<of>fire|police|coast guard|army|navy|air force|staff) (?:chief|commissioner|commander)\b")
_OFFICES = frozenset({
    "ambassador", "archbishop", "bishop", "cardinal", "consul", "dean", "governor", "judge", "mayor", "prosecutor",
    "senator", "sheriff", "treasurer",
})  # fmt: skip
"""Offices of which nobody holds two at a time."""
_DEPUTY = re.compile(r"\b(?:acting|assistant|deputy|vice)\b")
_POSTS = re.compile(
    r"(?P<vice>vice president)|(?P<prime>prime minister)|(?P<ministry>(?:\w+ )?minister)|"
    r"(?P<house>president|senator|representative)"
)
_APART = (
    frozenset({"president", "vice president"}),
    frozenset({"president", "prime minister"}),
    frozenset({"senator", "representative"}),
)
_ROSE = re.compile(
    r"\b(?:appointed|assassinated|assumed|became|becoming|elected|inaugurated|inauguration|promoted|promotion|succeeded|"
    r"succeeding|sworn\s+in|took\s+office|took\s+over)\b"
)
"""Words between the two with which somebody may have risen meanwhile, as they do in a history."""
_IN_OFFICE = re.compile(r",\swho\s(?:has\s)?(?:assumed|took)\s(?:office|over)(?!\sas\b)")
"""Behind a name: since when the title before it is held, no rise from it."""
_POST = (
    r"(?P<title>(?:deputy\s|vice\s|prime\s|lord\s)?(?:ambassador|bishop|consul|dean|governor|judge|mayor|minister|"
    r"president|prosecutor|senator|sheriff|treasurer))"
)
_BEHIND = re.compile(rf",\s(?:the\s)?(?:[a-z]+\s)?{_POST}(?:\s(?:of|for)\s(?:the\s)?(?P<of>[a-z]+))?\b(?=[\s,.])")
_AHEAD = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:[a-z]+[’']s\s)?{_POST}(?:\s(?:of|for)\s(?:the\s)?(?P<of>[a-z]+))?,\s$"
)
_PAST = re.compile(
    r"(?:\b(?:[Ff]ormer|[Tt]hen|[Ee]x|[Ll]ate|[Oo]nce|[Ff]uture|elect|(?:as|was|made|became|named|promoted(?:\s+to)?)\s+(?:a\s+)?)[-\s]*)$"
)


def find(subject: Subject) -> Iterator[Hit]:
    """The second title of each person, where it stands first."""
    found = (each for each in named_people(subject.text) if not _is_past(subject.text, each))
    people = [each if each.title else replace(each, title=_apposed(subject.text, each)) for each in found]
    given = defaultdict(set)
    for each in people:
        given[each.surname].add(each.given)
    called: dict[str, NamedPerson] = {}
    told = set[str]()
    for each in people:
        if not each.title or subject.is_quoted(each.span) or subject.sentence_at(each.span.start) < 0:
            continue
        names = sorted(given[each.surname] - {""})
        who = each.name if each.given or len(names) > 1 else " ".join([*names, each.surname])
        if not each.given and len(names) > 1:
            continue
        if who in told or (each.given and _shared(names)):
            continue
        before = called.setdefault(who, each)
        held = _IN_OFFICE.match(subject.text, before.span.end)
        behind = held.end() if held else before.span.end
        if _contradict(before.title, each.title) and not _ROSE.search(subject.text, behind, each.span.start):
            told.add(who)
            yield Hit(f"{who} is “{before.title}” before and “{each.title}” here", HINT, each.span)


def _apposed(text: str, person: NamedPerson) -> str:
    """The title behind or before a name, "Ana Ruiz, the governor", as one would stand before it; "" for none."""
    found = _BEHIND.match(text, person.span.end)
    before = (
        _AHEAD.search(text, max(0, person.span.start - 60), person.span.start)
        if text[person.span.end : person.span.end + 1] == ","
        else None
    )
    match = found or before
    if match is None or re.search(r"\b(?:former|then|ex|late|future|next|outgoing)\b", match[0]):
        return ""
    title = match["title"]
    return f"{match['of']} {title}" if match["of"] and title.endswith("minister") else title


def _shared(names: Sequence[str]) -> bool:
    """True where two first names differ by more than a middle name or an initial."""
    return len({name.split()[0] for name in names}) > 1


def _is_past(text: str, person: NamedPerson) -> bool:
    return (
        "former" in person.title.lower()
        or _PAST.search(text, max(0, person.span.start - 20), person.span.start) is not None
    )


def _contradict(one: str, other: str) -> bool:
    ours, theirs = _words(one), _words(other)
    rank, second = _rank(ours), _rank(theirs)
    if rank and second:
        return rank != second
    told = [" ".join(words) for words in (ours, theirs)]
    heads = [_HEADS.search(each) for each in told]
    if heads[0] and heads[1]:
        return heads[0]["of"] != heads[1]["of"]
    offices = [_OFFICES & set(words) for words in (ours, theirs)]
    if offices[0] and offices[1]:
        deputies = [_DEPUTY.search(each) is not None for each in told]
        return offices[0].isdisjoint(offices[1]) or deputies[0] != deputies[1]
    post, another = _post(" ".join(ours)), _post(" ".join(theirs))
    if not post or not another or post == another:
        return False
    if post.endswith("minister") and another.endswith("minister"):
        return " " in post and " " in another
    return any({post, another} <= apart for apart in _APART)


def _words(title: str) -> list[str]:
    bare = (word.lower().strip(".") for word in title.split())
    return [_SHORT.get(word, word) for word in bare]


def _rank(words: Sequence[str]) -> str:
    """The word of a rank that stands last: a lieutenant general is called general too."""
    return words[-1] if words and words[-1] in _RANKS and "attorney" not in words and "governor" not in words else ""


def _post(title: str) -> str:
    found = _POSTS.search(title)
    return found[0] if found else ""
