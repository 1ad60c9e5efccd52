"""Outlets: the table's own order, and names found whatever their spelling."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.document import Span
from factcheck.errors import UnreadableInput
from factcheck.outlets import COLUMNS, Host, OutletKind, OutletRegistry, fold, load_outlets, read_outlets

TABLE = Path(factcheck.__file__).parent / "data" / "outlets.csv"
HEADER = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def registry() -> OutletRegistry:
    return load_outlets()


def named(registry: OutletRegistry, text: str, *, bracketed: bool = False) -> list[tuple[str, str]]:
    found = registry.names_in(text, Span(0, len(text)), bracketed=bracketed)
    return [(name.span.slice(text), name.outlet.name) for name in found]


def test_table_is_sorted_and_readable() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["name"] for row in rows]
    assert tuple(rows[0]) == COLUMNS
    assert names == sorted(names, key=lambda name: (name.casefold(), name))
    assert len(names) >= 250
    assert all(row["source"] and row["kind"] in set(OutletKind) for row in rows)
    assert read_outlets(TABLE.read_text(encoding="utf-8"), "outlets.csv")[1] == ()


def test_table_gives_no_spelling_and_no_host_to_two_outlets(registry: OutletRegistry) -> None:
    spelled = [(fold(spelling), outlet.name) for outlet in registry.outlets for spelling in outlet.spellings]
    hosts = [host.name for outlet in registry.outlets for host in outlet.hosts]
    owners = dict(spelled)
    assert [(words, name) for words, name in spelled if owners[words] != name] == []
    assert len(hosts) == len(set(hosts))


def test_every_spelling_finds_its_outlet(registry: OutletRegistry) -> None:
    for outlet in registry.outlets:
        for spelling in outlet.spellings:
            assert registry.find(spelling) is outlet


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("delovaya nedelya", "Delovaya Nedelya"),
        ("DELOVAIA NEDELIA", "Delovaya Nedelya"),
        ("the new york times", "New York Times"),
        ("Ria-Novosti", "RIA Novosti"),
        ("Interfax Kazakhstan", "Interfax-Kazakhstan"),
        ("“Kommersant”", "Kommersant"),
        ("Интерфакс", "Interfax"),
        ("ITAR-TASS", "TASS"),
        ("El País", "El Pais"),
        ("Social Science and Medicine", "Social Science & Medicine"),
        ("Ha’aretz", "Haaretz"),
        ("Science", "Science"),
    ],
)
def test_find_ignores_case_article_accents_hyphens_and_quotes(
    registry: OutletRegistry, spelling: str, name: str
) -> None:
    found = registry.find(spelling)
    assert found is not None
    assert found.name == name


def test_find_of_an_unknown_name_gives_none(registry: OutletRegistry) -> None:
    assert registry.find("Ministry of Silly Walks Gazette") is None
    assert registry.find("") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Delovaya nedelya, it fell.", [("Delovaya nedelya", "Delovaya Nedelya")]),
        ("Interfax-Kazakhstan said so.", [("Interfax-Kazakhstan", "Interfax-Kazakhstan")]),
        ("In Interfax’s report", [("Interfax", "Interfax")]),
        ("The New York Times reported", [("The New York Times", "New York Times")]),
        ("told AFP and the AP", [("AFP", "Agence France-Presse"), ("AP", "Associated Press")]),
        ("journals including Social Science & Medicine", [("Social Science & Medicine", "Social Science & Medicine")]),
        ("an afp of ap, kazinform", []),
        ("In Georgia today and Kazakhstan today", []),
        ("AP-like and Interfaxes", [("AP", "Associated Press")]),
    ],
)
def test_names_in_finds_whole_words_the_longest_first(
    registry: OutletRegistry, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(registry, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Science is slow.",
        "Nature took over.",
        "Time is up.",
        "The Sun rose.",
        "a Panorama of Life",
        "24 kg of salt",
        "1-1",
    ],
)
def test_ordinary_words_are_no_outlets_in_running_text(registry: OutletRegistry, text: str) -> None:
    assert named(registry, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in the journal Science last week", "Science"),
        ("as Time magazine wrote", "Time"),
        ("he told The Sun that", "The Sun"),
        ("the newspaper “Panorama” wrote", "Panorama"),
        ("the Turan news agency said", "Turan"),
    ],
)
def test_ordinary_words_are_outlets_where_the_text_says_so(registry: OutletRegistry, text: str, name: str) -> None:
    assert [outlet for _, outlet in named(registry, text)] == [name]


def test_ordinary_words_are_outlets_in_a_citation(registry: OutletRegistry) -> None:
    assert named(registry, "Panorama, July 22", bracketed=True) == [("Panorama", "Panorama")]


@given(st.text(alphabet="APF ’'-aInterfax.,The&", max_size=60), st.integers(0, 20))
def test_names_slice_to_spellings_of_their_outlet(text: str, start: int) -> None:
    registry = load_outlets()
    at = min(start, len(text))
    for name in registry.names_in(text, Span(at, len(text))):
        assert at <= name.span.start < name.span.end <= len(text)
        assert registry.find(name.span.slice(text)) is name.outlet
        at = name.span.end


def test_by_host_goes_up_the_domains(registry: OutletRegistry) -> None:
    hosts = ["dn.kz", "www.dn.kz", "NEWS.BBC.CO.UK", "m.gazeta.ru:80"]
    found = [registry.by_host(host) for host in hosts]
    assert [outlet.name for outlet in found if outlet] == ["Delovaya Nedelya", "Delovaya Nedelya", "BBC", "Gazeta.ru"]
    assert registry.by_host("co.uk") is None
    assert registry.by_host("") is None


def test_load_outlets_adds_a_table_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "outlets.csv"
    own.write_text(
        f"{HEADER}\nValley Echo,Echo of the Valley; Echo*,newspaper,KG,en,echo.kg 1997/2012; echo.example,,the masthead\n"
        "Interfax,,website,,,,,mine\n",
        encoding="utf-8-sig",
    )
    registry = load_outlets(own)
    echo = registry.find("the echo of the valley")
    assert registry.problems == ()
    assert echo is not None
    assert echo.hosts == (Host("echo.kg", "1997", "2012"), Host("echo.example"))
    assert named(registry, "The Valley Echo wrote. Echo answered.") == [("Valley Echo", "Valley Echo")]
    assert [outlet.source for outlet in registry.outlets if outlet.name == "Interfax"] == ["mine"]
    assert load_outlets().find("Valley Echo") is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",,newspaper,,,,,", "outlet-name"),
        ("Valley Echo,,gazette,,,,,", "outlet-kind"),
        ("Valley Echo,,newspaper,,,echo,,", "outlet-host"),
        ("Valley Echo,,newspaper,,,echo.kg 97-12,,", "outlet-host"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, row: str, code: str) -> None:
    own = tmp_path / "outlets.csv"
    own.write_text(f"{HEADER}\nGood One,,newspaper,,,,,\n{row}\n", encoding="utf-8")
    registry = load_outlets(own)
    assert registry.find("Good One") is not None
    assert [(problem.code, problem.place) for problem in registry.problems] == [(code, f"{own}, line 3")]


def test_a_table_without_its_columns_is_told() -> None:
    outlets, problems = read_outlets("name,kind\nValley Echo,newspaper\n", "outlets.csv")
    assert outlets == ()
    assert problems[0].place == "outlets.csv, line 1"
    assert "aliases" in problems[0].message


def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere\.csv"):
        load_outlets(tmp_path / "nowhere.csv")
    own = tmp_path / "outlets.csv"
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput, match="UTF-8"):
        load_outlets(own)


def test_own_outlets_saved_with_semicolons_are_read() -> None:
    table = 'name;aliases;kind;country;language;hosts;parent;source\nToma Herald;"Herald; TH";newspaper;;en;toma.example;;its masthead\n'
    outlets, problems = read_outlets(table, "outlets.csv")
    assert [outlet.name for outlet in outlets] == ["Toma Herald"]
    assert not problems
