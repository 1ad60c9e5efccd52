"""What is asked of an archive: from what the rows and the article name, planned before anything is sent.

A question holds hosts, addresses and days. No word of a claim is part of one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from factcheck.evidence.asking.addresses import ArticleAddresses, Named, addresses_in, public_address
from factcheck.evidence.asking.windows import Days, days_of, joined_days
from factcheck.outlets import Host, Outlet, OutletRegistry
from factcheck.row import Row
from factcheck.verdicts import GONE, Pile, flags_of, standing, unconfirmed_view


class Form(StrEnum):
    """What a question is about."""

    ADDRESS = "address"
    """One page, as it stood near a day."""
    SITE = "site"
    """The pages of a host within some days."""
    ORIGINAL = "original"
    """The article's own page."""
    NOTHING = "nothing"
    """There is nothing to ask; `why` says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one claim wants of a question: the date (EDTF), and the days in which a page will do for it.

    `claim_id` is "" for the article as a whole.
    """

    claim_id: str
    wanted: str = ""
    days: Days | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question for all claims that need it. `about` is an address or a host, `days` what its needs span."""

    form: Form
    about: str = ""
    days: Days | None = None
    needs: tuple[Need, ...] = ()
    why: str = ""

    def asked(self, need: Need, archive: str) -> str:
        """What is asked for one claim, and whom, in words; the same in every run.

        A site's days are the claim's own, whatever other windows the question was joined with.
        """
        if self.form is Form.NOTHING:
            return ""
        what = f"{self.about}, {need.days}" if self.form is Form.SITE else f"{self.about}, near {need.wanted}"
        return f"{what} ({archive})"


class Reach(NamedTuple):
    """How far from a source's date its page is looked for, in days; windows of one host that near are joined."""

    before: int = 2
    after: int = 14
    joined: int = 7


NEARBY = Reach()


def worth_asking(row: Row) -> bool:
    """True for a claim still to be settled: not gone, not set aside or verified, no mere opinion."""
    settled = standing(row).pile in {Pile.VERIFIED, Pile.SET_ASIDE}
    return not settled and not unconfirmed_view(row) and GONE not in flags_of(row)


def plan(
    rows: Iterable[Row], article: ArticleAddresses | None, outlets: OutletRegistry, reach: Reach = NEARBY
) -> tuple[Question, ...]:
    """The questions for the rows of one article: addresses, then sites, then what cannot be asked, each once.

    Where an address is known the outlet's sites are not searched. Without the article the rows alone decide.
    """
    single = [question for row in rows for question in _of_row(row, article, outlets, reach)]
    addresses = _merged(question for question in single if question.form is Form.ADDRESS)
    sites = _joined([question for question in single if question.form is Form.SITE], reach)
    nothing = _merged(question for question in single if question.form is Form.NOTHING)
    return (*addresses, *sites, *nothing)


def original_question(url: str, published: str) -> Question:
    """The question for the article's own page, as it stood when it appeared."""
    days = days_of(published)
    if days is None:
        why = "no date of publication for the article: give it with factcheck parse --published"
        return Question(form=Form.NOTHING, needs=(Need(claim_id=""),), why=why)
    return Question(form=Form.ORIGINAL, about=url, days=days, needs=(Need(claim_id="", wanted=published, days=days),))


def _of_row(row: Row, article: ArticleAddresses | None, outlets: OutletRegistry, reach: Reach) -> Iterator[Question]:
    typed = [Named(url) for url in addresses_in(row.evidence)]
    named = [*typed, *(article.of(row) if article else ())]
    pages = list(dict.fromkeys((page, each.date) for each in named if (page := public_address(each.url))))
    if pages:
        yield from (_about_page(row, Named(*each)) for each in pages)
        return
    if named:
        yield _nothing(row, "its address lies in a private network; such addresses are not sent")
    cited = list(_documents(row))
    if not cited and not named:
        yield _nothing(row, "no outlet or address in the article")
    for outlet, date in cited:
        yield from _about_outlet(row, outlet, date, outlets, reach)


def _documents(row: Row) -> Iterator[tuple[str, str]]:
    """(outlet, date) of each document the row cites; one without a date takes the day the claim was said."""
    names = [name.strip() for name in row.cited.split(";")]
    dates = [date.strip() for date in row.cited_date.split(";")]
    dates += [""] * (len(names) - len(dates))
    for name, date in dict.fromkeys(zip(names, dates, strict=False)):
        if name:
            yield name, date or row.said_date.strip()


def _about_page(row: Row, named: Named) -> Question:
    first_cited = row.cited_date.split(";")[0].strip()
    known = (named.date, first_cited, row.said_date, row.event_date, row.published)
    wanted = next((date.strip() for date in known if days_of(date)), "")
    days = days_of(wanted)
    if days is None:
        return _nothing(row, "no date: neither the claim nor the article is dated (factcheck parse --published)")
    return Question(form=Form.ADDRESS, about=named.url, days=days, needs=(_need(row, wanted, days),))


def _about_outlet(row: Row, name: str, date: str, outlets: OutletRegistry, reach: Reach) -> Iterator[Question]:
    outlet = outlets.find(name)
    days = days_of(date)
    if days is None:
        missing = f"its date {date!r} is no span of days" if date else "no date"
        yield _nothing(row, f"{missing} for {name}, so there is no window to search")
        return
    if outlet is None:
        yield _nothing(row, f"{name} is no outlet that is known: if it is one, add it with its host to outlets.csv")
        return
    hosts = tuple(_hosts(outlet, days, outlets))
    if not hosts:
        served = f" of {days.first.year}" if outlet.hosts else ""
        yield _nothing(row, f"no host{served} known for {name}: add it to outlets.csv")
    window = days.around(reach.before, reach.after)
    for host in hosts:
        yield Question(form=Form.SITE, about=host, days=window, needs=(_need(row, date, window),))


def _hosts(outlet: Outlet, days: Days, outlets: OutletRegistry) -> Iterator[str]:
    """The outlet's hosts in those years; those of the outlet it belongs to where it has none of its own."""
    own = [host.name for host in outlet.hosts if _served(host, days)]
    parent = outlets.find(outlet.parent) if outlet.parent and not outlet.hosts else None
    yield from own or [host.name for host in (parent.hosts if parent else ()) if _served(host, days)]


def _served(host: Host, days: Days) -> bool:
    return (not host.first or int(host.first) <= days.last.year) and (
        not host.last or days.first.year <= int(host.last)
    )


def _need(row: Row, wanted: str, days: Days) -> Need:
    return Need(claim_id=row.claim_id, wanted=wanted, days=days)


def _nothing(row: Row, why: str) -> Question:
    return Question(form=Form.NOTHING, needs=(Need(claim_id=row.claim_id),), why=why)


def _merged(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions, those about the same made one, in the order in which they first come up."""
    found: dict[tuple[str, Days | None, str], Question] = {}
    for question in questions:
        key = (question.about, question.days, question.why)
        held = found.get(key)
        needs = tuple(dict.fromkeys((*held.needs, *question.needs))) if held else question.needs
        found[key] = replace(question, needs=needs)
    yield from found.values()


def _joined(questions: list[Question], reach: Reach) -> Iterator[Question]:
    """One question a host and stretch of days."""
    for host in dict.fromkeys(question.about for question in questions):
        of_host = [question for question in questions if question.about == host]
        for days in joined_days([each.days for each in of_host if each.days], reach.joined):
            inside = [each for each in of_host if each.days and each.days.within(days)]
            needs = dict.fromkeys(need for each in inside for need in each.needs)
            yield Question(form=Form.SITE, about=host, days=days, needs=tuple(needs))
