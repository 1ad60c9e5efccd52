"""`factcheck parse https://...`: the archived copy nearest a day, from an archive on the loopback that notes what it is sent."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from archive_stand import Reply, Stand, stand
from cli_desk import Desk

from factcheck.cli import addresses
from factcheck.readers import read_bytes

URL = "https://www.toma.example/2005/lake.html"
ARTICLE = """\
<!doctype html><html><head><title>Lake Toma shrinks</title>
<meta property="article:published_time" content="2005-03-08T09:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport results of the week</a></nav>
<article><h1>Lake Toma shrinks</h1><p>Lake {lake} lost a third of its water. Engineers built 12 dams in 1975.</p>
<p>“No village will be moved,” Ana Petrova said on Monday (Toma Post, March 6).</p></article>
<footer>All rights reserved by the publisher of this page.</footer></body></html>
"""
SETTINGS = """\
[lookup]
archive = "desk"
attempts = 1
refusals = 1
contact = "desk@example.org"

[archives.desk]
url = "{root}/web"
"""


def rows(*stamps: str, status: str = "200") -> Reply:
    told = {"url": URL, "mime": "text/html", "status": status}
    lines = [f"example,toma)/2005/lake.html {stamp} {json.dumps(told | {'digest': stamp})}" for stamp in stamps]
    return Reply(200, (("Content-Type", "text/x-cdxj"),), "\n".join(lines).encode())


def copy(body: str, day: str, *, content_type: str = "text/html; charset=utf-8", status: int = 200) -> Reply:
    return Reply(status, (("Memento-Datetime", f"{day} 06:00:00 GMT"), ("Content-Type", content_type)), body.encode())


@pytest.fixture
def archive() -> Iterator[Stand]:
    """Copies of the page of 9 March 2005 and of 1 June 2008."""
    with stand() as made:
        made.on("/web/cdx", rows("20050309060000", "20080601060000"))
        made.on(f"/web/20050309060000id_/{URL}", copy(ARTICLE.format(lake="Toma"), "Wed, 09 Mar 2005"))
        made.on(f"/web/20080601060000id_/{URL}", copy(ARTICLE.format(lake="Nur"), "Sun, 01 Jun 2008"))
        made.on("/web/", Reply(200, body=b"a collection"))
        yield made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive: Stand) -> Desk:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk", monkeypatch).lay({"factcheck.toml": SETTINGS.format(root=archive.url).encode()})


def test_copy_nearest_the_day_is_read_and_named(desk: Desk, archive: Stand) -> None:
    said = desk.done("parse", URL, "--at", "2005-03-12")
    assert f"Read the copy of 2005-03-09 06:00 UTC: {archive.url}/web/20050309060000/{URL}" in said.err
    assert desk.row("a third of its water")["verbatim"] == "Lake Toma lost a third of its water"
    assert {row["article"] for row in desk.rows()} == {URL}


def test_only_main_text_is_read_and_the_page_tells_its_date(desk: Desk) -> None:
    said = desk.done("parse", URL, "--at", "2005-03-12")
    assert f"{URL}: published 2005-03-08 (article:published_time)" in said.err
    assert "Sport" not in desk.text()
    assert "rights reserved" not in desk.text()
    assert desk.row("No village")["said_date"] == "2005-03-07"


def test_day_of_publication_tells_which_copy(desk: Desk) -> None:
    desk.done("parse", URL, "--published", "2005-03-08")
    assert "Toma" in desk.row("a third of its water")["verbatim"]


def test_without_a_day_the_newest_copy_is_read(desk: Desk) -> None:
    said = desk.done("parse", URL)
    assert "that is newest" in said.err
    assert "Nur" in desk.row("a third of its water")["verbatim"]


def test_what_is_sent_is_said_first_and_is_the_address_and_the_day(desk: Desk, archive: Stand) -> None:
    said = desk.done("parse", URL, "--at", "2005-03-12").err.splitlines()
    assert said[0] == (
        f"Asking desk (127.0.0.1) for the copy of {URL} nearest 2005-03-12. Only the address and the day are sent,"
        " with your contact desk@example.org."
    )
    asked = parse_qs(urlsplit(archive.paths[0]).query)
    assert asked["url"] == [URL]
    assert asked["closest"] == ["20050312120000"]
    assert all("toma.example" in path or path == "/web/" for path in archive.paths)


def test_second_parse_needs_no_network_and_changes_nothing(desk: Desk, archive: Stand) -> None:
    desk.done("parse", URL, "--at", "2005-03-12")
    before = desk.files()
    archive.stop()
    archive.stop = lambda: None
    desk.done("parse", URL, "--at", "2005-03-12")
    assert desk.files() == before


def test_newest_copy_is_read_again_from_the_cache(desk: Desk, archive: Stand) -> None:
    desk.done("parse", URL)
    number = len(archive.paths)
    desk.done("parse", URL)
    assert len(archive.paths) == number


def test_given_day_of_publication_tells_the_copy_the_next_time(desk: Desk) -> None:
    desk.done("parse", URL, "--published", "2005-03-08")
    before = desk.files()
    desk.done("parse", URL)
    assert desk.files() == before


def test_copy_that_was_read_is_read_again(desk: Desk, archive: Stand) -> None:
    desk.done("parse", URL, "--at", "2005-03-12")
    before, number = desk.files(), len(archive.paths)
    said = desk.done("parse", URL)
    assert said.err.splitlines()[0] == (
        f"Asking desk (127.0.0.1) for the copy of {URL} of 2005-03-09 06:00 UTC, which was read before (--at: another)."
        " Only the address and the day are sent, with your contact desk@example.org."
    )
    assert f"Read the copy of 2005-03-09 06:00 UTC: {archive.url}/web/20050309060000/{URL}" in said.err
    assert desk.files() == before
    assert len(archive.paths) == number


def test_newer_copy_is_not_read_unasked_on_another_machine(
    desk: Desk, archive: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.done("parse", URL)
    before = desk.files()
    archive.on("/web/cdx", rows("20050309060000", "20080601060000", "20200101060000"))
    archive.on(f"/web/20200101060000id_/{URL}", copy(ARTICLE.format(lake="Ora"), "Wed, 01 Jan 2020"))
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "another"))
    desk.done("parse", URL)
    assert desk.files() == before
    desk.done("parse", URL, "--at", "2020")
    assert "Ora" in desk.row("a third of its water")["verbatim"]
    desk.done("parse", URL)
    assert "Ora" in desk.row("a third of its water")["verbatim"]


def test_day_of_publication_given_later_dates_the_copy_that_was_read(desk: Desk) -> None:
    desk.done("parse", URL)
    said = desk.done("parse", URL, "--published", "2005-03-07")
    assert "Read the copy of 2008-06-01" in said.err
    assert {row["published"] for row in desk.rows()} == {"2005-03-07"}


def test_copy_of_a_parse_that_was_undone_is_forgotten(desk: Desk) -> None:
    desk.done("parse", URL, "--at", "2005-03-12")
    desk.done("parse", URL, "--at", "2008")
    desk.done("undo", "--by", "ana")
    assert "Read the copy of 2005-03-09" in desk.done("parse", URL).err


def test_page_cannot_say_that_another_copy_was_read(desk: Desk, archive: Stand) -> None:
    lie = f'<meta name="archive:url" content="{archive.url}/web/20080601060000/{URL}"></head>'
    page = ARTICLE.format(lake="Toma").replace("</head>", lie)
    archive.on(f"/web/20050309060000id_/{URL}", copy(page, "Wed, 09 Mar 2005"))
    desk.done("parse", URL, "--at", "2005-03-12")
    assert "Read the copy of 2005-03-09" in desk.done("parse", URL).err


def test_same_name_for_another_page_is_another_copy(desk: Desk, archive: Stand) -> None:
    other = URL.replace("lake", "river")
    archive.on(f"/web/20080601060000id_/{other}", copy(ARTICLE.format(lake="Ili"), "Sun, 01 Jun 2008"))
    desk.done("parse", URL, "--article", "lake", "--at", "2005-03-12")
    archive.on(
        "/web/cdx", Reply(200, rows("20080601060000").headers, rows("20080601060000").body.replace(b"lake", b"river"))
    )
    said = desk.done("parse", other, "--article", "lake")
    assert "that is newest" in said.err
    assert "Ili" in desk.row("a third of its water")["verbatim"]


def test_archived_address_is_that_very_copy(desk: Desk, archive: Stand) -> None:
    address = f"{archive.url}/web/20080601060000/{URL}"
    desk.done("parse", address, "--at", "2005-03-12")
    assert "Nur" in desk.row("a third of its water")["verbatim"]
    assert {row["article"] for row in desk.rows()} == {address}


def test_json_of_an_address_writes_no_table(desk: Desk) -> None:
    said = desk.done("parse", URL, "--at", "2005", "--json")
    assert json.loads(said.out)["published"] == "2005-03-08"
    assert sorted(desk.files()) == ["factcheck.toml"]


def test_pdf_at_an_address_is_refused_or_read_as_one(desk: Desk, archive: Stand) -> None:
    archive.on(
        f"/web/20050309060000id_/{URL}", copy("%PDF-1.4 broken", "Wed, 09 Mar 2005", content_type="application/pdf")
    )
    assert "damaged PDF" in desk.refused("parse", URL, "--at", "2005-03-12")


def test_nothing_archived_says_what_to_do(desk: Desk, archive: Stand) -> None:
    archive.on("/web/cdx", Reply(200, (("Content-Type", "text/x-cdxj"),)))
    said = desk.refused("parse", URL)
    assert "the archive holds no capture of this address" in said
    assert "--archive" in said
    assert "--live" in said


def test_page_that_was_an_error_when_captured_is_no_article(desk: Desk, archive: Stand) -> None:
    archive.on("/web/cdx", rows("20050309060000", status="404"))
    assert "error page" in desk.refused("parse", URL)


def test_page_without_text_is_refused(desk: Desk, archive: Stand) -> None:
    archive.on(
        f"/web/20050309060000id_/{URL}", copy("<html><body><script>fill()</script></body></html>", "Wed, 09 Mar 2005")
    )
    said = desk.refused("parse", URL, "--at", "2005-03-12")
    assert "shows no readable text" in said
    assert "Save the text of the page to a file" in said


def test_archive_that_cannot_be_reached_says_what_to_do(desk: Desk, archive: Stand) -> None:
    archive.stop()
    archive.stop = lambda: None
    said = desk.refused("parse", URL)
    assert "could not be reached" in said
    assert "Check the connection" in said


def test_private_address_is_told_to_no_archive(desk: Desk, archive: Stand) -> None:
    said = desk.refused("parse", "http://10.0.0.7/draft")
    assert "private network" in said
    assert archive.paths == []


@pytest.mark.parametrize("option", [("--at", "2005"), ("--archive", "wayback"), ("--live",)])
def test_options_for_addresses_are_refused_for_a_file(desk: Desk, option: tuple[str, ...]) -> None:
    desk.write("lake.txt", "Toma lost a third of its water in 1994.")
    assert f"{option[0]} is for an article given by its address" in desk.refused("parse", "lake.txt", *option)


def test_day_that_is_none_is_refused(desk: Desk, archive: Stand) -> None:
    assert "--at '2005-02-30': there is no such date" in desk.refused("parse", URL, "--at", "2005-02-30")
    assert archive.paths == []


@pytest.mark.parametrize(
    ("address", "reason", "hint"),
    [
        ("ftp://toma.example/a", "ftp://toma.example/a: only addresses that begin with http://", "Save it to a file"),
        ("file:///lake.txt", "file:///lake.txt: only addresses that begin with http://", "Give its path"),
        (f" {URL}", "white space around an address", "Leave it out"),
        (URL + "x" * 3_000, "an address of 3,0", "Save the text of the page"),
        ("http://", "'http://' is no address of a web page", "Give one such as"),
        ("http://[::1", "is no address of a web page", "Give one such as"),
        ("www.toma.example/a", "www.toma.example/a: there is no such file", "begins with https://"),
    ],
)
def test_odd_address_is_refused_unasked(desk: Desk, archive: Stand, address: str, reason: str, hint: str) -> None:
    said = desk.refused("parse", address)
    assert reason in said
    assert hint in said
    assert len(said) < 400
    assert archive.paths == []


@pytest.mark.parametrize("live", [(), ("--live",)])
def test_password_in_an_address_is_neither_sent_nor_printed(desk: Desk, archive: Stand, live: tuple[str, ...]) -> None:
    said = desk.refused("parse", "https://ana:hunter2@www.toma.example/a", *live)
    assert "https://…@www.toma.example: an address with a user name or password in it" in said
    assert "hunter2" not in said
    assert archive.paths == []


def test_live_page_is_read_from_its_own_server_and_not_kept(desk: Desk, tmp_path: Path) -> None:
    with stand() as server:
        server.on("/old", Reply(301, (("Location", "/lake"),)))
        server.on("/lake", Reply(200, (("Content-Type", "text/html"),), ARTICLE.format(lake="Toma").encode()))
        said = desk.done("parse", f"{server.url}/old", "--live")
        assert said.err.splitlines()[0].startswith(f"Asking {urlsplit(server.url).netloc} itself for {server.url}/old")
        assert server.paths == ["/old", "/lake"]
        assert "desk@example.org" in server.seen[0].headers["user-agent"]
    assert "Toma" in desk.row("a third of its water")["verbatim"]
    assert not list((tmp_path / "cache").rglob("*.answer"))


def test_archived_copy_of_a_page_that_was_read_live_is_said_to_be_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = replace(read_bytes(ARTICLE.format(lake="Toma").encode(), media="html"), name=URL)
    monkeypatch.setattr(addresses, "read_live", lambda *_, **__: page)
    desk.done("parse", URL, "--live")
    said = desk.done("parse", URL)
    assert said.err.splitlines()[0].startswith("Last time the page's own server was asked, with --live")
    assert "Nur" in desk.row("a third of its water")["verbatim"]


def test_live_and_a_copy_contradict_each_other(desk: Desk) -> None:
    assert "--live reads the page as it is now" in desk.refused("parse", URL, "--live", "--at", "2005")


def test_live_page_that_is_gone_says_so(desk: Desk) -> None:
    with stand() as server:
        said = desk.refused("parse", f"{server.url}/lake", "--live")
    assert "answered with status 404" in said
    assert "Without --live its archived copy is read." in said


def test_other_commands_do_without_the_article_at_hand(desk: Desk) -> None:
    desk.done("parse", URL, "--at", "2005-03-12")
    assert "Lake Toma lost a third of its water" in desk.done("report").out
    assert desk.run("check").code in {0, 1}


def test_check_of_an_address_sends_nothing(desk: Desk, archive: Stand) -> None:
    assert "this command sends nothing" in desk.refused("check", URL)
    assert archive.paths == []
