"""Names as they stand in the text, and acronyms with what they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.lexicon import word_list
from factcheck.mentions.phrases import CALENDAR
from factcheck.syntax import Token, Tree

TITLES = word_list("title")
ORGANISATION = word_list("organisation")
LINKS = frozenset({"of", "for", "and", "de", "von", "van", "al", "bin", "el", "la", "du", "der", "&", "-", "–", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands at one place; titles off. `first`..`last` are tokens of sentence `sentence`."""

    words: str
    sentence: int
    first: int
    last: int
    subject: bool
    title: str
    """The title before it, as it stands: "Mr.", "Defense Secretary"; "" where there is none."""
    acts: bool
    """A single word, subject of a verb: it may be a person's first name."""


def find_names(text: str, sentence: int, tree: Tree) -> Iterator[Name]:
    """Runs of proper nouns, linking words inside them included, titles at their start left out."""
    tokens, at = tree.tokens, 0
    while at < len(tokens):
        if not _proper(tokens[at]):
            at += 1
            continue
        last = at
        while True:
            if last + 1 < len(tokens) and _proper(tokens[last + 1]) and not _ends_phrase(tree, at, last):
                last += 1
            elif (
                last + 2 < len(tokens)
                and tokens[last + 1].lower in LINKS
                and _proper(tokens[last + 2])
                and _links(tokens, at, last + 1)
            ):
                last += 2
            else:
                break
        first = at
        named_so = tokens[last].lower in ORGANISATION  # "General Motors" is no general
        while first < last and not named_so and tokens[first].lower.strip(".") in TITLES:
            first += 1
        before = tokens[first - 1] if first else None
        opening = at if first > at else first - 1 if before and before.lower.strip(".") in TITLES else first
        title = text[tokens[opening].span.start : tokens[first].span.start].strip()
        words = re.sub(r"\s+", " ", text[tokens[first].span.start : tokens[last].span.end])
        subject = any(
            tokens[i].dep.startswith("nsubj") or (tokens[i].dep == "nmod:poss") for i in range(first, last + 1)
        )
        acts = first == last and tokens[first].dep.startswith("nsubj") and not tree.kids(first, "det")
        yield Name(words=words, sentence=sentence, first=first, last=last, subject=subject, title=title, acts=acts)
        at = last + 1


def _proper(token: Token) -> bool:
    if token.lower.strip(".") in CALENDAR:
        return False
    return (token.tag in {"NNP", "NNPS"} and token.text[:1].isalnum()) or (
        token.pos == "PROPN" and token.text[:1].isupper()
    )


def _ends_phrase(tree: Tree, first: int, last: int) -> bool:
    """ "the ambassador to Moscow Son Song-pil": a name after a preposition that the next one does not depend on."""
    token = tree.tokens[last]
    phrase = token.dep in {"nmod", "obl"} and tree.tokens[token.head].index < first
    return phrase and bool(tree.kids(last, "case")) and tree.tokens[last + 1].head != last


def _links(tokens: Sequence[Token], first: int, link: int) -> bool:
    """ "Institute for Strategic Studies" is one name, "China and Russia" two, "Sultanov of Kazakhstan" too."""
    word = tokens[link].lower
    if word in {"-", "–"}:
        return tokens[link].span.start == tokens[link - 1].span.end
    if word == "and":
        return False
    if word in {"of", "for", "on"}:
        return any(tokens[i].lower in ORGANISATION for i in range(first, link))
    return True


ACRONYM = re.compile(r"\((?:the\s+)?([A-Z][A-Za-z&.]{1,9})\)")


def find_acronyms(text: str) -> dict[str, str]:
    """Acronym -> full name, for "Shanghai Cooperation Organization (SCO)": the capitals before the bracket spell it.

    >>> find_acronyms("the Partnership for Peace (PfP) and an aside (KAZBAT)")
    {'PfP': 'Partnership for Peace'}
    """
    found: dict[str, str] = {}
    for match in ACRONYM.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match[1])
        before = text[max(0, match.start() - 150) : match.start()]
        words = list(re.finditer(r"[^\W\d_]+(?:['’.][^\W\d_]+)*", before))
        for count in range(len(letters), min(len(letters) + 4, len(words)) + 1):
            tail = words[-count:]
            initials = "".join(w[0][0] for w in tail)
            capitals = "".join(w[0][0] for w in tail if w[0][0].isupper())
            if tail[0][0][0].isupper() and letters.lower() in {initials.lower(), capitals.lower()}:
                found.setdefault(match[1], re.sub(r"\s+", " ", before[tail[0].start() :].rstrip()))
                break
    return found
