"""Clauses whose subject the parser gave to the clause before, and phrases that the clause behind a comma took."""

from dataclasses import replace

from factcheck.cues import CueClass, verb_cue
from factcheck.mending.rehanging import is_tree, rehung
from factcheck.syntax import Token, Tree, tree_of

FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
NOMINAL = frozenset({"NOUN", "PROPN"})
CALLED = frozenset({"called", "dubbed", "known", "named", "nicknamed"})
COUNTS = frozenset({"accusations", "allegations", "charges", "counts", "crimes", "offences", "offenses", "suspicion"})
SUBJECTS = ("nsubj", "csubj", "expl")
OPENING = frozenset({"after", "although", "as", "because", "before", "since", "though", "when", "while"})
PLACED = frozenset(
    {"about", "across", "against", "among", "at", "by", "for", "from", "in", "on", "over", "to", "toward", "towards",
     "under", "with"}
)  # fmt: skip


def taken_subject(tree: Tree) -> Tree:
    """ "It comes as miners try to sell", "popular with families, and prices will rise": each verb has its own subject.

    Seen: "miners" as what it comes as, "prices" as what else it is popular with, the verb beside it without a subject.
    """
    for verb in tree.tokens:
        if verb.dep != "parataxis" or verb.index < verb.head or not _finite(tree, verb):
            continue
        if any(s.pos != "ADV" for s in tree.kids(verb.index, *SUBJECTS)):
            continue
        first = min((i for i in tree.subtree(verb.index) if tree.tokens[i].pos != "PUNCT"), default=verb.index)
        noun = _phrase_before(tree, first, verb.head)
        heads = _own_subject(tree, verb, noun) if noun is not None else {}
        mended = rehung(tree, heads)
        if heads and is_tree(mended):
            return _as_finite(mended, verb)
    return tree


def _finite(tree: Tree, verb: Token) -> bool:
    verbs = (verb, *tree.kids(verb.index, "aux", "cop"))
    return any(v.tag in FINITE for v in verbs) or (verb.tag == "VB" and len(verbs) == 1)


def _phrase_before(tree: Tree, first: int, host: int) -> Token | None:
    """The noun phrase right before a word, that the clause of `host` governs and nothing parts from it."""
    noun = tree.tokens[first - 1] if first else None
    while noun is not None and noun.pos in NOMINAL and tree.tokens[noun.head].pos in NOMINAL and noun.dep != "conj":
        if noun.head == noun.index:
            return None
        noun = tree.tokens[noun.head]
    if noun is None or noun.pos not in NOMINAL or noun.index <= host or max(tree.subtree(noun.index)) != first - 1:
        return None
    return noun


def _own_subject(tree: Tree, verb: Token, noun: Token) -> dict[int, tuple[str, int]]:
    """What hangs elsewhere where the noun is the verb's subject; nothing where it may as well be what it was."""
    heads: dict[int, tuple[str, int]] = {noun.index: ("nsubj", verb.index)}
    heads |= {s.index: ("advmod", verb.index) for s in tree.kids(verb.index, *SUBJECTS)}
    case = tree.kids(noun.index, "case")
    governor = tree.tokens[noun.head]
    if [c.lower for c in case] == ["as"] and noun.relation == "obl" and noun.head == verb.head:
        return heads | {case[0].index: ("mark", verb.index), verb.index: ("advcl", verb.head)}
    link = tree.kids(noun.index, "cc")
    if noun.dep == "conj" and len(link) == 1 and not case and tree.tokens[link[0].index - 1].text == ",":
        if len(tree.kids(noun.head, "conj")) > 1:
            return {}
        return heads | {link[0].index: ("cc", verb.index), verb.index: ("conj", verb.head)}
    that = [d for d in tree.kids(noun.index, "det", "mark") if d.lower == "that"]
    if noun.dep == "obj" and verb_cue(governor) is not None and that and noun.head == verb.head:
        return heads | {that[0].index: ("mark", verb.index), verb.index: ("ccomp", governor.index)}
    return {}


def _as_finite(tree: Tree, verb: Token) -> Tree:
    """The tree with a bare verb that has a subject now in the present: "miners try"."""
    if verb.tag != "VB" or tree.kids(verb.index, "aux", "cop"):
        return tree
    tokens = [replace(t, tag="VBP") if t.index == verb.index else t for t in tree.tokens]
    return tree_of(tree.span, tokens)


