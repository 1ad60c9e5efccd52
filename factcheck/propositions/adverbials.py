"""Clauses that say when, why or how: which of them assert something by themselves."""

from factcheck.cues import verb_cue
from factcheck.lexicon import word_list
from factcheck.propositions.adjuncts import PERIODS, limited
from factcheck.propositions.proposition import Form
from factcheck.propositions.standing import certain, is_told
from factcheck.syntax import Token, Tree

SPLIT_MARKS = word_list("asserted_mark")
"""Subordinators whose clause is asserted; under "if", "unless", "until", "whether" nothing is."""
TIME_MARKS = frozenset({"after", "when", "as", "once"})
"""Subordinators whose clause is asserted where it tells of the past; what is "before" another may never have been."""
DONE = frozenset({"after", "despite", "while", "since", "by"})
"""Words before "-ing" under which it was done: "despite being jailed", "by burning a flag"."""


def asserted(tree: Tree, token: Token) -> Form | None:
    """The form of an adverbial clause that is an assertion of its own, None where it is none."""
    marks = {m.lower for m in tree.kids(token.index, "mark", "advmod") if m.index < token.index}
    has_subject = bool(tree.kids(token.index, "nsubj", "csubj"))
    before = tree.tokens[max(0, min(tree.subtree(token.index)) - 1)].lower
    if before in {"not", "n't"} or marks >= {"as", "though"}:  # "not because he was ill", "as though it was over"
        return None
    if has_subject and marks & SPLIT_MARKS:
        return Form.CLAUSE
    timed = _timed(tree, token, marks)
    if timed is not None:
        return timed
    if has_subject and "as" in marks and comma_before(tree, token) and verb_cue(token) is None:
        return Form.CLAUSE
    tied = any(m.dep == "mark" or m.tag == "WRB" or m.lower == "having" for m in tree.kids(token.index))
    if tied or has_subject:
        return None
    # "Convinced that ..., he argues": the tagger takes some for the past tense; a clause without subject has none.
    if token.tag in {"VBG", "VBN", "VBD"} and set_off(tree, token):
        return Form.PARTICIPLE
    return None


def _timed(tree: Tree, token: Token, marks: set[str]) -> Form | None:
    """ "The ferry sank when the engine exploded", "was arrested after stealing it": both are told as past."""
    main = tree.tokens[token.head]
    first = min(tree.subtree(token.index))
    measured = first > 0 and tree.tokens[first - 1].lower in PERIODS  # "moments after he left"
    if measured or not is_told(tree, main) or limited(tree, main.index) or not certain(tree, main):
        return None
    if tree.kids(token.index, "nsubj", "csubj"):
        if not marks & TIME_MARKS or ("as" in marks and (verb_cue(token) is not None or len(marks) > 1)):
            return None
        return Form.CLAUSE if _happened(tree, token) and len(tree.kids(main.index)) > 2 else None  # noqa: PLR2004
    passive = tree.kids(main.index, "aux:pass", "nsubj:pass")
    if len(marks) != 1 or not marks <= DONE or ("by" in marks and passive):
        return None
    being = token.tag == "VBN" and any(a.tag == "VBG" for a in tree.kids(token.index, "aux"))
    return Form.PARTICIPLE if token.tag == "VBG" or being else None


def _happened(tree: Tree, token: Token) -> bool:
    """True for a clause in the past tense: "when the engine exploded", not "when the engine explodes"."""
    verbs = (token, *tree.kids(token.index, "aux", "cop"))
    return any(v.tag == "VBD" for v in verbs) and not any(v.tag == "MD" for v in verbs)


def set_off(tree: Tree, token: Token) -> bool:
    """A comma or dash stands right before the phrase, or right after it where it opens the sentence."""
    inside = tree.subtree(token.index)
    first, last = min(inside), max(inside)
    if tree.tokens[first].text in {",", "--", "—", "–"}:
        return True
    before = tree.tokens[first - 1].text if first else ""
    after = tree.tokens[last + 1].text if last + 1 < len(tree.tokens) else ""
    opens = first == 0 or before in {"“", '"'}
    return before in {",", "--", "—", "–"} or (opens and after == ",") or (opens and tree.tokens[last].text == ",")


def comma_before(tree: Tree, token: Token) -> bool:
    """True for a phrase with a comma right before it or as its first token."""
    first = min(tree.subtree(token.index))
    return first > 0 and "," in {tree.tokens[first].text, tree.tokens[first - 1].text}
