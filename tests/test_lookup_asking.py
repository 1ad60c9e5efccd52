"""`factcheck lookup` against an archive of our own on the loopback, which notes every byte that it is sent."""

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

import pytest
from archive_stand import Reply, Stand, stand
from cli_desk import DAMS, LAKE, VILLAGE, Desk, lake

from factcheck.evidence.asking.answers import answer
from factcheck.evidence.asking.questions import Question
from factcheck.evidence.asking.shelf import Answered, Shelf

OUTLETS = """\
name,aliases,kind,country,language,hosts,parent,source
River News,,newspaper,US,en,river.example,,own
Toma Post,,newspaper,US,en,toma.example 1990/2010,,own
"""
SETTINGS = """\
[lookup]
attempts = 1
refusals = 1
contact = "desk@example.org"
"""
DAMS_URL = "http://www.river.example/2005/dams.html"
VILLAGE_URL = "http://toma.example/?id=7"
DAMS_PAGE = b"<title>Dams on the Toma</title><p>The weather was fine.<p>Engineers built 12 dams on the river in 1975."
VILLAGE_PAGE = (
    "<title>Minister on the lake</title><p>It rained.<p>The minister, Ana Petrova, said: “No village will be moved.”"
).encode()
DAY = "20050306"


def cdx(*rows: tuple[str, str], status: str = "200") -> Reply:
    """A list of captures: (14 digits, address)."""
    lines = [
        f"key {time} {json.dumps({'url': url, 'mime': 'text/html', 'status': status, 'digest': time + url})}"
        for time, url in rows
    ]
    return Reply(200, (("Content-Type", "text/x-cdxj"),), "\n".join(lines).encode())


def page(body: bytes, *, day: int = 6, status: int = 200) -> Reply:
    stamp = ("Memento-Datetime", f"Sun, {day:02} Mar 2005 06:00:00 GMT")
    return Reply(status, (stamp, ("Content-Type", "text/html; charset=utf-8")), body)


@pytest.fixture
def archive() -> Iterator[Stand]:
    with stand() as made:
        made.on("/web/cdx?url=river.example&", cdx((f"{DAY}060000", DAMS_URL)))
        made.on(f"/web/{DAY}060000id_/{DAMS_URL}", page(DAMS_PAGE))
        made.on("/web/cdx?url=toma.example&", cdx((f"{DAY}070000", VILLAGE_URL)))
        made.on(f"/web/{DAY}070000id_/{VILLAGE_URL}", page(VILLAGE_PAGE))
        made.on("/web/", Reply(200, body=b"a collection"))
        yield made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "desk").mkdir()
    made = Desk(tmp_path / "desk", monkeypatch).lay(lake())
    made.lay({"outlets.csv": OUTLETS.encode(), "factcheck.toml": SETTINGS.encode()})
    return made


def evidence(desk: Desk) -> dict[str, list[dict[str, str]]]:
    """The rows by the words of the claim they are for: of the dams, the village, and others."""
    names = {desk.row(words)["claim_id"]: words for words in (DAMS, VILLAGE)}
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(desk.text("evidence.csv"), newline="")):
        found.setdefault(names.get(row["claim_id"], row["claim_id"]), []).append(row)
    return found


def outcomes(desk: Desk, words: str) -> list[str]:
    return [row["outcome"] for row in evidence(desk)[words]]


def test_pages_of_both_citations_are_found_and_kept(desk: Desk, archive: Stand) -> None:
    table, journal = (desk.files()[name] for name in ("claims.csv", "claims.journal.jsonl"))
    said = desk.done("lookup", "--archive", f"{archive.url}/web")
    (dams,) = evidence(desk)[DAMS]
    assert (dams["rank"], dams["original_url"], dams["captured_at"]) == ("1", DAMS_URL, "2005-03-06T06:00:00Z")
    assert dams["archive_url"] == f"{archive.url}/web/{DAY}060000/{DAMS_URL}"
    assert dams["asked"] == f"river.example, 2005-03-03 to 2005-03-19 ({archive.url}/web)"
    assert (dams["wanted_date"], dams["gap_days"]) == ("2005-03-05", "1")
    assert dams["timing"] == "1 day after the wanted date"
    assert dams["passage"] == "Engineers built 12 dams on the river in 1975."
    assert (desk.folder / dams["file"]).is_file()
    (village,) = evidence(desk)[VILLAGE]
    assert village["quote_match"] == "yes"
    assert "quotation: yes" in said.out
    assert "not asked: no outlet or address in the article" in said.out
    assert (desk.files()["claims.csv"], desk.files()["claims.journal.jsonl"]) == (table, journal)


