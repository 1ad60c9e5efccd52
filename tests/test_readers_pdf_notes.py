"""Notes of PDF drafts: at the foot of a page or the end of the text, hung on their marks, never part of the text."""

from pdf_making import Made, page, texts, told

from factcheck.document import NotePlace

LEVEL = ("Lake Toma lost a third of its water in 1994.", " Nobody in the villages on its shore was asked before.")
REST = "No village will be moved, the minister told the newspaper of the region on the day she came to see the shore."


def foot(made: Made, *notes: tuple[str, str], at: float = 250, raised: bool = True) -> Made:
    """Notes of nine points at the foot of the page, each with its label."""
    made.set_y(at)
    for label, words in notes:
        made.set_font("Times", size=6 if raised else 9)
        made.text(25, made.get_y() + (2 if raised else 3), label)
        made.set_font("Times", size=9)
        made.set_x(26 + 1.5 * len(label))
        made.multi_cell(150, 4, words, align="L", new_x="LMARGIN", new_y="NEXT")
    made.set_font("Times", size=11)
    return made


def test_footnote_hangs_on_the_place_of_its_mark() -> None:
    made = page().raised(LEVEL[0], "1", LEVEL[1]).paragraph(REST)
    read = foot(made, ("1", "Yearbook of the ministry, https://toma.example/yearbook, p. 3.")).read()
    assert texts(read) == ["".join(LEVEL), REST]
    (note,) = read.notes
    assert read.text[: note.span.start] == LEVEL[0]
    assert note.span.start == note.span.end
    assert (note.text, note.place) == (
        "Yearbook of the ministry, https://toma.example/yearbook, p. 3.",
        NotePlace.FOOTNOTE,
    )
    assert note.urls == ("https://toma.example/yearbook",)
    assert read.problems == ()


def test_footnote_whose_number_is_not_raised_is_one_where_a_mark_names_it() -> None:
    made = page().raised(LEVEL[0], "1", LEVEL[1]).paragraph(REST)
    read = foot(made, ("1", "Yearbook of the ministry."), raised=False).read()
    assert [note.text for note in read.notes] == ["Yearbook of the ministry."]


def test_two_notes_on_a_page_and_one_of_two_lines() -> None:
    long = "Interview with the mayor, who repeated what he had told the parliament and all the newspapers of the region at length, and then some."
    made = page().raised(LEVEL[0], "1", LEVEL[1], "2").paragraph(REST)
    read = foot(made, ("1", "Yearbook."), ("2", long), at=240).read()
    assert [note.text for note in read.notes] == ["Yearbook.", long]
    assert [read.text[: note.span.start].endswith(part) for note, part in zip(read.notes, LEVEL, strict=True)] == [
        True,
        True,
    ]


def test_numbers_that_begin_again_on_every_page_find_their_own_marks() -> None:
    made = Made()
    for words in ("Dams were built in 1975.", "Canals were dug in 1980."):
        made.add_page()
        foot(made.raised(words, "1", " It was summer.").paragraph(REST), ("1", f"A note on: {words}"))
    read = made.read()
    assert [(read.text[: note.span.start].rpartition("\n")[2], note.text) for note in read.notes] == [
        ("Dams were built in 1975.", "A note on: Dams were built in 1975."),
        ("Canals were dug in 1980.", "A note on: Canals were dug in 1980."),
    ]


def test_asterisk_is_a_mark() -> None:
    read = foot(page().raised(LEVEL[0], "*", LEVEL[1]).paragraph(REST), ("*", "Its name was changed.")).read()
    assert [note.text for note in read.notes] == ["Its name was changed."]


def test_note_of_columns_stands_below_them() -> None:
    made = page().columns([f"{REST} {REST}"] * 8, 2, balance=True).raised(LEVEL[0], "1", LEVEL[1])
    read = foot(made, ("1", "Yearbook of the ministry.")).read()
    assert [note.text for note in read.notes] == ["Yearbook of the ministry."]
    assert texts(read)[-1] == "".join(LEVEL)


def test_number_of_a_note_that_stands_off_its_words_below_columns_belongs_to_them() -> None:
    made = page().raised(LEVEL[0], "1", LEVEL[1]).columns([f"{REST} {REST}"] * 8, 2, balance=True)
    words = "Yearbook of the ministry, in the volume of the year in which the shore was measured, p. 3."
    made.set_font("Times", size=9)
    made.text(25, 250, "1")
    made.text(31, 250, words)
    read = made.read()
    assert [note.text for note in read.notes] == [words]
    assert texts(read) == ["".join(LEVEL), *[f"{REST} {REST}"] * 8]


def test_exponent_is_no_mark() -> None:
    made = page().raised("The lake covers 40 km", "2", " today.").paragraph(REST)
    assert texts(made.read())[0] == "The lake covers 40 km2 today."


def test_raised_figure_behind_a_figure_stays_raised() -> None:
    read = page().raised("The mill moved 10", "6", " tonnes in 1950.").paragraph(REST).read()
    assert texts(read)[0] == "The mill moved 10⁶ tonnes in 1950."


def test_note_without_a_mark_is_left_out_and_said() -> None:
    made = page().paragraph("".join(LEVEL)).paragraph(REST)
    read = foot(made, ("3", "Yearbook of the ministry.")).read()
    assert texts(read) == ["".join(LEVEL), REST]
    assert read.notes == ()
    assert told(read, "note-without-mark") == [
        "footnote 3 on page 1 hangs on no mark and was left out: “Yearbook of the ministry.”"
    ]


def test_notes_at_the_end_hang_on_their_marks() -> None:
    made = page().raised(LEVEL[0], "1", LEVEL[1], "2").paragraph(REST).paragraph("Notes", size=14, style="B")
    made.paragraph("1. Yearbook of the ministry.", gap=0).paragraph("2. Interview with the mayor.", gap=0)
    read = made.read()
    assert texts(read) == ["".join(LEVEL), REST]
    assert [(note.text, note.place) for note in read.notes] == [
        ("Yearbook of the ministry.", NotePlace.ENDNOTE),
        ("Interview with the mayor.", NotePlace.ENDNOTE),
    ]


def test_small_print_without_a_number_stays_text() -> None:
    made = page().paragraph("".join(LEVEL)).paragraph(REST)
    made.paragraph("Ana Ruiz writes about water for the Lake Review.", size=9)
    assert texts(made.read())[-1] == "Ana Ruiz writes about water for the Lake Review."
