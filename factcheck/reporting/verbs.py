"""Reports whose cue is a verb: "S V (that) C", "C, S said", passives, light verbs with their noun."""

from collections.abc import Sequence

from factcheck.cues import Cue, CueClass, noun_cue, verb_cue
from factcheck.document import Span
from factcheck.lexicon import word_list
from factcheck.mentions import CALENDAR
from factcheck.reporting.passives import can_find, can_speak, passive_report, reduced_passive
from factcheck.reporting.report import Report, following, report, speaker_words, told, verb_group
from factcheck.syntax import Token, Tree

DAYS = CALENDAR | {"today", "tomorrow", "tonight", "yesterday"}
LIGHT = word_list("light_verb")
"""Verbs that say little beside their noun: "raised objections to", "presented an interpretation"."""
MAKING = frozenset({"made", "make", "makes", "making"})
MANIFEST = frozenset({"clear", "evident", "explicit", "known", "obvious", "plain", "public"})
"""What one makes a thing that one says: "made it clear that C"."""
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
    if passive or reduced_passive(tree, token):
        return passive_report(tree, token, cue)
    speaker = speaker_of(tree, token)
    if speaker is None and cue.kind is CueClass.SPEECH and token.dep in STANDING:
        speaker = _acting_before(tree, token)
    if cue.kind is CueClass.FINDING and speaker is not None and not can_find(tree, tree.tokens[speaker]):
        return None
    content = _content(tree, token, cue, speaker, quoted)
    if not content:
        return None
    verb = verb_group(tree, token)
    source = speaker_words(tree, speaker, token.index)
    if speaker is None and (cue.kind is not CueClass.SPEECH or token.dep not in STANDING or token.tag == "VBG"):
        return None
    return report(tree, speaker, source - content, verb, content - verb, token.index, cue.kind, denies=cue.denies)


def speaker_of(tree: Tree, token: Token, depth: int = 0) -> int | None:
    """The head of the subject: its own, the one it shares, or the noun it describes."""
    subjects = tree.kids(token.index, "nsubj")
    if subjects:
        return _not_a_day(tree, subjects[0]).index
    inverted = _inverted(tree, token)
    if inverted is not None:
        return inverted
    earlier = resumed(tree, token)
    if earlier is not None and depth == 0:
        return speaker_of(tree, earlier, depth + 1)
    above = tree.tokens[token.head]
    if token.dep.startswith("acl") and token.tag == "VBG":
        return above.index if can_speak(above) else None
    if depth < len(tree.tokens) and token.dep in {"conj", "advcl", "xcomp"} and above.index != token.index:
        return speaker_of(tree, above, depth + 1)
    return _just_before(tree, token) if depth == 0 else None


def resumed(tree: Tree, token: Token) -> Token | None:
    """ "She said that C and added that D": the cue a second one goes on from, where the parser hangs it on C.

    The second one has no subject of its own and the same tense.
    """
    cue = verb_cue(token)
    if cue is None or cue.kind not in {CueClass.SPEECH, CueClass.JUDGEMENT} or token.dep != "conj":
        return None
    if tree.kids(token.index, "nsubj", "aux", "mark") or token.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    clause = tree.tokens[token.head]
    while clause.dep == "conj" and clause.head != clause.index:
        clause = tree.tokens[clause.head]
    above = tree.tokens[clause.head]
    outer = verb_cue(above)
    if clause.dep != "ccomp" or outer is None or outer.kind is not CueClass.SPEECH or above.index > clause.index:
        return None
    return above if above.tag == token.tag and not tree.kids(above.index, "aux") else None


def _resuming(tree: Tree, cue: Token, clause: Token) -> list[int]:
    """The cues in a clause that go on from the cue above it, with the conjunctions before them."""
    cut: list[int] = []
    for index in tree.subtree(clause.index):
        goes_on = resumed(tree, tree.tokens[index])
        if goes_on is not None and goes_on.index == cue.index:
            cut.append(index)
    return cut


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
    if subject.lower not in DAYS:
        return subject
    before = [t for t in tree.tokens[: subject.index] if t.pos in {"NOUN", "PROPN"} and t.lower not in DAYS]
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
        content |= tree.subtree(clause.index, _resuming(tree, token, clause))
    aside = token.dep == "parataxis" and (token.tag != "VBN" or bool(tree.kids(token.index, "aux")))
    if (not content and (aside or _as_clause(tree, token))) or (
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
    if not clauses and cue.kind is CueClass.SPEECH:
        content = told(tree, token) or content
    if not content and token.dep == "root":
        content = {i for p in tree.kids(token.index, "parataxis") for i in tree.subtree(p.index)}
    outside = own if token.dep == "parataxis" and not clauses else set()
    return content - (outside if not speech else set()) - speaker_words(tree, speaker, token.index)


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


def _light_object(tree: Tree, token: Token) -> Token | None:
    objects = tree.kids(token.index, "obj")
    cue = noun_cue(objects[0]) if objects else None
    return objects[0] if cue is not None and cue.kind is CueClass.SPEECH else None


def _made_clear(tree: Tree, token: Token) -> Report | None:
    """ "made it clear that C", "makes plain that C"."""
    manner = [c for c in tree.kids(token.index, "xcomp") if c.lower in MANIFEST]
    clauses = tree.kids(token.index, "ccomp") or [k for m in manner for k in tree.kids(m.index, "ccomp")]
    speaker = speaker_of(tree, token)
    if token.lower not in MAKING or not manner or not clauses or speaker is None:
        return None
    content = tree.subtree(clauses[0].index)
    verb = verb_group(tree, token) | {manner[0].index} | {t.index for t in tree.kids(token.index, "expl")}
    source = speaker_words(tree, speaker, token.index) - content - verb
    return report(tree, speaker, source, verb, content - verb, token.index, CueClass.SPEECH)


def _light(tree: Tree, token: Token) -> Report | None:
    made_clear = _made_clear(tree, token)
    if made_clear is not None:
        return made_clear
    noun = _light_object(tree, token)
    speaker = speaker_of(tree, token)
    if noun is None or speaker is None:
        return None
    verb = verb_group(tree, token) | {noun.index}
    rest = tree.subtree(noun.index) | set().union(
        *(tree.subtree(t.index) for t in tree.kids(token.index, "obl", "ccomp", "advcl")), set()
    )
    content = rest - verb or {noun.index}
    return report(
        tree, speaker, speaker_words(tree, speaker, token.index), verb - content, content, token.index, CueClass.SPEECH
    )
