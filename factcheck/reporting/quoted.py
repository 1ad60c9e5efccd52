"""Reports beside a quotation, found by where the words stand: the parser is least sure around the marks.

Forms: “C,” S said · “C,” said S · S said: “C” · S [verb] “C” · “C” — S.
"""

from collections.abc import Sequence

from factcheck import nominals
from factcheck.cues import CueClass, verb_cue
from factcheck.document import Span
from factcheck.reporting.report import Report, apposed
from factcheck.syntax import Token, Tree

DASHES = frozenset({"―", "—", "–", "--", "-"})
ENDS = frozenset({",", "?", "!", "…", "-", "—"})
"""Signs before a closing mark after which the sentence goes on with who said it."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
REACH = 14
"""Tokens between a quotation and its cue."""


def beside_quotation(tree: Tree, span: Span, sign: str) -> Report | None:
    """Who said a quotation by the words right after or right before it in this sentence, None where they do not tell.

    `sign` is the character before the closing mark.
    """
    words = [t.index for t in tree.tokens if span.covers(t.span)]
    after = [t for t in tree.tokens if t.span.start >= span.end][:REACH]
    before = [t for t in tree.tokens if t.span.end <= span.start][-REACH:]
    return _signed(tree, after, words) or _after(tree, after, words, sign) or _before(tree, before, words)


def after_quotation(tree: Tree, span: Span) -> Report | None:
    """Who said a quotation by a reporting verb right behind it."""
    words = [t.index for t in tree.tokens if span.covers(t.span)]
    return _after(tree, [t for t in tree.tokens if t.span.start >= span.end][:REACH], words, "")


def introduced_by(tree: Tree) -> Report | None:
    """The report that a sentence ending in a colon announces; it has no content yet."""
    last = next((t for t in reversed(tree.tokens) if t.text not in {"“", '"', "''", "``"}), None)
    if last is None or last.text != ":":
        return None
    verb = next((t for t in reversed(tree.tokens) if _may_cue(t)), None)
    if verb is None:
        return None
    speaker = _subject(tree, verb)
    if speaker is None:
        return None
    return _beside(tree, speaker, _words(tree, speaker) - {verb.index}, verb, ())


def _beside(tree: Tree, speaker: Token, source: set[int], cue: Token, words: Sequence[int]) -> Report:
    """The report, its content the words of the quotation that stand in this sentence, be they none."""
    content = frozenset(words) - {cue.index}
    entry = verb_cue(cue)
    return Report(
        tree=tree,
        speaker=speaker.index,
        source=frozenset(source) - content,
        cue=frozenset({cue.index}),
        content=content,
        head=cue.index,
        kind=CueClass.SPEECH,
        denies=entry is not None and entry.denies,
    )


def _signed(tree: Tree, after: Sequence[Token], words: Sequence[int]) -> Report | None:
    """ "“C” — Name": a run of capitals behind a dash, up to the end of the line."""
    if len(after) < 2 or after[0].text not in DASHES:  # noqa: PLR2004  a dash and a name
        return None
    name: list[Token] = []
    for token in after[1:]:
        if not token.text[:1].isupper() or (name and token.span.start > name[-1].span.end + 1):
            break
        name.append(token)
    if not name or (name[-1].index + 1 < len(tree.tokens) and tree.tokens[name[-1].index + 1].pos in {"VERB", "AUX"}):
        return None
    source = {t.index for t in name}
    return _beside(tree, name[0], source, after[0], words)


def _after(tree: Tree, after: Sequence[Token], words: Sequence[int], sign: str) -> Report | None:
    if after and after[0].text == ",":
        after = after[1:]
    verb = next((t for t in after if t.pos == "VERB" or _reports(t)), None)
    if verb is None or not after or not _clear(after[: after.index(verb)]):
        return None
    known = _reports(verb)
    if (not known and sign not in ENDS) or verb.tag not in FINITE:
        return None
    at = after.index(verb)
    if at == 0:
        speaker = _behind(after[1:])
        if speaker is None or not known:
            return None
    else:
        speaker = _subject(tree, verb)
        if speaker is None or speaker.index < after[0].index:
            speaker = next((t for t in reversed(after[:at]) if t.pos in NOMINAL), None)
        if speaker is None:
            return None
    return _beside(tree, speaker, _words(tree, speaker) - {verb.index}, verb, words)


def _before(tree: Tree, before: Sequence[Token], words: Sequence[int]) -> Report | None:
    """ "S said: “C”", "S told the court, “C”", "S chanted “C”"."""
    verb = next((t for t in reversed(before) if t.pos == "VERB"), None)
    if verb is None or verb.tag not in FINITE:
        return None
    between = before[before.index(verb) + 1 :]
    sign = between[-1].text if between else ""
    direct = not between or (len(between) == 1 and sign in {",", ":"})
    if not (_reports(verb) and (direct or sign in {",", ":"})) and not (direct and sign in {",", ":"}):
        return None
    speaker = _subject(tree, verb)
    if speaker is None or speaker.index in words:
        speaker = next((t for t in reversed(before[: before.index(verb)]) if t.pos in NOMINAL), None)
    if speaker is None:
        return None
    return _beside(tree, speaker, _words(tree, speaker) - {verb.index}, verb, words)


def _clear(between: Sequence[Token]) -> bool:
    """Only a subject stands there: no stop, no conjunction, no further mark."""
    if not between:
        return True
    stops = any(t.text in {".", ";", ":", "“", '"', "``"} or t.pos in {"CCONJ", "SCONJ"} for t in between)
    return not stops and between[0].pos not in {"ADP", "AUX"} and any(t.pos in NOMINAL for t in between)


def _reports(token: Token) -> bool:
    cue = verb_cue(token)
    return cue is not None and cue.kind is CueClass.SPEECH


def _may_cue(token: Token) -> bool:
    return token.pos == "VERB" and token.tag in FINITE


def _subject(tree: Tree, verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is coordinated with."""
    at = verb
    for _ in tree.tokens:
        subjects = tree.kids(at.index, "nsubj", "nsubj:pass")
        if subjects:
            return subjects[0]
        if at.dep not in {"conj", "xcomp", "advcl"} or at.head == at.index:
            return None
        at = tree.tokens[at.head]
    return None


def _behind(after: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that opens what follows "said": the first noun whose head is the verb or outside."""
    run: list[Token] = []
    for token in after:
        if token.pos in {"VERB", "AUX", "SCONJ"} or token.text in {",", ".", ";", ":", "(", "“", '"', "``"}:
            break
        if token.pos == "ADP" and token.lower != "of":
            break
        run.append(token)
    inside = {t.index for t in run}
    nouns = [t for t in run if t.pos in NOMINAL]
    return next((t for t in nouns if t.head not in inside), nouns[0] if nouns else None)


def _words(tree: Tree, speaker: Token) -> set[int]:
    return nominals.phrase(tree, speaker.index, ()) | apposed(tree, speaker.index)
