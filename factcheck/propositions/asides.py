"""What is said of a noun in passing: a post, an age, a title, a year, a place, a decision of its own."""

from factcheck.cues import CueClass, noun_cue, verb_cue
from factcheck.lexicon import word_list
from factcheck.mending.described import ROLES
from factcheck.nominals import phrase, trimmed
from factcheck.propositions.lists import BETWEEN, commas
from factcheck.propositions.predicated import FINITE, NO_TITLES, fits_beside, is_day
from factcheck.propositions.whereabouts import described_town, is_aged, is_placed, is_quality, is_town, told_of
from factcheck.syntax import Token, Tree

PICKING = frozenset(
    {"first", "last", "only", "second", "third", "next", "same", "few", "many", "most", "no", "any", "every"}
)
NATIONAL = ("ish", "ian", "ese", "can", "ench", "eek", "tch", "erman", "elsh", "raeli", "raqi", "stani", "wiss")
STANDING_FOR = frozenset(
    {"boyfriend", "brother", "capital", "daughter", "father", "fiancé", "fiancée", "girlfriend", "husband", "mother",
     "partner", "sister", "son", "widow", "wife"}
)  # fmt: skip
DIRECTIONS = frozenset(
    {"central", "downtown", "east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west"}
)
TITLES = word_list("title")
PARTICLES = frozenset({"al", "bin", "da", "de", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von"})
"""Of a name: "Guido van Rossum" is no "Guido van"."""
BEFORE_TITLE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "PRON", "PART"})


def picks_out(tree: Tree, noun: Token) -> bool:
    """ "the first club based there", "one of the states that joined": without the rest another thing is said."""
    words = {c.lower for c in tree.kids(noun.index, "amod", "det", "nummod", "advmod")}
    superlative = any(
        c.tag in {"JJS", "RBS"} for i in tree.children[noun.index] for c in (tree.tokens[i], *tree.kids(i))
    )
    above = tree.tokens[noun.head]
    partitive = noun.dep == "nmod" and (above.pos in {"NUM", "PRON", "DET"} or above.lower in {"one", "some", "most"})
    return bool(words & PICKING) or superlative or partitive or noun.pos in {"PRON", "DET"}


def second_predicate(tree: Tree, token: Token) -> bool:
    """ "X is a student and a member of Y": a second noun that X is."""
    first = tree.tokens[token.head]
    return (
        token.pos in {"NOUN", "PROPN"}
        and first.pos in {"NOUN", "PROPN"}
        and bool(tree.kids(first.index, "cop"))
        and bool(tree.kids(first.index, "nsubj"))
        and bool(tree.kids(token.index, "det", "amod", "nmod", "compound"))
        and not any(c.lower == "between" for c in tree.kids(first.index, "case"))
        and not tree.kids(token.index, "case")
    )


def passing(tree: Tree, index: int, stop: set[int]) -> list[tuple[set[int], set[int]]]:
    """What an apposition, a title or a place says: the words named and the words said of them, once for each pair.

    "geologist and co-author of the study" are two posts, "acquaintances Higginson and Todd" two people.
    """
    token = tree.tokens[index]
    noun = tree.tokens[token.head]
    if is_town(tree, token):
        towns = [token, *(c for c in tree.kids(index, "conj") if c.pos == "PROPN")]
        return [(_named(tree, town, stop), described_town(tree, token)) for town in towns]
    if is_of(tree, token):
        owner = owner_words(tree, token)
        return [(_named(tree, noun, stop | owner), owner - {c.index for c in tree.kids(index, "case")})]
    if is_quality(tree, token):
        age = tree.subtree(index) | {
            i
            for i in tree.subtree(token.head)
            if is_aged(tree, token) and index - 4 <= i < index and tree.tokens[i].pos != "DET"
        }
        return [(_named(tree, noun, stop | age), age)]
    said = title_words(tree, token) if is_title(tree, token) or is_age(tree, token) else set()
    names = [noun]
    if said and token.tag == "NNS":
        names += [c for c in tree.kids(noun.index, "conj") if c.pos == "PROPN" and not tree.kids(c.index, "case")]
    named = [_named(tree, name, stop | said | {index}) for name in names]
    if told_of(tree, token):
        of = set().union(*(tree.subtree(n.index) for n in tree.kids(noun.index, "nmod") if _of(tree, n)))
        named = [{i for i in words if i <= noun.index or i in of} for words in named]
    return [(name, post) for name in named for post in ([said] if said else _posts(tree, index, stop - {index}))]


