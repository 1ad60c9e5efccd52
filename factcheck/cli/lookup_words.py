"""What `factcheck lookup` says: what will be sent, and what was found for each claim."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from factcheck.archive import Archive, Limits, Outcome
from factcheck.configuration import OWN
from factcheck.evidence.asking.original import Difference
from factcheck.evidence.asking.run import Sending
from factcheck.evidence.record import NO_PASSAGE, NOT_ASKED, Evidence
from factcheck.evidence.table import candidates, searches
from factcheck.report.wording import count, margin_ref
from factcheck.row import Row

WORDS = {
    Outcome.FOUND.value: "found",
    NO_PASSAGE: "no passage",
    Outcome.ARCHIVED_ERROR.value: "error page",
    Outcome.NOT_ARCHIVED.value: "none",
    Outcome.OUT_OF_WINDOW.value: "other days",
    Outcome.EXCLUDED.value: "excluded",
    Outcome.RATE_LIMITED.value: "blocked",
    Outcome.UNAVAILABLE.value: "unreachable",
    Outcome.MALFORMED.value: "unreadable",
    NOT_ASKED: "not asked",
}
"""How a claim's look-up ended, in a word or two; no two outcomes share one. The most telling stand first."""
NO_CONTACT = (
    "No contact is set, and an archive that is asked too often writes to one before it blocks. "
    f'In {OWN}, under [lookup]: contact = "you@example.org"'
)
SHOWN = 6
LONGEST = 160
"""Characters of a passage on a claim's line."""


def announcement(archive: Archive, limits: Limits, sending: Sending, claims: int, *, dry: bool) -> str:
    """What will be sent to whom, what will not, and a reminder of the contact that is missing, a line each; `dry` where
    nothing is sent this time.
    """
    about = _listed([*sending.hosts, *sending.addresses])
    contact = f", with your contact {limits.contact}" if limits.contact else ""
    dates = f", {sending.days}" if sending.days else ""
    asking = f"{'Would ask' if dry else 'Asking'} {archive.name} ({', '.join(sorted(archive.hosts))})"
    # A link may hold words of a headline: what a person has not yet published is for them to know of.
    given, words = (
        (", as the draft and its table give them", "no other words") if sending.addresses else ("", "no words")
    )
    return (
        f"{asking} for {count(claims, 'claim')}: {about}{dates}.\n"
        f"Only these hosts, addresses and dates are sent{given}{contact}, and addresses that the archive itself names:"
        f" {words} of the draft." + ("" if limits.contact else f"\n{NO_CONTACT}")
    )


def claim_lines(rows: Iterable[Row], found: Sequence[Evidence]) -> Iterator[str]:
    """One line a claim that was looked up, in the table's order; then one for each reason why claims were not."""
    not_asked: dict[str, list[str]] = {}
    for row in rows:
        pages = candidates(found, row.claim_id)
        others = searches(found, row.claim_id)
        if pages:
            yield f"{margin_ref(row):>6}  {'found':<12} {_best(pages)}"
            continue
        ended = sorted((each for each in others if each.outcome in WORDS), key=lambda each: _order(each.outcome))
        if ended and ended[0].outcome != NOT_ASKED:
            said = "; ".join(dict.fromkeys(f"{each.asked}: {each.timing}" for each in ended if each.asked))
            yield f"{margin_ref(row):>6}  {WORDS[ended[0].outcome]:<12} {said}"
        elif ended:
            not_asked.setdefault(ended[0].timing, []).append(margin_ref(row))
    for why, places in not_asked.items():
        yield f"not asked: {why} ({count(len(places), 'claim')}: {' '.join(places)})"


def totals(rows: Iterable[Row], found: Sequence[Evidence]) -> str:
    """How many claims ended in which way."""
    counts: dict[str, int] = {}
    for row in rows:
        mine = [each.outcome for each in searches(found, row.claim_id) if each.outcome in WORDS]
        mine += [Outcome.FOUND.value] if candidates(found, row.claim_id) else []
        if mine:
            best = min(mine, key=_order)
            counts[best] = counts.get(best, 0) + 1
    told = ", ".join(f"{counts[each]} {word}" for each, word in WORDS.items() if each in counts)
    return f"{count(sum(counts.values()), 'claim')}: {told}" if counts else "No claim was looked up"


def original_lines(row: Evidence, differences: Sequence[Difference]) -> Iterator[str]:
    """The article's own page: where it is, and each sentence that it has otherwise."""
    yield f"original: {row.archive_url or row.original_url}: {row.timing}"
    for each in differences:
        yield f"  draft: {each.draft or '(not there)'}"
        yield f"  page:  {each.page or '(not there)'}"


def _best(pages: Sequence[Evidence]) -> str:
    first = pages[0]
    place = urlsplit(first.original_url).hostname or first.file
    told = [f"{first.rank}: {_short(first.title)} ({place})" if first.title else f"{first.rank}: {place}"]
    if first.captured_at:
        told.append(f"captured {first.captured_at[:10]}, {first.timing}" if first.timing else first.captured_at[:10])
    elif first.timing:
        told.append(first.timing)
    if first.passage:
        told.append(f"“{_short(first.passage.splitlines()[0])}”")
    if first.quote_match:
        told.append(f"quotation: {first.quote_match}")
    if first.restates:
        told.append("it repeats the claim")
    more = f" (+{len(pages) - 1})" if len(pages) > 1 else ""
    return "; ".join(told) + more


def _order(outcome: str) -> int:
    return list(WORDS).index(outcome)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more (--dry-run prints all)" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
