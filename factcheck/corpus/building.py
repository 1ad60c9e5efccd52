"""The dataset made or brought up to date: what is new or changed is parsed, what is done is left alone."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from factcheck.corpus.extra import needed, own_version
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

    `changed` of those parsed now replaced an older text of the same name; `twice` names came again with the source and
    were left out; `others` of the dataset are not in the source, and stay. `trouble` says why articles gave no claims,
    the first of them. `claims` and `problems` are rows written now.
    """

    found: int = 0
    done: int = 0
    parsed: int = 0
    unread: int = 0
    changed: int = 0
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
    stale: defaultdict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    """By part, the articles that another text has replaced, or that are tried again."""
    summary: Summary = Summary()


def build(
    source: Source, place: str, run: Runner, *, size: int = 100, progress: Progress = lambda _done, _of: None
) -> Iterator[Summary]:
    """Makes the dataset at `place`, `size` articles a part; gives the summary after the survey and after every part.

    An article is known by its name. One whose bytes, given date and outlet are those of before, made by this version,
    is not parsed again; one that changed takes the place of the old. Interrupted, the next run goes on from there.

    Raises: BadArgument where the source holds no article; UnwritableOutput where `place` cannot be written to.
    """
    needed("datasketch")
    store = Store(place)
    if store.holds_others:
        raise UnwritableOutput(place, "something else is there", "Give -o a folder that is new, empty, or a dataset.")
    first = next(source.items(), None)
    if first is None:
        raise BadArgument(f"{source.place}: holds no article", _no_article(source), value=str(source.place))
    try:
        with store.held():
            yield from _built(source, store, run, size, progress)
    except OSError as error:
        raise UnwritableOutput(place, error.strerror or str(error), "What was done is kept.") from error


def _built(source: Source, store: Store, run: Runner, size: int, progress: Progress) -> Iterator[Summary]:
    survey = _survey(source, store.known(), size)
    for part, articles in sorted(survey.stale.items()):
        store.drop(part, articles)
    summary, of = survey.summary, len(survey.todo)
    yield summary
    progress(0, of)
    batches = _batches(source, survey)
    if of:
        for made in run(batches, Work(place=store.absolute)):
            summary = summary.with_part(made)
            progress(summary.parsed + summary.unread, of)
            yield summary


def _survey(source: Source, known: dict[bytes, Known], size: int) -> _Survey:
    survey = _Survey()
    seen: set[bytes] = set()
    found = done = changed = twice = held = bytes_held = 0
    for position, item in enumerate(source.items()):
        if not position or held == size or bytes_held + len(item.data) > LARGEST:
            survey.bounds.append(position)
            held = bytes_held = 0
        held += 1
        bytes_held += len(item.data)
        name = digest(item.name)
        if name in seen:
            twice += 1
            continue
        seen.add(name)
        found += 1
        old = known.get(name)
        if old is None:
            survey.todo.add(name)
        elif old.again or old.fingerprint.hex() != item.fingerprint(own_version()):
            survey.todo.add(name)
            survey.stale[old.part].add(name)
            changed += 1
        else:
            done += 1
    others = sum(name not in seen for name in known)
    survey.summary = Summary(found=found, done=done, changed=changed, twice=twice, others=others)
    return survey


def _batches(source: Source, survey: _Survey) -> Iterator[Batch]:
    """What is to be done, a batch at a time; the source is read as batches are asked for."""
    left = set(survey.todo)
    bounds = iter(survey.bounds[1:])
    bound = next(bounds, None)
    held: list[Item] = []
    for position, item in enumerate(source.items(lambda name: digest(name) in left)):
        if position == bound:
            if held:
                yield batch_of(held, own_version())
            held, bound = [], next(bounds, None)
        name = digest(item.name)
        if name in left:
            left.discard(name)
            held.append(item)
    if held:
        yield batch_of(held, own_version())


def _no_article(source: Source) -> str:
    if source.place.is_dir():
        others = ", ".join(f"{ending} {count:,}" for ending, count in sorted(source.left.endings.items()))
        kinds = "Plain text, Markdown, HTML, Word and PDF files are read."
        return f"{kinds} It has: {others}." if others else kinds
    return "A list holds one path a line, a table one text a row."
