"""Reports inside one sentence: which words name the source, which are the cue, which the content.

Forms, with their share in news (PolNeAR): a quotation with a speech verb 22%, "S V (that) C" 22%, "C, S said" 10%,
"according to S" 2%, noun cues 7%.
"""

from collections.abc import Iterator, Sequence

from factcheck.document import Span
from factcheck.reporting.attitudes import attitude_report
from factcheck.reporting.headlines import headline_report
from factcheck.reporting.interposed import interposed_report
from factcheck.reporting.nouns import noun_report
from factcheck.reporting.phrases import according, words_of
from factcheck.reporting.presenting import TAKEN_UP, presenting_report
from factcheck.reporting.quoted import after_quotation, beside_quotation, introduced_by
from factcheck.reporting.relays import relay_reports
from factcheck.reporting.report import Report
from factcheck.reporting.verbs import verb_report
from factcheck.syntax import Tree

__all__ = ["TAKEN_UP", "Report", "beside_quotation", "find_reports", "introduced_by", "speakers"]


def find_reports(tree: Tree, quoted: Sequence[Span]) -> tuple[Report, ...]:
    """The reports of a sentence, in the order of their cues. `quoted` are the quotations that touch the sentence."""
    opening = _opened(tree, quoted)
    relays = relay_reports(tree)
    found = [*([] if opening is None else [opening]), *relays]
    taken = {each.head for each in found}.union(*(each.cue for each in relays))
    for token in tree.tokens:
        if token.index in taken:
            continue
        made = (
            according(tree, token)
            or words_of(tree, token)
            or interposed_report(tree, token)
            or verb_report(tree, token, quoted)
            or presenting_report(tree, token)
            or attitude_report(tree, token)
            or noun_report(tree, token)
        )
        if made is not None:
            found.append(made)
    headline = headline_report(tree) if not found else None
    if headline is not None:
        found.append(headline)
    return tuple(sorted(found, key=lambda r: min(r.cue)))


def _opened(tree: Tree, quoted: Sequence[Span]) -> Report | None:
    """ "“C,” said S and whatever follows": a quotation the sentence opens with, or goes on with, is all S said."""
    opens = [q for q in quoted if q.start <= tree.tokens[0].span.start < q.end] if tree.tokens else []
    return after_quotation(tree, opens[0]) if opens else None


def speakers(reports: Sequence[Report]) -> Iterator[int]:
    """The heads of the sources, in order."""
    for report in reports:
        if report.speaker is not None:
            yield report.speaker
