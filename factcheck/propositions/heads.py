"""Which words of a sentence head an assertion of their own."""

from factcheck.cues import CueClass, verb_cue
from factcheck.propositions import asides
from factcheck.propositions.adjuncts import limited
from factcheck.propositions.adverbials import COMPARING, asserted, set_off
from factcheck.propositions.joint import is_joint, supposed
from factcheck.propositions.proposition import Form
from factcheck.propositions.standing import Standing, certain, standing
from factcheck.propositions.whereabouts import is_placed, is_quality, is_town, told_of
from factcheck.syntax import Token, Tree

GENERIC = frozenset({"any", "every", "each", "no", "those", "all", "anyone", "everyone"})
PREPOSITIONS = frozenset(
    {"according", "compared", "concerning", "considering", "excluding", "following", "given", "including",
     "regarding", "relating"}
)  # fmt: skip
"""Participles that say less than a verb: "a law regarding fish"."""
GOING_ON = frozenset(
    {"began", "begin", "begins", "begun", "came", "continue", "continued", "continues", "continuing", "had", "help",
     "helped", "helps", "keep", "keeps", "kept", "managed", "started", "went"}
)  # fmt: skip
"""What is done is asserted with them: "continues to attach importance to it, seeing it as vital"."""
PERCEIVED = frozenset(
    {"caught", "filmed", "find", "finds", "found", "heard", "kept", "left", "saw", "see", "seen", "show", "showed",
     "shows", "spotted"}
)  # fmt: skip
""" "Found a man wearing a mask": without what he did nothing was found."""


BESIDE = frozenset({"amod", "compound", "nmod", "nmod:desc", "nmod:poss"})


def _is_aside(tree: Tree, token: Token) -> bool:
    kinds = (asides.is_title, asides.is_age, asides.is_of, is_placed, is_town, is_quality)
    return any(kind(tree, token) for kind in kinds)


def is_clause(tree: Tree, token: Token) -> bool:
    """True where the word is a predicate: a verb that is no mere modifier, or a word with a copula or a subject."""
    if token.pos == "VERB" or (token.pos == "AUX" and token.dep in {"root", "conj", "ccomp", "advcl", "parataxis"}):
        return True
    return bool(tree.kids(token.index, "cop", "nsubj", "csubj", "expl"))


def _has_actor(tree: Tree, token: Token) -> bool:
    """False where no clause above a participle has a subject that it could share: "Echoing the president" of nobody."""
    at = token
    while at.head != at.index and at.dep in {"advcl", "conj", "parataxis", "xcomp"}:
        at = tree.tokens[at.head]
        if tree.kids(at.index, "nsubj", "csubj"):
            return True
    return at.dep.startswith("acl")


def _complete(tree: Tree, clause: Token) -> bool:
    """True for a clause beside another with a subject of its own that says more than "I mean".

    Where the parser found none, it is the end of the clause before: "It comes as miners try to sell", read as two.
    """
    if tree.tokens[min(tree.subtree(clause.index))].text == "(":
        return True  # beside the sentence, not in it
    subjects = tree.kids(clause.index, "nsubj", "csubj", "expl")
    stock = clause.lower in {"know", "mean"} and not tree.kids(clause.index, "obj", "ccomp", "obl")
    return any(s.pos != "ADV" for s in subjects) and not stock


