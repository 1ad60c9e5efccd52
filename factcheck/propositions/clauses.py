"""What each head of a sentence asserts: its words, the ones it shares, once for each item of a list it holds of."""

from collections.abc import Iterator, Sequence
from itertools import product

from factcheck import nominals
from factcheck.cues import CueClass, verb_cue
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.propositions import asides, lists
from factcheck.propositions.adjuncts import limited, separable
from factcheck.propositions.heads import Heads, is_clause
from factcheck.propositions.joint import is_joint, is_negated
from factcheck.propositions.openers import opened
from factcheck.propositions.parting import Parting
from factcheck.propositions.proposition import STANCES, Form, Proposition
from factcheck.propositions.quoted import Quoted
from factcheck.propositions.whereabouts import before_town, is_town
from factcheck.syntax import Token, Tree

WIDEST = 8
"""At most this many propositions from one clause: lists beyond it stay whole rather than multiply."""
HEDGES = word_list("hedge")
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
FAILING = frozenset(
    {
        "avoid",
        "avoided",
        "ceased",
        "decline",
        "declined",
        "declines",
        "fail",
        "failed",
        "failing",
        "fails",
        "forgot",
        "neglected",
        "refuse",
        "refused",
        "refuses",
        "stopped",
        "unable",
        "unlikely",
        "unwilling",
    }
)
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj"})


