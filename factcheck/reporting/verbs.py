"""Reports whose cue is a verb: "S V (that) C", "C, S said", passives, light verbs with their noun."""

from collections.abc import Sequence

from factcheck import nominals
from factcheck.cues import Cue, CueClass, noun_cue, verb_cue
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import CALENDAR, DOCUMENTS
from factcheck.reporting.report import Report, report, speaker_words
from factcheck.syntax import Token, Tree

LIGHT = word_list("light_verb")
"""Verbs that say little beside their noun: "raised objections to", "presented an interpretation"."""
PASSIVE_ADDRESSEE = frozenset(
    {
        "tell",
        "inform",
        "ask",
        "advise",
        "remind",
        "warn",
        "instruct",
        "order",
        "urge",
        "accuse",
        "charge",
        "assure",
        "observe",
    }
)
"""In the passive their subject is the one spoken to, or spoken of; nobody is reported."""
BESIDE = 3
"""Tokens between a cue and a quotation it also reports."""
STANDING = frozenset({"root", "parataxis", "conj"})
"""Relations of a cue that is a statement of its own, be its source named or not."""
UNSAID = frozenset({"must", "should", "may", "might", "can", "could", "ought"})
"""Under these nothing was said yet: "The government must explain the delay"."""


def verb_report(tree: Tree, token: Token, quoted: Sequence[Span]) -> Report | None:
    cue = verb_cue(token)
    light = token.pos == "VERB" and token.lower in LIGHT
    if (cue is None and not light) or token.dep in {"amod", "compound"}:
        return None
    if any(aux.lower in UNSAID for aux in tree.kids(token.index, "aux")):
        return None
    passive = bool(tree.kids(token.index, "aux:pass", "nsubj:pass"))
    if cue is None or (light and _light_object(tree, token)):
        return None if passive else _light(tree, token)
    if passive or _reduced_passive(tree, token):
        return _passive(tree, token, cue)
    speaker = speaker_of(tree, token)
    if speaker is None and cue.kind is CueClass.SPEECH and token.dep in STANDING:
        speaker = _acting_before(tree, token)
    if cue.kind is CueClass.FINDING and speaker is not None and not _can_find(tree, tree.tokens[speaker]):
        return None
    content = _content(tree, token, cue, speaker, quoted)
    if not content:
        return None
    verb = verb_group(tree, token)
    source = speaker_words(tree, speaker)
    if speaker is None and (cue.kind is not CueClass.SPEECH or token.dep not in STANDING):
        return None
    return report(tree, speaker, source - content, verb, content - verb, token.index, cue.kind, denies=cue.denies)


def verb_group(tree: Tree, token: Token) -> set[int]:
    """The verb with its auxiliaries, negation and particle."""
    group = {t.index for t in tree.kids(token.index, "aux", "compound:prt")}
    return (
        group
        | {token.index}
        | {t.index for t in tree.kids(token.index, "advmod") if t.lower in {"not", "n't", "reportedly", "never"}}
    )


def speaker_of(tree: Tree, token: Token, depth: int = 0) -> int | None:
    """The head of the subject: its own, the one it shares, or the noun it describes."""
    subjects = tree.kids(token.index, "nsubj")
    if subjects:
        return _not_a_day(tree, subjects[0]).index
    inverted = _inverted(tree, token)
    if inverted is not None:
        return inverted
    above = tree.tokens[token.head]
    if token.dep.startswith("acl") and token.tag == "VBG":
        return above.index
    if depth < len(tree.tokens) and token.dep in {"conj", "advcl", "xcomp"} and above.index != token.index:
        return speaker_of(tree, above, depth + 1)
    return _just_before(tree, token) if depth == 0 else None


def _acting_before(tree: Tree, token: Token) -> int | None:
    """The last subject of another verb before a cue that has none: the parser cut the two apart."""
    for other in reversed(tree.tokens[: token.index]):
        if other.dep == "nsubj" and other.tag not in {"WP", "WDT"}:
            return other.index
        if other.pos == "PUNCT" and other.text not in {",", "—", "–", "-"}:
            return None
    return None


