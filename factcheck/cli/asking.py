"""What is asked for where an article is given by its address."""

import re
from dataclasses import dataclass

from factcheck.errors import BadArgument

LONGEST = 2_000
"""Characters of an address; browsers and servers have long agreed on no more."""


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


def refuse_other_addresses(source: str) -> None:
    """Nothing, for a path, and for an address that may be asked for and printed.

    Raises: BadArgument for one of another scheme, with a name or password in it, or too long to be one.
    """
    scheme, marked, rest = source.strip().partition("://")
    if not marked or not re.fullmatch(r"[a-zA-Z][\w+.-]*", scheme):
        return
    if scheme.lower() not in {"http", "https"}:
        hint = "Give its path." if scheme.lower() == "file" else "Save it to a file, and give that."
        reason = f"{source[:LONGEST]}: only addresses that begin with http:// or https:// are read"
        raise BadArgument(reason, hint, value=source)
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in host:
        hint = "Leave them out: what is asked for is told to an archive, and kept in the table."
        reason = f"{scheme}://…@{host.rpartition('@')[2]}: an address with a user name or password in it"
        raise BadArgument(reason, hint, value=source)
    if len(source) > LONGEST:
        reason = f"{source[:60]}…: an address of {len(source):,} characters; at most {LONGEST:,} are asked for"
        raise BadArgument(reason, "Save the text of the page to a file, and give that.", value=source)
    if source != source.strip():
        raise BadArgument(f"{source!r}: white space around an address", "Leave it out.", value=source)
