"""CDX answers in all their dialects, and the questions that get them."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive import WAYBACK, Capture, Scope, Window, archive_at
from factcheck.archive.cdx import CdxPage, closest_question, parse_cdx, window_question

PYWB = archive_at("http://127.0.0.1:1/web")
SINCE, UNTIL = datetime(2005, 8, 1, tzinfo=UTC), datetime(2005, 8, 31, 23, 59, 59, tzinfo=UTC)
DIGEST = "MGIGF4GRGGF5GKV6VNCBAXOE3OR5BTZC"


def read(text: str) -> CdxPage:
    return parse_cdx(text, WAYBACK)


def a_capture(url: str = "http://www.kaz.example/", status: int = 200) -> Capture:
    time = datetime(2005, 8, 10, 9, 5, tzinfo=UTC)
    archive_url = f"https://web.archive.org/web/20050810090500/{url}"
    return Capture(
        url=url, time=time, status=status, mime="text/html", digest=DIGEST, length=1811, archive_url=archive_url
    )


LINE = f"example,kaz)/ 20050810090500 http://www.kaz.example:80/ text/html 200 {DIGEST} 1811"


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        f"{LINE}\n{LINE}\n{LINE}\n",
        f"{LINE} - - -",
        (
            'example,kaz)/ 20050810090500 {"url": "http://www.kaz.example:80/", "mime": "text/html", "status": "200",'
            f' "digest": "{DIGEST}", "length": "1811", "filename": "a.warc.gz"}}'
        ),
        (
            '{"urlkey": "example,kaz)/", "timestamp": "20050810090500", "url": "http://www.kaz.example:80/",'
            f' "mime": "text/html", "status": "200", "digest": "sha1:{DIGEST}", "length": 1811}}'
        ),
        (
            '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],'
            f'["example,kaz)/","20050810090500","http://www.kaz.example:80/","text/html","200","{DIGEST}","1811"]]'
        ),
        (
            '[["timestamp","length","original","digest","statuscode","mimetype"],'
            f'["20050810090500","1811","http://www.kaz.example:80/","{DIGEST}","200","text/html"]]'
        ),
        f'[["example,kaz)/","20050810090500","http://www.kaz.example:80/","text/html","200","{DIGEST}","1811"]]',
    ],
    ids=["text", "tripled", "ten fields", "cdxj", "json lines", "json", "json reordered", "json without header"],
)
def test_every_dialect_gives_the_same_capture(text: str) -> None:
    found = read(text)
    assert found.captures == (a_capture(),)
    assert (found.resume_key, found.dropped, found.is_cdx) == ("", 0, True)


@pytest.mark.parametrize("text", ["", "\n", "[]", "[]\n"])
def test_empty_answer_is_an_answer_without_captures(text: str) -> None:
    assert read(text) == CdxPage((), "", 0, 0, is_cdx=True)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>Down for maintenance</body></html>",
        "<!DOCTYPE html>\n<p>one two three four five six seven</p>",
        "[not json",
        '{"message": "no such collection"}',
        "Server is busy, try again some other time please",
    ],
)
def test_what_is_no_cdx_is_known_as_such(text: str) -> None:
    found = read(text)
    assert (found.captures, found.is_cdx) == ((), False)


def test_revisit_has_no_status_and_a_redirect_has_its_own() -> None:
    text = (
        f"com,dw)/ 20191001012455 http://www.dw.example/ warc/revisit - {DIGEST} 432\n"
        f"com,dw)/ 20191001012456 http://www.dw.example/ unk 301 {DIGEST} -\n"
    )
    revisit, moved = read(text).captures
    assert (revisit.status, revisit.mime, revisit.is_page, revisit.length) == (0, "", True, 432)
    assert (moved.status, moved.mime, moved.is_redirect, moved.length) == (301, "", True, 0)


def test_row_of_pywb_revisit_lacks_the_status() -> None:
    text = 'com,a)/ 20050810090500 {"url": "http://a.example/", "mime": "warc/revisit", "digest": "X"}'
    assert read(text).captures[0].status == 0


def test_resume_key_stands_after_a_blank_line() -> None:
    found = read(f"{LINE}\n\ncom%2Ckaz%29%2F+20050810090501\n")
    assert (len(found.captures), found.resume_key, found.dropped) == (1, "com%2Ckaz%29%2F+20050810090501", 0)


def test_resume_key_of_json_stands_after_an_empty_row() -> None:
    text = (
        '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],'
        f'["k","20050810090500","http://www.kaz.example/","text/html","200","{DIGEST}","1811"],'
        '[],["com%2Ckaz%29%2F+2005"]]'
    )
    found = read(text)
    assert (len(found.captures), found.resume_key) == (1, "com%2Ckaz%29%2F+2005")


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (f"k 20050810090500 http://mailto:desk@kaz.example/ unk 301 {DIGEST} 3", False),
        (f"k 20050810090500 mailto:desk@kaz.example unk 301 {DIGEST} 3", False),
        (f"k 20050810090500 data:image/jpeg;base64,/9j/4AAQ unk 301 {DIGEST} 3", False),
        (f"k 20050810090500 some/not/even/url/thing text/html 200 {DIGEST} 3", False),
        (f"k 20050010090500 http://kaz.example/ text/html 200 {DIGEST} 3", True),
        (f"k 20051399090500 http://kaz.example/ text/html 200 {DIGEST} 3", False),
        (f"k 20050810090500 http://kaz.example/a b.htm text/html 200 {DIGEST} 3", True),
        (f"k 20050810090500 http://kaz.example:x/ text/html 200 {DIGEST} 3", False),
    ],
)
def test_row_that_names_no_page_or_no_time_is_dropped_and_counted(row: str, kept: bool) -> None:  # noqa: FBT001
    found = read(f"{LINE}\n{row}")
    assert (len(found.captures), found.dropped) == ((2, 0) if kept else (1, 1))


def test_month_of_zeros_is_read_as_archive_org_plays_it() -> None:
    found = read("k 20000800241623 http://www.usatoday.example/a.htm text/html 200 PAJW 6177").captures[0]
    assert found.stamp == "20000824162300"
    assert found.archive_url.endswith("/20000824162300/http://www.usatoday.example/a.htm")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read(text)
    assert found.dropped <= found.rows
    assert len(found.captures) <= found.rows


def asked(question: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(question).query)


def test_question_to_archive_org_has_the_form_of_its_recordings() -> None:
    question = window_question(
        WAYBACK, "nasa.gov", Window(datetime(1996, 10, 1, tzinfo=UTC), datetime(1997, 2, 1, tzinfo=UTC))
    )
    assert question == (
        "https://web.archive.org/cdx/search/cdx?url=nasa.gov&limit=1000&from=19961001000000&to=19970201000000"
        "&showResumeKey=true&resolveRevisits=true"
    )


def test_resume_key_is_sent_back_quoted_once_more() -> None:
    question = window_question(WAYBACK, "http://a.example/", Window(SINCE, UNTIL), resume_key="com%2Ca%29%2F+2005")
    assert question.endswith("&resumeKey=com%252Ca%2529%252F%2B2005")


def test_question_for_the_nearest_has_fourteen_digits_and_a_positive_limit() -> None:
    pairs = dict(asked(closest_question(WAYBACK, "http://a.example/", SINCE, 40)))
    assert pairs == {"url": "http://a.example/", "sort": "closest", "closest": "20050801000000", "limit": "40"}


def test_question_to_pywb_forbids_similar_addresses_and_names_no_fields() -> None:
    pairs = asked(window_question(PYWB, "http://a.example/", Window(SINCE, UNTIL), scope=Scope.HOST))
    assert ("allowFuzzy", "false") in pairs
    assert ("matchType", "host") in pairs
    assert not {"fl", "filter", "showResumeKey"} & {name for name, _ in pairs}
