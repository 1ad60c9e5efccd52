"""Clauses that say when, why or how: which of them assert something by themselves."""

from factcheck.cues import attitude_cue, verb_cue
from factcheck.lexicon import word_list
from factcheck.mending.described import ROLES
from factcheck.propositions.adjuncts import PERIODS, limited
from factcheck.propositions.joint import NEGATIONS
from factcheck.propositions.parting import CONTROLLING
from factcheck.propositions.proposition import Form
from factcheck.propositions.standing import certain, is_told
from factcheck.propositions.whereabouts import PEOPLE
from factcheck.syntax import Token, Tree

SPLIT_MARKS = word_list("asserted_mark")
"""Subordinators whose clause is asserted; under "if", "unless", "until", "whether" nothing is."""
ENDING = frozenset(
    {"awoke", "beat", "came", "climbed", "combined", "continued", "defeated", "edged", "fell", "fought", "goes",
     "gone", "grew", "grown", "had", "happened", "led", "lived", "needed", "proceeded", "received", "returned", "rose",
     "scored", "served", "survived", "took", "turned", "used", "voted", "went", "woke", "won"}
)  # fmt: skip
"""Verbs behind which "to" may tell how it ended: "grew up to become mayor"."""
ACTING = ("ers", "ists", "men", "ors")
INANIMATE = frozenset(
    {"computers", "errors", "factors", "letters", "newspapers", "numbers", "orders", "papers", "powers", "rivers",
     "servers", "waters"}
)  # fmt: skip
COMPARING = frozenset(
    {
        "according",
        "assuming",
        "combined",
        "compared",
        "coupled",
        "depending",
        "followed",
        "given",
        "granted",
        "judging",
        "provided",
    }
)
"""Participles that assert nothing of the subject: "compared with just 1 percent in 2010"."""
PASSING_ON = frozenset({"citing", "quoting"})
STATES = frozenset({"accused", "armed", "charged", "convicted", "dressed", "suspected"})
SOMEBODY = frozenset({"he", "i", "she", "they", "we", "who"})
TIME_MARKS = frozenset({"after", "when", "as", "once"})
"""Subordinators whose clause is asserted where it tells of the past; what is "before" another may never have been."""
DONE = frozenset({"after", "despite", "while", "since", "by"})
"""Words before "-ing" under which it was done: "despite being jailed", "by burning a flag"."""


def asserted(tree: Tree, token: Token) -> Form | None:
    """The form of an adverbial clause that is an assertion of its own, None where it is none."""
    marks = {m.lower for m in tree.kids(token.index, "mark", "advmod") if m.index < token.index}
    has_subject = bool(tree.kids(token.index, "nsubj", "csubj"))
    before = tree.tokens[max(0, min(tree.subtree(token.index)) - 1)].lower
    if marks == {"to"}:
        return Form.PARTICIPLE if aimed(tree, token) else None
    if before in {"not", "n't"} or marks >= {"as", "though"}:  # "not because he was ill", "as though it was over"
        return None
    if (token.lower in COMPARING and not has_subject) or _listed(tree, token) or _under_denial(tree, token):
        return None
    if token.lower in PASSING_ON and any(o.pos == "PROPN" for o in tree.kids(token.index, "obj")):
        return None  # "Reuters reported, citing Interfax": who is cited says so
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
    if token.lower in STATES and tree.kids(token.index, "obl") and is_told(tree, tree.tokens[token.head]):
        return Form.PARTICIPLE if certain(tree, tree.tokens[token.head]) else None
    # "Convinced that ..., he argues": the tagger takes some for the past tense; a clause without subject has none.
    if token.tag in {"VBG", "VBN", "VBD"} and set_off(tree, token):
        return Form.PARTICIPLE
    return None


def _listed(tree: Tree, token: Token) -> bool:
    """ "Likes reading plays, walking and riding": items of a list."""
    if token.tag != "VBG" or token.index < token.head:
        return False
    between = tree.tokens[token.head + 1 : min(tree.subtree(token.index))]
    objects = (token, *tree.kids(token.index, "obj"))
    closed = [c for each in objects for c in tree.kids(each.index, "conj") if tree.kids(c.index, "cc")]
    if not closed:
        return False
    begun = [
        t.tag == "VBG"
        and t.pos == "VERB"
        and t.dep in {"acl", "ccomp", "xcomp"}
        and not tree.kids(t.index, "aux", "nsubj")
        for t in between
    ]
    return any(c.tag == "VBG" for c in closed) and any(begun)