def _just_before(tree: Tree, token: Token) -> int | None:
    """ "Putin praises C" with no subject in the parse: the noun right before a finite verb, or before its auxiliary."""
    if token.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    before = [t for t in tree.tokens[: token.index] if t.pos not in {"ADV", "AUX"}]
    if not before or before[-1].pos not in {"NOUN", "PROPN", "PRON"} or before[-1].lower in CALENDAR:
        return None
    head = before[-1]
    while head.head != head.index and head.dep in {"flat", "compound", "nmod:desc"} and head.head < token.index:
        head = tree.tokens[head.head]
    return head.index


def _as_clause(tree: Tree, token: Token) -> bool:
    """ "As the Senate noted, C": the clause it hangs on is what was noted."""
    return token.dep == "advcl" and any(m.lower == "as" for m in tree.kids(token.index, "mark"))


def _not_a_day(tree: Tree, subject: Token) -> Token:
    """ "A report published Wednesday said": no weekday speaks; the noun before it does."""
    if subject.lower not in CALENDAR:
        return subject
    before = [t for t in tree.tokens[: subject.index] if t.pos in {"NOUN", "PROPN"} and t.lower not in CALENDAR]
    return before[-1] if before else subject


def _inverted(tree: Tree, token: Token) -> int | None:
    """ "...," explained Sultanov: after a quotation or a comma the name behind the cue is the speaker."""
    before = tree.tokens[token.index - 1].text if token.index else ""
    if before not in {"”", '"', "''", "’", ","}:
        return None
    for child in tree.kids(token.index, "obj", "obl", "dep", "parataxis", "appos"):
        if child.index > token.index and child.text[:1].isupper() and not tree.kids(child.index, "case"):
            return child.index
    return None


def _content(tree: Tree, token: Token, cue: Cue, speaker: int | None, quoted: Sequence[Span]) -> set[int]:
    own = tree.subtree(token.index)
    clauses = tree.kids(token.index, "ccomp") or (
        tree.kids(token.index, "xcomp") if cue.kind is CueClass.SPEECH else ()
    )
    content: set[int] = set()
    for clause in clauses:
        content |= tree.subtree(clause.index)
    if (not content and (token.dep == "parataxis" or _as_clause(tree, token))) or (
        token.dep == "conj" and not clauses and speaker is not None and speaker > token.index
    ):
        content = tree.subtree(token.head) - own  # "C, said S": the parser hangs the cue on what was said
    if not content and cue.kind is CueClass.JUDGEMENT and tree.kids(token.index, "obj"):
        content = following(tree, token)
    if not content and cue.object:
        for child in tree.kids(token.index, "obj", "obl"):
            if (
                child.index > token.index
                and not _addressee(tree, child)
                and child.dep not in {"obl:tmod", "obl:unmarked"}
            ):
                content |= tree.subtree(child.index)
    speech = [q for q in quoted if not q.covers(token.span)]
    if speech and cue.kind is CueClass.SPEECH:
        content |= {i for q in speech for i in _quoted_words(tree, q, token, content)}
    if not content and token.dep == "root":
        content = {i for p in tree.kids(token.index, "parataxis") for i in tree.subtree(p.index)}
    outside = own if token.dep == "parataxis" and not clauses else set()
    return content - (outside if not speech else set()) - speaker_words(tree, speaker)


def following(tree: Tree, token: Token) -> set[int]:
    """What follows a verb in its clause: complements and what hangs on them, not the next predicate or aside."""
    found: set[int] = set()
    for child in tree.kids(token.index):
        if child.index < token.index or child.dep in {"conj", "parataxis", "punct", "cc", "obl:tmod", "obl:unmarked"}:
            continue
        below = tree.subtree(child.index)
        aside = child.dep.startswith("advcl") and tree.tokens[min(below) - 1].text == ","
        if not aside:
            found |= below
    return found


def _quoted_words(tree: Tree, span: Span, token: Token, content: set[int]) -> set[int]:
    """The words of a quotation that belong to a cue: all where nothing else was said, else where the two meet."""
    words = {t.index for t in tree.tokens if span.covers(t.span)}
    if not content or words & content or not words:
        return words
    beside = min(abs(min(words) - token.index), abs(max(words) - token.index)) <= BESIDE
    return words if beside else set()