def _of(tree: Tree, token: Token) -> bool:
    return any(c.lower == "of" for c in tree.kids(token.index, "case"))


def _named(tree: Tree, noun: Token, stop: set[int]) -> set[int]:
    """The noun without what else is said of it in passing: "Eva Hill, 34, from Westland" is named Eva Hill."""
    beside = {
        c.index for c in tree.kids(noun.index) if is_placed(tree, c) or c.dep in {"acl", "advcl"} or c.tag == "CD"
    }
    beside |= {c.index for c in tree.kids(noun.index, "ccomp", "obl", "advmod", "discourse") if noun.pos == "PROPN"}
    if any(is_called(tree, tree.tokens[i]) for i in stop & set(tree.children[noun.index])):
        beside |= {c.index for c in tree.kids(noun.index, "nmod") if c.dep == "nmod" and c.index > noun.index}
    words = phrase(tree, noun.index, stop | beside)
    first = tree.tokens[min(words, default=noun.index)]
    if first.pos != "ADP" or first.head == noun.index:
        return words - {first.index} if first.pos == "ADP" else words
    placed = tree.tokens[first.head]  # "at Norbank High School": "at" may hang on a word of the name
    return words - ({first.index} if placed.dep in {"compound", "flat"} else tree.subtree(placed.index))


def title_words(tree: Tree, token: Token) -> set[int]:
    """The words of a title or an age before its name: "former Texas governor", "her husband", "16-year-old".

    They begin behind a preposition, a verb or a mark: "from Ohio Gov. Ann Poe".
    """
    below = tree.subtree(token.head)
    words = {token.index}
    at = token.index - 1
    own = tree.subtree(token.index)
    while at in below and (_belongs(tree.tokens[at]) or (at in own and tree.tokens[at].pos in {"ADV", "CCONJ"})):
        words.add(at)
        at -= 1
    return set(trimmed(tree, words))


def _belongs(token: Token) -> bool:
    if token.pos in {"ADP", "SCONJ"} or token.tag in FINITE:
        return False
    return token.pos in BEFORE_TITLE or token.text == "-" or token.text[:1].isupper() or token.dep == "amod"


def is_name_of(tree: Tree, token: Token) -> bool:
    """ "a classmate, Ann Poe": the name of the one person or thing that is described."""
    noun = tree.tokens[token.head]
    return token.dep == "appos" and token.pos == "PROPN" and noun.tag == "NN" and not tree.kids(token.index, "conj")


def names_whole(tree: Tree, token: Token) -> bool:
    """ "The Kenyan capital Nairobi", "her husband Tom Hart": the name alone says who or which it is."""
    noun = tree.tokens[token.head]
    beside = is_name_of(tree, token) and noun.dep != "conj" and min(tree.subtree(token.index)) == noun.index + 1
    return beside and noun.lower in ROLES | STANDING_FOR


def leaves_whole(tree: Tree, token: Token) -> bool:
    """ "Argentine club Newell's Old Boys", "16-year-old Ann Poe": who or what it is reads as well without.

    Not so "husband Tom" and "midfielder Hill", which are how somebody is called.
    """
    name = tree.tokens[token.head]
    words = title_words(tree, token)
    if not (is_age(tree, token) or is_title(tree, token)) or words != tree.subtree(token.index) or token.pos == "PROPN":
        return False
    if name.dep == "compound":
        return False  # "gangster Whitey Bulger", with the name read as two
    person = token.lower in ROLES | STANDING_FOR | TITLES
    full = len(tree.subtree(name.index) - words) > 1
    return token.dep != "amod" and (full or not person) and token.lower not in STANDING_FOR


