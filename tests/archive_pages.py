r"""A web archive of pages in the style of 2005, for a real pywb 2.10; all of them written for these tests.

`news.example` has one page of each kind; `dn.kz`, `interfax.kz`, `interfax.com` and `interfax.ru` stand for the sources
that the sample article cites, in the way such sites were made then: front pages that link, addresses without words,
windows-1251. pywb is no dependency of the project. To record the cassettes anew, in a folder of its own:

    python -m venv pywb && pywb/bin/pip install pywb==2.10.0 'setuptools<81'
    pywb/bin/python MAIN/tests/archive_pages.py pages.warc.gz
    pywb/bin/wb-manager init web && pywb/bin/wb-manager add web pages.warc.gz
    printf "framed_replay: false\nredirect_to_exact: true\n" > config.yaml
    pywb/bin/wayback --bind 127.0.0.1 --port 18081 &
    cd MAIN && rm -r tests/cassettes/*_pywb && pytest --record-mode=new_episodes tests/test_*_pywb.py -k recorded

While it is recorded the packed page of `news.example` fails: VCR hands its bytes out unpacked, fewer than announced.
Where pywb's `wayback` is on PATH the same tests start it and run live, too.
"""

import gzip
import io
import sys
from pathlib import Path
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SITE = "http://news.example"
HTML = ("Content-Type", "text/html")


class Page(NamedTuple):
    """One capture: its address or a path of `SITE`, time, status line, headers, body."""

    path: str
    time: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def url(self) -> str:
        return self.path if "://" in self.path else SITE + self.path