class Heads:
    """Which words of a tree head an assertion, and in what form (`forms`)."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.forms: dict[int, Form] = {}
        self.kept: set[int] = set()
        """Heads that are asserted by themselves yet stay part of the clause they stand in."""
        self.cut: set[int] = set()
        """Branches left out of the clause because an assertion of their own holds them."""
        self.stand_ins: dict[int, int] = {}
        """Descriptions, and the names set off behind them that stand for them: "a classmate, Ann Poe, fled"."""
        self.addressed: set[int] = set()
        """ "Mr. President," and "NOTE:" say nothing."""
        for token in tree.tokens:
            label = token.dep == "discourse" and any(c.text == ":" for c in tree.kids(token.index, "punct"))
            if token.dep == "vocative" or label:
                self.addressed |= tree.subtree(token.index)
        self._find()
        self.detached = (set(self.forms) - self.kept) | self.cut

    def _find(self) -> None:
        tree = self.tree
        unasserted = supposed(tree)
        whole = len(unasserted) == len(tree.tokens) or not is_clause(tree, tree.root)
        self.forms[tree.root.index] = Form.FRAGMENT if whole else Form.CLAUSE
        for token in tree.tokens:
            if token.index in self.forms:
                continue
            form = self._form(token)
            if form is None or (token.index in unasserted and not self._about_name(token, form)):
                continue
            if not self._governed(token, form):
                self.forms[token.index] = form

    def _form(self, token: Token) -> Form | None:
        tree, head = self.tree, self.tree.tokens[token.head]
        dep = token.dep
        if dep == "conj" and is_clause(tree, token) and is_clause(tree, head):
            top = self._first_conjunct(token)
            if self.forms.get(top.index) is Form.PARTICIPLE and token.tag in {"VBG", "VBN"}:
                return None if is_joint(tree, token) else Form.PARTICIPLE
            stands = top.dep in {"root", "advcl"} or (
                (top.dep == "parataxis" or top.dep.startswith("acl:relcl")) and top.index in self.forms
            )
            stands = stands or (top.dep == "parataxis" and bool(tree.kids(token.index, "nsubj")))
            return Form.CLAUSE if stands and not is_joint(tree, token) else None
        if dep == "conj" and asides.second_predicate(tree, token) and head.dep in {"root", "parataxis"}:
            return None if is_joint(tree, token) else Form.CLAUSE
        if dep == "parataxis" and is_clause(tree, token) and verb_cue(token) is None:
            return Form.CLAUSE if _complete(tree, token) else None
        if dep == "advcl" and is_clause(tree, token):
            how = asserted(tree, token)
            return None if how is Form.PARTICIPLE and not _has_actor(tree, token) else how
        if dep == "acl:relcl":
            return self._relative(token, head)
        if dep == "acl":
            return self._participle(token, head)
        if dep == "appos" or (dep in BESIDE and _is_aside(tree, token)):
            return self._aside(token)
        return self._event(token)

    def _aside(self, token: Token) -> Form | None:
        """A post, a title, an age, a year or a place; what no comma parts from the name stays with it as well."""
        tree = self.tree
        if token.dep == "appos" and not asides.is_apposition(tree, token):
            return None
        if told_of(tree, token):
            return (
                Form.APPOSITION
                if certain(tree, token) and not asides.picks_out(tree, tree.tokens[token.head])
                else None
            )
        # "her sister-in-law Susan Dickinson": the name stays where it stands, and what she is with it.
        before = token.dep not in {"appos", "nmod"}
        if before or asides.is_year(tree, token) or asides.is_called(tree, token) or not set_off(tree, token):
            if asides.names_whole(tree, token):
                self.stand_ins[token.head] = token.index
            elif not asides.leaves_whole(tree, token):
                self.kept.add(token.index)
        elif asides.is_name_of(tree, token):
            self.stand_ins[token.head] = token.index
        return Form.APPOSITION

    def _event(self, token: Token) -> Form | None:
        tree = self.tree
        complements = asides.event_complements(tree, token)
        if complements and not any(self.forms.get(a.index) is Form.EVENT for a in tree.ancestors(token.index)):
            self.kept.add(token.index)
            if token.dep.startswith("nsubj"):  # the clause keeps "the SCO's request" and leaves out what was requested
                self.cut |= {c.index for c in complements} | self._for_whom(token, complements)
            return Form.EVENT
        return None

    def _for_whom(self, token: Token, complements: tuple[Token, ...]) -> set[int]:
        """ "Its call for the army to leave": who is to leave goes with what they are to do."""
        tree = self.tree
        inside = tree.subtree(token.index)
        starts = {min(tree.subtree(c.index)) for c in complements if c.tag == "VB"}
        phrases = [
            i
            for i in inside
            if tree.tokens[i].relation == "nmod"
            and any(c.lower == "for" for c in tree.kids(i, "case"))
            and max(tree.subtree(i)) + 1 in starts
        ]
        return {max(phrases)} if phrases else set()

    def _first_conjunct(self, token: Token) -> Token:
        while token.dep == "conj":
            token = self.tree.tokens[token.head]
        return token

    def _relative(self, token: Token, head: Token) -> Form | None:
        """A clause with "who", "which", "where", "whose" that reads alone with its noun in their place."""
        tree = self.tree
        determiners = {d.lower for d in tree.kids(head.index, "det")}
        if head.pos == "PRON" or determiners & GENERIC or head.lower in GENERIC or not is_clause(tree, token):
            return None
        inside = tree.subtree(token.index)
        pronouns = [tree.tokens[i] for i in sorted(inside) if tree.tokens[i].tag in {"WDT", "WP", "WP$", "WRB"}]
        if any(not stands_for_noun(tree, token, t) for t in pronouns):
            return None
        if any(t.relation == "obj" and t.head == token.index for t in pronouns) and tree.kids(token.index, "xcomp"):
            return None  # "the advertisement that they wanted to tape": the noun has its place further down
        return self._behind(token, Form.RELATIVE)

    def _behind(self, token: Token, form: Form) -> Form | None:
        """The form of a clause behind a noun; "kept" where the sentence needs it too."""
        if set_off(self.tree, token):
            return form
        how = standing(self.tree, token)
        if how is Standing.BESIDE:
            self.kept.add(token.index)
        return None if how is Standing.PART else form

    def _participle(self, token: Token, head: Token) -> Form | None:
        tree = self.tree
        if token.tag not in {"VBN", "VBG"} or head.pos == "PRON" or tree.kids(token.index, "mark", "case"):
            return None
        if token.lower in COMPARING:
            return None
        if set_off(tree, token):
            # "The mill stands at a place near the border, rising from the plain": the mill may rise or the place.
            unsure = token.tag == "VBG" and head.pos == "NOUN" and head.relation in {"nmod", "obj", "obl"}
            return None if unsure else Form.PARTICIPLE
        below = tree.subtree(token.index)
        seen = tree.tokens[head.head].lower in PERCEIVED and head.dep in {"obj", "nsubj:pass"}
        if len(below) > 2 and not seen and token.lower not in PREPOSITIONS:  # noqa: PLR2004  more than "made easy"
            return self._behind(token, Form.PARTICIPLE)
        return None

    def _governed(self, token: Token, form: Form) -> bool:
        """True where the words above take back what the phrase would assert by itself.

        Under a verb that denies, a condition or a negated complement only phrases about a name stand on their own.
        """
        about_name = self._about_name(token, form)
        at = token
        if form is Form.EVENT and self._unasserted(token):
            return True
        for above in self.tree.ancestors(token.index):
            inner = at.dep in {"ccomp", "xcomp", "csubj", "acl"} or (
                at.dep.startswith("acl") and at.index not in self.forms
            )
            inner = inner and at.index != token.index and not is_reported(self.tree, at)
            if inner and not about_name and not (at.dep == "xcomp" and above.lower in GOING_ON):
                return True
            if at.dep == "advcl" and at.index != token.index and at.index not in self.forms:
                return not about_name
            if at.dep == "parataxis" and verb_cue(above) is not None:
                return False
            at = above
        return False

    def _about_name(self, token: Token, form: Form) -> bool:
        return form in {Form.APPOSITION, Form.RELATIVE} and self.tree.tokens[token.head].pos == "PROPN"

    def _unasserted(self, token: Token) -> bool:
        """ "No sign of Iran's decision to close it", "denied Iran's decision to close it": no decision is asserted."""
        at = token
        for above in (token, *self.tree.ancestors(token.index)):
            if any(d.lower in {"no", "without"} for d in self.tree.kids(above.index, "det", "case")):
                return True
            cue = verb_cue(above)
            if cue is not None and cue.denies and not at.dep.startswith("nsubj"):
                return True
            at = above
        return False


def is_reported(tree: Tree, clause: Token) -> bool:
    """True for what somebody is plainly said to have said: what it asserts in passing was said too."""
    cue_word = tree.tokens[clause.head]
    cue = verb_cue(cue_word)
    return (
        clause.dep == "ccomp"
        and cue is not None
        and cue.kind in {CueClass.SPEECH, CueClass.FINDING}
        and not cue.denies
        and not limited(tree, cue_word.index)
        and not any(a.tag == "MD" for a in tree.kids(cue_word.index, "aux"))
        and not any(m.lower in {"whether", "if"} for m in tree.kids(clause.index, "mark"))
        and certain(tree, cue_word)
    )


def stands_for_noun(tree: Tree, clause: Token, pronoun: Token) -> bool:
    """True for "who", "which", "whose", "where" of the clause itself where the noun can stand in their place."""
    relation = pronoun.relation
    if relation in {"nsubj", "obj"}:
        return True
    if pronoun.lower == "where":
        return pronoun.head == clause.index
    if pronoun.lower == "whose":
        return relation == "nmod" and tree.tokens[pronoun.head].head == clause.index
    return pronoun.lower in {"which", "whom"} and bool(tree.kids(pronoun.index, "case"))
