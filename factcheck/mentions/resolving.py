"""Who is meant by a name, a pronoun or a phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.lexicon import word_list
from factcheck.mentions.names import Name, find_acronyms, find_names
from factcheck.mentions.people import Person, Pronoun, find_people
from factcheck.mentions.phrases import words_of
from factcheck.syntax import Token, Tree

GIVEN_NAMES = word_list("given_name_he") | word_list("given_name_she")
CONNECTIVES = word_list("connective")
DOCUMENTS = word_list("document")
SAYINGS = word_list("saying")
"""What somebody said or thinks: "Sultanov's position" speaks for Sultanov."""
HE = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
SHE = frozenset({"she", "her", "herself"})
IT = frozenset({"it", "its", "itself", "they", "their", "them", "themselves"})
FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
FAR = 40
"""Sentences. How far back a definite phrase may point; readers have forgotten what stood before."""


class Resolved(NamedTuple):
    """Who a mention stands for; `name` "" where the article does not say, `role` the post it gives."""

    name: str
    role: str = ""
    doubtful: bool = False


class Mentions:
    """The names of one article and what they are called later."""

    def __init__(self, text: str, trees: Sequence[Tree]) -> None:
        self.text = text
        self.trees = trees
        names = [n for i, tree in enumerate(trees) for n in find_names(text, i, tree)]
        self.by_sentence: dict[int, list[Name]] = {}
        for name in names:
            self.by_sentence.setdefault(name.sentence, []).append(name)
        self.acronyms = find_acronyms(text)
        self.people = find_people(text, trees, names, self.acronyms)
        self.surnames: dict[str, list[str]] = {}
        for person in sorted(self.people):
            self.surnames.setdefault(person.split()[-1], []).append(person)

    # ------------------------------------------------------------ resolving
    def resolve(self, sentence: int, head: int, previous: Resolved | None = None) -> Resolved:
        """Who the noun phrase headed by token `head` is; `previous` is the last source named in the paragraph."""
        tree = self.trees[sentence]
        token = tree.tokens[head]
        low = token.lower
        if token.tag in {"WP", "WDT"} or low in {"who", "which"}:
            above = next((t for t in tree.ancestors(head) if t.dep.startswith("acl")), None)
            return self.resolve(sentence, above.head, previous) if above else Resolved("")
        if low in HE:
            return self._person(sentence, head, previous)
        if low in IT:
            return previous or Resolved("")
        if token.pos == "PRON":
            return Resolved("" if low in FIRST else self._description(sentence, head))
        named = self._name_in(sentence, head)
        if named is not None:
            return self.full(named)
        owners = tree.kids(head, "nmod:poss")
        if low in SAYINGS and owners:
            return self.resolve(sentence, owners[0].index, previous)
        if token.text[:1].isupper() and token.text in self.surnames:
            return self.full(token.text)
        if low in DOCUMENTS and _anaphoric(tree, token):
            return self._document(sentence, token, previous)
        if _definite(tree, token):
            holder = self._holder(sentence, low)
            if holder is not None:
                return holder
            organisation = self._organisation(sentence, token)
            if organisation:
                return Resolved(organisation)
        return Resolved(self._description(sentence, head))

    def full(self, words: str) -> Resolved:
        """A name in full: acronyms spelled out, a surname given its first name where one person has it."""
        words = self.acronyms.get(words, words)
        if words in self.people:
            return Resolved(words, self.people[words].post)
        candidates = self.surnames.get(words.split()[-1], []) if " " not in words else []
        if candidates:
            return Resolved(candidates[0], self.people[candidates[0]].post, len(candidates) > 1)
        return Resolved(words)

    def _holder(self, sentence: int, noun: str) -> Resolved | None:
        """ "The secretary": the person spoken of before who has that post; None where nobody has it, or several."""
        held = {p.name for p in self.people.values() if noun in f"{p.title} {p.post}".lower().split()}
        for s in range(sentence, max(-1, sentence - FAR), -1):
            spoken = {r.name: r for n in self.by_sentence.get(s, ()) if (r := self.full(n.words)).name in held}
            if spoken:
                return next(iter(spoken.values())) if len(spoken) == 1 else None
        return None

    def _name_in(self, sentence: int, head: int) -> str | None:
        tree = self.trees[sentence]
        for name in self.by_sentence.get(sentence, ()):
            if name.first <= head <= name.last:
                return name.words
        if tree.tokens[head].pos != "PROPN":
            for child in tree.kids(head, "appos", "flat", "nmod:desc"):
                for name in self.by_sentence.get(sentence, ()):
                    if name.first <= child.index <= name.last and (
                        name.words in self.people or self.full(name.words).name in self.people
                    ):
                        return name.words
        return None

    def _person(self, sentence: int, head: int, previous: Resolved | None) -> Resolved:
        """Who "he" or "she" is: the one who was speaking, else the last one spoken of, a subject before others."""
        token = self.trees[sentence].tokens[head]
        here = [n for n in self.by_sentence.get(sentence, ()) if n.last < head]
        spoke = self.people.get(previous.name) if previous else None
        if (
            spoke is not None
            and previous is not None
            and token.dep.startswith("nsubj")
            and not here
            and _fits(spoke, token)
        ):
            return previous
        for names in (here, *(self.by_sentence.get(s, ()) for s in range(sentence - 1, max(-1, sentence - 8), -1))):
            people = [(n, r) for n in names if (r := self.full(n.words)).name in self.people]
            people = [(n, r) for n, r in people if _fits(self.people[r.name], token)]
            if people:
                chosen = [r for n, r in people if n.subject] or [r for _, r in people]
                return Resolved(chosen[-1].name, chosen[-1].role, len({r.name for r in chosen}) > 1)
        return Resolved("")

    def certain(self, sentence: int, head: int) -> Resolved:
        """Who a pronoun is where only one person can be meant, else a blank: the words then stay as they stand.

        One person in this sentence before it and the two sentences before, and no other name that acts there.
        """
        token = self.trees[sentence].tokens[head]
        names = [n for n in self.by_sentence.get(sentence, ()) if n.last < head]
        for s in range(sentence - 1, max(-1, sentence - 3), -1):
            names += self.by_sentence.get(s, ())
        full = [(n, self.full(n.words)) for n in names]
        people = {r.name: r for _, r in full if r.name in self.people and _fits(self.people[r.name], token)}
        acting = any((n.acts or n.words.lower() in GIVEN_NAMES) and r.name not in self.people for n, r in full)
        return next(iter(people.values())) if len(people) == 1 and not acting else Resolved("")

    def _document(self, sentence: int, token: Token, previous: Resolved | None) -> Resolved:
        """ "The same article", "the statement": whose it was when it was first spoken of."""
        noun = token.lower.rstrip("s")
        for s in range(sentence, max(-1, sentence - FAR), -1):
            tree = self.trees[s]
            for other in reversed(tree.tokens):
                if other.lower.rstrip("s") != noun or (s == sentence and other.index >= token.index):
                    continue
                owners = [t for t in tree.kids(other.index, "nmod:poss") if t.pos in {"NOUN", "PROPN"}]
                if owners:
                    return Resolved(self._description(s, owners[0].index))
        return previous or Resolved(self._description(sentence, token.index))

    def _organisation(self, sentence: int, token: Token) -> str:
        """ "The ministry": the last name before it that holds the word."""
        for s in range(sentence, max(-1, sentence - FAR), -1):
            for name in reversed(self.by_sentence.get(s, [])):
                if (
                    (s < sentence or name.last < token.index)
                    and token.text.capitalize() in name.words.split()
                    and " " in name.words
                ):
                    return name.words
        return ""

    def _description(self, sentence: int, head: int) -> str:
        tree = self.trees[sentence]
        drop = {
            c.index
            for c in tree.kids(head)
            if c.dep
            in {"acl:relcl", "appos", "parataxis", "punct", "case", "conj", "cc", "acl", "nsubj", "cop", "aux", "ccomp"}
            and c.text != "-"
        }
        words = sorted(tree.subtree(head, drop))
        while words and _not_part(tree.tokens[words[0]]):
            words = words[1:]
        said = words_of(self.text, tree, words)
        # A lone noun in the singular without article is a name the tagger took for a noun: "Mercer said".
        opens = bool(words) and words[0] == 0 and tree.tokens[0].pos != "PROPN"
        opens = opens and (len(words) > 1 or tree.tokens[0].tag != "NN" or bool(tree.kids(0, "det")))
        return said[:1].lower() + said[1:] if opens else said


def _not_part(token: Token) -> bool:
    """Words before a description that say nothing of whom it describes: "Equally, the senior analysts"."""
    if token.pos == "ADV":
        return token.lower in CONNECTIVES
    return token.pos in {"DET", "PUNCT", "CCONJ"} and token.lower not in {"some", "many", "several", "all"}


def _fits(person: Person, token: Token) -> bool:
    """True unless the article or the first name says "he" of one whom the word calls "she", or the other way."""
    called = Pronoun.SHE if token.lower in SHE else Pronoun.HE
    return person.pronoun in {called, Pronoun.UNKNOWN}


def _definite(tree: Tree, token: Token) -> bool:
    return any(d.lower in {"the", "this", "that"} for d in tree.kids(token.index, "det"))


def _anaphoric(tree: Tree, token: Token) -> bool:
    """ "the same article", "the statement", "such articles", "its report": spoken of before."""
    before = {c.lower for c in tree.kids(token.index) if c.index < token.index}
    return bool(before & {"the", "this", "that", "same", "such", "these", "those"}) and not tree.kids(
        token.index, "nmod"
    )