def _under_denial(tree: Tree, token: Token) -> bool:
    """ "They won't vote on it, leaving that to Norland": without the vote they leave it, and "won't" governs both."""
    main = tree.tokens[token.head]
    modal = any(a.tag == "MD" for a in tree.kids(main.index, "aux"))
    denied = any(c.lower in NEGATIONS for c in tree.kids(main.index, "advmod"))
    return token.tag == "VBG" and modal and denied


def aimed(tree: Tree, token: Token) -> bool:
    """ "Motorists left their cars to pick up the cash": what somebody who acted wanted."""
    main = tree.tokens[token.head]
    first = main
    while first.dep == "conj" and not tree.kids(first.index, "nsubj"):
        first = tree.tokens[first.head]
    who, attitude = tree.kids(first.index, "nsubj"), attitude_cue(main)
    if (
        token.tag != "VB"
        or token.index < main.index
        or main.lower in ENDING | CONTROLLING
        or (attitude is not None and "to" in attitude.takes)
        or not who
        or tree.kids(main.index, "aux:pass", "cop", "xcomp", "ccomp")
        or not tree.kids(main.index, "obj", "obl")
        or _charged(tree, main, token)
        or who[0].tag in {"WDT", "WP", "EX", "DT"}
    ):
        return False
    somebody = (
        who[0].pos == "PROPN"
        or who[0].lower in SOMEBODY | PEOPLE | ROLES
        or (who[0].tag == "NNS" and who[0].lower.endswith(ACTING) and who[0].lower not in INANIMATE)
    )
    return somebody and is_told(tree, main) and not limited(tree, main.index) and certain(tree, main)


def _charged(tree: Tree, verb: Token, token: Token) -> bool:
    """ "Counted on her friends to help", "called on the mayor to resign": what somebody else is to do."""
    first = min(tree.subtree(token.index))
    beside = [o for o in tree.kids(verb.index, "obl") if max(tree.subtree(o.index)) + 1 == first]
    return any(
        c.lower in {"on", "upon"} and c.index == verb.index + 1 for o in beside for c in tree.kids(o.index, "case")
    )


def _timed(tree: Tree, token: Token, marks: set[str]) -> Form | None:
    """ "The ferry sank when the engine exploded", "was arrested after stealing it": both are told as past."""
    main = tree.tokens[token.head]
    first = min(tree.subtree(token.index))
    measured = first > 0 and tree.tokens[first - 1].lower in PERIODS  # "moments after he left"
    meanwhile = marks == {"as"} and _goes_on(tree, token) and _goes_on(tree, main, behind=False)
    if measured or not (meanwhile or is_told(tree, main)) or limited(tree, main.index) or not certain(tree, main):
        return None
    if tree.kids(token.index, "nsubj", "csubj"):
        if marks == {"as"} and _goes_on(tree, token):
            return Form.CLAUSE if verb_cue(token) is None else None
        if not marks & TIME_MARKS or ("as" in marks and (verb_cue(token) is not None or len(marks) > 1)):
            return None
        return Form.CLAUSE if _happened(tree, token) and len(tree.kids(main.index)) > 2 else None  # noqa: PLR2004
    passive = tree.kids(main.index, "aux:pass", "nsubj:pass")
    if len(marks) != 1 or not marks <= DONE or ("by" in marks and passive):
        return None
    being = token.tag == "VBN" and any(a.tag == "VBG" for a in tree.kids(token.index, "aux"))
    return Form.PARTICIPLE if token.tag == "VBG" or being else None


def _goes_on(tree: Tree, token: Token, *, behind: bool = True) -> bool:
    """ "As he prepares to set out his budget": told as going on or as the reason, with nothing supposed."""
    verbs = (token, *tree.kids(token.index, "aux", "cop"))
    now = any(v.tag in {"VBZ", "VBP"} for v in verbs) and not any(v.tag == "MD" for v in verbs)
    return now and (not behind or min(tree.subtree(token.index)) > token.head)


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
