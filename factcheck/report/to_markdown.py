"""The checklist as GitHub-flavoured Markdown: the claims a task list, what the article or a person wrote escaped."""

import re
from collections.abc import Iterator, Sequence

from factcheck.report.checklist import Checklist, Entry, Passage
from factcheck.report.findings import lines
from factcheck.report.links import split_links
from factcheck.report.view import View
from factcheck.report.wording import Fact, Shape, head, one_line, place_words, running
from factcheck.verdicts import Pile

BOXES = {Pile.OPEN: "[ ]", Pile.VERIFIED: "[x]", Pile.DECIDE: "[ ]", Pile.SET_ASIDE: "[x]"}
"""A task list knows two boxes; what is to decide or set aside says so beside it."""

_WORDS = {Pile.DECIDE: "**to decide** ", Pile.SET_ASIDE: "**set aside** "}
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&~|$#]")
_MENTION = re.compile(r"(?<![A-Za-z0-9])(@|GH-|\\#)(?=[A-Za-z0-9])")
_ADDRESS = re.compile(r"(?i)\b(https?(?=:)|ftp(?=:)|www(?=\.))([:.])")
_OPENS = re.compile(r"\A(?:(\d{1,9})([.)])(?=\s|\Z)|([-+=]))")
"""What would begin a list or a heading where the text begins a line."""
_COMMENT = "<!-- -->"


def escape(text: str) -> str:
    r"""The text as Markdown that shows it and nothing else: no markup, no link, no person or issue called by it.

    An empty comment keeps "@name", "#12" and bare addresses from being linked where GitHub would link them.

    >>> escape("<b> 2*3 @ana")
    '\\<b\\> 2\\*3 @<!-- -->ana'
    """
    text = _MARKUP.sub(r"\\\g<0>", text)
    if text[:1].isdigit() or text.startswith(("-", "+", "=")):
        text = _OPENS.sub(r"\1\\\2\3", text)
    if "@" in text or "#" in text or "GH-" in text:
        text = _MENTION.sub(rf"\1{_COMMENT}", text)
    return _ADDRESS.sub(r"\1\\\2", text) if ":" in text or "." in text else text


def render(sheets: Sequence[tuple[Checklist, View]]) -> str:
    """The checklists as Markdown, one level-one heading each, ending in a line feed."""
    return "\n".join("\n".join(_sheet(checklist, view)) + "\n" for checklist, view in sheets)


def _sheet(checklist: Checklist, view: View) -> Iterator[str]:
    yield f"# Checklist: {escape(one_line(checklist.article)) or 'article'}"
    yield ""
    stands = [escape(line) for line in head(checklist)]
    stands[1] = f"**{stands[1]}**"
    if view.only:
        stands.append(f"showing {view.shown:,} of {view.total:,}: {escape(one_line(view.only))}")
    yield "\\\n".join(stands)
    for group in view.groups:
        yield ""
        yield f"## {escape(one_line(group.title))}"
        if group.lead:
            yield ""
            yield group.lead
        for passage in group.passages:
            yield ""
            yield from _passage(passage, group.told)
    if checklist.in_no_claim and not view.only:
        yield ""
        yield "## In no claim"
        yield ""
        yield from (f"- {escape(running(loose.words))} ({place_words(loose)})" for loose in checklist.in_no_claim)


def _passage(passage: Passage, told: tuple[str, ...]) -> Iterator[str]:
    if passage.sentence:
        yield f"> **s{passage.sentence}** {escape(running(passage.text))}"
        yield ""
        if not passage.entries:
            yield "no claim"
    named: set[str] = set()
    for entry in passage.entries:
        yield "\\\n  ".join(_entry(entry, told, with_role=entry.row.source not in named))
        named.add(entry.row.source)


def _entry(entry: Entry, told: tuple[str, ...], *, with_role: bool) -> Iterator[str]:
    ref = escape(one_line(entry.row.ref or entry.row.claim_id))
    box, word = BOXES[entry.pile], _WORDS.get(entry.pile, "")
    if entry.standing.gone:
        box, word = "[x]", "**gone** "
    yield f"- {box} **{ref}** {word}{escape(one_line(entry.row.claim))}"
    for line in lines(entry, with_role=with_role, told=told):
        yield " · ".join(_fact(fact) for fact in line.facts)


def _fact(fact: Fact) -> str:
    if fact.shape is Shape.DATE:
        return f"*{fact.label} {escape(fact.value)}*"
    label = escape(fact.label)
    if fact.link:
        address = fact.link.href.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
        value = f"[{escape(fact.value)}](<{address}>)"
    elif fact.shape is Shape.EVIDENCE:
        value = "".join(f"<{part.text}>" if part.href else escape(part.text) for part in split_links(fact.value))
    elif fact.shape is Shape.QUOTE and not fact.value.startswith(("“", '"')):
        value = f"“{escape(fact.value)}”"
    else:
        value = escape(fact.value)
    return f"{label} {value}".strip()
