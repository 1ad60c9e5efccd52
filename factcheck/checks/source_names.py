"""The names that stand for sources in an article: outlets that are cited, whoever says something."""

import re

from factcheck.checks.subject import Subject


def source_words(subject: Subject) -> frozenset[str]:
    """The capitalised words of cited outlets and of sources, with the hyphened and the spaced pairs among them."""
    if subject.article is None:
        return frozenset()
    names = {citation.outlet for citation in subject.article.citations}
    names |= {span.slice(subject.text) for each in subject.article.attributions for span in each.source}
    words = {word for name in names for word in name.split() if word[:1].isupper()}
    return frozenset({re.sub(r"[’']s?$|[.,;:]$", "", word) for word in words} | set(names) | _pairs(names))


def _pairs(names: set[str]) -> set[str]:
    found = {" ".join(pair) for name in names for pair in zip(name.split(), name.split()[1:], strict=False)}
    return {pair for pair in found if pair[:1].isupper()}
