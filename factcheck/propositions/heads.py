"""Which words of a sentence head an assertion of their own."""

from factcheck.cues import verb_cue
from factcheck.lexicon import word_list
from factcheck.propositions import asides
from factcheck.propositions.adjuncts import PERIODS, limited
from factcheck.propositions.joint import is_joint, supposed
from factcheck.propositions.proposition import Form
from factcheck.syntax import Token, Tree

SPLIT_MARKS = word_list("asserted_mark")
"""Subordinators whose clause is asserted; under "if", "unless", "until", "whether" nothing is."""
TIME_MARKS = frozenset({"after", "when"})
"""Subordinators whose clause is asserted where it tells of the past; what is "before" another may never have been."""


GOING_ON = frozenset(
    {"began", "begin", "begins", "begun", "came", "continue", "continued", "continues", "continuing", "help", "helped",
     "helps", "keep", "keeps", "kept", "managed", "started", "went"}
)  # fmt: skip
"""What is done is asserted with them: "continues to attach importance to it, seeing it as vital"."""
PERCEIVED = frozenset(
    {"caught", "filmed", "find", "finds", "found", "heard", "kept", "left", "saw", "see", "seen", "show", "showed",
     "shows", "spotted"}
)  # fmt: skip
""" "Found a man wearing a mask": without what he did nothing was found."""


def is_clause(tree: Tree, token: Token) -> bool:
    """True where the word is a predicate: a verb that is no mere modifier, or a word with a copula or a subject."""
    if token.pos == "VERB" or (token.pos == "AUX" and token.dep in {"root", "conj", "ccomp", "advcl", "parataxis"}):
        return True
    return bool(tree.kids(token.index, "cop", "nsubj", "csubj", "expl"))


