"""Settings of a folder: `factcheck.toml`, or `[tool.factcheck]` in its `pyproject.toml`.

    [lookup]
    archive = "wayback"              # a name below, or the address of a collection's root
    contact = "desk@example.org"     # sent with every request
    answer_seconds = 60              # any limit of archive.Limits by its name

    [archives.desk]
    url = "http://127.0.0.1:18081/web"

    [archives.other]
    timegate = "https://archive.example/timegate/"
    timemap = "https://archive.example/timemap/link/"

    [checks]
    select = ["dates", "numbers"]    # codes and groups, as `factcheck explain` lists them; without it all
    ignore = ["uncovered-words"]
    writer = "Ana Ruiz"              # who wrote the article, where it has no byline

Nothing of it is needed. What is not known is refused: a misspelt setting would otherwise be no setting.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from factcheck.archive.addressing import without_scheme
from factcheck.archive.settings import BUILT_IN, WAYBACK, Archive, Dialect, Limits, archive_at
from factcheck.errors import BadArgument, UnreadableInput

OWN = "factcheck.toml"
SHARED = "pyproject.toml"
MOST_BYTES = 1_000_000
"""Bytes of a file of settings; one that is larger is something else."""
Setting = TypeVar("Setting")
_LIMITS: dict[str, type] = {each.name: each.type for each in fields(Limits) if isinstance(each.type, type)}
_SECTIONS: dict[str, tuple[str, ...]] = {
    "checks": ("ignore", "select", "writer"),
    "lookup": ("archive", *_LIMITS),
}
_DEFAULTS = Limits()
_LONGEST = 60
"""Characters of a value that are shown in a message."""
_LARGE = 1 << 53
"""Whole numbers up to this are numbers with a fraction, too."""
_BASES = ("cdx", "playback", "timegate", "timemap")
_FORMS: dict[str, type] = {
    **dict.fromkeys(_BASES, str),
    "dialect": str,
    "index_per_minute": int,
    "members": tuple,
    "modifier": str,
    "pages_per_minute": int,
    "private": bool,
    "url": str,
}
_WORDS = {
    str: "text in quotation marks",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list of texts",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Which checks are run, as codes and groups: `select`, all where it is empty, without `ignore`.

    `writer` is who wrote the articles, "" where their bylines tell.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    writer: str = ""


_NO_CHECK_SETTINGS = CheckSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a folder's settings say, the defaults where they say nothing.

    `archive` is the name or address of the archive to ask, `archives` those that the settings describe, by name;
    `path` is the file that was read, "" where there is none.
    """

    archive: str = WAYBACK.name
    limits: Limits = _DEFAULTS
    archives: tuple[Archive, ...] = ()
    checks: CheckSettings = _NO_CHECK_SETTINGS
    path: str = ""

    @property
    def known(self) -> tuple[Archive, ...]:
        """The archives that have a name, sorted by it; the settings' own go before built-in ones of the same name."""
        named = {archive.name: archive for archive in (*BUILT_IN, *self.archives)}
        return tuple(named[name] for name in sorted(named))


def read_configuration(folder: Path) -> Configuration:
    """The settings of a folder; the defaults where it has none.

    Raises:
        UnreadableInput: a file that cannot be read, or is no TOML.
        BadArgument: an unknown setting, or a value that it cannot have; or settings in both files.
    """
    own = _parsed(folder / OWN)
    if own is None:
        shared = _parsed(folder / SHARED)
        place = _Place(str(folder / SHARED), "tool")
        tables = place.table(shared.get("tool", {})) if shared else {}
        if "factcheck" not in tables:
            return Configuration()
        return _configuration(place.at("factcheck"), tables["factcheck"])
    try:
        shared = _parsed(folder / SHARED)
    except UnreadableInput:
        shared = None
    tool = shared.get("tool") if shared else None
    if isinstance(tool, dict) and "factcheck" in tool:
        hint = f"Keep one of the two: {OWN}, or [tool.factcheck] in {SHARED}."
        raise BadArgument(f"{folder / OWN}: {SHARED} beside it holds settings as well", hint, value=SHARED)
    return _configuration(_Place(str(folder / OWN), ""), own)


def archive_named(configuration: Configuration, word: str = "") -> Archive:
    """The archive of a name or of an address of a collection's root; for "" the one that the settings choose.

    Raises:
        BadArgument: neither a known name nor an address.
    """
    word = word.strip() or configuration.archive
    known = {archive.name: archive for archive in configuration.known}
    if word in known:
        return known[word]
    if "://" in word:
        # The address of an archive that has a name: its index is where the archive has it, not where pywb would.
        root = _root(word)
        named = (each for each in known.values() if root in each.hosts or root in map(_root, each.bases))
        return next(named, None) or archive_at(word)
    hint = f"Known are {_listed(known)}; or give the address of a collection, such as http://127.0.0.1:8080/web."
    raise BadArgument(f"{word}: no archive of this name{_near(word, known)}", hint, value=word)