def test_nothing_but_hosts_addresses_and_dates_is_sent(desk: Desk, archive: Stand) -> None:
    """Every request is one of two kinds, and says nothing that the table of outlets or the archive did not."""
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert len(archive.seen) == 4
    for request in archive.seen:
        assert request.headers == {
            "host": urlsplit(archive.url).netloc,
            "user-agent": "factcheck (desk@example.org)",
            "accept": "*/*",
            "accept-encoding": "gzip",
        }
        if request.path.startswith("/web/cdx?"):
            asked = parse_qs(urlsplit(request.path).query)
            assert asked.pop("url")[0] in {"river.example", "toma.example"}
            assert asked.pop("from")[0][:8] in {"20050303", "20050304"}
            assert asked.pop("to")[0][:8] in {"20050319", "20050320"}
            assert asked == {"matchType": ["domain"], "limit": ["1000"], "allowFuzzy": ["false"]}
        else:
            assert request.path in {f"/web/{DAY}060000id_/{DAMS_URL}", f"/web/{DAY}070000id_/{VILLAGE_URL}"}


def test_what_will_be_sent_is_said_before(desk: Desk, archive: Stand) -> None:
    said = desk.done("lookup", "--archive", f"{archive.url}/web")
    told = said.err.splitlines()
    assert told[0] == (
        f"Asking {archive.url}/web (127.0.0.1) for 2 claims: river.example, toma.example, 2005-03-03 to 2005-03-20."
    )
    assert "with your contact desk@example.org" in told[1]
    assert told[1].endswith("no words of the draft.")
    assert not set(re.findall(r"[A-Za-z]{5,}", " ".join(told[:2]))) & set(re.findall(r"[A-Za-z]{5,}", LAKE))


def test_missing_contact_is_reminded_of_before_anything_is_sent(desk: Desk, archive: Stand) -> None:
    call = ("lookup", "--archive", f"{archive.url}/web", "--dry-run")
    assert "No contact" not in desk.done(*call).err
    desk.lay({"factcheck.toml": SETTINGS.replace("contact", "# contact").encode()})
    (reminder,) = desk.done(*call).err.splitlines()[2:]
    assert reminder.endswith('In factcheck.toml, under [lookup]: contact = "you@example.org"')
    assert archive.seen == []


def test_addresses_of_the_draft_are_said_to_be_sent(desk: Desk, archive: Stand) -> None:
    """Of another archive's address only the original is sent, and so told; words in it are the draft's own."""
    desk.put(DAMS, evidence="https://web.archive.org/web/20050401000000/http://a.example/minister-lied")
    said = desk.done("lookup", desk.ref(DAMS), "--dry-run", "--archive", f"{archive.url}/web")
    told = said.err.splitlines()
    assert told[0].endswith(" for 1 claim: http://a.example/minister-lied, 2005-04-01.")
    assert told[1].startswith("Only these hosts, addresses and dates are sent, as the draft and its table give them, ")
    assert told[1].endswith(": no other words of the draft.")


def test_what_is_not_shown_is_in_the_dry_run(desk: Desk, archive: Stand) -> None:
    named = [f"http://a.example/{at}" for at in range(8)]
    desk.put(DAMS, evidence=" ".join(named))
    said = desk.done("lookup", desk.ref(DAMS), "--dry-run", "--archive", f"{archive.url}/web")
    assert "http://a.example/5 and 2 more (--dry-run prints all)" in said.err
    assert len(said.out.splitlines()) == len(named)


