"""Reports inside one sentence: which words name the source, which are the cue, which the content.

Forms, with their share in news (PolNeAR): a quotation with a speech verb 22%, "S V (that) C" 22%, "C, S said" 10%,
"according to S" 2%, noun cues 7%.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck import nominals
from factcheck.cues import Cue, CueClass, noun_cue, verb_cue
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import CALENDAR, DOCUMENTS, HE
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
UNSAID = frozenset({"must", "should", "may", "might", "can", "could", "ought"})
"""Under these nothing was said yet: "The government must explain the delay"."""
WORDS_OF = ("in", "the", "words", "of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report in a sentence, as token indices. `speaker` is the head of the source, None where it names none."""

    tree: Tree
    speaker: int | None
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    head: int
    kind: CueClass
    denies: bool = False


def find_reports(tree: Tree, quoted: Sequence[Span]) -> tuple[Report, ...]:
    """The reports of a sentence, in the order of their cues. `quoted` are the quotations that touch the sentence."""
    found: list[Report] = []
    for token in tree.tokens:
        report = _according(tree, token) or _words_of(tree, token) or _verb(tree, token, quoted) or _noun(tree, token)
        if report is not None:
            found.append(report)
    return tuple(found)


def _below(tree: Tree, index: int, without: Sequence[int] = ()) -> set[int]:
    return tree.subtree(index, without)


def _according(tree: Tree, token: Token) -> Report | None:
    """ "According to S, C": what is left of the clause is the content."""
    if token.lower not in {"according", "per"} or token.pos == "NOUN":
        return None
    following = tree.tokens[token.index + 1].lower if token.index + 1 < len(tree.tokens) else ""
    if token.lower == "according" and following != "to":
        return None
    speaker = tree.tokens[token.head]
    if speaker.index < token.index or speaker.pos not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
        return None
    cue = {token.index} | ({token.index + 1} if token.lower == "according" else set())
    source = nominals.phrase(tree, speaker.index, cue) | _apposed(tree, speaker.index)
    governor = tree.tokens[speaker.head]
    content = _below(tree, governor.index, [speaker.index]) if governor.index != speaker.index else set()
    return _report(tree, speaker.index, source - cue, cue, content, governor.index, CueClass.SPEECH)


def _words_of(tree: Tree, token: Token) -> Report | None:
    """ "in the words of S, C"."""
    if (
        token.lower != "words"
        or tuple(t.lower for t in tree.tokens[max(0, token.index - 2) : token.index + 2]) != WORDS_OF
    ):
        return None
    speakers = tree.kids(token.index, "nmod")
    if not speakers:
        return None
    source = nominals.phrase(tree, speakers[0].index, ()) | _apposed(tree, speakers[0].index)
    governor = tree.tokens[token.head]
    cue = set(range(token.index - 2, token.index + 2))
    content = _below(tree, governor.index, [token.index])
    return _report(tree, speakers[0].index, source - cue, cue, content, governor.index, CueClass.SPEECH)


def _apposed(tree: Tree, index: int) -> set[int]:
    return (
        set().union(*(_below(tree, a.index) for a in tree.kids(index, "appos"))) if tree.kids(index, "appos") else set()
    )


# ---------------------------------------------------------------- verbs
def _verb(tree: Tree, token: Token, quoted: Sequence[Span]) -> Report | None:
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
    speaker = _speaker(tree, token)
    if cue.kind is CueClass.FINDING and speaker is not None and not _can_find(tree, tree.tokens[speaker]):
        return None
    content = _content(tree, token, cue, speaker, quoted)
    if not content:
        return None
    verb = _verb_group(tree, token)
    source = nominals.phrase(tree, speaker, ()) | _apposed(tree, speaker) if speaker is not None else set()
    if speaker is None and token.dep not in {"root", "parataxis", "conj"}:
        return None
    return _report(tree, speaker, source - content, verb, content - verb, token.index, cue.kind, denies=cue.denies)


def _verb_group(tree: Tree, token: Token) -> set[int]:
    """The verb with its auxiliaries, negation and particle."""
    group = {t.index for t in tree.kids(token.index, "aux", "compound:prt")}
    return (
        group
        | {token.index}
        | {t.index for t in tree.kids(token.index, "advmod") if t.lower in {"not", "n't", "reportedly", "never"}}
    )


