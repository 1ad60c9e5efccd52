"""Reports by place: "C, S said, C" and "C, S said on Monday.": the parser hangs the cue anywhere in the clause."""

from factcheck import nominals
from factcheck.cues import CueClass, verb_cue
from factcheck.reporting.report import Report, apposed, report, verb_group
from factcheck.syntax import Token, Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DASHES = frozenset({"—", "–", "--"})
BREAKS = frozenset({",", *DASHES})
QUOTES = frozenset({"“", "”", '"', "``", "''"})
LATE = 8
"""Tokens between a cue and the comma or stop behind it: when and where it was said."""
WIDEST = 12
"""Tokens of a speaker between the comma and the cue."""


def interposed_report(tree: Tree, token: Token) -> Report | None:
    """The report of a cue set apart by commas, None where it is not."""
    cue = verb_cue(token)
    if cue is None or cue.kind is not CueClass.SPEECH or token.tag not in FINITE:
        return None
    if any(t.text in QUOTES for t in tree.tokens) or (tree.kids(token.index, "ccomp") and _told_behind(tree, token)):
        return None
    opening, closing = _break_before(tree, token), _break_behind(tree, token)
    if opening is None or closing is None:
        return None
    before = tree.tokens[:opening]
    behind = tree.tokens[closing + 1 :] if tree.tokens[closing].text in BREAKS else ()
    if not _says(before, behind):
        return None
    run = [t for t in tree.tokens[opening + 1 : token.index] if t.pos in NOMINAL]
    inside = {t.index for t in run}
    speaker = next((t for t in run if t.head == token.index or t.head not in inside), None)
    if speaker is None or speaker.tag in {"WP", "WDT"} or not run:
        return None
    source = nominals.phrase(tree, speaker.index, ()) | apposed(tree, speaker.index)
    source = {i for i in source if opening < i < token.index} or {speaker.index}
    content = {t.index for t in (*before, *behind)}
    verb = {i for i in verb_group(tree, token) if opening < i < closing} | {token.index}
    return report(tree, speaker.index, source - verb, verb, content, token.index, CueClass.SPEECH, denies=cue.denies)


def _told_behind(tree: Tree, token: Token) -> bool:
    return any(c.index > token.index and tree.kids(c.index, "nsubj", "mark") for c in tree.kids(token.index, "ccomp"))


def _break_before(tree: Tree, token: Token) -> int | None:
    """The comma right before the speaker: nothing stands between but a noun phrase, its adverbs and auxiliaries."""
    for other in reversed(tree.tokens[max(0, token.index - WIDEST) : token.index]):
        if other.text in BREAKS:
            return other.index if other.index and token.index - other.index > 1 else None
        if other.pos in {"VERB", "SCONJ", "CCONJ"} or (other.pos == "PUNCT" and other.text not in {"-", ".", "’"}):
            return None
    return None


def _break_behind(tree: Tree, token: Token) -> int | None:
    """The comma or the end behind the cue; between them only when, where and to whom."""
    for other in tree.tokens[token.index + 1 : token.index + 1 + LATE]:
        if other.text in BREAKS or (other.text == "." and other.index == len(tree.tokens) - 1):
            return other.index
        if other.pos in {"VERB", "AUX", "SCONJ", "CCONJ"} or (other.pos == "PUNCT" and other.text != "-"):
            return None
        if other.index == token.index + 1 and other.pos in {"DET", "NUM", "ADJ"} and other.dep != "obl:unmarked":
            return None
    return None


def _says(before: tuple[Token, ...], behind: tuple[Token, ...]) -> bool:
    """The words around the cue make a clause, and the part in front of it is no clause of its own circumstances."""
    if not before or before[0].lower in {"asked", "when", "as", "while", "after", "if", "although", "though"}:
        return False
    finite = [t for t in (*before, *behind) if t.tag in {"VBD", "VBZ", "VBP", "MD"}]
    return bool(finite) and (not behind or behind[0].lower not in {"who", "which", "and", "but", "adding", "citing"})
