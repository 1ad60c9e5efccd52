r"""A web archive of pages in the style of 2005, for a real pywb 2.10; all of them written for these tests.

pywb is no dependency of the project. To record tests/cassettes/test_archive_pywb anew, in a folder of its own:

    python -m venv pywb && pywb/bin/pip install pywb==2.10.0 'setuptools<81'
    pywb/bin/python MAIN/tests/archive_pages.py pages.warc.gz
    pywb/bin/wb-manager init web && pywb/bin/wb-manager add web pages.warc.gz
    printf "framed_replay: false\nredirect_to_exact: true\n" > config.yaml
    pywb/bin/wayback --bind 127.0.0.1 --port 18081 &
    cd MAIN && rm -r tests/cassettes/test_archive_pywb && pytest --record-mode=new_episodes tests/test_archive_pywb.py

The same tests run live against it with `pytest --disable-recording tests/test_archive_pywb.py`.
"""

import gzip
import io
import sys
from pathlib import Path
from typing import NamedTuple

SITE = "http://news.example"
HTML = ("Content-Type", "text/html")


class Page(NamedTuple):
    """One capture: path, time, status line, headers, body."""

    path: str
    time: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


PAGES = (
    Page("/talks", "2005-08-09T06:00:00Z", "200 OK", (HTML,), b"<title>Talks planned</title><p>Ministers will meet."),
    Page("/talks", "2005-08-11T06:00:00Z", "200 OK", (HTML,), b"<title>Talks held</title><p>Ministers met in Astana."),
    Page(
        "/ru",
        "2005-08-10T07:00:00Z",
        "200 OK",
        (("Content-Type", "text/html; charset=windows-1251"),),
        "<title>Переговоры</title><p>Министры встретились в Астане.".encode("cp1251"),
    ),
    Page("/gone", "2005-08-10T08:00:00Z", "404 Not Found", (HTML,), b"<p>No such page"),
    Page("/moved", "2005-08-10T09:00:00Z", "301 Moved Permanently", (HTML, ("Location", f"{SITE}/talks")), b""),
    Page("/circle", "2005-08-10T09:00:00Z", "302 Found", (HTML, ("Location", "/round")), b""),
    Page("/round", "2005-08-10T09:00:01Z", "302 Found", (HTML, ("Location", f"{SITE}/circle")), b""),
    Page(
        "/packed",
        "2005-08-10T10:00:00Z",
        "200 OK",
        (HTML, ("Content-Encoding", "gzip")),
        gzip.compress(b"<title>Packed</title><p>Gas prices rose by 5 percent.", mtime=0),
    ),
    Page("/down", "2005-08-10T11:00:00Z", "503 Service Unavailable", (HTML,), b"<p>Closed for the night"),
)


def write_warc(path: Path) -> None:
    """Writes the pages as a WARC with warcio, which comes with pywb."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-not-found]  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # type: ignore[import-not-found]  # noqa: PLC0415

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for page in PAGES:
            headers = [*page.headers, ("Content-Length", str(len(page.body)))]
            record = writer.create_warc_record(
                SITE + page.path,
                "response",
                payload=io.BytesIO(page.body),
                http_headers=StatusAndHeaders(page.status, headers, protocol="HTTP/1.0"),
                warc_headers_dict={"WARC-Date": page.time},
            )
            writer.write_record(record)


if __name__ == "__main__":
    write_warc(Path(sys.argv[1]))
