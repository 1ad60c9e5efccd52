"""Parses mended where the parser is known to go wrong on the sentences of articles.

Each rule states the mistake it was seen to mend; a rule goes when the shipped model no longer makes it.
"""

from dataclasses import replace

from factcheck.cues import noun_cue, verb_cue
from factcheck.lexicon import word_list
from factcheck.syntax import Token, Tree, tree_of

THAT_NOUNS = word_list("that_noun")
"""Nouns whose "that" says what they are: "the risk that the dam breaks"."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def mend(tree: Tree) -> Tree:
    """The tree with known mistakes put right; the same tree where none was made."""
    for rule in RULES:
        tree = rule(tree)
    return tree


LONGEST_ASIDE = 8
"""Words of "the statement claimed" between commas; longer ones are clauses of their own."""


def _aside_report(tree: Tree) -> Tree:
    """ "This is due, the statement claimed, to X": a report set between commas hangs on the clause around it.

    Seen: the cue taken for a relative clause of the noun before it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep not in {"acl:relcl", "advcl", "appos", "dep", "ccomp"} or verb_cue(token) is None:
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
    return _rehung(tree, heads) if heads else tree


def _shared_apposition(tree: Tree) -> Tree:
    """ "Jeff Pigati, geologist and co-author": the second post is the apposition's conjunct, not the name's.

    Seen: the second post hung on the name as another person.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.dep != "conj" or token.pos != "NOUN" or tree.tokens[token.head].pos != "PROPN":
            continue
        posts = [a for a in tree.kids(token.head, "appos") if a.index < token.index and a.pos in {"NOUN", "PROPN"}]
        if posts:
            heads[token.index] = ("conj", posts[-1].index)
    return _rehung(tree, heads) if heads else tree


def _listed_subject(tree: Tree) -> Tree:
    """ "Armenia, Belarus, and Kazakhstan had ratified it": only the last name was taken for the subject.

    Seen: the first name as root, the verb as its conjunct, the last name as the verb's subject.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos not in NOMINAL or tree.kids(root.index, "nsubj", "cop", "case"):
        return tree
    verbs = [
        t
        for t in tree.kids(root.index, "conj", "parataxis")
        if t.pos in {"VERB", "AUX", "ADJ", "NOUN"} and tree.kids(t.index, "nsubj")
    ]
    if not verbs:
        return tree
    verb = verbs[0]
    last = tree.kids(verb.index, "nsubj")[0]
    between = tree.tokens[root.index + 1 : last.index]
    joined = any(t.pos == "CCONJ" for t in between)
    if not joined or any(t.pos in {"VERB", "AUX"} for t in between):
        return tree
    heads: dict[int, tuple[str, int]] = {
        root.index: ("nsubj", verb.index),
        verb.index: ("root", verb.index),
        last.index: ("conj", root.index),
    }
    for child in tree.kids(root.index):
        if child.index > last.index and child.index != verb.index:
            heads[child.index] = (child.dep, verb.index)
    for child in tree.kids(verb.index, "cc", "punct"):
        if child.index < last.index:
            heads[child.index] = (child.dep, last.index)
    return _rehung(tree, heads)


def _second_predicate(tree: Tree) -> Tree:
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
    return _rehung(tree, heads) if heads else tree


def _parallel_conjunct(tree: Tree) -> Tree:
    """ "in its process of reform and the preparedness of its forces": what begins alike is coordinated.

    Seen: the second phrase, with its own article, hung on the bare noun next to it.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        near = tree.tokens[token.head]
        if near.dep == "obl" and token.dep == "conj":
            heads |= _objects_with_places(tree, token, near)
        far = tree.tokens[near.head]
        if token.dep != "conj" or token.pos != "NOUN" or near.dep != "nmod" or tree.kids(token.index, "case"):
            continue
        if (
            _determined(tree, token)
            and not _determined(tree, near)
            and _determined(tree, far)
            and far.index < near.index
        ):
            heads[token.index] = ("conj", far.index)
    return _rehung(tree, heads) if heads else tree


def _named_post(tree: Tree) -> Tree:
    """ "the prosecutor, Mark Tedeschi, said": a name behind a post and a comma is in apposition to it.

    Seen: the name as one more item of a list that no conjunction closes.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        first = min(tree.subtree(token.index, [c.index for c in tree.kids(token.index, "punct")]))
        if token.dep != "conj" or token.pos != "PROPN" or first < 2 or tree.tokens[first - 1].text != ",":  # noqa: PLR2004
            continue
        listed = [token, *tree.kids(token.head, "conj")]
        post = tree.tokens[first - 2]
        closed = any(tree.kids(each.index, "cc") for each in listed)
        if not closed and post.pos == "NOUN" and post.tag == "NN" and tree.kids(post.index, "det"):
            heads[token.index] = ("appos", post.index)
    return _rehung(tree, heads) if heads else tree


