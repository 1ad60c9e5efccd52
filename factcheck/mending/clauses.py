"""Reports and complement clauses that the parser hung in the wrong place."""

from factcheck.cues import CueClass, noun_cue, verb_cue
from factcheck.lexicon import word_list
from factcheck.mending.rehanging import rehung
from factcheck.syntax import Token, Tree

THAT_NOUNS = word_list("that_noun")
"""Nouns whose "that" says what they are: "the risk that the dam breaks"."""
REASONS = word_list("asserted_mark")
LONGEST_ASIDE = 8
"""Words of "the statement claimed" between commas; longer ones are clauses of their own."""


def aside_report(tree: Tree) -> Tree:
    """ "This is due, the statement claimed, to X": a report set between commas hangs on the clause around it.

    Seen: the cue taken for a relative clause of the noun before it, or at the end for one more clause of a list.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        cue = verb_cue(token)
        listed = (
            token.dep == "conj" and not tree.kids(token.index, "cc") and cue is not None and cue.kind is CueClass.SPEECH
        )
        if cue is None or not (listed or token.dep in {"acl:relcl", "advcl", "appos", "dep", "ccomp"}):
            continue
        below = sorted(tree.subtree(token.index))
        words = [i for i in below if tree.tokens[i].pos != "PUNCT"]
        if (
            len(words) > LONGEST_ASIDE
            or words[-1] - words[0] + 1 != len(words)
            or tree.kids(token.index, "mark", "ccomp", "obj")
        ):
            continue
        before = tree.tokens[words[0] - 1].text if words[0] else ""
        after = tree.tokens[words[-1] + 1].text if words[-1] + 1 < len(tree.tokens) else ""
        subjects = tree.kids(token.index, "nsubj")
        named = subjects and subjects[0].tag not in {"WDT", "WP"}
        if named and before == "," and after in {",", "."} and token.index != tree.root.index:
            heads[token.index] = ("parataxis", tree.root.index)
    return rehung(tree, heads)


def second_predicate(tree: Tree) -> Tree:
    """ "raised objections to X and praised Y's efforts": the second verb was taken for a modifier of its own object.

    Seen: the verb as amod of a noun that is one object too many of the first verb.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        noun = tree.tokens[token.head]
        first = tree.tokens[noun.head]
        if token.dep != "amod" or token.tag not in {"VBN", "VBD"} or noun.dep != "obj" or not token.index:
            continue
        after_and = tree.tokens[token.index - 1].pos == "CCONJ"
        if after_and and len(tree.kids(first.index, "obj")) > 1 and first.index < token.index:
            heads[token.index] = ("conj", first.index)
            heads[noun.index] = ("obj", token.index)
    return rehung(tree, heads)


def what_was_claimed(tree: Tree) -> Tree:
    """ "The rumor that the general fled": a clause that says what the rumor is, no relative clause about it.

    Seen: "that" taken for the object of a verb that has one already, or that needs none.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "acl:relcl" or not tree.kids(token.index, "nsubj"):
            continue
        that = next((t for t in tree.kids(token.index) if t.lower == "that" and t.index < token.index), None)
        if that is None or that.dep not in {"mark", "obj", "obl", "advmod"}:
            continue
        objects = [o for o in tree.kids(token.index, "obj") if o.index != that.index]
        noun = tree.tokens[token.head]
        if that.dep == "mark" or objects or noun_cue(noun) is not None or noun.lower in THAT_NOUNS:
            heads[token.index] = ("acl", token.head)
            heads[that.index] = ("mark", token.index)
    return rehung(tree, heads)


def in_complement(tree: Tree) -> Tree:
    """ "Pretended that A and that B", "planned to rob it and flee": the second clause belongs to what was pretended.

    Seen: the second clause hung on the governing verb, as if B were asserted.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "conj":
            continue
        governor = tree.tokens[token.head]
        clauses = [c for c in tree.kids(governor.index, "ccomp", "xcomp") if governor.index < c.index < token.index]
        if clauses and _continues(tree, token, governor, clauses[-1]):
            heads[token.index] = ("conj", clauses[-1].index)
    return rehung(tree, heads)


