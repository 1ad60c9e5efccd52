"""The dataset made or brought up to date: what is new or changed is parsed, what is done is left alone."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from factcheck.corpus.extra import scale
from factcheck.corpus.item import Batch, Item, Made, batch_of, digest
from factcheck.corpus.pool import Runner
from factcheck.corpus.sources import Source
from factcheck.corpus.store import Known, Store
from factcheck.corpus.work import Work
from factcheck.document import Problem
from factcheck.errors import BadArgument, UnwritableOutput

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""
LARGEST = 8 * 1024 * 1024
"""Bytes of a batch, but for a single article that is larger."""
TROUBLES = 1_000
"""Articles without claims that are kept by name in a summary."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a run did, in articles: `found` in the source, `done` before, `parsed` now, `unread` now.

    `changed` of those parsed now replaced an older text of the same name, `retried` gave nothing before. `earlier` of
    those done were made by another version or with other outlets, and stay; `again` are such ones made anew. `twice`
    names came again with the source and were left out; `others` of the dataset are not in the source, and stay.
    `trouble` says why articles gave no claims, the first of them. `claims` and `problems` are rows written now.
    """

    found: int = 0
    done: int = 0
    parsed: int = 0
    unread: int = 0
    changed: int = 0
    retried: int = 0
    earlier: int = 0
    again: int = 0
    twice: int = 0
    others: int = 0
    claims: int = 0
    problems: int = 0
    trouble: tuple[Problem, ...] = ()

    def with_part(self, made: Made) -> "Summary":
        """The summary after one more part."""
        unread = len(made.trouble)
        return replace(
            self,
            parsed=self.parsed + made.articles - unread,
            unread=self.unread + unread,
            claims=self.claims + made.claims,
            problems=self.problems + made.problems,
            trouble=(*self.trouble, *made.trouble)[:TROUBLES],
        )


@dataclass(kw_only=True)
class _Survey:
    """What a first pass over the source found; names are kept as digests, 16 bytes each."""

    todo: set[bytes] = field(default_factory=set)
    bounds: "array[int]" = field(default_factory=lambda: array("Q"))
    """Where batches begin, by position in the source: the same whatever is done already."""
    old: dict[bytes, str] = field(default_factory=dict)
    """Of those to be done, the part that holds the rows they are to replace."""
    summary: Summary = Summary()


def build(
    source: Source,
    place: str,
    run: Runner,
    *,
    size: int = 100,
    again: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> Iterator[Summary]:
    """Makes the dataset at `place`, `size` articles a part; gives the summary after the survey and after every part.

    An article is known by its name. One whose bytes, given date and outlet are those of before is not parsed again, but
    with `again` where another version or other outlets made its rows; one that changed takes the place of the old.
    Interrupted, the next run goes on from there.

    Raises: BadArgument where the source holds no article; UnwritableOutput where `place` cannot be written to.
    """
    store = Store(place)
    with scale():
        import datasketch  # noqa: F401, PLC0415  said before work begins, not by the first worker

        if store.holds_others:
            hint = "Give -o a folder that is new, empty, or a dataset."
            raise UnwritableOutput(place, "something else is there", hint)
        if next(source.items(), None) is None:
            raise BadArgument(f"{source.place}: holds no article", _no_article(source), value=str(source.place))
        work = Work(place=store.absolute, outlets=source.own_outlets())
        try:
            with store.held():
                survey = _survey(source, store.known(), work.made_by, size, again=again)
                yield survey.summary
                yield from _built(survey, run(_batches(source, survey, store, work.made_by), work), progress)
        except OSError as error:
            raise UnwritableOutput(place, error.strerror or str(error), "What was done is kept.") from error


def _built(survey: _Survey, parts: Iterator[Made], progress: Progress) -> Iterator[Summary]:
    summary, of = survey.summary, len(survey.todo)
    progress(0, of)
    if of:  # else no worker is started
        for made in parts:
            summary = summary.with_part(made)
            progress(summary.parsed + summary.unread, of)
            yield summary


def _survey(source: Source, known: dict[bytes, Known], made_by: str, size: int, *, again: bool) -> _Survey:
    survey = _Survey()
    seen: set[bytes] = set()
    counted: Counter[str] = Counter()
    held = bytes_held = 0
    for position, item in enumerate(source.items()):
        if not position or held == size or bytes_held + len(item.data) > LARGEST:
            survey.bounds.append(position)
            held = bytes_held = 0
        held += 1
        bytes_held += len(item.data)
        name = digest(item.name)
        if name in seen:
            counted["twice"] += 1
            continue
        seen.add(name)
        stands = _standing(item, known.get(name), made_by)
        counted.update(["again" if stands == "earlier" and again else stands])
        if stands in ("new", "changed", "retried") or (stands == "earlier" and again):
            survey.todo.add(name)
            if name in known:
                survey.old[name] = known[name].part
    others = sum(name not in seen for name in known)
    survey.summary = Summary(
        found=len(seen),
        done=counted["done"] + counted["earlier"],
        changed=counted["changed"],
        retried=counted["retried"],
        earlier=counted["earlier"],
        again=counted["again"],
        twice=counted["twice"],
        others=others,
    )
    return survey


def _standing(item: Item, old: Known | None, made_by: str) -> str:
    """What there is to do with an article: it is new, changed, failed before, done, or done by another version."""
    if old is None:
        return "new"
    if old.again:
        return "retried"
    if old.fingerprint.hex() != item.fingerprint(old.made_by):
        return "changed"
    return "done" if old.made_by == made_by else "earlier"


def _batches(source: Source, survey: _Survey, store: Store, made_by: str) -> Iterator[Batch]:
    """What is to be done, a batch at a time; the source is read as batches are asked for.

    Rows that a batch replaces leave the dataset as it is given out, with those of their part that wait for theirs.
    """
    left = set(survey.todo)
    bounds = iter(survey.bounds[1:])
    bound = next(bounds, None)
    stale = defaultdict[str, set[bytes]](set)
    for name, part in survey.old.items():
        stale[part].add(name)

    def batch(items: list[Item]) -> Batch:
        parts = {survey.old.get(digest(item.name), "") for item in items}
        for part in sorted(parts & stale.keys()):
            store.drop(part, stale.pop(part))
        return batch_of(items, made_by)

    held: list[Item] = []
    for position, item in enumerate(source.items(lambda name: digest(name) in left)):
        if position == bound:
            if held:
                yield batch(held)
            held, bound = [], next(bounds, None)
        name = digest(item.name)
        if name in left:
            left.discard(name)
            held.append(item)
    if held:
        yield batch(held)


def _no_article(source: Source) -> str:
    if source.place.is_dir():
        others = ", ".join(f"{ending} {count:,}" for ending, count in sorted(source.left.endings.items()))
        kinds = "Plain text, Markdown, HTML, Word and PDF files are read."
        return f"{kinds} It has: {others}." if others else kinds
    return "A list holds one path a line, a table one text a row."