def test_dry_run_prints_the_addresses_and_asks_none(desk: Desk, archive: Stand) -> None:
    before = desk.files()
    said = desk.done("lookup", "--dry-run", "--archive", f"{archive.url}/web")
    assert archive.seen == []
    assert desk.files() == before
    assert said.err.startswith("Would ask ")
    assert said.err.endswith("no words of the draft.\n")
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert said.out.splitlines() == [f"{archive.url}{path}" for path in archive.paths if "/cdx?" in path]


def test_own_outlets_give_the_hosts(desk: Desk, archive: Stand) -> None:
    (desk.folder / "outlets.csv").unlink()
    said = desk.done("lookup", "--archive", f"{archive.url}/web")
    assert archive.seen == []
    assert "River News is no outlet that is known" in said.out
    desk.write("outlets.csv", OUTLETS)
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert outcomes(desk, DAMS) == ["found"]


def test_answered_question_is_not_asked_again(desk: Desk, archive: Stand) -> None:
    desk.done("lookup", "--archive", f"{archive.url}/web")
    asked, before = len(archive.seen), desk.files()
    said = desk.done("lookup", "--archive", f"{archive.url}/web")
    assert "Nothing is left to ask" in said.err
    assert (len(archive.seen), desk.files()) == (asked, before)
    assert "12 dams on the river" in said.out


def test_verified_claim_is_skipped_unless_it_is_named(desk: Desk, archive: Stand) -> None:
    desk.done("mark", desk.ref(DAMS), "verified", "--by", "ana", "--evidence", "paper copy, p. 3")
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert not any("river" in path for path in archive.paths)
    desk.done("lookup", desk.ref(DAMS), "--archive", f"{archive.url}/web")
    assert outcomes(desk, DAMS) == ["found"]


@pytest.mark.parametrize(
    ("listed", "shown", "outcome", "word"),
    [
        (cdx(), None, "not_archived", "none"),
        (
            Reply(403, (("X-Archive-Wayback-Runtime-Error", "AdministrativeAccessControlException: no"),), b"no"),
            None,
            "excluded",
            "excluded",
        ),
        (Reply(500), None, "unavailable", "unreachable"),
        (None, page(b"<p>No such page", status=404), "archived_error", "error page"),
        (None, page(DAMS_PAGE, day=28), "out_of_window", "other days"),
        (None, page(b"<p>Snow fell on Monday."), "no_passage", "no passage"),
        (None, Reply(404, body=b"nothing"), "not_archived", "none"),
    ],
)
def test_each_end_of_a_search_has_its_own_word(
    desk: Desk, archive: Stand, listed: Reply | None, shown: Reply | None, outcome: str, word: str
) -> None:
    if listed:
        archive.on("/web/cdx?url=river.example&", listed)
    if shown:
        archive.on(f"/web/{DAY}060000id_/{DAMS_URL}", shown)
    said = desk.done("lookup", "--archive", f"{archive.url}/web")
    assert outcomes(desk, DAMS) == [outcome]
    assert outcomes(desk, VILLAGE) == ["found"]
    (line,) = [each for each in said.out.splitlines() if "river.example" in each]
    assert f" {word} " in line


def test_rows_of_other_days_than_the_claims_are_called_so(desk: Desk, archive: Stand) -> None:
    """Two windows of one host are asked together: what lies in one of them only is not the other claim's."""
    desk.put(VILLAGE, cited="River News", cited_date="2005-03-20")
    refs = (desk.ref(DAMS), desk.ref(VILLAGE))
    archive.on("/web/cdx?url=river.example&", cdx(("20050303060000", DAMS_URL)))
    archive.on(f"/web/20050303060000id_/{DAMS_URL}", page(DAMS_PAGE, day=3))
    desk.done("lookup", *refs, "--archive", f"{archive.url}/web")
    assert sum("/cdx?" in path for path in archive.paths) == 1
    assert (outcomes(desk, DAMS), outcomes(desk, VILLAGE)) == (["found"], ["out_of_window"])


