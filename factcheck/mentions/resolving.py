"""Who is meant by a name, a pronoun or a phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.lexicon import word_list
from factcheck.mentions.antecedents import POINTING, Place, fuller, pointed_at
from factcheck.mentions.documents import DOCUMENTS, PERIODICALS, anaphoric, is_outlet, maker, same_noun
from factcheck.mentions.names import TITLES, Name, find_acronyms, find_names
from factcheck.mentions.people import Person, Pronoun, find_people, pronoun_of
from factcheck.mentions.phrases import BRACKET, named_before, words_of
from factcheck.syntax import Token, Tree

GIVEN_NAMES = word_list("given_name_he") | word_list("given_name_she")
CONNECTIVES = word_list("connective")
SAYINGS = word_list("saying")
"""What somebody said or thinks: "Sultanov's position" speaks for Sultanov."""
HE = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
SHE = frozenset({"she", "her", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
FAR = 40
"""Sentences. How far back a definite phrase may point; readers have forgotten what stood before."""
NEAR = 5
"""Sentences. Two ministries named within them are both in mind when the article says "the ministry"."""
NATIONAL = ("an", "ch", "ese", "ish", "eek", "i")
"""Endings of adjectives that keep their capital."""
PASSING = (
    "acl", "advcl", "advmod", "appos", "aux", "case", "cc", "ccomp", "cop", "discourse", "mark", "nsubj", "parataxis"
)  # fmt: skip
"""What hangs on a noun and is no part of what it is called."""
MANY = frozenset({"certain", "few", "many", "most", "other", "several", "some", "such"})
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame"})
"""Titles that name no post."""
PIECES = frozenset({"article", "articles", "column", "commentary", "editorial", "report", "story"})
"""What stands in a paper and speaks for it."""


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
        self.paragraph_starts = frozenset(
            i
            for i in range(1, len(trees))
            if "\n" in text[trees[i - 1].span.end : trees[i].span.start].strip(" \t").replace("\r", "\n")
        )
        """Sentences with a line break before them. A break inside a paragraph only makes the search end earlier."""
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
        if low in IT or low in THEY:
            spoke = previous is not None and not (low in IT and previous.name in self.people)
            return previous if spoke and previous is not None else Resolved("")
        if token.pos == "PRON":
            return Resolved("" if low in FIRST | SECOND else self.description(sentence, head))
        named = self._name_in(sentence, head)
        return self.full(named.words, named) if named is not None else self._noun(sentence, token, previous)

    def _noun(self, sentence: int, token: Token, previous: Resolved | None) -> Resolved:
        """Who a common noun stands for: its owner, a name it holds, one spoken of before, else its own words."""
        tree, low = self.trees[sentence], token.lower
        owners = tree.kids(token.index, "nmod:poss")
        if low in SAYINGS and owners:
            return self.resolve(sentence, owners[0].index, previous)
        if token.text[:1].isupper() and token.text in self.surnames:
            return self.full(token.text)
        printed = self._printed_in(sentence, token.index) if low in PIECES else ""
        if printed:
            return self.full(printed)
        found: Resolved | None = None
        if low in PERIODICALS and anaphoric(tree, token):
            found = self._organisation(sentence, token) or self._outlet(sentence, token, previous)
        elif low in DOCUMENTS and anaphoric(tree, token):
            found = self._document(sentence, token, previous)
        elif _definite(tree, token):
            found = self._holder(sentence, low) or self._organisation(sentence, token)
        return found if found is not None else Resolved(self.description(sentence, token.index))

    def full(self, words: str, place: Name | None = None) -> Resolved:
        """A name in full: acronyms spelled out, a surname given its first name where one person has it.

        Where several have it, a title that only fits one decides; else the one named in full last before `place`,
        and the resolution is doubtful.
        """
        words = self.acronyms.get(words, words)
        if words in self.people:
            return Resolved(words, self._role(words))
        candidates = self.surnames.get(words.split()[-1], []) if " " not in words else []
        if not candidates:
            return Resolved(words)
        if place is not None and len(candidates) > 1:
            called = pronoun_of(place.title)
            candidates = [c for c in candidates if self.people[c].pronoun in {called, Pronoun.UNKNOWN}] or candidates
            candidates = sorted(candidates, key=lambda c: self._last_named(c, place), reverse=True)
        return Resolved(candidates[0], self._role(candidates[0]), len(candidates) > 1)

    def _role(self, person: str) -> str:
        """The post beside the name, else a title before it that names one."""
        found = self.people[person]
        courtesy = {w.strip(".") for w in found.title.lower().split()} <= COURTESY
        return found.post or ("" if courtesy else found.title)

    def _last_named(self, person: str, place: Name) -> tuple[int, int]:
        """Where a person's full name last stands before a place; before all others where it does not."""
        for sentence in range(place.sentence, max(-1, place.sentence - FAR), -1):
            for name in reversed(self.by_sentence.get(sentence, [])):
                if name.words == person and (sentence < place.sentence or name.first < place.first):
                    return sentence, name.first
        return -1, -1

    def _holder(self, sentence: int, noun: str) -> Resolved | None:
        """ "The secretary": the person spoken of before who has that post; None where nobody has it, or several."""
        held = {p.name for p in self.people.values() if noun in f"{p.title} {p.post}".lower().split()}
        for s in range(sentence, max(-1, sentence - FAR), -1):
            spoken = {r.name: r for n in self.by_sentence.get(s, ()) if (r := self.full(n.words)).name in held}
            if spoken:
                return next(iter(spoken.values())) if len(spoken) == 1 else None
        return None

    def _name_in(self, sentence: int, head: int) -> Name | None:
        tree = self.trees[sentence]
        for name in self.by_sentence.get(sentence, ()):
            if name.first <= head <= name.last:
                return name
        if tree.tokens[head].pos != "PROPN":
            for child in tree.kids(head, "appos", "flat", "nmod:desc"):
                for name in self.by_sentence.get(sentence, ()):
                    if name.first <= child.index <= name.last and (
                        name.words in self.people or self.full(name.words).name in self.people
                    ):
                        return name
        return None

    def _printed_in(self, sentence: int, head: int) -> str:
        """ "An article in the Halden Gazette": the paper it stands in."""
        tree = self.trees[sentence]
        for place in tree.kids(head, "nmod", "obl"):
            if any(c.lower == "in" for c in tree.kids(place.index, "case")):
                named = self._name_in(sentence, place.index)
                return named.words if named is not None else ""
        return ""

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
        if previous is not None and not here and self._just_spoke(sentence, previous.name):
            return previous
        for names in (here, *(self.by_sentence.get(s, ()) for s in range(sentence - 1, max(-1, sentence - 8), -1))):
            people = [(n, r) for n in names if (r := self.full(n.words)).name in self.people]
            people = [(n, r) for n, r in people if _fits(self.people[r.name], token)]
            if people:
                chosen = [r for n, r in people if n.subject] or [r for _, r in people]
                return Resolved(chosen[-1].name, chosen[-1].role, len({r.name for r in chosen}) > 1)
        return Resolved("")

    def _just_spoke(self, sentence: int, name: str) -> bool:
        """True where a source of one word, of whom no full name is known, is the subject of the sentence before."""
        before = self.by_sentence.get(sentence - 1, ())
        alone = " " not in name and name not in self.people and name not in self.acronyms and not is_outlet(name)
        return alone and not name.isupper() and any(n.words == name and n.subject for n in before)

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

    def antecedent(self, sentence: int, head: int) -> str:
        """The words that can stand in brackets for a pronoun or a pointing noun, "" where one cannot be sure.

        A person's name in full for "he" and "she"; for "it", "its", "they", "their", "this agreement" and "such fears"
        the article's own phrase: "the dam", "Norbank", "fears of a flood". In no case with a genitive ending.
        """
        token = self.trees[sentence].tokens[head]
        if token.lower in HE:
            who = self.certain(sentence, head)
            return "" if who.doubtful else who.name
        if token.pos in {"PRON", "DET"}:
            place = pointed_at(self.trees, sentence, head, self.paragraph_starts)
            return self._phrase(place) if place is not None else ""
        place = fuller(self.trees, sentence, head, self.paragraph_starts)
        return self._renamed(token, place) if place is not None else ""

    def _phrase(self, place: Place) -> str:
        """A noun phrase as it can be said again: a name in full, else its words with a definite article."""
        tree = self.trees[place.sentence]
        token = tree.tokens[place.head]
        named = self._name_in(place.sentence, place.head)
        person = named is not None and self.full(named.words).name in self.people
        if person or (named is not None and tree.kids(place.head, "nmod", "appos")):
            return ""
        determiners = [d.lower for d in tree.kids(place.head, "det")]
        said = self.phrase_words(place)
        if named is not None and said == named.words:
            said = self.full(said).name
            return f"the {said}" if determiners == ["the"] else said
        if not said or tree.kids(place.head, "nmod:poss") or (token.pos == "PROPN" and determiners != ["the"]):
            return said
        return f"the {said}" if determiners else said

    def phrase_words(self, place: Place) -> str:
        """The words of a noun phrase with its list, without its article and what is said of it in passing."""
        tree = self.trees[place.sentence]
        stop = {c.index for c in tree.kids(place.head, *PASSING)}
        order = sorted(tree.subtree(place.head, stop))
        before = tree.tokens[order[0] - 1] if order[0] else None
        if before is not None and (before.text == "-" or (before.pos == "ADJ" and before.text[:1].isupper())):
            return ""  # "African-Americans", "the Affordable Care Act": the parser cut a name
        said = words_of(self.text, tree, order)
        first = tree.tokens[order[0]]
        capital = first.tag == "JJ" and len(order) > 1 and tree.tokens[order[1]].text[:1].isupper()
        capital = capital and first.lower not in MANY  # "Democratic Party leaders", not "Several Norland ships"
        national = first.pos == "ADJ" and first.lower.endswith(NATIONAL) and first.lower not in POINTING
        named = first.pos == "PROPN" or capital or national
        alone = len(order) == 1 and first.tag == "NN"  # a name the tagger took for a noun: "Norbank closed"
        begins = order[0] == 0 and first.pos != "DET" and not named and not alone
        return said[:1].lower() + said[1:] if begins else said

    def _renamed(self, token: Token, place: Place) -> str:
        """The noun in its own number with the words that say which: "fears" and "of a flood"."""
        tree = self.trees[place.sentence]
        behind = [t for t in tree.kids(place.head, "nmod") if t.index > place.head]
        before = sorted(t.index for t in tree.kids(place.head, "amod", "compound") if t.index < place.head)
        described = words_of(self.text, tree, before)
        said = words_of(self.text, tree, sorted(i for t in behind for i in tree.subtree(t.index)))
        article = "" if token.tag == "NNS" else "the"
        return " ".join(word for word in (article, described, token.text, said) if word)

    def _document(self, sentence: int, token: Token, previous: Resolved | None) -> Resolved:
        """ "The same article", "the statement": whose it was when it was last spoken of with its maker."""
        for s in range(sentence, max(-1, sentence - FAR), -1):
            tree = self.trees[s]
            for other in reversed(tree.tokens):
                if not same_noun(other.lower, token.lower) or (s == sentence and other.index >= token.index):
                    continue
                made = maker(tree, other)
                if made is not None:
                    return self.resolve(s, made.index)
        return previous or Resolved(self.description(sentence, token.index))

    def _outlet(self, sentence: int, token: Token, previous: Resolved | None) -> Resolved | None:
        """ "The paper", "the agency": the source that just spoke where it is no person, else the last outlet named."""
        if previous is not None and is_outlet(previous.name):
            return previous
        for s in range(sentence, max(-1, sentence - FAR), -1):
            for name in reversed(self.by_sentence.get(s, [])):
                if (s < sentence or name.last < token.index) and is_outlet(name.words):
                    return self.full(name.words)
        return previous if previous is not None and previous.name not in self.people else None

    def _organisation(self, sentence: int, token: Token) -> Resolved | None:
        """ "The ministry": the last name before it that holds the word, doubtful where another stands near."""
        found: list[str] = []
        for s in range(sentence, max(-1, sentence - FAR), -1):
            if found and s < sentence - NEAR:
                break
            names = [n for n in self.by_sentence.get(s, []) if s < sentence or n.last < token.index]
            held = [n.words for n in names if token.text.capitalize() in n.words.split() and " " in n.words]
            found += reversed(held)
        return Resolved(found[0], "", len(set(found)) > 1) if found else None

    def description(self, sentence: int, head: int) -> str:
        """A noun phrase's own words, without articles and what is said of it in passing."""
        tree = self.trees[sentence]
        drop = {
            c.index
            for c in tree.kids(head)
            if c.dep
            in {"acl:relcl", "appos", "parataxis", "punct", "case", "conj", "cc", "acl", "nsubj", "cop", "aux", "ccomp"}
            and c.text != "-"
        }
        drop |= {i for i in tree.subtree(head, drop) if i != head and _names_examples(tree, tree.tokens[i])}
        words = sorted(tree.subtree(head, drop))
        while words and _not_part(tree.tokens[words[0]]):
            words = words[1:]
        said = BRACKET.sub("", words_of(self.text, tree, words))
        bare = bool(words) and tree.tokens[words[0]].tag == "NN" and tree.tokens[words[0]].lower in TITLES
        before = named_before(self.text, tree, words[0]) if bare else ""
        if before:
            return f"{before} {said}"
        # A lone noun in the singular without article is a name the tagger took for a noun: "Mercer said".
        opens = bool(words) and words[0] == 0 and tree.tokens[0].pos != "PROPN"
        opens = opens and (len(words) > 1 or tree.tokens[0].tag != "NN" or bool(tree.kids(0, "det")))
        return said[:1].lower() + said[1:] if opens else said


def _not_part(token: Token) -> bool:
    """Words before a description that say nothing of whom it describes: "Equally, the senior analysts"."""
    if token.pos == "ADV":
        return token.lower in CONNECTIVES
    return token.pos in {"DET", "PUNCT", "CCONJ"} and token.lower not in {"some", "many", "several", "all"}


def _names_examples(tree: Tree, token: Token) -> bool:
    """ "papers including the Gazette", "banks such as Norbank": examples, not part of what they are examples of."""
    cases = {c.lower for c in tree.kids(token.index, "case")}
    return bool(cases & {"including", "like"}) or {"such", "as"} <= cases | {
        c.lower for k in tree.kids(token.index, "case") for c in tree.kids(k.index)
    }


def _fits(person: Person, token: Token) -> bool:
    """True unless the article or the first name says "he" of one whom the word calls "she", or the other way."""
    called = Pronoun.SHE if token.lower in SHE else Pronoun.HE
    return person.pronoun in {called, Pronoun.UNKNOWN}


def _definite(tree: Tree, token: Token) -> bool:
    return any(d.lower in {"the", "this", "that"} for d in tree.kids(token.index, "det"))