def _posts(tree: Tree, index: int, stop: set[int]) -> list[set[int]]:
    name = tree.tokens[index].pos == "PROPN"
    listed = [c for c in tree.kids(index, "conj") if c.index not in stop and c.pos in {"NOUN", "PROPN"}]
    listed = [c for c in listed if not (name and c.pos == "PROPN" and tree.kids(c.index, "det"))]  # somebody else
    if not listed:
        return [tree.subtree(index, stop)]
    out = stop | {
        c.index
        for each in (tree.tokens[index], *listed)
        for c in tree.kids(each.index, "cc") + commas(tree, each.index)
    }
    return [tree.subtree(index, out | {c.index for c in listed}), *(tree.subtree(c.index, out) for c in listed)]


def is_apposition(tree: Tree, token: Token) -> bool:
    """True for "X, director of Y" and "X, 42"; not for "(SCO)", "Sydney, Australia", "sister-in-law"."""
    head = tree.tokens[token.head]
    if is_year(tree, token):
        return True
    if is_day(tree, head):
        return False  # "Monday, March 3"
    if any(
        tree.tokens[i].tag in {"WDT", "WP"}
        for c in tree.kids(token.index, "nmod")
        for i in (c.index, *tree.children[c.index])
    ):
        return False  # "a copy of which was found"
    if is_called(tree, token):
        return True
    if token.pos != "NUM" and not fits_beside(tree, token):
        return False
    before = tree.tokens[min(tree.subtree(token.index)) - 1] if min(tree.subtree(token.index)) else None
    below = {
        i for i in tree.subtree(token.index) if tree.tokens[i].pos != "PUNCT" or tree.tokens[i].text in {"(", "[", ":"}
    }
    opening = {"(", "[", ":"}
    hyphen = tree.tokens[min(tree.subtree(token.index))].text == "-" or (before is not None and before.text == "-")
    if hyphen or any(tree.tokens[i].text in opening for i in below) or (before is not None and before.text in opening):
        return False
    if token.pos == "NUM":
        dated = bool(tree.kids(token.index, "compound"))  # "Norbank, May 17"
        return head.text[:1].isupper() and token.text.isdigit() and not dated
    if token.pos == "PROPN" and head.pos == "PROPN":
        return any(tree.tokens[i].pos in {"NOUN", "ADP"} for i in below)
    named = token.pos == "PROPN" and head.tag == "NN" and bool(tree.kids(head.index, "det", "nmod:poss"))
    return token.pos in {"NOUN", "PROPN", "ADJ"} and (len(below) > 1 or named)


def is_year(tree: Tree, token: Token) -> bool:
    """ "Frequency (2000)": the year of a work or an event in brackets behind its name."""
    before = tree.tokens[token.index - 1] if token.index else None
    figures = token.text.isdigit() and len(token.text) == 4  # noqa: PLR2004  the figures of a year
    return figures and before is not None and before.text == "(" and tree.tokens[token.head].pos == "PROPN"


def is_called(tree: Tree, token: Token) -> bool:
    """ "its peacekeeping unit (KAZBAT)": the name of the one thing described, and no short form of it."""
    noun = tree.tokens[token.head]
    marks = [c.text for c in tree.kids(token.index, "punct")]
    alone = marks == ["(", ")"] and all(tree.tokens[c].pos == "PUNCT" for c in tree.children[token.index])
    described = [tree.tokens[i] for i in sorted(phrase(tree, noun.index, {token.index})) if i < token.index]
    short = "".join(t.text[0] for t in described).lower().endswith(token.lower)
    owned = tree.kids(noun.index, "det", "nmod:poss")
    return token.pos == "PROPN" and noun.tag == "NN" and noun.pos == "NOUN" and alone and bool(owned) and not short