def verbs_in_row(tree: Tree) -> Tree:
    """ "Poe joked about it, declined to sing, and left": verbs in a row have one subject.

    Seen: the second as a participle that describes Poe, or as a clause of its own without a subject.
    """
    heads: dict[int, tuple[str, int]] = {}
    for verb in tree.tokens:
        first = tree.tokens[verb.head]
        if verb.dep not in {"advcl", "parataxis"} or verb.tag != "VBD":
            continue
        between = any(s.index < verb.index < first.index for s in tree.kids(first.index, "nsubj"))
        if verb.index < first.index and not (between and verb.dep == "parataxis"):
            continue
        past = any(v.tag == "VBD" for v in (first, *tree.kids(first.index, "aux", "cop")))
        own = tree.kids(verb.index, *SUBJECTS, "mark", "aux", "cop", "cc")
        words = [i for i in sorted(tree.subtree(verb.index)) if tree.tokens[i].pos != "PUNCT"]
        comma = words[0] > 0 and tree.tokens[words[0] - 1].text == ","
        told_of = (
            tree.tokens[verb.index + 1].lower in {"by", "of", "with"} if verb.index + 1 < len(tree.tokens) else True
        )
        if past and comma and not own and not told_of and tree.kids(first.index, "nsubj") and verb_cue(verb) is None:
            heads[verb.index] = ("conj", first.index)
    return rehung(tree, heads)


def subject_behind_opener(tree: Tree) -> Tree:
    """ "Inside the hall, Poe criticised the mayor", "Of Cole, Poe, who won, said": who is named behind the comma acts.

    Seen: Poe in apposition to the hall, the verb without a subject.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos != "VERB" or tree.kids(root.index, *SUBJECTS):
        return tree
    for place in tree.kids(root.index, "obl"):
        named = [a for a in tree.kids(place.index, "appos") if place.index < a.index < root.index]
        if not named or not tree.kids(place.index, "case") or named[0].pos != "PROPN":
            continue
        name = named[0]
        start = min(i for i in tree.subtree(name.index) if tree.tokens[i].pos != "PUNCT")
        if tree.tokens[start - 1].text != ",":
            continue
        heads: dict[int, tuple[str, int]] = {name.index: ("nsubj", root.index)}
        for child in tree.kids(place.index):
            if child.index > name.index:
                heads[child.index] = (child.dep, name.index)
        return rehung(tree, heads)
    return tree


def further_report(tree: Tree) -> Tree:
    """ "The mill said it won't close, and added it is safe": who said the one added the other.

    Seen: "added" coordinated with "won't close".
    """
    heads: dict[int, tuple[str, int]] = {}
    for verb in tree.tokens:
        clause = tree.tokens[verb.head]
        governor = tree.tokens[clause.head]
        cues = [verb_cue(v) for v in (verb, governor)]
        if verb.dep != "conj" or clause.dep != "ccomp" or verb.tag != governor.tag:
            continue
        if verb.tag == "VBG" and clause.tag != "VBG" and not tree.kids(verb.index, *SUBJECTS, "aux", "mark"):
            heads[verb.index] = ("conj", governor.index)  # "saying it won't close and noting that it is safe"
        told = verb.tag == "VBD" and all(cue is not None and cue.kind is CueClass.SPEECH for cue in cues)
        own = tree.kids(verb.index, *SUBJECTS, "aux", "mark")
        past = any(v.tag == "VBD" for v in (clause, *tree.kids(clause.index, "aux", "cop")))
        if told and not own and not past and tree.kids(verb.index, "ccomp") and governor.index < clause.index:
            heads[verb.index] = ("conj", governor.index)
    return rehung(tree, heads)


def opening_clause(tree: Tree) -> Tree:
    """ "While the mill had no order in a decade, the mine sold more": what stands before the comma belongs there.

    Seen: "in a decade" hung on "sold".
    """
    root = tree.root if tree.tokens else None
    if root is None or tree.tokens[0].lower not in OPENING or tree.tokens[0].dep != "mark":
        return tree
    verb = tree.tokens[tree.tokens[0].head]
    if verb.dep != "advcl" or verb.head != root.index or verb.index > root.index:
        return tree
    heads: dict[int, tuple[str, int]] = {}
    below = tree.subtree(verb.index)
    for child in tree.kids(root.index, "obl"):
        words = sorted(tree.subtree(child.index))
        inside = [i for i in words if tree.tokens[i].pos != "PUNCT"] or [root.index]
        end = max((i for i in below if i < inside[0]), default=-1)
        comma = tree.tokens[inside[-1] + 1].text if inside[-1] + 1 < len(tree.tokens) else ""
        if inside[0] == end + 1 and tree.tokens[inside[0]].lower in PLACED and comma == "," and inside[-1] < root.index:
            heads[child.index] = (child.dep, verb.index)
            heads |= {i: ("punct", verb.index) for i in words if i > inside[-1]}
            below |= set(words)
    return rehung(tree, heads)


def called_beside(tree: Tree) -> Tree:
    """ "Forces fought the Northern Front, also known as NF": the name right before the comma is what is called so.

    Seen: "known" as what describes the forces.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if (
            token.tag != "VBN"
            or token.lower not in CALLED
            or token.dep not in {"acl", "advcl"}
            or tree.kids(token.index, "aux")
        ):
            continue
        start = min(i for i in tree.subtree(token.index) if tree.tokens[i].pos != "PUNCT")
        if start < 2 or tree.tokens[start - 1].text != ",":  # noqa: PLR2004  a name and a comma
            continue
        name = tree.tokens[start - 2]
        while name.dep in {"flat", "compound"} and tree.tokens[name.head].pos in NOMINAL:
            name = tree.tokens[name.head]
        far = tree.tokens[token.head].pos != "PROPN" and name.index not in tree.subtree(token.index)
        if name.pos == "PROPN" and far and max(tree.subtree(name.index, [token.index])) < start:
            heads[token.index] = ("acl", name.index)
    return rehung(tree, heads)