@dataclass(frozen=True, slots=True)
class _Place:
    """A file and the table of it that is read, for messages."""

    file: str
    table_name: str

    def at(self, key: str) -> "_Place":
        """A table or a setting inside."""
        quoted = key if re.fullmatch(r"[\w-]+", key, re.ASCII) else f'"{key}"'
        return _Place(self.file, f"{self.table_name}.{quoted}" if self.table_name else quoted)

    def error(self, what: str, hint: str, value: object = "") -> BadArgument:
        place = f"{self.file}, {self.table_name}" if self.table_name else self.file
        return BadArgument(f"{place}: {what}", hint, value=str(value))

    def table(self, value: object) -> dict[str, object]:
        return {str(key): one for key, one in self.typed(value, dict).items()}

    def typed(self, value: object, form: type[Setting]) -> Setting:
        """The value, of the type a setting must have; a whole number will do for any number."""
        given: object = value
        if form is float and type(value) is int and abs(value) < _LARGE:
            given = float(value)
        if form is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
            given = tuple(value)
        # By type, not by isinstance: `true` is no number.
        if type(given) is not form:
            raise self.error(f"{_shown(value)} is not {_WORDS[form]}", f"Write {_WORDS[form]}.", value)
        return given

    def known(self, table: Mapping[str, object], names: Iterable[str]) -> None:
        """Nothing, where the table has no other settings than these."""
        names = sorted(names)
        for key in table:
            if key not in names:
                raise self.at(key).error(f"no such setting{_near(key, names)}", f"Known are {_listed(names)}.", key)


def _parsed(path: Path) -> dict[str, object] | None:
    """The TOML of a file, None where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableInput(path, f"cannot be read: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise UnreadableInput(path, f"is larger than {MOST_BYTES:,} bytes", "Settings are a few lines of TOML.")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(path, f"line {line} is no UTF-8", "Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableInput(
            path, f"is no TOML: {error}", "See https://toml.io for how settings are written."
        ) from error


def _configuration(place: _Place, value: object) -> Configuration:
    table = place.table(value)
    for key, one in table.items():
        if section := _section_of(key, one):
            hint = f"It belongs in [{place.at(section).table_name}]."
            raise place.at(key).error("no such setting", hint, key)
    place.known(table, ("archives", *_SECTIONS))
    at = place.at("archives")
    archives = tuple(_archive(at.at(name), name, one) for name, one in at.table(table.get("archives", {})).items())
    configuration = _lookup(place.at("lookup"), table.get("lookup", {}))
    checks = _checks(place.at("checks"), table.get("checks", {}))
    configuration = replace(configuration, archives=archives, checks=checks, path=place.file)
    try:
        archive_named(configuration)
    except BadArgument as error:
        raise place.at("lookup").at("archive").error(error.message, error.hint, error.value) from error
    return configuration


def _section_of(key: str, value: object) -> str:
    """The section meant by what stands beside the sections: a setting of it, or a table of such; "" for none."""
    if key in ("archives", *_SECTIONS):
        return ""
    if key == "limits":  # what the library calls them
        return "lookup"
    names = {key, *(value if isinstance(value, dict) else ())}
    return next((section for section, known in _SECTIONS.items() if names.intersection(known)), "")


def _lookup(place: _Place, value: object) -> Configuration:
    table = place.table(value)
    place.known(table, _SECTIONS["lookup"])
    limits = _DEFAULTS
    for key, form in _LIMITS.items():
        if key in table:
            # One by one: an error names its own setting.
            given: dict[str, Any] = {key: place.at(key).typed(table[key], form)}
            try:
                limits = replace(limits, **given)
            except BadArgument as error:
                raise place.at(key).error(error.message, error.hint, error.value) from error
    return Configuration(archive=place.at("archive").typed(table.get("archive", WAYBACK.name), str), limits=limits)


def _checks(place: _Place, value: object) -> CheckSettings:
    """The settings of the checks; whether their codes are known, `checks.choose` says."""
    table = place.table(value)
    place.known(table, _SECTIONS["checks"])
    lists = {key: place.at(key).typed(table.get(key, ()), tuple) for key in ("select", "ignore")}
    writer = place.at("writer").typed(table.get("writer", ""), str)
    return CheckSettings(select=lists["select"], ignore=lists["ignore"], writer=writer.strip())


def _archive(place: _Place, name: str, value: object) -> Archive:
    """The archive of one table: a built-in one of its name with what is said changed, or a new one."""
    table = place.table(value)
    place.known(table, _FORMS)
    given: dict[str, Any] = {key: place.at(key).typed(table[key], _FORMS[key]) for key in table}
    url = str(given.pop("url", ""))
    if url and any(base in given for base in _BASES):
        raise place.error("has both a url and addresses of its services", "Give one or the other.", name)
    built_in = next((archive for archive in BUILT_IN if archive.name == name), None)
    if not url and built_in is None and not any(given.get(base) for base in _BASES):
        raise place.error("has no address", f"Give url, or one or more of {_listed(_BASES)}.", name)
    if "dialect" in given:
        given["dialect"] = _dialect(place.at("dialect"), str(given["dialect"]))
    try:
        start = archive_at(url, name=name) if url else built_in or Archive(name=name)
        return replace(start, **given)
    except BadArgument as error:
        raise place.error(error.message, error.hint, error.value) from error


def _dialect(place: _Place, word: str) -> Dialect:
    names = [dialect.value for dialect in Dialect]
    if word not in names:
        raise place.error(f"{word!r} is no dialect{_near(word, names)}", f"Known are {_listed(names)}.", word)
    return Dialect(word)


def _root(url: str) -> str:
    return without_scheme(url).rstrip("/")


def _near(word: str, names: Iterable[str]) -> str:
    found = get_close_matches(word.lower(), list(names), n=1)
    return f"; is it {found[0]!r}?" if found else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _shown(value: object) -> str:
    text = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    text = text or repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
