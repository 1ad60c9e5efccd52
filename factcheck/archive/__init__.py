"""Web archives: which captures of a page exist, which is nearest to a date, and what it shows. Knows no claim.

    with ArchiveClient(WAYBACK, clock=clock, sleep=sleep) as archive:
        found = archive.closest("http://www.interfax.kz/", when)
        page = archive.fetch(found.capture)

Every answer is a value with an `Outcome`; nothing that an archive answers is raised.
"""

from factcheck.archive.cache import Cache
from factcheck.archive.capture import EVIDENCE, Capture, Captures, Choice, Lookup, Outcome, Policy, Window
from factcheck.archive.cdx import Scope
from factcheck.archive.client import ArchiveClient
from factcheck.archive.page import PageText, page_text
from factcheck.archive.settings import ARQUIVO, BUILT_IN, PERMA, WAYBACK, Archive, Dialect, Limits, archive_at

__all__ = [
    "ARQUIVO",
    "BUILT_IN",
    "EVIDENCE",
    "PERMA",
    "WAYBACK",
    "Archive",
    "ArchiveClient",
    "Cache",
    "Capture",
    "Captures",
    "Choice",
    "Dialect",
    "Limits",
    "Lookup",
    "Outcome",
    "PageText",
    "Policy",
    "Scope",
    "Window",
    "archive_at",
    "page_text",
]