class Heads:
    """Which words of a tree head an assertion, and in what form (`forms`)."""

    def __init__(self, tree: Tree, closed: frozenset[int]) -> None:
        self.tree = tree
        self.closed = closed
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
            if token.index in self.forms or token.index in self.closed:
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
            stands = top.dep in {"root", "parataxis", "advcl"} or (
                top.dep.startswith("acl:relcl") and top.index in self.forms
            )
            return Form.CLAUSE if stands and not is_joint(tree, token) else None
        if dep == "conj" and asides.second_predicate(tree, token) and head.dep in {"root", "parataxis"}:
            return None if is_joint(tree, token) else Form.CLAUSE
        if dep == "parataxis" and is_clause(tree, token) and verb_cue(token) is None:
            return Form.CLAUSE
        if dep == "advcl" and is_clause(tree, token):
            return self._adverbial(token)
        if dep == "acl:relcl":
            return Form.RELATIVE if self._relative(token, head) else None
        if dep == "acl":
            return self._participle(token, head)
        if dep == "appos" or any(kind(tree, token) for kind in (asides.is_title, asides.is_age, asides.is_placed)):
            return self._aside(token)
        return self._event(token)

    def _aside(self, token: Token) -> Form | None:
        """A post, a title, an age, a year or a place; what no comma parts from the name stays with it as well."""
        tree = self.tree
        if token.dep == "appos" and not asides.is_apposition(tree, token):
            return None
        # "her sister-in-law Susan Dickinson": the name stays where it stands.
        before = token.dep not in {"appos", "nmod"}
        if before or asides.is_year(tree, token) or asides.is_called(tree, token) or not self._set_off(token):
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
                self.cut |= {c.index for c in complements}
            return Form.EVENT
        return None

    def _first_conjunct(self, token: Token) -> Token:
        while token.dep == "conj":
            token = self.tree.tokens[token.head]
        return token

    def _adverbial(self, token: Token) -> Form | None:
        marks = {m.lower for m in self.tree.kids(token.index, "mark", "advmod") if m.index < token.index}
        has_subject = bool(self.tree.kids(token.index, "nsubj", "csubj"))
        before = self.tree.tokens[max(0, min(self.tree.subtree(token.index)) - 1)].lower
        if before in {"not", "n't"} or marks >= {"as", "though"}:  # "not because he was ill", "as though it was over"
            return None
        if has_subject and marks & SPLIT_MARKS:
            return Form.CLAUSE
        timed = self._timed(token, marks)
        if timed is not None:
            return timed
        if has_subject and "as" in marks and self._comma_before(token) and verb_cue(token) is None:
            return Form.CLAUSE
        tied = any(m.dep == "mark" or m.tag == "WRB" or m.lower == "having" for m in self.tree.kids(token.index))
        if tied or has_subject:
            return None
        # "Convinced that ..., he argues": the tagger takes some for the past tense; a clause without subject has none.
        if token.tag in {"VBG", "VBN", "VBD"} and self._set_off(token):
            return Form.PARTICIPLE
        return None

    def _timed(self, token: Token, marks: set[str]) -> Form | None:
        """ "The ferry sank when the engine exploded", "was arrested after stealing it": both are told as past."""
        tree, main = self.tree, self.tree.tokens[token.head]
        first = min(tree.subtree(token.index))
        measured = first > 0 and tree.tokens[first - 1].lower in PERIODS  # "moments after he left"
        if measured or not marks & TIME_MARKS or not self._happened(main) or limited(tree, main.index):
            return None
        if tree.kids(token.index, "nsubj", "csubj"):
            return Form.CLAUSE if self._happened(token) and len(tree.kids(main.index)) > 2 else None  # noqa: PLR2004
        return Form.PARTICIPLE if marks == {"after"} and token.tag == "VBG" else None

    def _happened(self, token: Token) -> bool:
        """True for a clause in the past tense: "when the engine exploded", not "when the engine explodes"."""
        verbs = (token, *self.tree.kids(token.index, "aux", "cop"))
        return any(v.tag == "VBD" for v in verbs) and not any(v.tag == "MD" for v in verbs)

    def _relative(self, token: Token, head: Token) -> bool:
        determiners = {d.lower for d in self.tree.kids(head.index, "det")}
        generic = {"any", "every", "each", "no", "those", "all", "anyone", "everyone"}
        if head.pos == "PRON" or determiners & generic or head.lower in generic:
            return False
        if not self._set_off(token) and asides.picks_out(self.tree, head):
            return False
        # "through which", "whose", "where": without the noun in its place the clause does not read alone.
        pronouns = [
            t
            for t in self.tree.tokens
            if t.tag in {"WDT", "WP", "WP$", "WRB"} and t.index in self.tree.subtree(token.index)
        ]
        where = [t.lower for t in pronouns] == ["where"] and self._set_off(token) and head.pos == "PROPN"
        if not where and any(t.dep.split(":")[0] not in {"nsubj", "obj"} for t in pronouns):
            return False
        return is_clause(self.tree, token)

    def _participle(self, token: Token, head: Token) -> Form | None:
        if token.tag not in {"VBN", "VBG"} or head.pos == "PRON" or self.tree.kids(token.index, "mark", "case"):
            return None
        if self._set_off(token):
            return Form.PARTICIPLE
        below = self.tree.subtree(token.index)
        seen = self.tree.tokens[head.head].lower in PERCEIVED and head.dep in {"obj", "nsubj:pass"}
        if len(below) > 2 and not seen and not asides.picks_out(self.tree, head):  # noqa: PLR2004  more than "made easy"
            predicate = self.tree.kids(head.index, "cop") and self.tree.kids(head.index, "nsubj")
            indefinite = {d.lower for d in self.tree.kids(head.index, "det")} & {"a", "an"}
            if predicate or head.pos == "PROPN" or (indefinite and len(below) > 3):  # noqa: PLR2004
                return Form.PARTICIPLE
        if token.tag == "VBN" and any(self.tree.tokens[i].tag == "CD" for i in below):
            self.kept.add(token.index)
            return Form.PARTICIPLE
        return None

    def _set_off(self, token: Token) -> bool:
        """A comma or dash stands right before the phrase, or right after it where it opens the sentence."""
        inside = self.tree.subtree(token.index)
        first, last = min(inside), max(inside)
        if self.tree.tokens[first].text in {",", "--", "—", "–"}:
            return True
        before = self.tree.tokens[first - 1].text if first else ""
        after = self.tree.tokens[last + 1].text if last + 1 < len(self.tree.tokens) else ""
        opens = first == 0 or before in {"“", '"'}
        return (
            before in {",", "--", "—", "–"}
            or (opens and after == ",")
            or (opens and self.tree.tokens[last].text == ",")
        )

    def _comma_before(self, token: Token) -> bool:
        first = min(self.tree.subtree(token.index))
        return first > 0 and "," in {self.tree.tokens[first].text, self.tree.tokens[first - 1].text}

    def _governed(self, token: Token, form: Form) -> bool:
        """True where the words above take back what the phrase would assert by itself.

        Under a verb that denies, a condition or a negated complement only phrases about a name stand on their own.
        """
        about_name = self._about_name(token, form)
        at = token
        if form is Form.EVENT and self._unasserted(token):
            return True
        for above in self.tree.ancestors(token.index):
            inner = at.dep in {"ccomp", "xcomp", "csubj", "acl"} and at.index != token.index
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