def html(address: str, time: str, body: str, charset: str = "") -> Page:
    """A page of a source; with a charset its own mark-up names it, as pages of the time did, and the header does not."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    text = f"<html><head>{meta}{body}</body></html>"
    return Page(f"http://{address}", time, "200 OK", (HTML,), text.encode(charset or "utf-8"))


def packed(page: Page) -> Page:
    """The page as a server sends it that compresses."""
    headers = (*page.headers, ("Content-Encoding", "gzip"))
    return page._replace(headers=headers, body=gzip.compress(page.body, mtime=0))


def moved(address: str, time: str, location: str) -> Page:
    return Page(f"http://{address}", time, "302 Found", (HTML, ("Location", location)), b"")


OWN = (
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


DELOVAYA = (
    html(
        "www.dn.kz/",
        "2005-07-23T04:10:00Z",
        """<title>Деловая неделя</title></head><body><h1>Деловая неделя, 22 июля 2005</h1>
        <p><a href="28/polit02.htm">Между тремя полюсами</a><br><a href="28/econ01.htm">Нефть подорожала</a><br>
        <a href="28/econ03.htm">Банки Казахстана</a><br><a href="28/sport.htm">Футбол</a>""",
        "windows-1251",
    ),
    html(
        "www.dn.kz/28/polit02.htm",
        "2005-07-24T11:32:00Z",
        """<title>Между тремя полюсами</title></head><body><table><tr><td><a href="/">Главная</a></td></tr></table>
        <h2>Между тремя полюсами</h2>
        <p>На минувшей неделе внешняя политика снова стала темой споров в столице.</p>
        <p>Главная причина, по которой Астана выбирает ШОС, - боязнь «цветных революций», пишет наш обозреватель. Режим
        Назарбаева поэтому охотнее говорит о будущем региона с Пекином и Москвой.</p>
        <p>Взрывы в Лондоне нельзя не связать с тем, что Великобритания поддержала вторжение США в Ирак. Тем же рискует и
        Казахстан, пока КАЗБАТ остается в Ираке.</p>
        <p>Есть и другая сторона: можно стать заложником Китая и России.</p>
        <p>Погода в выходные ожидается жаркая.</p>""",
        "windows-1251",
    ),
    html(
        "www.dn.kz/28/econ01.htm",
        "2005-07-24T11:30:00Z",
        """<title>Нефть подорожала</title></head><body><h2>Нефть подорожала</h2>
        <p>Цены на нефть в Лондоне выросли на два процента. Казахстан увеличит экспорт через Новороссийск.</p>""",
        "windows-1251",
    ),
    html(
        "www.dn.kz/28/econ03.htm",
        "2005-07-24T11:31:00Z",
        """<title>Банки Казахстана</title></head><body><h2>Банки Казахстана</h2>
        <p>Астана и Алматы остаются центрами банковского дела. Вклады населения растут.</p>""",
        "windows-1251",
    ),
    html(
        "www.dn.kz/28/sport.htm",
        "2005-07-24T11:33:00Z",
        """<title>Футбол</title></head><body><p>Сборная Казахстана проиграла в гостях. Матч в Астане перенесен.</p>""",
        "windows-1251",
    ),
)
"""Delovaya nedelya: a weekly whose front page links its stories; nothing but the names is shared with English claims."""

INTERFAX_KAZAKHSTAN = (
    html(
        "www.interfax.kz/?lang=eng",
        "2005-08-11T02:00:00Z",
        """<title>Interfax-Kazakhstan</title></head><body><ul>
        <li><a href="?lang=eng&int_id=10&news_id=2101">Oil exports through the Caspian pipeline rise</a>
        <li><a href="?lang=eng&int_id=10&news_id=2102">Kazakh expert opposes military bases in Central Asia</a>
        <li><a href="?lang=eng&int_id=10&news_id=2103">Kazakhstan sends a new group of peacekeepers to Iraq</a>
        <li><a href="?lang=eng&int_id=10&news_id=2104">Tenge gains against the dollar</a></ul>""",
    ),
    html(
        "www.interfax.kz/?lang=eng&int_id=10&news_id=2102",
        "2005-08-10T08:15:00Z",
        """<title>Kazakh expert opposes military bases in Central Asia</title></head><body>
        <p>ALMATY. August 10. INTERFAX-KAZAKHSTAN - Details will follow.</p>""",
    ),
    html(
        "www.interfax.kz/?lang=eng&int_id=10&news_id=2102",
        "2005-08-11T06:20:00Z",
        """<title>Kazakh expert opposes military bases in Central Asia</title></head><body>
        <p>ALMATY. August 10. INTERFAX-KAZAKHSTAN - Bolat Sultanov, director of the Institute for Strategic Studies under
        the president of Kazakhstan, has spoken against any foreign military base in the region.</p>
        <p>&quot;I am categorically against the presence of the military bases in Central Asia, because any military base
        is an occupation base. By the way, I cannot understand Central Asian countries&#39; euphoria about the military
        bases. Everywhere there are military bases people are demanding that the bases be pulled out. Look at Europe,
        South Korea, and Japan,&quot; he told journalists on Wednesday.</p>
        <p>The presence of foreign military bases runs counter to the spirit of the Shanghai Cooperation Organization (SCO),
        he argued. It undermines the security of Russia and China. The United States must withdraw its servicemen,
        Sultanov said.</p>
        <p>Subscribe to our news in English.</p>""",
    ),
    html(
        "www.interfax.kz/?lang=eng&int_id=10&news_id=2101",
        "2005-08-11T06:19:00Z",
        """<title>Oil exports through the Caspian pipeline rise</title></head><body>
        <p>ALMATY. August 10. INTERFAX-KAZAKHSTAN - Kazakhstan shipped more oil to Russia and China in July.</p>""",
    ),
    html(
        "www.interfax.kz/?lang=eng&int_id=10&news_id=2103",
        "2005-08-11T06:21:00Z",
        """<title>Kazakhstan sends a new group of peacekeepers to Iraq</title></head><body>
        <p>ASTANA. August 10. INTERFAX-KAZAKHSTAN - Military engineers of Kazbat will leave for Iraq next week. Nobody in
        the ministry is against the presence of the group there.</p>""",
    ),
    html(
        "www.interfax.kz/?lang=eng&int_id=10&news_id=2104",
        "2005-08-11T06:22:00Z",
        """<title>Tenge gains against the dollar</title></head><body><p>The tenge gained two tiyn on Wednesday.</p>""",
    ),
    html(
        "www.interfax.kz/?lang=rus&int_id=10&news_id=2102",
        "2005-08-12T09:00:00Z",
        """<title>Казахстанский эксперт против военных баз</title></head><body>
        <p>Алматы. 10 августа. ИНТЕРФАКС-КАЗАХСТАН - Директор института Болат Султанов выступил против военных баз.</p>""",
        "windows-1251",
    ),
    moved("www.interfax.kz/eng", "2005-08-11T02:00:01Z", "http://www.interfax.kz/?lang=eng"),
    moved("www.interfax.kz/mirror", "2005-08-11T02:00:02Z", "/copy"),
    moved("www.interfax.kz/copy", "2005-08-11T02:00:03Z", "http://www.interfax.kz/mirror"),
    Page(
        "http://www.interfax.kz/logo.gif", "2005-08-11T02:00:04Z", "200 OK", (("Content-Type", "image/gif"),), b"GIF89a"
    ),
)
"""Interfax-Kazakhstan: addresses without words, one story that was filled in a day later, and one in two languages."""

INTERFAX = (
    packed(
        html(
            "www.interfax.com/3/83411/news.aspx",
            "2005-08-12T01:05:00Z",
            """<title>Kyrgyz parliament ratifies agreement within CSTO</title></head><body>
            <p>BISHKEK. Aug 11 (Interfax) - The Kyrgyz parliament on Thursday ratified an agreement on the joint use of
            military infrastructure facilities in member countries of the Collective Security Treaty Organization.</p>
            <p>Armenia, Belarus and Kazakhstan had ratified the agreement earlier.</p>
            <p>The Russian air base at Kant near Bishkek was opened in 2003.</p>""",
        )
    ),
    html(
        "www.interfax.com/3/83398/news.aspx",
        "2005-08-12T01:04:00Z",
        """<title>Belarus and Russia to hold exercise</title></head><body>
        <p>MINSK. Aug 11 (Interfax) - Belarus and Russia agreed on a joint exercise of their air forces.</p>""",
    ),
    html(
        "www.interfax.com/3/83420/news.aspx",
        "2005-08-12T01:06:00Z",
        """<title>Armenia votes on agreement with EU</title></head><body>
        <p>YEREVAN. Aug 11 (Interfax) - Parliament in Armenia debated an agreement on trade.</p>""",
    ),
    html(
        "www.interfax.ru/r/B/0/0.html?id_issue=11350555",
        "2005-08-12T03:00:00Z",
        """<title>Киргизия ратифицировала соглашение</title></head><body>
        <p>БИШКЕК. 11 августа. INTERFAX.RU - Парламент Киргизии ратифицировал соглашение в рамках ОДКБ.</p>""",
        "windows-1251",
    ),
    Page(
        "http://www.interfax.ru/r/B/0/0.html?id_issue=11350556",
        "2005-08-12T03:00:01Z",
        "404 Not Found",
        (HTML,),
        b"<p>Not found",
    ),
)
"""Interfax: two hosts in two languages, a page sent packed, one that was gone."""

PAGES = (*OWN, *DELOVAYA, *INTERFAX_KAZAKHSTAN, *INTERFAX)


def write_warc(path: Path) -> None:
    """Writes the pages as a WARC."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for page in PAGES:
            headers = [*page.headers, ("Content-Length", str(len(page.body)))]
            record = writer.create_warc_record(
                page.url,
                "response",
                payload=io.BytesIO(page.body),
                length=len(page.body),
                http_headers=StatusAndHeaders(page.status, headers, protocol="HTTP/1.0"),
                warc_headers_dict={"WARC-Date": page.time},
            )
            writer.write_record(record)


if __name__ == "__main__":
    write_warc(Path(sys.argv[1]))
