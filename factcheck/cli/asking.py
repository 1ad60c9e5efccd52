"""What is asked for where an article is given by its address."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which copy of a page is wanted: the day and the archive, "" for none given; `live` for the page itself.

    Where no day is given, the copy that was read `before` is read again, else that nearest the day of publication.
    """

    at: str = ""
    archive: str = ""
    live: bool = False
    before: str = ""
    published: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The options as they are typed."""
        given = (("--at", self.at), ("--archive", self.archive))
        return (*(word for option, value in given if value for word in (option, value)), *["--live"] * self.live)


def is_address(source: str) -> bool:
    """True where an article is given by its address on the web."""
    return bool(re.match(r"https?://", source, re.IGNORECASE))
