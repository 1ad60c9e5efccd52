"""An article given by its address: who is asked and what is sent, said before; which copy was read, said after."""

import os
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from factcheck.archive import ArchiveClient, Cache
from factcheck.archive.article import copy_time, moment, page_asked, read_archived, read_live
from factcheck.cli.asking import Asking
from factcheck.cli.options import now, printable
from factcheck.configuration import Configuration, archive_named, read_configuration
from factcheck.document import Document
from factcheck.errors import BadArgument
from factcheck.publication import parse_given

CACHE = "FACTCHECK_CACHE"


def read_address(url: str, folder: Path, asking: Asking) -> Document:
    """The article at an address: its archived copy nearest the wanted day; where none is given the copy read before,
    else that nearest the day of publication, else the newest.

    Raises:
        BadArgument: no address, no date, no archive of that name, or options that contradict each other.
        UnreadableInput: nothing was found or reached; the message says what to do.
    """
    configuration = read_configuration(folder)
    cache = Cache(cache_folder())
    document = (_live if asking.live else _archived)(url, configuration, asking, cache)
    if cache.problem:
        _say(f"answers were not kept on disk: {cache.problem}")
    return document


def _live(url: str, configuration: Configuration, asking: Asking, cache: Cache) -> Document:
    if asking.at or asking.archive:
        reason = "--live reads the page as it is now, --at and --archive a copy"
        raise BadArgument(reason, "Give one of them.", value=url)
    host = urlsplit(url).netloc.rpartition("@")[2]
    _say(f"Asking {host} itself for {url} as it is now. Only the address is sent{_contact(configuration)}.")
    document = read_live(url, configuration.limits, clock=now, sleep=time.sleep, cache=cache)
    _say(f"Read the page of {now():%Y-%m-%d %H:%M} UTC. It may change; an archived copy does not.")
    return document


def _archived(url: str, configuration: Configuration, asking: Asking, cache: Cache) -> Document:
    at = _day("--at", asking.at)
    day = at or _day("--published", asking.published)
    page = page_asked(url)
    again = not at and copy_time(asking.before) is not None
    address = asking.before if again else url
    captured = copy_time(address)
    archive = archive_named(configuration, asking.archive)
    if asking.before == url and not at:
        _say("Last time the page's own server was asked, with --live; its archived copy may be another text.")
    with ArchiveClient(archive, configuration.limits, clock=now, sleep=time.sleep, cache=cache) as client:
        which = f"nearest {day}" if day else "that is newest"
        if captured:
            near = "of" if client.capture_of(address) else "nearest"
            which = f"{near} {captured:%Y-%m-%d %H:%M} UTC" + (
                ", which was read before (--at: another)" if again else ""
            )
        sent = "address and the day are" if captured or day else "address is"
        _say(
            f"Asking {archive.name} ({', '.join(sorted(archive.hosts))}) for the copy of {page} {which}."
            f" Only the {sent} sent{_contact(configuration)}."
        )
        found = read_archived(client, address, captured or moment(day))
    _say(f"Read the copy of {found.capture.time:%Y-%m-%d %H:%M} UTC: {found.capture.archive_url}")
    return replace(found.document, name=url)


def _contact(configuration: Configuration) -> str:
    contact = configuration.limits.contact
    return f", with your contact {contact}" if contact else ""


def _day(option: str, typed: str) -> str:
    try:
        return parse_given(typed) if typed.strip() else ""
    except BadArgument as error:
        raise BadArgument(f"{option} {error.message}", error.hint, value=error.value) from error


def _say(words: str) -> None:
    click.echo(printable(words), err=True)


def cache_folder() -> Path:
    """Where answers are kept, for all folders of one person: FACTCHECK_CACHE, else the system's place for caches."""
    if os.environ.get(CACHE):
        return Path(os.environ[CACHE])
    system = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(system) if system else Path.home() / ".cache") / "factcheck"
