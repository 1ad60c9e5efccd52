"""Who may ask the review page for anything, and that text is only ever shown as text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from review_desk import BASE, DAMS, THIRD, TOKEN, Clock, Reviewer, fields_of, lay

from factcheck.evidence.record import Evidence
from factcheck.evidence.table import evidence_path, read_evidence, save_evidence
from factcheck.review import make_app

PAGES = ("/", "/sources", "/galley", "/keys", "/head", "/changes", "/go", "/undoable")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def ana(tmp_path: Path) -> Reviewer:
    lay(tmp_path)
    return Reviewer(tmp_path)


def wrong(ana: Reviewer, **headers: str) -> int:
    """The answer to a mark that is in order but for its headers."""
    form = ana.claim(THIRD).select_one("#marking")
    assert form is not None
    fields = fields_of(form) | {"status": "wrong"}
    status = ana.post("/mark", fields, **headers).status_code
    assert (ana.row(THIRD).status == "wrong") == (status == 303)
    return status


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "localhost.example.org", "127.0.0.2", "[::1]:5151"]
)
@pytest.mark.parametrize("path", [*PAGES, f"/enter/{TOKEN}", "/static/review.js"])
def test_foreign_host_is_refused(ana: Reviewer, host: str, path: str) -> None:
    answer = ana.browser.get(path, base_url=BASE, headers={"Host": host})
    assert answer.status_code == 400
    assert "Lake Toma" not in answer.text


def test_localhost_is_taken_as_well_as_its_number(ana: Reviewer) -> None:
    ana.browser.get(f"/enter/{TOKEN}", base_url="http://localhost:5151")
    assert ana.browser.get("/", base_url="http://localhost:5151").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_browser_that_was_not_let_in_sees_nothing_of_the_draft(ana: Reviewer, path: str) -> None:
    answer = ana.app.test_client().get(path, base_url=BASE)
    assert answer.status_code == 403
    assert "Lake Toma" not in answer.text
    assert "factcheck review" in answer.text


@pytest.mark.parametrize("key", ["", "x", TOKEN[:-1], TOKEN.upper(), "é"])
def test_wrong_key_lets_nobody_in(ana: Reviewer, key: str) -> None:
    browser = ana.app.test_client()
    assert browser.get(f"/enter/{key}", base_url=BASE).status_code in (403, 404)
    assert browser.get("/", base_url=BASE).status_code == 403


def test_cookie_of_another_run_is_not_taken(ana: Reviewer) -> None:
    given = ana.app.test_client().get(f"/enter/{TOKEN}", base_url=BASE).headers["Set-Cookie"].partition(";")[0]
    later = make_app(ana.folder / "claims.csv", clock=Clock(), token=TOKEN[::-1])
    for app, status in ((ana.app, 200), (later, 403)):
        browser = app.test_client(use_cookies=False)
        assert browser.get("/", base_url=BASE, headers={"Cookie": given}).status_code == status


def test_key_is_not_in_any_page_and_no_script_reads_the_cookie(ana: Reviewer) -> None:
    assert all(TOKEN not in ana.get(path).text for path in PAGES)
    answer = ana.app.test_client().get(f"/enter/{TOKEN}", base_url=BASE)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert TOKEN not in answer.headers["Set-Cookie"]


def test_mark_of_a_browser_that_sends_no_origin_is_known_by_its_referrer(ana: Reviewer) -> None:
    form = ana.claim(THIRD).select_one("#marking")
    assert form is not None
    fields = fields_of(form) | {"status": "wrong"}
    for headers, status in (
        ({}, 403),
        ({"Referer": "http://example.org/"}, 403),
        ({"Referer": f"{BASE}/?q=lake"}, 303),
    ):
        assert ana.browser.post("/mark", base_url=BASE, data=fields, headers=headers).status_code == status


def test_mark_from_the_page_is_taken(ana: Reviewer) -> None:
    assert wrong(ana, Referer=f"{BASE}/") == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:5151"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
    ],
)
def test_mark_that_another_site_started_is_refused(ana: Reviewer, headers: dict[str, str]) -> None:
    assert wrong(ana, **headers) == 403


@pytest.mark.parametrize("path", ["/mark", "/mark-many", "/undo"])
@pytest.mark.parametrize("token", ["", TOKEN, "0" * 64])
def test_form_without_the_token_of_this_run_is_refused_and_shown_back(ana: Reviewer, path: str, token: str) -> None:
    fields: dict[str, str | list[str]] = {
        "token": token,
        "claim": "x",
        "status": "wrong",
        "by": "ana",
        "note": "thoughts",
    }
    answer = ana.post(path, fields)
    assert answer.status_code == 403
    assert "thoughts" in answer.text


@pytest.mark.parametrize("path", ["/mark", "/mark-many", "/undo"])
def test_writes_are_not_done_by_a_link(ana: Reviewer, path: str) -> None:
    assert ana.get(f"{path}?status=wrong").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/..\\app.py",
        "/static//etc/passwd",
        "/card/../../claims.csv",
        "/card/..%2f..%2fclaims.csv",
        "/claims.csv",
        "/lake.txt",
        "/?article=../../etc/passwd",
    ],
)
def test_no_path_leads_to_a_file(ana: Reviewer, path: str) -> None:
    answer = ana.get(path)
    assert answer.status_code == 404
    assert "Lake Toma" not in answer.text
    assert "def make_app" not in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/static/review.css", "/galley.css", "/nowhere"])
def test_every_answer_carries_the_headers(ana: Reviewer, path: str) -> None:
    headers = ana.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/sources", "/galley", "/keys"])
def test_pages_hold_no_script_and_no_style_of_their_own(ana: Reviewer, path: str) -> None:
    page = ana.page(path)
    assert [
        each for each in page.select("script") if each.text.strip() or not str(each["src"]).startswith("/static/")
    ] == []
    assert page.select("style, [style]") == []
    assert [name for each in page.select("*") for name in each.attrs if name.startswith("on")] == []


def test_markup_in_any_cell_is_shown_as_text(tmp_path: Path) -> None:
    words = f"Lake Toma {SCRIPT} lost “<img src=x onerror=alert(2)>” in 1994"
    name = "l<b>&\"'.txt"
    more = {"source": f"Ben {SCRIPT}", "cited": f"River {SCRIPT}", "flags": f"x{SCRIPT}", "cue": SCRIPT, "kind": SCRIPT}
    lay(tmp_path, f"{words}. And {SCRIPT} 12 dams.\n", [("s1a", words, "1", more)], name=name)
    ana = Reviewer(tmp_path, by=f"ana {SCRIPT}")
    ana.type_in(
        "Lake", note=SCRIPT, evidence=f"https://example.org/{SCRIPT}", evidence_quote=f'"{SCRIPT}', suggested=SCRIPT
    )
    path = evidence_path(tmp_path / "claims.csv")
    found = Evidence(
        claim_id=ana.rows()[0].claim_id,
        rank="1",
        outcome="found",
        title=SCRIPT,
        original_url="javascript:alert(3)",
        passage=f"{SCRIPT} lost",
        timing=SCRIPT,
    )
    save_evidence(read_evidence(path), [found])
    for where in (f"/?claim={found.claim_id}", "/sources", "/galley", f"/?q={SCRIPT}&source={SCRIPT}&flag={SCRIPT}"):
        page = ana.page(where)
        assert [str(each) for each in page.select("script") if not each.get("src")] == []
        assert page.select("img, b") == []
        assert [each["href"] for each in page.select("[href]") if "javascript" in str(each["href"])] == []
    assert SCRIPT in ana.claim("Lake").text


def test_refusal_shows_what_was_typed_as_text(ana: Reviewer) -> None:
    answer = ana.mark(THIRD, status=SCRIPT, note=SCRIPT)
    assert answer.status_code == 422
    assert SCRIPT not in answer.text
    assert SCRIPT in BeautifulSoup(answer.data, "html.parser").text


def test_form_beyond_measure_is_refused(ana: Reviewer) -> None:
    before = (ana.folder / "claims.csv").read_bytes()
    answer = ana.mark(DAMS, status="wrong", note="x" * 3_000_000)
    assert answer.status_code == 413
    assert (ana.folder / "claims.csv").read_bytes() == before


def test_links_out_tell_nobody_where_they_were_followed_from(ana: Reviewer) -> None:
    ana.type_in(THIRD, evidence="https://example.org/a")
    (link,) = ana.claim(THIRD).select('a[href^="https://example.org"]')
    assert set(link["rel"]) == {"noopener", "noreferrer"}
