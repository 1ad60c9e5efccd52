"""Who of the names is a person, with post and "he" or "she" where the article or the first name tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.lexicon import word_list
from factcheck.mentions.names import ORGANISATION, Name
from factcheck.mentions.phrases import words_of
from factcheck.syntax import Tree

FEWEST, MOST = 2, 4
"""Words of a person's full name."""
SPANS = frozenset({"days", "decades", "hours", "minutes", "months", "weeks", "years"})
"""Nouns right before a name that say for how long: "for thirty years Odile Berg has kept it"."""
OPENING = 4
"""Words of a sentence among which a pronoun goes on from the one before."""
GIVEN = {"he": word_list("given_name_he"), "she": word_list("given_name_she")}
SHE = frozenset(
    {"mrs", "ms", "miss", "lady", "queen", "princess", "dame", "congresswoman", "chairwoman", "spokeswoman"}
)
HE = frozenset({"mr", "sir", "lord", "king", "prince", "pope", "father", "congressman", "chairman", "spokesman"})


class Pronoun(StrEnum):
    """How the article speaks of somebody."""

    HE = "he"
    SHE = "she"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the article; `post` is what the article calls them beside their name, `title` what before it."""

    name: str
    post: str
    title: str
    pronoun: Pronoun


def find_people(
    text: str, trees: Sequence[Tree], names: Sequence[Name], acronyms: Mapping[str, str]
) -> dict[str, Person]:
    """The people by full name: those with a title, a post, a first name we know, or a surname used alone."""
    alone = {n.words for n in names if " " not in n.words}
    spelled_out = set(acronyms.values())
    titles: dict[str, str] = {}
    for name in names:
        if name.title:
            titles.setdefault(name.words.split()[-1], name.title)
    people: dict[str, Person] = {}
    for name in names:
        parts = name.words.split()
        if not FEWEST <= len(parts) <= MOST or name.words in spelled_out or not _could_be(parts):
            continue
        post = _post_beside(text, trees[name.sentence], name)
        known = parts[0].lower() in GIVEN["he"] | GIVEN["she"]
        by_surname = parts[-1] in alone and not _opens(trees[name.sentence], name)
        if not (post or name.title or known or by_surname or _goes_on(trees, names, name)):
            continue
        before = people.get(name.words)
        title = name.title or (before.title if before else "") or _fitting(titles.get(parts[-1], ""), parts[0])
        people[name.words] = Person(
            name=name.words,
            post=(before.post if before else "") or post,
            title=title,
            pronoun=pronoun_of(title, parts[0]),
        )
    surnames = {person.split()[-1] for person in people}
    for name in names:  # "Mr. Okoro", of whom the article never gives more
        if " " not in name.words and name.words not in surnames and _said(name.title) & (SHE | HE):
            people.setdefault(
                name.words,
                Person(name=name.words, post="", title=name.title, pronoun=pronoun_of(name.title)),
            )
    return people


def _goes_on(trees: Sequence[Tree], names: Sequence[Name], name: Name) -> bool:
    """ "Audrey Alexander wanted them to move. She claims": a subject in two words, "he" or "she" next, nobody else."""
    tree = trees[name.sentence]
    first = tree.tokens[name.first]
    flat = all(
        tree.tokens[i].dep == "flat" and tree.tokens[i].head == name.first for i in range(name.first + 1, name.last + 1)
    )
    if first.relation != "nsubj" or not flat or name.sentence + 1 >= len(trees):
        return False
    follows = [t for t in trees[name.sentence + 1].tokens[:OPENING] if t.pos == "PRON" and t.relation == "nsubj"]
    others = [n for n in names if n.sentence == name.sentence and n.words != name.words and " " in n.words]
    return bool(follows) and follows[0].lower in {"he", "she"} and not others


def _fitting(title: str, given: str) -> str:
    """A title that stands before the surname elsewhere, where the first name does not speak against it."""
    return (
        title if pronoun_of("", given) in {Pronoun.UNKNOWN, pronoun_of(title)} or not _said(title) & (SHE | HE) else ""
    )


def _could_be(parts: Iterable[str]) -> bool:
    return all(p.lower().strip(".") not in ORGANISATION and p[0].isupper() for p in parts)


def _opens(tree: Tree, name: Name) -> bool:
    """A capital that only opens the sentence is no first name: "Underscoring Pyongyang's eagerness"."""
    if name.words.split()[0].endswith("ing"):
        return True
    if name.first == 0 and tree.tokens[name.last].head != 0 and tree.tokens[0].head != name.last:
        return True
    return tree.tokens[name.first].dep in {"advcl", "acl", "amod", "root"}


def _said(title: str) -> set[str]:
    return {word.strip(".") for word in title.lower().split()}


def pronoun_of(title: str, given: str = "") -> Pronoun:
    """ "he" or "she" by a title ("Mrs."), else by a first name."""
    said = _said(title)
    if said & SHE or (not said & HE and given.lower() in GIVEN["she"]):
        return Pronoun.SHE
    if said & HE or given.lower() in GIVEN["he"]:
        return Pronoun.HE
    return Pronoun.UNKNOWN


def _post_beside(text: str, tree: Tree, name: Name) -> str:
    """The post in apposition: "X, director of Y," after the name, or "the prosecutor, X," before it."""
    for index in range(name.first, name.last + 1):
        token = tree.tokens[index]
        for post in tree.kids(index, "appos"):
            if post.pos == "NOUN" and post.index > name.last:
                clauses = {c.index for c in tree.kids(post.index, "acl", "appos", "parataxis", "conj", "cc")}
                return words_of(text, tree, [i for i in tree.subtree(post.index, clauses) if i > name.last])
        noun = tree.tokens[token.head]
        if token.dep == "appos" and noun.pos == "NOUN" and noun.lower not in SPANS and not _interposed(tree, name):
            before = {c.index for c in tree.kids(noun.index, "case")}  # "according to the treasurer, X"
            return words_of(text, tree, [i for i in tree.subtree(noun.index, before) if i < name.first])
    return ""


def _interposed(tree: Tree, name: Name) -> bool:
    """ "The dam, Anna Berg said, will hold": a comma before the name and none behind it."""
    opened = name.first > 0 and tree.tokens[name.first - 1].text == ","
    return opened and name.last + 1 < len(tree.tokens) and tree.tokens[name.last + 1].pos != "PUNCT"
