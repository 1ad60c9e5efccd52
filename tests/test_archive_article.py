"""Articles read from recorded answers of a real archive, and which moment stands for a day, month or year."""

from pathlib import Path

import pytest
from archive_stand import Wall, client
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import WAYBACK
from factcheck.archive.article import NEWEST, moment, page_asked, read_archived
from factcheck.errors import BadArgument, UnreadableInput

CASSETTES = Path(__file__).parents[2] / "shared" / "cassettes"
recorded = pytest.mark.skipif(not CASSETTES.exists(), reason="../shared/cassettes is not here")
BIRDS = "https://web.archive.org/web/20171124151315/https://www.fws.gov/birds/"


@recorded
def test_recorded_capture_is_read_as_its_main_text() -> None:
    from test_archive_recordings import replayed  # noqa: PLC0415 - it skips where there are no recordings

    with replayed("edgi_test_get_memento") as (archive, _):
        found = read_archived(archive, BIRDS, NEWEST)
    assert found.capture.archive_url == BIRDS
    assert found.document.meta("archive:captured_at") == "2017-11-24T15:13:15+00:00"
    assert found.document.name == BIRDS
    assert "Communication Towers" in found.document.text


@recorded
def test_recorded_site_that_is_excluded_says_what_to_do() -> None:
    from test_archive_recordings import replayed  # noqa: PLC0415

    address = "https://web.archive.org/web/20170929002712/https://nationalpost.com/health/"
    with (
        replayed("edgi_test_get_memento_raises_blocked_error") as (archive, _),
        pytest.raises(UnreadableInput) as refused,
    ):
        read_archived(archive, address, NEWEST)
    assert "it has been excluded" in str(refused.value)
    assert "--archive" in refused.value.hint


@pytest.mark.parametrize(
    ("edtf", "middle"), [("2005-08-17", "2005-08-17T12"), ("2005-08", "2005-08-15T12"), ("2005", "2005-07-02T12")]
)
def test_moment_is_the_middle(edtf: str, middle: str) -> None:
    assert moment(edtf).isoformat().startswith(middle)


@given(st.dates())
def test_moment_of_any_day_lies_in_it(day: object) -> None:
    assert moment(str(day)).date() == day


@pytest.mark.parametrize("url", ["http://localhost/draft", "http://192.168.1.5/a", "http://wiki.desk.lan/a"])
def test_private_address_is_not_asked_about(url: str) -> None:
    with pytest.raises(BadArgument, match="private network"):
        page_asked(url)
    with client(WAYBACK, wall=Wall()) as archive, pytest.raises(BadArgument):
        read_archived(archive, f"https://web.archive.org/web/20050810090500/{url}", NEWEST)