def _objects_with_places(tree: Tree, token: Token, near: Token) -> dict[int, tuple[str, int]]:
    """ "bought a mine in Peru and a railway in Chile": the railway goes with the mine, and each has its place."""
    objects = [o for o in tree.kids(near.head, "obj") if o.index < near.index and _determined(tree, o)]
    if not objects or not _determined(tree, token) or _determined(tree, near) or tree.kids(token.index, "case"):
        return {}
    return {token.index: ("conj", objects[-1].index), near.index: ("nmod", objects[-1].index)}


def _determined(tree: Tree, token: Token) -> bool:
    return token.pos == "NOUN" and bool(
        tree.kids(token.index, "det") or [t for t in tree.kids(token.index, "nmod") if t.dep == "nmod:poss"]
    )


def _what_was_claimed(tree: Tree) -> Tree:
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
    return _rehung(tree, heads) if heads else tree


def _in_complement(tree: Tree) -> Tree:
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
    return _rehung(tree, heads) if heads else tree


def _continues(tree: Tree, token: Token, governor: Token, clause: Token) -> bool:
    """True where a coordinated clause goes on with the complement rather than with the verb that governs it."""
    if any(m.lower in {"that", "whether"} for m in tree.kids(token.index, "mark")):
        return not tree.kids(governor.index, "mark")
    if tree.kids(token.index, "nsubj"):
        opening = min(tree.subtree(token.index))
        comma = any(tree.tokens[i].text == "," for i in range(opening - 1, min(opening + 2, token.index)))
        cue = verb_cue(governor)
        return clause.dep == "ccomp" and cue is not None and cue.denies and not comma
    bare = token.tag in {"VB", "VBG"} and not tree.kids(token.index, "aux", "cop")
    return bare and clause.tag == token.tag and governor.tag in {"VBD", "VBZ", "VBP"}


def _said_in_statement(tree: Tree) -> Tree:
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
    return _rehung(tree, heads) if heads else tree


def _resumed_quotation(tree: Tree) -> Tree:
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
    return _rehung(tree, heads) if heads else tree


def _two_subjects(tree: Tree) -> Tree:
    """ "The dam leaks, Cole said", "three senior engineers said": a verb has one subject, the nearest.

    Seen: the short clause before the comma, or the number of the subject, taken for a subject of "said".
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        subjects = [s for s in tree.kids(token.index, "nsubj") if s.dep == "nsubj" and s.index < token.index]
        if len(subjects) != 2 or subjects[1].tag in {"WDT", "WP"}:  # noqa: PLR2004  a subject and what is none
            continue
        first, second = subjects
        comma = any(t.text == "," for t in tree.tokens[first.index : second.index])
        if comma and verb_cue(token) is not None:
            heads[first.index] = ("ccomp", token.index)
        elif not comma and first.pos == "NUM":
            heads[first.index] = ("nummod", second.index)
    return _rehung(tree, heads) if heads else tree


def _verb_of_event(tree: Tree) -> Tree:
    """ "Iran's decision to close it surprised the army": "surprised" is the verb of the sentence.

    Seen: the noun as root, the finite verb as an open complement of the infinitive.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos != "NOUN" or tree.kids(root.index, "cop", "nsubj"):
        return tree
    for token in tree.tokens:
        finite = token.dep == "xcomp" and token.tag in {"VBD", "VBZ", "VBP"} and not tree.kids(token.index, "mark")
        if finite and any(above.dep == "acl" and above.head == root.index for above in tree.ancestors(token.index)):
            heads = {root.index: ("nsubj", token.index), token.index: ("root", token.index)}
            for child in tree.kids(root.index):
                if child.index > token.index:
                    heads[child.index] = (child.dep, token.index)
            return _rehung(tree, heads)
    return tree


RULES = (
    _verb_of_event,
    _listed_subject,
    _two_subjects,
    _shared_apposition,
    _aside_report,
    _second_predicate,
    _parallel_conjunct,
    _what_was_claimed,
    _said_in_statement,
    _resumed_quotation,
    _in_complement,
)


def _rehung(tree: Tree, heads: dict[int, tuple[str, int]]) -> Tree:
    tokens: list[Token] = []
    for token in tree.tokens:
        dep, head = heads.get(token.index, (token.dep, token.head))
        tokens.append(replace(token, dep=dep, head=head))
    return tree_of(tree.span, tokens)