def listed_charge(tree: Tree) -> Tree:
    """ "On charges of assault, blocking a road and trespass": what was blocked is one of the charges.

    Seen: "blocking" as what else those arrested did.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        if token.tag != "VBG" or token.dep != "advcl" or tree.kids(token.index, "mark", "aux"):
            continue
        start = min(i for i in tree.subtree(token.index) if tree.tokens[i].pos != "PUNCT")
        before = tree.tokens[start - 2] if start > 1 and tree.tokens[start - 1].text == "," else token
        above = tree.tokens[before.head]
        if before.dep == "nmod" and above.lower in COUNTS and before.index != token.index:
            heads[token.index] = ("conj", before.index)
    return rehung(tree, heads)


def nearest_of_list(tree: Tree) -> Tree:
    """ "Ann Poe and Tom Hart, who is mayor", "rivals and a club that pays": one clause, said of the last of the two.

    Seen: the clause hung on the first.
    """
    heads: dict[int, tuple[str, int]] = {}
    for clause in tree.tokens:
        noun = tree.tokens[clause.head]
        if clause.dep != "acl:relcl" or noun.pos not in NOMINAL or noun.dep == "appos":
            continue  # "Ann Poe, a lawyer and mayor who": one person
        start = min((i for i in tree.subtree(clause.index) if tree.tokens[i].pos != "PUNCT"), default=clause.index)
        first = noun.head if noun.dep == "conj" else noun.index
        last = [c for c in tree.kids(first, "conj") if noun.index < c.index < start and tree.kids(c.index, "cc")]
        if not last or max(tree.subtree(last[-1].index)) < start - 2:
            continue
        verbs = (clause, *tree.kids(clause.index, "aux", "cop"))
        one = any(v.tag == "VBZ" or v.lower == "was" for v in verbs) and last[-1].tag in {"NN", "NNP"}
        subject = [s for s in tree.kids(clause.index, "nsubj") if s.lower in {"that", "which", "who"}]
        if one and subject:
            heads[clause.index] = (clause.dep, last[-1].index)
    return rehung(tree, heads)


def posts_of_name(tree: Tree) -> Tree:
    """ "Ann Poe, a lawyer and mayor, left": two posts of one person.

    Seen: the article alone in apposition to the name, the posts as two more people.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        name = tree.tokens[token.head]
        if token.dep != "appos" or token.tag != "DT" or name.pos != "PROPN":
            continue
        posts = [c for c in tree.kids(name.index, "conj") if c.index > token.index and c.pos == "NOUN"]
        if posts and min(tree.subtree(posts[0].index)) == token.index + 1:
            heads |= {token.index: ("det", posts[0].index), posts[0].index: ("appos", name.index)}
            heads |= {c.index: ("conj", posts[0].index) for c in posts[1:]}
            heads |= {c.index: ("punct", posts[0].index) for c in tree.kids(token.index, "punct")}
    return rehung(tree, heads)


