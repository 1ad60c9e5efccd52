"""Settings of a folder: what they may say, and that a mistake in them is named with its file, its key and a way out."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import ARQUIVO, PERMA, WAYBACK, Archive, Dialect, Limits, archive_at
from factcheck.configuration import CheckSettings, Configuration, archive_named, read_configuration
from factcheck.errors import BadArgument, FactcheckError, UnreadableInput

Write = Callable[[str], Configuration]


@pytest.fixture
def settings(tmp_path: Path) -> Write:
    """What the folder's factcheck.toml says, once it has this text."""

    def written(text: str) -> Configuration:
        (tmp_path / "factcheck.toml").write_text(text, encoding="utf-8")
        return read_configuration(tmp_path)

    return written


def test_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_configuration(tmp_path) == Configuration()
    assert archive_named(Configuration()) == WAYBACK


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[lookup]\n", "[archives]\n", "\ufeff[lookup]\n"])
def test_empty_settings_are_the_defaults(settings: Write, text: str) -> None:
    found = settings(text)
    assert replace(found, path="") == Configuration()
    assert found.path.endswith("factcheck.toml")


def test_look_up_has_its_archive_contact_and_limits(settings: Write) -> None:
    found = settings(
        """
        [lookup]
        archive = "http://127.0.0.1:18081/web"
        contact = "desk@example.org"
        proxy = "http://127.0.0.1:3128"
        answer_seconds = 45.5
        read_seconds = 20
        most_bytes = 5_000_000
        run_seconds = 600
        """
    )
    assert found.limits == Limits(
        contact="desk@example.org",
        proxy="http://127.0.0.1:3128",
        answer_seconds=45.5,
        read_seconds=20,
        most_bytes=5_000_000,
        run_seconds=600,
    )
    assert archive_named(found) == archive_at("http://127.0.0.1:18081/web")


@pytest.mark.parametrize("name", [each.name for each in fields(Limits)])
def test_every_limit_is_a_setting(settings: Write, name: str) -> None:
    text = name in {"contact", "agent", "proxy"}
    value = '"http://desk.example"' if text else "77"
    found = settings(f"[lookup]\n{name} = {value}\n")
    assert getattr(found.limits, name) == ("http://desk.example" if text else 77)


def test_archive_by_its_root(settings: Write) -> None:
    found = settings('[archives.desk]\nurl = "http://127.0.0.1:18081/web"\nindex_per_minute = 6\n')
    expected = replace(archive_at("http://127.0.0.1:18081/web", name="desk"), index_per_minute=6)
    assert archive_named(found, "desk") == expected


def test_archive_by_the_addresses_of_its_services(settings: Write) -> None:
    found = settings(
        """
        [lookup]
        archive = "union"

        [archives.union]
        cdx = "https://union.example/cdx"
        playback = "https://union.example/replay/"
        timegate = "https://union.example/timegate/"
        timemap = "https://union.example/timemap/link/"
        dialect = "wayback"
        modifier = ""
        members = ["web.archive.org", "arquivo.pt"]
        private = true
        index_per_minute = 5
        pages_per_minute = 0
        """
    )
    assert archive_named(found) == Archive(
        name="union",
        cdx="https://union.example/cdx",
        playback="https://union.example/replay/",
        timegate="https://union.example/timegate/",
        timemap="https://union.example/timemap/link/",
        dialect=Dialect.WAYBACK,
        modifier="",
        members=("web.archive.org", "arquivo.pt"),
        private=True,
        index_per_minute=5,
        pages_per_minute=0,
    )


def test_limit_of_a_built_in_archive_is_changed_and_the_rest_stays(settings: Write) -> None:
    found = settings("[archives.wayback]\nindex_per_minute = 5\n")
    assert archive_named(found) == replace(WAYBACK, index_per_minute=5)
    assert [archive.name for archive in found.known] == ["arquivo", "perma", "wayback"]


def test_address_of_a_built_in_archive_is_changed(settings: Write) -> None:
    """archive.org may move its services; nobody should wait for a release."""
    found = settings('[archives.wayback]\ncdx = "https://cdx.example/search"\n')
    assert archive_named(found, "wayback") == replace(WAYBACK, cdx="https://cdx.example/search")


@pytest.mark.parametrize(
    ("word", "archive"),
    [
        ("", WAYBACK),
        ("wayback", WAYBACK),
        (" wayback ", WAYBACK),
        ("arquivo", ARQUIVO),
        ("perma", PERMA),
        ("https://web.archive.org/web/", WAYBACK),
        ("http://web.archive.org/web", WAYBACK),
        ("https://web.archive.org", WAYBACK),
        ("https://arquivo.pt/wayback", ARQUIVO),
        ("http://127.0.0.1:18081/web", archive_at("http://127.0.0.1:18081/web")),
        ("https://archive.example/all/", archive_at("https://archive.example/all/")),
    ],
)
def test_word_names_an_archive(word: str, archive: Archive) -> None:
    assert archive_named(Configuration(), word) == archive