class Clauses:
    """The clauses of one tree, and what each shares with the one it hangs on."""

    def __init__(self, tree: Tree, quoted: Sequence[Span]) -> None:
        self.tree = tree
        self.heads = Heads(tree)
        self.quoted = Quoted(tree, quoted)
        self.titles = self._titles()

    def propositions(self) -> Iterator[Proposition]:
        for index, form in self.heads.forms.items():
            if form is Form.APPOSITION:
                for named, said in asides.passing(self.tree, index, self.stop):
                    yield self._make(index, form, named | said, named)
            elif form is Form.FRAGMENT:
                if self._labels(index):
                    continue
                yield self._make(index, form, self.tree.subtree(index), set())
            elif form is Form.EVENT:
                lead = {c.index for c in self.tree.kids(index, "case", "cc", "conj")}
                yield self._make(
                    index, form, self.tree.subtree(index, (self.stop - self.heads.cut | lead) - {index}), set()
                )
            else:
                yield from self._clause(index, form)

    def _labels(self, index: int) -> bool:
        """ "Ann Poe: Norbank won": the name only says whose words follow."""
        told = [c.index for c in self.tree.kids(index, "parataxis") if self.heads.forms.get(c.index) is Form.CLAUSE]
        own = self.tree.subtree(index, told)
        words = [self.tree.tokens[i] for i in own if self.tree.tokens[i].pos != "PUNCT"]
        colon = any(self.tree.tokens[i].text == ":" for i in self.tree.subtree(index) if i < min(told, default=0))
        return bool(told) and colon and all(t.pos == "PROPN" for t in words)

    @property
    def stop(self) -> set[int]:
        return self.heads.detached

    def _below(self, index: int) -> set[int]:
        return self.tree.subtree(index, self.stop - {index})

    def _clause(self, index: int, form: Form) -> Iterator[Proposition]:
        carried = self._carried(index, form)
        variants = self._variants(index, of_complement=False)
        for words in variants:
            yield self._make(index, form, self._unparted(words) | carried, carried)

    def _unparted(self, words: set[int]) -> set[int]:
        """A quoted clause with the clause that stands between its words: "“Let her and him sit there and debate”"."""
        if not self.quoted.holds(words):
            return words
        own = [i for i in words if self.tree.tokens[i].pos != "PUNCT"]
        between = set(range(min(own), max(own))) - words
        return words | between if any(self.heads.forms.get(i) is Form.CLAUSE for i in between) else words

    def _make(self, index: int, form: Form, words: set[int], carried: set[int]) -> Proposition:
        if form is not Form.APPOSITION:
            words, carried = self._named(words), self._named(carried)
            words, carried = words - self.titles, carried - self.titles
        carried = nominals.unbroken(self.tree, carried)
        said = nominals.unbroken(self.tree, words - self.heads.addressed)
        tokens = opened(self.tree, nominals.trimmed(self.tree, said), index)
        return Proposition(
            tree=self.tree,
            tokens=tuple(tokens),
            head=index,
            form=form,
            carried=tuple(sorted(carried & set(tokens))),
            silent=frozenset(self._silent(index)),
            quoted=self.quoted.holds(set(tokens) - carried),
        )

    def _titles(self) -> set[int]:
        """The words of posts before names in full: "Liverpool boss Jurgen Klopp", of which a claim of its own tells."""
        tree, out = self.tree, set[int]()
        for index, form in self.heads.forms.items():
            name = tree.tokens[index].head
            if form is Form.APPOSITION and asides.is_title(tree, tree.tokens[index]) and tree.kids(name, "flat"):
                out |= asides.title_words(tree, tree.tokens[index])
            if form is Form.APPOSITION and asides.is_of(tree, tree.tokens[index]):
                out |= asides.owner_words(tree, tree.tokens[index])
            if form is Form.APPOSITION and is_town(tree, tree.tokens[index]):
                noun = tree.tokens[tree.tokens[index].head]
                out |= before_town(tree, tree.tokens[index]) - {c.index for c in tree.kids(noun.index, "case")}
        return out

    def _named(self, words: set[int]) -> set[int]:
        """The words with the name in place of the description before it: "a classmate, Ann Poe, fled"."""
        for noun, name in self.heads.stand_ins.items():
            if noun in words and name not in words:
                owned = {c.index for c in self.tree.kids(noun, "case")}
                described = nominals.phrase(self.tree, noun, self.stop - {noun}) - owned
                described |= {c.index for c in self.tree.kids(noun, "punct") if c.index > noun}
                after = {c.index for c in self.tree.kids(name, "punct") if c.index > name}
                named = self._below(name) - after
                comma = {i for i in (max(named) + 1,) if i < len(self.tree.tokens) and self.tree.tokens[i].text == ","}
                words = (words - described - comma) | named
        return words

    def _silent(self, index: int) -> set[int]:
        """ "which" and "who", of the clause itself and of the relative clause it is coordinated with."""
        form, token = self.heads.forms.get(index), self.tree.tokens[index]
        if form is Form.RELATIVE:
            return self._relativizers(index)
        if token.dep == "conj" and self.heads.forms.get(token.head) is Form.RELATIVE:
            return self._relativizers(token.head)
        return set()

    def _relativizers(self, index: int) -> set[int]:
        near = [
            *self.tree.kids(index),
            *(w for t in self.tree.kids(index, "nsubj", "obj") for w in self.tree.kids(t.index)),
        ]
        return {
            t.index
            for t in near
            if t.tag in {"WDT", "WP", "WP$", "WRB"} or (t.tag == "IN" and t.lower == "that" and t.head == index)
        }

    def _carried(self, index: int, form: Form) -> set[int]:
        """What a clause shares with another: subject and auxiliaries, or the noun it describes."""
        token, tree = self.tree.tokens[index], self.tree
        if form is Form.RELATIVE or (form is Form.PARTICIPLE and token.dep == "acl"):
            named = self._predicated(token.head)
            if named:
                return named
            noun = set(nominals.phrase(tree, token.head, (self.stop | {index}) - {token.head}))
            noun |= self._listed(token) if form is Form.RELATIVE else set()
            return {i for i in noun if i > token.head or tree.tokens[i].dep != "case" or tree.tokens[i].tag == "POS"}
        if token.dep == "parataxis":
            return self._prefix(tree.tokens[token.head])
        if token.dep == "conj":
            first = tree.tokens[token.head]
            carried = self._prefix(first)
            if self.heads.forms.get(first.index) is Form.RELATIVE:
                carried |= nominals.phrase(tree, first.head, self.stop - {first.head})
                carried |= self._relativizers(first.index)
            if tree.kids(index, "nsubj", "csubj", "expl"):
                return carried
            carried |= self._subject(first.index)
            carried |= {
                a.index for a in tree.kids(first.index, "advmod") if a.index < first.index and a.lower in HEDGES
            }
            if form is Form.PARTICIPLE:
                return carried | self._modal(index)
            bare = token.tag in {"VBN", "VBG", "VB"} or (token.tag == "VBP" and first.tag == "VB")
            # "has built a dam and closed the mine": the tagger takes some second participles for the past tense.
            perfect = any(a.lower in {"has", "have"} for a in tree.kids(first.index, "aux"))
            bare = bare or (perfect and token.tag == "VBD" and first.tag == "VBN" and token.lower.endswith("ed"))
            if not tree.kids(index, "aux", "cop") and bare:
                carried |= {a.index for a in tree.kids(first.index, "aux") if a.index < first.index}
            elif not tree.kids(index, "cop") and token.pos in {"ADJ", "NOUN", "PROPN"}:
                carried |= {a.index for a in tree.kids(first.index, "aux", "cop") if a.index < first.index}
            return carried
        if form is Form.PARTICIPLE:
            return self._subject(token.head) | self._modal(index)
        return set()

    def _listed(self, clause: Token) -> set[int]:
        """ "A and B, which compete": the other items, where the verb says that there are several."""
        tree, noun = self.tree, self.tree.tokens[clause.head]
        verbs = (clause, *tree.kids(clause.index, "aux", "cop"))
        several = any(v.tag == "VBP" or v.lower == "were" for v in verbs) and noun.tag in {"NN", "NNP"}
        items = [c for c in tree.kids(noun.index, "conj") if several and c.index < clause.index]
        return set().union(*(tree.subtree(c.index, self.stop) for c in items))

    def _modal(self, index: int) -> set[int]:
        """ "Police may attack, killing many": what is told on is no surer than what it is told of."""
        if self.tree.tokens[index].tag != "VBG" or self.tree.tokens[index].lower in STANCES:
            return set()
        for above in self.tree.ancestors(index):
            finite = [a for a in (above, *self.tree.kids(above.index, "aux", "cop")) if a.tag in FINITE]
            if finite:
                return {a.index for a in finite if a.tag == "MD" and a.index < index}
        return set()

    def _predicated(self, noun: int) -> set[int]:
        """ "X is a film directed by Y": what is said of the film is said of X."""
        tree = self.tree
        subjects = [t for t in tree.kids(noun, "nsubj") if t.pos == "PROPN" or tree.kids(t.index, "det")]
        others = [c for c in tree.kids(noun, "conj") if c.pos in {"NOUN", "PROPN"}]
        # "The bright spot is the mill, which", "they are in a mood that": what is said of the noun holds of it alone.
        named = bool(subjects) and subjects[0].pos == "PROPN"
        bound = not named and (any(d.lower == "the" for d in tree.kids(noun, "det")) or tree.kids(noun, "nmod:poss"))
        bound = bound or tree.kids(noun, "case")
        if not subjects or not tree.kids(noun, "cop") or others or bound:
            return set()
        return self._below(subjects[0].index)

    def _prefix(self, first: Token) -> set[int]:
        """Words before a coordination that hold for all of it: "According to X," and other openers."""
        openers = [t for t in self.tree.kids(first.index, "obl") if t.index < first.index]
        return set().union(*(self._below(t.index) for t in openers if _attributes(self.tree, t)))

    def _subject(self, index: int, depth: int = 0) -> set[int]:
        subjects = self.tree.kids(index, "nsubj", "csubj")
        if subjects:
            return self._below(subjects[0].index)
        token = self.tree.tokens[index]
        if depth < len(self.tree.tokens) and token.dep in {"conj", "advcl", "xcomp", "parataxis"}:
            return self._subject(token.head, depth + 1)
        return (
            nominals.phrase(self.tree, token.head, self.stop - {token.head}) if token.dep.startswith("acl") else set()
        )

    def _variants(self, index: int, *, of_complement: bool) -> list[set[int]]:
        """The words of a clause, once for each item of the coordinations in it that the predicate holds of.

        Clauses coordinated with a complement are left to `_complement`.
        """
        own: set[int] = {index}
        choices: list[list[set[int]]] = []
        whole = of_complement and not (self._reported(index) or self._undertaken(index))
        whole = whole or self.quoted.holds({index})
        cut = Parting(self.tree, index, self.stop, () if whole else separable(self.tree, index, self.stop))
        if cut.adjuncts:
            parts = [each for group in cut.groups for each in self._adjunct(group)]
            choices.append([*parts, set()] if cut.core else parts)
        for child in self.tree.kids(index):
            if child.index in self.stop | cut.adjuncts or child.dep == "cc" or (of_complement and self._apart(child)):
                continue
            if child.dep in CLAUSAL:
                choices.append(self._complement(child.index))
            elif child.dep == "obj" and is_negated(self.tree, index):
                own |= self._below(child.index)
            elif child.dep.split(":")[0] in {"nsubj", "obj", "obl", "iobj", "nmod"}:
                choices.append(self._items(index, child.index))
            elif child.dep == "conj":
                own |= self._below(child.index) | {c.index for c in self.tree.kids(child.index, "cc")}
            else:
                own |= self._below(child.index)
        named = self.tree.kids(index, "cop") and not is_negated(self.tree, index)
        pair = lists.described(self.tree, index, own - {index}) if named and not self.quoted.holds({index}) else []
        if pair:  # "was a critical and commercial success"
            own = {index}
            choices.append([words | own for words in pair])
        if cut.core and _product(choices) > len(choices[0]):
            choices[0] = cut.without_core(choices[0])
        while choices and _product(choices) > WIDEST:
            widest = max(choices, key=len)
            choices.remove(widest)
            own |= set().union(*widest)
        return cut.shortened([own.union(*picked) for picked in product(*choices)])

    def _items(self, index: int, below: int) -> list[set[int]]:
        """A phrase once for each item of the lists in it; whole where that would cut words out of a quotation.

        "“Look at Norland and Sudland”" may end with either.
        """
        found = lists.items(self.tree, below, self.stop)
        if len(found) > 1 and self.quoted.cut_by(found, whole := self._below(below)):
            last = max(i for i in self._below(index) if self.tree.tokens[i].pos != "PUNCT")
            return found if self.quoted.holds({index}) and last in whole else [whole]
        return found

    def _adjunct(self, group: tuple[Token, ...]) -> list[set[int]]:
        if len(group) == 1:
            return self._items(self.tree.tokens[group[0].index].head, group[0].index)
        return [set().union(*(self._below(token.index) for token in group))]

    def _reported(self, index: int) -> bool:
        """True for what somebody is plainly said to have said: its parts were said too."""
        token = self.tree.tokens[index]
        cue = verb_cue(self.tree.tokens[token.head])
        return (
            token.dep == "ccomp"
            and cue is not None
            and cue.kind is CueClass.SPEECH
            and not cue.denies
            and not limited(self.tree, token.head)
            and self.heads.forms.get(token.head) is Form.CLAUSE
        )

    def _undertaken(self, index: int) -> bool:
        """ "Agreed to join Norland in June for a year": what is agreed, hoped, due or begun holds of each part."""
        token = self.tree.tokens[index]
        above = self.tree.tokens[token.head]
        if token.dep != "xcomp" or token.tag not in {"VB", "VBG", "VBN"} or above.lower in FAILING:
            return False
        cue = verb_cue(above)
        if (cue is not None and cue.denies) or limited(self.tree, above.index) or is_negated(self.tree, above.index):
            return False
        return self.heads.forms.get(above.index) is not None or self._undertaken(above.index)

    def _complement(self, index: int) -> list[set[int]]:
        """A complement clause, once for each clause coordinated in it; the shared mark and subject go with each."""
        if is_negated(self.tree, self.tree.tokens[index].head):
            return [self._below(index)]  # "cannot have people come and deny it": perhaps only both together
        if self.quoted.holds({index}) and self._goes_on_behind(index):
            return [self._below(index)]
        out = self._variants(index, of_complement=True)
        asked = {m.index for m in self.tree.kids(index, "advmod") if m.tag == "WRB" and m.index < index}
        marks = {m.index for m in self.tree.kids(index, "mark")} | asked
        infinitive = any(self.tree.tokens[m].lower == "to" for m in marks)
        for child in self.tree.kids(index, "conj"):
            if child.index in self.stop or not self._apart(child):
                continue
            lead = set() if self.tree.kids(child.index, "mark") else marks
            if not self.tree.kids(child.index, "nsubj", "csubj"):
                lead = lead | self._subject_of(index)
            aux = {a.index for a in self.tree.kids(index, "aux", "cop") if a.index < index}
            bare = child.tag in {"VBN", "VBG", "VB"} or (
                child.pos in {"NOUN", "PROPN"} and not is_clause(self.tree, child)
            )
            own = self.tree.kids(child.index, "aux", "nsubj") or any(
                m.tag == "TO" for m in self.tree.kids(child.index, "mark")
            )
            if (infinitive or bare) and not own:
                lead = lead | aux
            out += [variant | lead for variant in self._variants(child.index, of_complement=False)]
        return out if len(out) <= WIDEST else [set().union(*out)]

    def _goes_on_behind(self, index: int) -> bool:
        """True for a clause with another between its words: "let her and I sit there and talk"."""
        others = [self.tree.subtree(c.index) for c in self.tree.kids(index, "conj") if self._apart(c)]
        words = self.tree.subtree(index).difference(*others) if others else set[int]()
        own = max((i for i in words if self.tree.tokens[i].pos not in {"PUNCT", "CCONJ"}), default=index)
        return any(min(other) < own for other in others)

    def _apart(self, child: Token) -> bool:
        """A coordinated clause that is said by itself."""
        predicate = is_clause(self.tree, child) or asides.second_predicate(self.tree, child)
        return child.dep == "conj" and predicate and not is_joint(self.tree, child)

    def _subject_of(self, index: int) -> set[int]:
        subjects = self.tree.kids(index, "nsubj", "csubj")
        return self._below(subjects[0].index) if subjects else set()


def _product(choices: Sequence[Sequence[object]]) -> int:
    count = 1
    for each in choices:
        count *= max(1, len(each))
    return count


def _attributes(tree: Tree, token: Token) -> bool:
    return any(c.lower == "according" for c in tree.kids(token.index))