def verb_before_object(tree: Tree) -> Tree:
    """ "A leader of the team resumed work in Norland": the verb between subject and object is the verb.

    Seen: "resumed" as what describes the work, the work as what the leader is.
    """
    root = tree.root if tree.tokens else None
    if root is None or root.pos != "NOUN" or tree.kids(root.index, "cop", "aux", "case", "det"):
        return tree
    subjects = tree.kids(root.index, "nsubj")
    for verb in tree.kids(root.index, "amod"):
        behind = bool(subjects) and max(tree.subtree(subjects[-1].index)) + 1 == verb.index
        if not behind or verb.tag not in {"VBD", "VBN"} or not verb.lower.endswith("ed"):
            continue
        heads = {c.index: (c.dep, verb.index) for c in tree.kids(root.index) if c.index not in {verb.index, root.index}}
        heads |= {c.index: ("obl", verb.index) for c in tree.kids(root.index, "nmod") if c.index > root.index}
        heads |= {c.index: ("advcl", verb.index) for c in tree.kids(root.index, "acl") if tree.kids(c.index, "nsubj")}
        heads |= {
            c.index: (c.dep, root.index) for c in tree.kids(root.index, "amod", "compound") if c.index != verb.index
        }
        mended = rehung(tree, heads | {verb.index: ("root", verb.index), root.index: ("obj", verb.index)})
        tokens = [replace(t, pos="VERB", tag="VBD") if t.index == verb.index else t for t in mended.tokens]
        return tree_of(tree.span, tokens)
    return tree


def second_phrase(tree: Tree) -> Tree:
    """ "Charged with murder and with helping Poe": the second phrase goes on with the first.

    Seen: the second as one more thing said of the verb, which every claim cut from it then ends with.
    """
    heads: dict[int, tuple[str, int]] = {}
    for token in tree.tokens:
        link, mark = tree.kids(token.index, "cc"), tree.kids(token.index, "mark")
        if token.tag != "VBG" or token.dep != "advcl" or not link or not mark or link[0].index > mark[0].index:
            continue
        alike = [
            t
            for t in tree.tokens[token.head + 1 : link[0].index]
            if t.pos in NOMINAL and [c.lower for c in tree.kids(t.index, "case")] == [mark[0].lower]
        ]
        if alike and token.head < token.index:
            heads[token.index] = ("conj", alike[-1].index)
    return rehung(tree, heads)


def asked_progressive(tree: Tree) -> Tree:
    """ "Is Poe running against the mayor?": what Poe does is asked, not whether something is Poe.

    Seen: Poe as predicate, "running" as what describes him.
    """
    for copula in tree.tokens:
        name = tree.tokens[copula.head]
        if copula.dep != "cop" or copula.index > name.index or tree.kids(name.index, *SUBJECTS, "case", "det"):
            continue
        own = [c.index for c in tree.kids(name.index) if c.index > name.index and c.dep not in {"flat", "compound"}]
        phrase = tree.subtree(name.index, own)
        verb = next((v for v in tree.kids(name.index, "acl") if v.tag == "VBG" and v.index == max(phrase) + 1), None)
        before = {tree.tokens[i].index for i in phrase if tree.tokens[i].pos == "PUNCT"} | {copula.index}
        if verb is None or name.pos != "PROPN" or min(phrase - before) != copula.index + 1:
            continue
        head = verb.index if name.head == name.index else name.head
        heads: dict[int, tuple[str, int]] = {verb.index: (name.dep, head), name.index: ("nsubj", verb.index)}
        heads |= {c.index: (c.dep, verb.index) for c in tree.kids(name.index) if c.index > verb.index}
        heads |= {c.index: ("punct", verb.index) for c in tree.kids(name.index, "punct") if c.index < copula.index}
        return rehung(tree, heads | {copula.index: ("aux", verb.index)})
    return tree


def inverted_speaker(tree: Tree) -> Tree:
    """ "“Is it true?” asked Mr. Poe, referring to the dam": Poe asked.

    Seen: Poe as who was asked, nobody as who did.
    """
    heads: dict[int, tuple[str, int]] = {}
    for verb in tree.tokens:
        cue = verb_cue(verb) if verb.tag in {"VBD", "VBZ"} else None
        if cue is None or cue.kind is not CueClass.SPEECH or tree.kids(verb.index, *SUBJECTS, "aux"):
            continue
        said = [c for c in tree.kids(verb.index, "ccomp", "parataxis") if max(tree.subtree(c.index)) < verb.index]
        who = [o for o in tree.kids(verb.index, "obj", "iobj") if o.pos == "PROPN"]
        if said and len(who) == 1 and min(tree.subtree(who[0].index)) == verb.index + 1:
            heads[who[0].index] = ("nsubj", verb.index)
    return rehung(tree, heads)