def is_title(tree: Tree, token: Token) -> bool:
    """ "the singer Pink", "Stoke City ace Charlie Adam": a post right before the name it describes."""
    head = tree.tokens[token.head]
    named = head.pos == "PROPN" or (token.tag == "NNS" and head.text[:1].isupper())
    if not named or token.index >= head.index or token.dep not in {"nmod:desc", "compound", "amod"}:
        return False
    if token.tag == "NNS" and not tree.children[token.index] and not tree.kids(head.index, "conj"):
        return False  # "views Ann Poe as brilliant", "police Inspector Poe"; "local rivals Norbank" are rivals
    if token.lower in DIRECTIONS | NO_TITLES | PARTICLES or (head.lower in TITLES and head.text.endswith(".")):
        return False
    after = tree.tokens[token.index + 1]
    if token.dep == "amod":
        flat = tree.kids(head.index, "flat") and after.index == head.index
        return bool(flat) and token.text[:1].isupper() and token.lower.endswith(NATIONAL)
    hyphen = token.index > 0 and tree.tokens[token.index - 1].text == "-"
    if after.pos != "PROPN" or not after.text[:1].isupper() or hyphen:
        return False
    if not token.text.islower():  # "President Poe" is how he is called; "Finance Secretary Ann Poe" is a post to check
        if token.index == 0 and token.lower in ROLES - TITLES:
            return True
        return token.dep == "nmod:desc" and len(title_words(tree, token)) > 1 and bool(tree.kids(head.index, "flat"))
    return token.tag in {"NN", "NNS", "NNP"}


def owner_words(tree: Tree, token: Token) -> set[int]:
    """ "Detroit Red Wings’" before a name."""
    return tree.subtree(token.index)


def is_of(tree: Tree, token: Token) -> bool:
    """ "Chelsea's John Terry": whose somebody is, who is named in full."""
    head = tree.tokens[token.head]
    owned = (
        token.dep == "nmod:poss"
        and token.pos == "PROPN"
        and head.pos == "PROPN"
        and bool(tree.kids(head.index, "flat"))
    )
    ends = {c.lower for c in tree.kids(token.index, "case")} & {"'s", "'"}
    return (
        owned and bool(ends) and max(tree.subtree(token.index)) + 1 == head.index and not tree.kids(token.index, "flat")
    )


def is_age(tree: Tree, token: Token) -> bool:
    """ "16-year-old Ann Poe": an age right before the name."""
    head = tree.tokens[token.head]
    return is_aged(tree, token) and head.pos == "PROPN" and tree.tokens[token.index + 1].pos == "PROPN"


def event_complements(tree: Tree, token: Token) -> tuple[Token, ...]:
    """What was requested, decided, attempted: the clause or phrase after "the SCO's request that ...".

    Empty where nobody named did what the noun says.
    """
    if noun_cue(token) is None or not any(o.pos == "PROPN" for o in tree.kids(token.index, "nmod:poss")):
        return ()
    if _told_of(tree, token):
        return ()
    return tree.kids(token.index, "acl", "ccomp") or tuple(
        n
        for n in tree.kids(token.index, "nmod")
        if n.dep == "nmod" and any(c.lower in {"for", "to", "against"} for c in tree.kids(n.index, "case"))
    )


def _told_of(tree: Tree, token: Token) -> bool:
    """ "argues the link between Britain's support for it and X": part of what somebody said, or of a pair."""
    at = token
    for above in (token, *tree.ancestors(token.index)):
        if any(c.lower in BETWEEN for c in tree.kids(above.index, "case")):
            return True
        if above.pos == "VERB":
            cue = verb_cue(above)
            return cue is not None and cue.kind is CueClass.SPEECH and not at.dep.startswith("nsubj")
        at = above
    return False
