"""Whatever a spreadsheet or a careless hand does to any table, a repair gives every cell back."""

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from factcheck.claims.claim import name_all
from factcheck.doctor import Kind, admit, repair
from factcheck.journal import TOOL, commit, journal_path
from factcheck.row import HUMAN, NAMES, Row
from factcheck.table import ClaimsTable, open_table, read_claims

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

Sheet = list[list[str]]
Damage = Callable[[Sheet, int], Sheet]


def column(sheet: Sheet, name: str) -> int:
    return sheet[0].index(name)


def each_cell(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    return [sheet[0], *([change(cell) for cell in row] for row in sheet[1:])]


def as_date(cell: str, shown: Callable[[date], str]) -> str:
    try:
        return shown(date.fromisoformat(cell)) if len(cell) == 10 else cell
    except ValueError:
        return cell


def american_dates(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: as_date(cell, lambda day: f"{day.month:02}/{day.day:02}/{day.year}"))


def german_dates(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: as_date(cell, lambda day: f"{day.day:02}.{day.month:02}.{day.year % 100:02}"))


def serial_dates(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: as_date(cell, lambda day: str((day - date(1899, 12, 30)).days)))


def figures(sheet: Sheet, _: int) -> Sheet:
    return each_cell(
        sheet, lambda cell: str(int(cell)) if cell.isascii() and cell.isdigit() and len(cell) < 15 else cell
    )


def truth(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: cell.upper() if cell in ("true", "false") else cell)


def cut(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: cell[:32_767])


def no_tabs(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: cell.replace("\t", ""))


def carriage_returns(sheet: Sheet, _: int) -> Sheet:
    return each_cell(sheet, lambda cell: cell.replace("\n", "\r\n"))


def apostrophes(sheet: Sheet, at: int) -> Sheet:
    place = column(sheet, ("note", "evidence")[at % 2])
    return [sheet[0], *([f"'{c}" if c and n == place else c for n, c in enumerate(row)] for row in sheet[1:])]


def sort_rows(sheet: Sheet, at: int) -> Sheet:
    place = at % len(sheet[0])
    return [sheet[0], *sorted(sheet[1:], key=lambda row: row[place])]


def move_column(sheet: Sheet, at: int) -> Sheet:
    place, to = at % len(sheet[0]), at * 7 % len(sheet[0])
    for row in sheet:
        row.insert(to, row.pop(place))
    return sheet


def delete_column(sheet: Sheet, at: int) -> Sheet:
    place = column(sheet, NAMES[at % len(NAMES)])
    return [[cell for n, cell in enumerate(row) if n != place] for row in sheet]


def rename_column(sheet: Sheet, at: int) -> Sheet:
    place = column(sheet, NAMES[at % len(NAMES)])
    sheet[0][place] = (" " + sheet[0][place].upper().replace("_", " "), "", "Spalte9")[at % 3]
    return sheet


def header_among_rows(sheet: Sheet, at: int) -> Sheet:
    place = at % len(sheet)
    return [*sheet[1 : place + 1], sheet[0], *sheet[place + 1 :]]


def mangle_id(sheet: Sheet, at: int) -> Sheet:
    row, place = sheet[1 + at % (len(sheet) - 1)], column(sheet, "claim_id")
    own = row[place]
    row[place] = ("", own.upper(), own.replace("-", "–"), own[:5], "#NAME?", f" {own}.", "12", own + "1")[at % 8]
    return sheet


def fill_ids(sheet: Sheet, at: int) -> Sheet:
    """The id of one row dragged over those below it."""
    place, first = column(sheet, "claim_id"), 1 + at % (len(sheet) - 1)
    for row in sheet[first : first + 3]:
        row[place] = sheet[first][place]
    return sheet


def double_row(sheet: Sheet, at: int) -> Sheet:
    return [*sheet, list(sheet[1 + at % (len(sheet) - 1)])]


CELLS = (american_dates, german_dates, serial_dates, figures, truth, cut, no_tabs, carriage_returns, apostrophes)
ROWS = (sort_rows, move_column, double_row, mangle_id, fill_ids)
HEADERS = (delete_column, rename_column, header_among_rows)


def spelled(sheet: Sheet, delimiter: str, newline: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(sheet)
    return out.getvalue()


def misread(codec: str) -> Callable[[str], bytes]:
    """UTF-8 taken for another encoding, its missing letters for control characters, and saved as UTF-8."""

    def damage(text: str) -> bytes:
        letters = (bytes([byte]).decode(codec, "replace") for byte in text.encode())
        return "".join(a if a != "\ufffd" else chr(b) for a, b in zip(letters, text.encode(), strict=True)).encode()

    return damage


ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-8"),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("cp1252", "replace"),
    lambda text: text.encode("ascii", "replace"),
    misread("cp1252"),
    misread("cp1251"),
    misread("latin-1"),
)

# fmt: off
words = st.sampled_from((
    "Şükür Bey", "“café”", "Анна", "007", "2005-08-10", "1994-12-31", "true", "a\tb", "two\nlines", "=1+1", "-5", "'x",
    "ok?", "plain words", "Nazarbaev, again", "“Quoted,” he said; then left", "😀 sent", "long", "", "0012", "1994",
))
# fmt: on


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """What the tool wrote, and the same with what a person typed."""
    count = draw(st.integers(2, 5))
    said = [f"In {1990 + n} the “mill” of Orló sold {n + 3} tons" for n in range(count)]
    rows = tuple(
        Row(
            claim_id=claim_id,
            ref=f"s{n + 1}a",
            status="unverified",
            source_status="unverified",
            source=draw(words),
            claim=f"{text}, it [the mill] says.",
            event_date=draw(st.sampled_from(["2005-08-10", "2005-12-31", "1994", ""])),
            look_for="number date",
            kind="fact",
            checkable="yes",
            verbatim=text,
            article="mill.txt",
            published="2005-08-17",
            published_basis="given",
            paragraph="1",
            sentence=str(n + 1),
            spans=f"{n * 60}..{n * 60 + 40}",
        )
        for n, (text, claim_id) in enumerate(zip(said, name_all(said), strict=True))
    )
    typed = tuple(
        Row(
            **{name: row.cell(name) for name in NAMES}
            | {name: draw(words) for name in HUMAN if name not in ("status", "source_status", "disposition")},
            extra=(("desk", draw(words)),),
        )
        for row in rows
    )
    return rows, typed


def grown(row: Row) -> Row:
    """The row with the cells that say "long" longer than an .xlsx cell holds."""
    return replace(row, **{name: "page " * 6_700 for name in NAMES if row.cell(name) == "long"})  # type: ignore[arg-type]


def saved(folder: str, rows: tuple[Row, ...], typed: tuple[Row, ...]) -> ClaimsTable:
    table = commit(open_table(Path(folder) / "claims.csv"), rows, command="parse", who=TOOL, when=NOON)
    return commit(table, map(grown, typed), command="mark", who="ana", when=NOON)


def cells(table: ClaimsTable) -> dict[str, dict[str, str]]:
    return {row.claim_id: {name: row.cell(name) for name in (*NAMES, "desk")} for row in table.rows}


many = settings(
    max_examples=200,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def damages(draw: st.DrawFn) -> Callable[[str], bytes]:
    """What is done to the text of a file: to its cells, to its rows, to its header, to its letters."""
    some = [
        (CELLS, 2),
        (ROWS, 2),
        (HEADERS, 1),
    ]
    steps = [
        step
        for kinds, most in some
        for step in draw(
            st.lists(
                st.tuples(st.sampled_from(kinds), st.integers(0, 200)), max_size=most, unique_by=lambda pair: pair[0]
            )
        )
    ]
    encode = draw(st.sampled_from(ENCODINGS))
    delimiter, newline = draw(st.sampled_from([",", ";", "\t"])), draw(st.sampled_from(["\n", "\r\n"]))

    def damage(text: str) -> bytes:
        sheet = list(csv.reader(io.StringIO(text, newline="")))
        for step, at in steps:
            sheet = step(sheet, at)
        return encode(spelled(sheet, delimiter, newline))

    return damage


@many
@given(tables(), damages())
def test_any_damage_is_mended_and_mended_once(
    rows: tuple[tuple[Row, ...], tuple[Row, ...]], damage: Callable[[str], bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = saved(folder, *rows)
        table.path.write_bytes(damage(table.path.read_text("utf-8-sig")))
        patient = admit(table.path)
        examination = patient.examine(when=LATER)
        assert examination.of(Kind.ASK) == ()
        repair(patient, examination, when=LATER)
        assert cells(read_claims(table.path)) == cells(table)
        after = table.path.read_bytes(), journal_path(table.path).read_bytes()
        again = admit(table.path)
        repair(again, again.examine(when=LATER), when=LATER)
        assert (table.path.read_bytes(), journal_path(table.path).read_bytes()) == after


@settings(max_examples=40)
@given(tables())
def test_a_table_that_nobody_damaged_is_left_alone(rows: tuple[tuple[Row, ...], tuple[Row, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = saved(folder, *rows)
        patient = admit(table.path)
        examination = patient.examine(when=LATER)
        assert examination.findings == ()
        before = sorted(path.name for path in Path(folder).iterdir())
        assert repair(patient, examination, when=LATER).copy is None
        assert sorted(path.name for path in Path(folder).iterdir()) == before
