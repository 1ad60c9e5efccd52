"""Every text goes into a cell and comes back as it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbook_desk import ROWS, returned, sent, table_of

from factcheck.row import HUMAN, Row
from factcheck.table.cells import clean, with_cells
from factcheck.workbook.spelling import MOST, read, read_shown, shown, spell, units

# fmt: off
ODD = (
    "0007", "1e5", "12345678901234567890", "=1+1", '=HYPERLINK("http://a.example")', "+5", "-5 percent", "@ana", "'0007",
    "''x", "#NAME?", "TRUE", "2005-08-10", "August 10", "10:30", "50%", "two\nlines", "a\tb", "\tfirst", " spaces ", "  ",
    "\n", "line\n", "Нурсултан Назарбаев", "Şükür", "😀", "bell\x07", "\x01", "\x1b[2J", "\ufffe", "\uffff", "_x0041_",
    "_x005F_", "x005F_", "_x000D_", "__x0041__", "␛", "␛0001;", "␛241B;", "]]>", "<b>&amp;</b>", "c\u0085d", "\u2028", "\u200fעברית",
)
# fmt: on
ANY = st.text(max_size=60).map(clean)
LIKELY = st.lists(st.sampled_from([*"␛_x0041;5FD\x01\n\t='", "005F_", "_x"]), max_size=14).map("".join)


@given(ANY | LIKELY | st.sampled_from(ODD))
def test_text_is_read_as_it_was_spelled(text: str) -> None:
    assert read(spell(text)) == text


@given(ANY | LIKELY)
def test_no_program_finds_anything_to_decode_in_what_is_spelled(text: str) -> None:
    """Excel decodes `_x0041_`, openpyxl drops `x005F_`, XML has no control characters."""
    cell = spell(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in cell)
    assert "x005F_" not in cell
    assert "_x0041_" not in cell


def test_control_character_that_excel_spelled_is_read() -> None:
    assert read("pasted_x000D_\nfrom Word_x0007_") == "pasted\nfrom Word\x07"


@pytest.mark.parametrize("text", ODD)
def test_cell_that_nobody_touched_is_as_it_went_out(text: str) -> None:
    assert read_shown(shown(text), text) == text


@pytest.mark.parametrize("letter", ["a", "😀", "\x07", "␛"])
def test_text_longer_than_a_cell_is_cut_in_the_copy_alone(letter: str) -> None:
    text = "begins " + letter * MOST + " ends"
    cell = shown(text)
    assert units(cell) <= MOST
    assert "more characters stand in the table" in cell
    assert read_shown(cell, text) == text


def test_correction_in_a_cut_cell_keeps_the_rest_of_the_text() -> None:
    text = "Lake Tema " + "shrank and " * 4000 + "dried up."
    assert read_shown(shown(text).replace("Tema", "Toma"), text) == text.replace("Tema", "Toma")


def test_cut_cell_typed_anew_is_what_was_typed() -> None:
    assert read_shown("short", "long " * 9000) == "short"


CELLS = ANY | LIKELY | st.sampled_from(ODD)


@settings(max_examples=25)
@given(
    st.lists(st.dictionaries(st.sampled_from(HUMAN), CELLS, max_size=4), min_size=3, max_size=3),
    st.tuples(CELLS, CELLS, CELLS),
)
@example(cells=[{"note": text, "evidence": text} for text in ODD[:3]], own=ODD[3:6])
def test_copy_that_nobody_touched_changes_nothing(cells: list[dict[str, str]], own: tuple[str, ...]) -> None:
    rows = tuple(with_cells(row, each) for row, each in zip(ROWS, cells, strict=True))
    rows = tuple(
        Row(**{name: row.cell(name) for name in Row.__slots__ if name != "extra"}, extra=(("=desk", text),))
        for row, text in zip(rows, own, strict=True)
    )
    with TemporaryDirectory() as folder:
        table = table_of(Path(folder), rows)
        back = returned(table, sent(table, Path(folder)))
    assert back.rows == table.rows
    assert (back.conflicts, back.sorted_alone, back.notes, back.problems) == ((), (), (), ())


def test_every_odd_text_travels(tmp_path: Path) -> None:
    rows = tuple(
        with_cells(ROWS[0], {"claim_id": f"c-{n}", "note": text, "claim": text, "suggested": text * 2})
        for n, text in enumerate(ODD)
    )
    table = table_of(tmp_path, rows)
    assert [row.note for row in table.rows] == list(ODD)
    back = returned(table, sent(table, tmp_path))
    assert back.rows == table.rows
    assert back.problems == ()
