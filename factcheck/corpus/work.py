"""What a worker does with a batch, the same in this process, in a pool and on a cluster."""

from dataclasses import dataclass, field

from factcheck.corpus.item import Batch, Item, Made, Record, digest
from factcheck.corpus.reading import FAILED, failed, read_article
from factcheck.corpus.store import Store
from factcheck.corpus.version import LENGTH, own_version
from factcheck.document import Problem
from factcheck.errors import BadArgument
from factcheck.outlets import OutletRegistry


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Makes parts of the dataset at `place`. It travels to the workers; the model each of them loads once.

    `outlets` is the registry with the user's own, None where they have none.
    """

    place: str
    version: str = field(default_factory=own_version)
    outlets: OutletRegistry | None = None

    @property
    def made_by(self) -> str:
        """What the rows depend on beside the article: version, code, and the user's own outlets where there are any."""
        if self.outlets is None:
            return self.version
        return f"{self.version}.{digest(repr(self.outlets.outlets)).hex()[:LENGTH]}"

    def __call__(self, batch: Batch) -> Made:
        """Parses the articles and writes the part.

        Raises: BadArgument where this worker has another version of factcheck; OSError where nothing can be written.
        """
        return self.write(batch, [self.read(item) for item in batch.items])

    def read(self, item: Item) -> Record:
        """The rows of one article."""
        if self.version != own_version():
            hint = "Install the same version on every machine."
            message = f"a worker has factcheck {own_version()}, this is {self.version}"
            raise BadArgument(message, hint, value=own_version())
        return read_article(item, self.outlets)

    def write(self, batch: Batch, records: list[Record]) -> Made:
        """Writes the part; `records` are those of its articles, in order."""
        made_by = self.made_by
        for item, record in zip(batch.items, records, strict=True):
            record.article.update(version=made_by, fingerprint=item.fingerprint(made_by))
        Store(self.place).write(batch.part, records)
        return Made(
            part=batch.part,
            articles=len(records),
            claims=sum(len(record.claims) for record in records),
            problems=sum(len(record.problems) for record in records),
            trouble=tuple(record.trouble for record in records if record.trouble),
        )


def lost(item: Item) -> Record:
    """The record of an article over which a worker died."""
    message = "a worker died over it, each time it was tried (out of memory?)"
    hint = "The next run tries it again."
    return failed(item, FAILED, Problem(code="worker-died", message=message, place=item.name, hint=hint))
