"""Parses mended where the parser is known to go wrong on the sentences of articles.

Each rule states the mistake it was seen to mend; a rule goes when the shipped model no longer makes it.
"""

from factcheck.mending import asides, clauses, described, headlines, nouns, predicates, reports, subjects
from factcheck.mending.rehanging import is_tree
from factcheck.syntax import Tree

__all__ = ["mend"]

RULES = (
    predicates.labelled,
    predicates.verb_of_name,
    predicates.verb_behind_relative,
    predicates.verb_of_which,
    predicates.verb_of_question,
    predicates.indirect_question,
    predicates.verb_in_plural,
    predicates.last_of_predicate,
    predicates.second_clause,
    subjects.asked_progressive,
    subjects.taken_subject,
    subjects.verb_before_object,
    subjects.verbs_in_row,
    subjects.subject_behind_opener,
    subjects.opening_clause,
    nouns.one_name,
    nouns.whose_clause,
    nouns.placed_subject,
    described.described_name,
    headlines.clipped_predicate,
    headlines.clipped_copula,
    headlines.clipped_future,
    headlines.post_before_name,
    headlines.gapped_auxiliary,
    nouns.verb_of_event,
    nouns.listed_subject,
    nouns.two_subjects,
    nouns.broken_list,
    nouns.flat_list,
    subjects.posts_of_name,
    nouns.shared_apposition,
    nouns.named_post,
    nouns.nearest_apposition,
    reports.closing_report,
    subjects.inverted_speaker,
    clauses.aside_report,
    clauses.reason,
    clauses.trailing_report,
    clauses.aim,
    clauses.after_it_happened,
    clauses.time_clause,
    clauses.what_is,
    clauses.as_well_as,
    clauses.second_predicate,
    nouns.parallel_conjunct,
    clauses.what_was_claimed,
    clauses.said_in_statement,
    clauses.resumed_quotation,
    clauses.in_complement,
    subjects.further_report,
    clauses.resumed_speaker,
    subjects.called_beside,
    subjects.listed_charge,
    subjects.second_phrase,
    subjects.nearest_of_list,
    asides.beside_name,
    asides.time_beside_noun,
)
"""In the order they are tried: a later rule sees what an earlier one mended."""


def mend(tree: Tree) -> Tree:
    """The tree with known mistakes put right; the same tree where none was made."""
    for rule in RULES:
        mended = rule(tree)
        if mended is not tree and is_tree(mended):  # two words may each be hung below the other
            tree = mended
    return tree