def _continues(tree: Tree, token: Token, governor: Token, clause: Token) -> bool:
    """True where a coordinated clause goes on with the complement rather than with the verb that governs it."""
    marks = {m.lower for m in tree.kids(token.index, "mark")}
    if marks & {"that", "whether"} or ("if" in marks and "if" in {m.lower for m in tree.kids(clause.index, "mark")}):
        return not tree.kids(governor.index, "mark")
    if tree.kids(token.index, "nsubj"):
        opening = min(tree.subtree(token.index))
        comma = any(tree.tokens[i].text == "," for i in range(opening - 1, min(opening + 2, token.index)))
        cue = verb_cue(governor)
        if clause.dep == "xcomp":  # "wants the mine closed and the land restored"
            return not comma and clause.tag == token.tag and not tree.kids(clause.index, "mark", "aux")
        return cue is not None and cue.denies and not comma
    modal = [any(a.tag == "MD" for a in tree.kids(v.index, "aux")) for v in (token, clause, governor)]
    if modal == [True, True, False]:  # "rules that it can stay but must be cut back"
        return True
    bare = token.tag in {"VB", "VBG"} and not tree.kids(token.index, "aux", "cop")
    infinitive = token.tag == "VB" and any(a.tag == "VB" for a in tree.kids(clause.index, "aux"))
    if bare and (
        clause.tag == token.tag or infinitive
    ):  # no verb behind "is required" can be bare: "to keep it, not say it"
        passive = token.tag == "VB" and bool(tree.kids(governor.index, "aux:pass"))
        return governor.tag in {"VBD", "VBZ", "VBP"} or passive
    now = {v.tag for v in (token, *tree.kids(token.index, "aux", "cop"))} & {"MD", "VBP", "VBZ"}
    if (
        governor.tag in {"VBD", "VBZ"} and clause.tag == "VB"
    ):  # "allows him to rest and hire more", tagged as if they hire
        return token.tag == "VBP" and not tree.kids(token.index, "aux", "cop")
    if governor.tag != "VBD" or not now:
        return False
    cue = verb_cue(governor)  # "said it was for friends and does not matter": who said so in the past
    return clause.dep == "ccomp" and cue is not None and cue.kind is CueClass.SPEECH


def resumed_speaker(tree: Tree) -> Tree:
    """ "I don't think it will pass, and I take comfort in that": the second "I" goes on from the first.

    Seen: the second clause coordinated with what is not thought, which would deny it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        clause = tree.tokens[token.head]
        governor = tree.tokens[clause.head]
        if token.dep != "conj" or clause.dep != "ccomp":
            continue
        who = [s.lower for v in (token, governor) for s in tree.kids(v.index, "nsubj")]
        if len(who) == 2 and who[0] == who[1]:  # noqa: PLR2004  one each
            denied = any(c.lower in {"not", "n't", "never"} for c in tree.kids(governor.index))
            if denied and governor.index < clause.index < token.index and who[0] in {"i", "we"}:
                heads[token.index] = ("conj", governor.index)
    return rehung(tree, heads)


def said_in_statement(tree: Tree) -> Tree:
    """ "Said in a statement that C", "told the court that C": C is what was said, not what the court is."""
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        place = tree.tokens[token.head]
        verb = tree.tokens[place.head]
        asked = place.dep in {"obj", "iobj"} and noun_cue(place) is None and place.lower not in THAT_NOUNS
        if token.dep != "acl" or verb_cue(verb) is None or not (asked or place.dep.startswith("obl")):
            continue
        that = any(m.lower == "that" for m in tree.kids(token.index, "mark"))
        if that and verb.index < place.index and not tree.kids(verb.index, "ccomp"):
            heads[token.index] = ("ccomp", verb.index)
    return rehung(tree, heads)


def resumed_quotation(tree: Tree) -> Tree:
    """ "“A,” he said, “and B.”": B goes on with A.

    Seen: B as a second complement of the cue, or coordinated with it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        verb = tree.tokens[token.head]
        if token.dep not in {"ccomp", "conj"} or token.index < verb.index or verb_cue(verb) is None:
            continue
        before = [c for c in tree.kids(verb.index, "ccomp") if c.index < verb.index]
        words = [i for i in sorted(tree.subtree(token.index)) if tree.tokens[i].pos != "PUNCT"]
        if not before or tree.tokens[words[0] - 1].text not in {"“", '"', "``"}:
            continue
        opening = tree.tokens[words[0]]
        if opening.pos == "CCONJ":
            heads[token.index] = ("conj", before[-1].index)
        elif opening.dep == "mark" and opening.head == token.index:
            heads[token.index] = ("advcl", before[-1].index)
    return rehung(tree, heads)


def reason(tree: Tree) -> Tree:
    """ "I am against it because any base is an occupation": a clause with "because" is a clause, whatever it hangs as.

    Seen: its predicate noun as a modifier of the noun before it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep not in {"nmod", "obl", "appos", "dep", "acl"}:
            continue
        if any(m.lower in REASONS for m in tree.kids(token.index, "mark")) and tree.kids(token.index, "nsubj"):
            heads[token.index] = ("advcl", _clause_of(tree, token).index)
    return rehung(tree, heads)


def trailing_report(tree: Tree) -> Tree:
    """ "The article argues X, pointing to Y": a report behind a comma has the clause's subject for its speaker.

    Seen: "pointing" as a participle of the last noun of X, which points to nothing.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        cue = verb_cue(token) if token.dep == "acl" and token.tag == "VBG" else None
        if cue is None or cue.kind is not CueClass.SPEECH:
            continue
        start = min(tree.subtree(token.index, [c.index for c in tree.kids(token.index, "punct")]))
        clause = _clause_of(tree, token)
        if start and tree.tokens[start - 1].text == "," and verb_cue(clause) is not None:
            heads[token.index] = ("advcl", clause.index)
    return rehung(tree, heads)


