"""Attitudes: "sought to repeal it", "talked about race", "touts the plan". Nothing is stated, but whose it is counts.

The frames a verb is an attitude in were counted on news (`data/reporting_attitudes.csv`).
"""

from factcheck.cues import CueClass, attitude_cue
from factcheck.reporting.report import Report, following, report, speaker_words, verb_group
from factcheck.reporting.verbs import speaker_of
from factcheck.syntax import Token, Tree


def attitude_report(tree: Tree, token: Token) -> Report | None:
    """The attitude a verb expresses, None where it has another complement or nobody has it."""
    attitude = attitude_cue(token)
    if attitude is None or token.dep in {"amod", "compound"} or tree.kids(token.index, "nsubj:pass", "aux:pass"):
        return None
    frame, case = _frame(tree, token)
    speaker = speaker_of(tree, token)
    if frame not in attitude.takes or speaker is None:
        return None
    group = verb_group(tree, token) | ({case} if case is not None else set())
    content = following(tree, token) - group
    if frame == "that":
        content = set().union(*(tree.subtree(c.index) for c in tree.kids(token.index, "ccomp")))
    source = speaker_words(tree, speaker) - content - group
    return report(tree, speaker, source, group, content, token.index, CueClass.ATTITUDE)


def _frame(tree: Tree, token: Token) -> tuple[str, int | None]:
    """The complement of a verb, and the preposition that opens it."""
    if tree.kids(token.index, "ccomp"):
        return "that", None
    behind = [c for c in tree.kids(token.index) if c.index > token.index]
    infinitive = next((c for c in behind if c.dep.startswith("xcomp")), None)
    if infinitive is not None:
        marked = any(m.lower == "to" for m in tree.kids(infinitive.index, "mark"))
        return ("to" if marked else "clause"), None
    if any(c.dep == "obj" for c in behind):
        return "object", None
    for child in behind:
        case = next(iter(tree.kids(child.index, "case")), None) if child.dep == "obl" else None
        if case is not None:
            return case.lower, case.index
    return "", None