def test_unknown_archive_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadArgument) as error:
        archive_named(Configuration(), "waybak")
    assert error.value.message == "waybak: no archive of this name; is it 'wayback'?"
    assert error.value.hint.startswith("Known are arquivo, perma, wayback; or give the address of a collection")
    assert error.value.exit_code == 2


@pytest.mark.parametrize("word", ["ftp://a.example/web", "http://", "http://a.example:x/", "http://[broken/"])
def test_address_that_no_archive_can_have_is_refused(word: str) -> None:
    with pytest.raises(BadArgument, match="no address of an archive"):
        archive_named(Configuration(), word)


def test_password_in_an_address_is_refused_and_not_repeated() -> None:
    """It would stand in every archived address of evidence.csv."""
    with pytest.raises(BadArgument) as error:
        archive_named(Configuration(), "https://ana:secret@archive.example/web")
    assert "secret" not in str(error.value)


# pyproject.toml


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.factcheck.lookup]\narchive = "arquivo"\n')
    found = read_configuration(tmp_path)
    assert (found.archive, found.path) == ("arquivo", str(tmp_path / "pyproject.toml"))


@pytest.mark.parametrize("text", ["", '[project]\nname = "x"\n', "[tool.ruff]\nline-length = 99\n"])
def test_pyproject_of_something_else_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert read_configuration(tmp_path) == Configuration()


def test_mistake_in_pyproject_is_named_with_its_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.factcheck.lookup]\nattempts = 0\n")
    with pytest.raises(BadArgument) as error:
        read_configuration(tmp_path)
    assert error.value.message == f"{tmp_path / 'pyproject.toml'}, tool.factcheck.lookup.attempts: attempts is 0"


def test_settings_in_both_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text("")
    (tmp_path / "pyproject.toml").write_text("[tool.factcheck]\n")
    with pytest.raises(BadArgument, match=r"pyproject\.toml beside it holds settings as well"):
        read_configuration(tmp_path)


@pytest.mark.parametrize("text", ["[tool.ruff]\n", "not TOML at all"])
def test_pyproject_of_something_else_does_not_disturb_the_own_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "factcheck.toml").write_text('[lookup]\narchive = "perma"\n')
    (tmp_path / "pyproject.toml").write_text(text)
    assert archive_named(read_configuration(tmp_path)) == PERMA


# Mistakes


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ("[lookups]\n", "lookups", "no such setting; is it 'lookup'?"),
        ("contact = 'a@example.org'\n", "contact", "no such setting"),
        ("[lookup]\ncontakt = 'a@example.org'\n", "lookup.contakt", "no such setting; is it 'contact'?"),
        ("[lookup]\nanswer-seconds = 5\n", "lookup.answer-seconds", "no such setting; is it 'answer_seconds'?"),
        ("[lookup]\nzzz = 1\n", "lookup.zzz", "no such setting"),
        ("lookup = 'wayback'\n", "lookup", "'wayback' is not a table"),
        ("[lookup]\narchive = 5\n", "lookup.archive", "5 is not text in quotation marks"),
        ("[lookup]\narchive = 'waybak'\n", "lookup.archive", "waybak: no archive of this name; is it 'wayback'?"),
        ("[lookup]\narchive = 'ftp://a.example/'\n", "lookup.archive", "no address of an archive"),
        ("[lookup]\nattempts = 2.5\n", "lookup.attempts", "2.5 is not a whole number"),
        ("[lookup]\nattempts = true\n", "lookup.attempts", "true is not a whole number"),
        ("[lookup]\nattempts = 0\n", "lookup.attempts", "attempts is 0"),
        ("[lookup]\nread_seconds = '5'\n", "lookup.read_seconds", "'5' is not a number"),
        ("[lookup]\nread_seconds = -1\n", "lookup.read_seconds", "read_seconds is -1"),
        ("[lookup]\nread_seconds = nan\n", "lookup.read_seconds", "read_seconds is nan"),
        ("[lookup]\nread_seconds = inf\n", "lookup.read_seconds", "read_seconds is inf"),
        (f"[lookup]\nread_seconds = 1{'0' * 400}\n", "lookup.read_seconds", "is not a number"),
        ("[lookup]\ncontact = 'Ана'\n", "lookup.contact", "contact holds more than plain letters"),
        ('[lookup]\ncontact = "a\\r\\nX-Evil: 1"\n', "lookup.contact", "contact holds more than plain letters"),
        ("[lookup]\nproxy = 'socks5://127.0.0.1:9'\n", "lookup.proxy", "is no address"),
        ("[archives]\ndesk = 'http://a.example/'\n", "archives.desk", "is not a table"),
        ("[archives.desk]\n", "archives.desk", "has no address"),
        ("[archives.desk]\ncdx = ''\n", "archives.desk", "has no address"),
        ("[archives.desk]\nurl = 'a.example/web'\n", "archives.desk", "no address of an archive"),
        ("[archives.desk]\nurl = 'http://a.example/'\ncdx = 'http://a.example/cdx'\n", "archives.desk", "has both"),
        ("[archives.desk]\nuri = 'http://a.example/'\n", "archives.desk.uri", "no such setting; is it 'url'?"),
        ("[archives.desk]\nurl = 'http://a.example/'\ndialect = 'pywbe'\n", "archives.desk.dialect", "is it 'pywb'?"),
        ("[archives.desk]\nurl = 'http://a.example/'\nprivate = 1\n", "archives.desk.private", "1 is not true or false"),
        ("[archives.desk]\nurl = 'http://a.example/'\nmembers = [1]\n", "archives.desk.members", "[1] is not a list of"),
        ("[archives.desk]\nurl = 'http://a.example/'\nindex_per_minute = -1\n", "archives.desk", "is less than 0"),
        ("[archives.'my desk']\n", 'archives."my desk"', "has no address"),
    ],
)  # fmt: skip
def test_mistake_is_named_with_its_file_and_key(
    settings: Write, tmp_path: Path, text: str, key: str, what: str
) -> None:
    with pytest.raises(BadArgument) as error:
        settings(text)
    assert error.value.message.startswith(f"{tmp_path / 'factcheck.toml'}, {key}: ")
    assert what in error.value.message
    assert error.value.hint
    assert error.value.exit_code == 2
    assert len(error.value.message) < len(str(tmp_path)) + 200