def _speaker(tree: Tree, token: Token, depth: int = 0) -> int | None:
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
        return _speaker(tree, above, depth + 1)
    return None


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
    own = _below(tree, token.index)
    clauses = tree.kids(token.index, "ccomp") or (
        tree.kids(token.index, "xcomp") if cue.kind is CueClass.SPEECH else ()
    )
    content: set[int] = set()
    for clause in clauses:
        content |= _below(tree, clause.index)
    if (not content and (token.dep == "parataxis" or _as_clause(tree, token))) or (
        token.dep == "conj" and not clauses and speaker is not None and speaker > token.index
    ):
        content = _below(tree, token.head) - own  # "C, said S": the parser hangs the cue on what was said
    if not content and cue.object:
        for child in tree.kids(token.index, "obj", "obl"):
            if (
                child.index > token.index
                and not _addressee(tree, child)
                and child.dep not in {"obl:tmod", "obl:unmarked"}
            ):
                content |= _below(tree, child.index)
    speech = [q for q in quoted if not q.covers(token.span)]
    if speech and cue.kind is CueClass.SPEECH:
        content |= {t.index for t in tree.tokens for q in speech if q.covers(t.span)}
    if not content and token.dep == "root":
        content = {i for p in tree.kids(token.index, "parataxis") for i in _below(tree, p.index)}
    outside = own if token.dep == "parataxis" and not clauses else set()
    return content - (outside if not speech else set()) - _speaker_words(tree, speaker)


def _speaker_words(tree: Tree, speaker: int | None) -> set[int]:
    return set() if speaker is None else nominals.phrase(tree, speaker, ()) | _apposed(tree, speaker)


def _addressee(tree: Tree, child: Token) -> bool:
    """ "told the court": the one spoken to, where a clause says what was said; and times: "said on Monday"."""
    return any(
        c.lower in {"on", "in", "at", "during", "after", "before", "since"} for c in tree.kids(child.index, "case")
    )


def _reduced_passive(tree: Tree, token: Token) -> bool:
    return token.dep == "acl" and token.tag == "VBN" and bool(tree.kids(token.index, "obl:agent"))


def _passive(tree: Tree, token: Token, cue: Cue) -> Report | None:
    """ "was described by S as", "has been regarded as": the source after "by", or nobody named."""
    agents = [
        t
        for t in tree.kids(token.index, "obl")
        if t.dep == "obl:agent" or any(c.lower == "by" for c in tree.kids(t.index, "case"))
    ]
    agents = [t for t in agents if t.index > token.index and _can_speak(t)]
    if cue.lemma in PASSIVE_ADDRESSEE or (
        cue.kind is CueClass.THOUGHT
        and not agents
        and cue.lemma not in {"believe", "regard", "consider", "deem", "think"}
    ):
        return None
    if cue.kind is CueClass.FINDING and not any(_can_find(tree, t) for t in agents):
        return None
    speaker = agents[0].index if agents else None
    source = nominals.phrase(tree, speaker, ()) if speaker is not None else set()
    source -= {c.index for c in tree.kids(speaker, "case")} if speaker is not None else set()
    verb = _verb_group(tree, token)
    content = _below(tree, token.index, [speaker] if speaker is not None else []) - verb
    return _report(tree, speaker, source, verb, content, token.index, cue.kind, denies=cue.denies)


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
    speaker = _speaker(tree, token)
    if noun is None or speaker is None:
        return None
    verb = _verb_group(tree, token) | {noun.index}
    rest = _below(tree, noun.index) | set().union(
        *(_below(tree, t.index) for t in tree.kids(token.index, "obl", "ccomp", "advcl")), set()
    )
    content = rest - verb or {noun.index}
    return _report(tree, speaker, _speaker_words(tree, speaker), verb - content, content, token.index, CueClass.SPEECH)


# ---------------------------------------------------------------- nouns
def _noun(tree: Tree, token: Token) -> Report | None:
    """ "the SCO's request that C", "his opposition to C"."""
    cue = noun_cue(token)
    if cue is None or cue.kind is not CueClass.SPEECH:
        return None
    owners = tuple(o for o in tree.kids(token.index, "nmod:poss") if o.pos != "PRON" or o.lower in HE)
    complements = tree.kids(token.index, "acl", "ccomp") or [
        n
        for n in tree.kids(token.index, "nmod")
        if n.dep == "nmod" and any(c.lower in {"for", "to", "against", "about"} for c in tree.kids(n.index, "case"))
    ]
    if not owners or not complements:
        return None
    content = set().union(*(_below(tree, c.index) for c in complements))
    source = nominals.phrase(tree, owners[0].index, ()) | {c.index for c in tree.kids(owners[0].index, "case")}
    return _report(
        tree, owners[0].index, source, {token.index}, content, token.index, CueClass.SPEECH, denies=cue.denies
    )


def _report(  # noqa: PLR0913, PLR0917  the parts of a report are what it is made of
    tree: Tree,
    speaker: int | None,
    source: set[int],
    cue: set[int],
    content: set[int],
    head: int,
    kind: CueClass,
    *,
    denies: bool = False,
) -> Report | None:
    content = set(nominals.trimmed(tree, content - cue - source))
    if not content:
        return None
    return Report(
        tree=tree,
        speaker=speaker,
        source=frozenset(source),
        cue=frozenset(cue),
        content=frozenset(content),
        head=head,
        kind=kind,
        denies=denies,
    )


def speakers(reports: Sequence[Report]) -> Iterator[int]:
    """The heads of the sources, in order."""
    for report in reports:
        if report.speaker is not None:
            yield report.speaker