def test_refusing_archive_ends_the_run_and_says_when_to_come_back(desk: Desk, archive: Stand) -> None:
    archive.on("/web/cdx?url=toma.example&", Reply(429, (("Retry-After", "7200"),)))
    said = desk.run("lookup", "--archive", f"{archive.url}/web")
    assert said.code == 2
    assert re.search(r"come back after \d{4}-\d\d-\d\d \d\d:\d\d UTC", said.err)
    assert (outcomes(desk, DAMS), outcomes(desk, VILLAGE)) == (["found"], ["rate_limited"])
    # The pause outlasts the run, in the cache; without it the claim without an answer is asked about, no other.
    asked = len(archive.seen)
    assert desk.run("lookup", "--archive", f"{archive.url}/web").code == 2
    assert len(archive.seen) == asked
    desk.monkeypatch.setenv("FACTCHECK_CACHE", str(desk.folder.parent / "other"))
    archive.on("/web/cdx?url=toma.example&", cdx((f"{DAY}070000", VILLAGE_URL)))
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert outcomes(desk, VILLAGE) == ["found"]
    assert not any("river" in path for path in archive.paths[asked:])


def test_offline_is_one_line_and_keeps_what_there_is(desk: Desk, archive: Stand) -> None:
    root = f"{archive.url}/web"
    desk.done("lookup", desk.ref(DAMS), "--archive", root)
    found = evidence(desk)[DAMS]
    archive.stop()
    said = desk.run("lookup", "--archive", root)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 3, "two that say what will be sent, and one"
    assert "could not be reached" in said.err
    assert evidence(desk)[DAMS] == found
    assert outcomes(desk, VILLAGE) == ["unavailable"]


def test_interrupted_run_goes_on_where_it_stopped(desk: Desk, archive: Stand) -> None:
    def stop() -> NoReturn:
        assert outcomes(desk, DAMS) == ["found"], "written before the next question is asked"
        raise KeyboardInterrupt

    asked: list[Question] = []

    def once(shelf: Shelf, question: Question) -> Answered:
        asked.append(question)
        return answer(shelf, question) if len(asked) < 3 else stop()

    with desk.monkeypatch.context() as patch:
        patch.setattr("factcheck.cli.lookup.answer", once)
        said = desk.run("lookup", "--archive", f"{archive.url}/web")
    assert said.code == 130
    assert "goes on from there" in said.err
    assert outcomes(desk, DAMS) == ["found"]
    assert VILLAGE not in evidence(desk)
    before = list(archive.paths)
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert outcomes(desk, VILLAGE) == ["found"]
    assert not set(before) & set(archive.paths[len(before) :])


def test_progress_is_shown_on_a_terminal_only(desk: Desk, archive: Stand) -> None:
    words = ("lookup", desk.ref(DAMS), "--archive", f"{archive.url}/web")
    assert "Looking up" not in desk.done(*words).err
    assert "Looking up" in desk.done(*words, terminal=True).err


def test_link_of_a_front_page_leads_to_a_page_captured_later(desk: Desk, archive: Stand) -> None:
    """The list of those days has the front page alone; what its links say decides which of them is asked for."""
    front = b'<title>River News</title><p><a href="/a17">Twelve dams built by engineers: 12 since 1975</a> <a href="/b3">Football</a>'
    archive.on("/web/cdx?url=river.example&", cdx((f"{DAY}050000", "http://river.example/")))
    archive.on(f"/web/{DAY}050000id_/http://river.example/", page(front))
    archive.on("/web/cdx?url=http%3A%2F%2Friver.example%2Fa17&", cdx(("20050328060000", "http://river.example/a17")))
    archive.on("/web/20050328060000id_/http://river.example/a17", page(DAMS_PAGE, day=28))
    desk.done("lookup", "--archive", f"{archive.url}/web")
    found = {row["original_url"]: row["timing"] for row in evidence(desk)[DAMS]}
    assert found["http://river.example/a17"] == "23 days after the wanted date; captured after the article"
    assert not any("b3" in path for path in archive.paths)