@pytest.mark.parametrize(
    ("text", "key", "section"),
    [
        ("[limits]\nanswer_seconds = 5\n", "limits", "lookup"),
        ("[limits]\n", "limits", "lookup"),
        ("[archive]\ncontact = 'a@example.org'\n", "archive", "lookup"),
        ("answer_seconds = 5\n", "answer_seconds", "lookup"),
        ("[rules]\nignore = ['dates']\n", "rules", "checks"),
    ],
)
def test_setting_beside_its_section_is_told_where_it_belongs(
    settings: Write, text: str, key: str, section: str
) -> None:
    with pytest.raises(BadArgument, match=rf"factcheck\.toml, {key}: no such setting") as error:
        settings(text)
    assert error.value.hint == f"It belongs in [{section}]."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"[lookup]\ncontact =\n", "is no TOML: Invalid value (at line 2, column 10)"),
        (b"[lookup]\n[lookup]\n", "line 2"),
        (b"[lookup]\n# \xcf\xf0\xe5\n", "line 2 is no UTF-8"),
        (b"\0", "is no TOML"),
        (b"a = " + b"[" * 100_000, "is no TOML"),
        (b"#" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "factcheck.toml").write_bytes(data)
    with pytest.raises(UnreadableInput) as error:
        read_configuration(tmp_path)
    assert error.value.message.startswith(f"{tmp_path / 'factcheck.toml'}: ")
    assert what in error.value.message
    assert error.value.hint
    assert error.value.exit_code == 2


def test_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").mkdir()
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_configuration(tmp_path)


@given(st.text(alphabet="[]lookuparchives.= \"'\n0123456789-_{}tfe", max_size=80))
def test_no_text_raises_anything_but_the_tools_own_errors(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "factcheck.toml").write_text(text)
    try:
        found = read_configuration(folder)
    except FactcheckError as error:
        assert "factcheck.toml" in str(error)  # noqa: PT017 - either outcome will do, but no third
    else:
        assert archive_named(found).bases


def test_checks_are_selected_ignored_and_told_the_writer(settings: Write) -> None:
    found = settings(
        """
        [checks]
        select = ["dates", "stale-verdict"]
        ignore = ["uncovered-words"]
        writer = " Ana Ruiz "
        """
    )
    assert found.checks == CheckSettings(
        select=("dates", "stale-verdict"), ignore=("uncovered-words",), writer="Ana Ruiz"
    )


def test_settings_without_checks_run_all_of_them(settings: Write) -> None:
    assert settings("[lookup]\n").checks == CheckSettings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[checks]\nselct = []\n", "checks.selct: no such setting; is it 'select'?"),
        ('[checks]\nselect = "dates"\n', "checks.select: 'dates' is not a list of texts"),
        ("[checks]\nignore = [1]\n", "checks.ignore: [1] is not a list of texts"),
        ("[checks]\nwriter = 1\n", "checks.writer: 1 is not text"),
        ("checks = []\n", "checks: [] is not a table"),
    ],
)
def test_mistake_in_the_settings_of_checks_is_named(settings: Write, text: str, said: str) -> None:
    with pytest.raises(BadArgument) as error:
        settings(text)
    assert said in str(error.value)