def _addressee(tree: Tree, child: Token) -> bool:
    """ "told the court": the one spoken to, where a clause says what was said; and times: "said on Monday"."""
    return any(
        c.lower in {"on", "in", "at", "during", "after", "before", "since"} for c in tree.kids(child.index, "case")
    )


def _reduced_passive(tree: Tree, token: Token) -> bool:
    """ "changes proposed by the government"."""
    return token.dep.startswith("acl") and token.tag == "VBN" and bool(_agents(tree, token))


def _agents(tree: Tree, token: Token) -> list[Token]:
    """Who stands after "by"."""
    found = [
        t
        for t in tree.kids(token.index, "obl")
        if t.dep == "obl:agent" or any(c.lower == "by" for c in tree.kids(t.index, "case"))
    ]
    return [t for t in found if t.index > token.index and _can_speak(t)]


def _passive(tree: Tree, token: Token, cue: Cue) -> Report | None:
    """ "was described by S as", "has been regarded as": the source after "by", or nobody named."""
    agents = _agents(tree, token)
    if cue.lemma in PASSIVE_ADDRESSEE or (
        cue.kind is CueClass.THOUGHT
        and not agents
        and cue.lemma not in {"believe", "regard", "consider", "deem", "think"}
    ):
        return None
    if cue.kind is CueClass.FINDING and not any(_can_find(tree, t) for t in agents):
        return None
    if not agents and not _predicated(tree, token):
        return None
    speaker = agents[0].index if agents else None
    source = nominals.phrase(tree, speaker, ()) if speaker is not None else set()
    source -= {c.index for c in tree.kids(speaker, "case")} if speaker is not None else set()
    verb = verb_group(tree, token)
    subjects = tree.kids(token.index, "nsubj", "csubj")
    content = following(tree, token).union(*(tree.subtree(t.index) for t in subjects)) - verb
    content -= tree.subtree(speaker) if speaker is not None else set()
    kind = cue.kind
    if (
        token.dep.startswith("acl") and not subjects
    ):  # "changes proposed by S": S is named in passing, nothing is stated
        content |= nominals.phrase(tree, token.head, (token.index,))
        kind = kind if tree.kids(token.index, "obl:agent") else CueClass.ATTITUDE
    return report(tree, speaker, source, verb, content, token.index, kind, denies=cue.denies)


def _predicated(tree: Tree, token: Token) -> bool:
    """Something is said of the subject, "described as unsafe", "said to leak"; "was praised" reports nothing."""
    if tree.kids(token.index, "ccomp", "xcomp", "obj", "csubj"):
        return True
    return any(
        c.lower in {"as", "by", "that"} for k in tree.kids(token.index) for c in tree.kids(k.index, "case", "mark")
    )


def _can_speak(token: Token) -> bool:
    """ "explained by reference to" names no speaker: a name, a person, a document does."""
    return (
        token.pos in {"PROPN", "PRON"}
        or token.lower in DOCUMENTS
        or token.lower.endswith(("er", "or", "ist", "s", "man", "ian", "al"))
    )


def _can_find(tree: Tree, token: Token) -> bool:
    """Studies, polls and people show things; causes and circumstances do too, but say nothing."""
    return (
        token.lower in DOCUMENTS or token.pos == "PRON" or (token.pos == "PROPN" and not tree.kids(token.index, "det"))
    )


def _light_object(tree: Tree, token: Token) -> Token | None:
    objects = tree.kids(token.index, "obj")
    cue = noun_cue(objects[0]) if objects else None
    return objects[0] if cue is not None and cue.kind is CueClass.SPEECH else None


def _light(tree: Tree, token: Token) -> Report | None:
    noun = _light_object(tree, token)
    speaker = speaker_of(tree, token)
    if noun is None or speaker is None:
        return None
    verb = verb_group(tree, token) | {noun.index}
    rest = tree.subtree(noun.index) | set().union(
        *(tree.subtree(t.index) for t in tree.kids(token.index, "obl", "ccomp", "advcl")), set()
    )
    content = rest - verb or {noun.index}
    return report(tree, speaker, speaker_words(tree, speaker), verb - content, content, token.index, CueClass.SPEECH)
