"""Reports in headlines set in capitals, where the parser takes the verb for a name: "Berg Urges Halden to Wait"."""

from factcheck.cues import CueClass, attitude_form, verb_form
from factcheck.mentions import DOCUMENTS
from factcheck.reporting.report import Report, report
from factcheck.syntax import Token, Tree

FEWEST = 4
"""Words of a headline."""
WIDEST = 7
"""Words of its subject."""
SHORT = 3
"""Letters. Shorter words are set small in headlines."""


def headline_report(tree: Tree) -> Report | None:
    """The report of a headline in capitals, None where it is none or its verb is one the parser knew."""
    if not _in_capitals(tree):
        return None
    start = next((t.index + 1 for t in reversed(tree.tokens[:WIDEST]) if t.text == ":"), 0)
    for token in tree.tokens[start + 1 : start + 1 + WIDEST]:
        kind = _kind(tree, token, tree.tokens[token.index - 1])
        if kind is not None:
            source = {t.index for t in tree.tokens[start : token.index] if t.pos != "DET"}
            content = set(range(token.index + 1, len(tree.tokens)))
            return report(tree, token.index - 1, source, {token.index}, content, token.index, kind)
        if token.pos in {"VERB", "AUX", "ADP", "SCONJ"} or token.text in {";", "“", '"', "‘", "(", "–", "—", "-"}:
            return None
    return None


def _in_capitals(tree: Tree) -> bool:
    words = [t.text for t in tree.tokens if t.text[:1].isalpha()]
    long = [w for w in words if len(w) > SHORT]
    return len(words) >= FEWEST and bool(long) and all(w[0].isupper() for w in long)


def _kind(tree: Tree, token: Token, subject: Token) -> CueClass | None:
    """The class of a word that is a cue in the present tense and agrees with the noun before it."""
    if token.pos == "VERB" or not token.text[:1].isupper() or subject.pos not in {"NOUN", "PROPN"}:
        return None
    low = token.lower
    singular = low.endswith("s") and not low.endswith("ss")
    if not singular and not subject.lower.endswith("s"):
        return None
    cue = verb_form(low)
    if cue is None:
        return CueClass.ATTITUDE if attitude_form(low) is not None and _follows(tree, token) else None
    if cue.kind is CueClass.FINDING and subject.lower not in DOCUMENTS:
        return None
    return cue.kind if _follows(tree, token) else None


def _follows(tree: Tree, token: Token) -> bool:
    """Something is said behind the verb: "Police Reports" alone is a noun phrase."""
    after = tree.tokens[token.index + 1 :]
    return len([t for t in after if t.text[:1].isalnum()]) > 1