def test_archived_original_is_compared_with_the_draft(desk: Desk, archive: Stand) -> None:
    own = "http://mag.example/lake"
    text = LAKE.replace("a third of its water", "a quarter of its water").replace("The plan is reckless.", "")
    body = f"<title>The lake</title><p>Menu<p>{text.replace(chr(10) * 2, '<p>')}<p>Subscribe".encode()
    archive.on("/web/cdx?url=http%3A%2F%2Fmag.example", cdx(("20050309060000", own)))
    archive.on(f"/web/20050309060000id_/{own}", page(body, day=9))
    said = desk.done("lookup", "--original", own, "--archive", f"{archive.url}/web")
    (row,) = evidence(desk)[""]
    assert row["timing"] == "2 days after the wanted date; captured after the article; 1 reworded; 1 only in the draft"
    assert row["passage"] == "Toma lost a quarter of its water in 1994."
    assert "  draft: Toma lost a third of its water in 1994." in said.out
    assert "  draft: The plan is reckless.\n  page:  (not there)" in said.out


def test_archived_address_of_this_archive_is_that_very_capture(desk: Desk, archive: Stand) -> None:
    desk.put(DAMS, evidence=f"{archive.url}/web/{DAY}060000/{DAMS_URL}")
    desk.done("lookup", desk.ref(DAMS), "--archive", f"{archive.url}/web")
    assert archive.paths == [f"/web/{DAY}060000id_/{DAMS_URL}"]
    assert outcomes(desk, DAMS) == ["found"]


def test_page_that_was_named_is_a_candidate_whatever_it_holds(desk: Desk, archive: Stand) -> None:
    desk.put(DAMS, evidence="http://other.example/x")
    archive.on("/web/cdx?url=http%3A%2F%2Fother.example", cdx((f"{DAY}060000", "http://other.example/x")))
    archive.on(f"/web/{DAY}060000id_/http://other.example/x", page(b"<title>Bild</title><p>Nichts davon."))
    desk.done("lookup", desk.ref(DAMS), "--archive", f"{archive.url}/web")
    (row,) = evidence(desk)[DAMS]
    assert (row["rank"], row["passage"]) == ("1", "")
    assert row["timing"].endswith("nothing in it was found to bear on the claim")


def test_no_claim_uses_up_what_all_may_ask(desk: Desk, archive: Stand) -> None:
    rows = [(f"{DAY}06{at:02}00", f"http://river.example/news/{at}.html") for at in range(30)]
    archive.on("/web/cdx?url=river.example&", cdx(*rows))
    for time, url in rows:
        archive.on(f"/web/{time}id_/{url}", page(b"<p>Snow fell on Monday."))
    desk.done("lookup", desk.ref(DAMS), "--most", "3", "--archive", f"{archive.url}/web")
    assert sum("news" in path for path in archive.paths) == 3


def test_contradicting_options_are_refused(desk: Desk) -> None:
    assert "asks no archive" in desk.refused("lookup", "--in", "lake.txt", "--dry-run")
    assert "no public address" in desk.refused("lookup", "--original", "http://10.0.0.7/draft")
    assert "no archive of this name" in desk.refused("lookup", "--archive", "waybak")


def test_archive_without_lists_is_asked_about_addresses_alone(desk: Desk, archive: Stand) -> None:
    settings = f'[archives.bare]\ntimegate = "{archive.url}/gate/"\ntimemap = "{archive.url}/map/"\nprivate = true\n'
    desk.write("factcheck.toml", settings)
    said = desk.done("lookup", "--archive", "bare")
    assert archive.seen == []
    assert "bare lists captures of single addresses only" in said.out


def test_damaged_evidence_is_told_before_anything_is_sent(desk: Desk, archive: Stand) -> None:
    desk.write("evidence.csv", "evidence_id,claim_id\n")
    desk.refused("lookup", desk.ref(DAMS), "--archive", f"{archive.url}/web")
    assert archive.seen == []


def test_request_to_a_server_that_hangs_up_is_no_answer(desk: Desk, archive: Stand) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    archive.on("/web/cdx?url=river.example&", Reply(200, (("Content-Length", "900"),), b"", hang_up))
    desk.done("lookup", "--archive", f"{archive.url}/web")
    assert outcomes(desk, DAMS)[0] in {"unavailable", "malformed"}
    assert threading.active_count() < 50