def as_well_as(tree: Tree) -> Tree:
    """ "is showing interest in it, since it serves X, as well as enhancing Y": what is enhanced goes with "is showing".

    Seen: the participle hung on the clause between, whose subject then did it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.tag != "VBG":
            continue
        if [t.lower for t in tree.tokens[max(0, token.index - 3) : token.index]] != ["as", "well", "as"]:
            continue
        alike = [a for a in tree.ancestors(token.index) if a.tag == "VBG" and tree.kids(a.index, "aux")]
        if alike and alike[0].index != token.head:
            heads[token.index] = ("conj", alike[0].index)
    return rehung(tree, heads)


def what_is(tree: Tree) -> Tree:
    """ "What is unclear is the role it will have": one assertion, that the second copula makes.

    Seen: "what is unclear" as a clause of its own, and what follows as another without its subject.
    """
    for token in tree.tokens:
        said = next((t for t in tree.kids(token.index, "nsubj") if t.lower == "what"), None)
        if said is None or token.index + 1 >= len(tree.tokens) or token.index == tree.root.index:
            continue
        copula = tree.tokens[token.index + 1]
        noun = tree.tokens[copula.head]
        if copula.dep == "cop" and noun.index == tree.root.index and token.head == noun.index:
            return rehung(tree, _one_assertion(tree, token, noun))
        above = {a.index for a in tree.ancestors(token.index)}
        later = tree.tokens[noun.head]
        if (
            copula.dep != "cop"
            or noun.index < copula.index
            or noun.index == token.index
            or {noun.index, later.index} & above
        ):
            continue
        heads = {token.index: ("csubj", noun.index), noun.index: (token.dep, token.head)}
        if noun.dep.startswith("nsubj") and later.index != token.index:
            heads[later.index] = ("acl", noun.index)
            # "the role and influence his words will have": nothing between the two states anything by itself.
            heads |= {c.index: ("flat", noun.index) for c in tree.kids(noun.index, "conj") if c.index < later.index}
        for child in tree.kids(token.index, "cc", "punct"):
            heads[child.index] = (child.dep, noun.index)
        return rehung(tree, heads)
    return tree


def _one_assertion(tree: Tree, what: Token, noun: Token) -> dict[int, tuple[str, int]]:
    """The clause of "what" as subject, a relative clause of the noun as part of it."""
    heads: dict[int, tuple[str, int]] = {what.index: ("csubj", noun.index)}
    return heads | {c.index: ("acl", noun.index) for c in tree.kids(noun.index, "acl:relcl")}


def _clause_of(tree: Tree, token: Token) -> Token:
    """The nearest predicate above a word."""
    for above in tree.ancestors(token.index):
        if above.pos in {"VERB", "AUX"} or tree.kids(above.index, "nsubj", "cop"):
            return above
    return tree.root


def aim(tree: Tree) -> Tree:
    """ "Norland beat Sudland to win the cup": the infinitive says what for, not which Sudland.

    Seen: the infinitive as a clause of the name before it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        name = tree.tokens[token.head]
        if token.dep != "acl" or token.tag != "VB":
            continue
        marks = [m.lower for m in tree.kids(token.index, "mark")]
        named = name.dep == "obj" and name.text[:1].isupper() and tree.tokens[name.head].pos == "VERB"
        if marks == ["to"] and named and name.index < token.index:
            heads[token.index] = ("advcl", name.head)
    return rehung(tree, heads)


def after_it_happened(tree: Tree) -> Tree:
    """ "Ten died after a bomb exploded": a clause, no phrase with a participle.

    Seen: "after a bomb" as a phrase of its own, "exploded" as what describes the bomb.
    """
    for token in tree.tokens:
        noun = tree.tokens[token.head]
        if token.dep != "acl" or token.tag != "VBD" or noun.dep != "obl":
            continue
        after = [c for c in tree.kids(noun.index, "case") if c.lower == "after"]
        beside = max(tree.subtree(noun.index, [token.index])) + 1 == min(tree.subtree(token.index))
        if after and beside:
            subject = "nsubj:pass" if tree.kids(token.index, "aux:pass") else "nsubj"
            return rehung(
                tree,
                {
                    token.index: ("advcl", noun.head),
                    noun.index: (subject, token.index),
                    after[0].index: ("mark", token.index),
                },
            )
    return tree


def time_clause(tree: Tree) -> Tree:
    """ "She died of an infection caused by eczema after they refused help": a finite clause of time goes with the verb.

    Seen: the clause hung on the participle next to it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        near = tree.tokens[token.head]
        if token.dep != "advcl" or near.dep != "acl" or near.tag != "VBN":
            continue
        tied = {m.lower for m in tree.kids(token.index, "mark", "advmod") if m.index < token.index} & {"after", "when"}
        if not tied:
            continue
        clause = _clause_of(tree, near)
        if tree.kids(token.index, "nsubj") and token.tag == clause.tag == "VBD" and clause.index < near.index:
            heads[token.index] = ("advcl", clause.index)
    return rehung(tree, heads)
