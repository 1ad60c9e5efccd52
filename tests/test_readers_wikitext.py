"""Wikitext as an editor copies it: what is read, where its references hang, what is said to be left out."""

import time

import factcheck
from factcheck.document import Document
from factcheck.readers import read_bytes

MILL = """\
{{Short description|Mill in Osh}}
{{Infobox building
| name = The Mill
| height = {{convert|12|m|ft}} }}
[[File:Mill.jpg|thumb|The mill in [[Osh]]]]
The '''Mill''' is a [[watermill|mill]] in [[Osh]], {{convert|12|km|mi}} from the border.<ref name="a">{{cite news |last=Lind |title=The Mill |work=Reuters |date=5 May 1931 |url=https://news.example/1931}}</ref>
It opened in 1931.<ref name=a /> It closed<ref>Lind, p. 5;
see [https://x.example/y her notes].</ref> in 1950.<!-- sure?

no -->

== History ==
{| class="wikitable"
| 1931 || 12
|}
* It [https://z.example/ burned] twice.{{fact}}

== References ==
{{reflist}}
[[Category:Mills]]
"""


def wiki(text: str, name: str = "mill.wiki") -> Document:
    return read_bytes(text.encode(), name=name)


def test_readable_text_is_left() -> None:
    document = wiki(MILL)
    assert [(b.kind.value, b.level, b.span.slice(document.text)) for b in document.blocks] == [
        ("paragraph", 0, "The Mill is a mill in Osh, 12 km from the border. It opened in 1931. It closed in 1950."),
        ("heading", 2, "History"),
        ("list_item", 1, "It burned twice."),
    ]
    source = MILL.split("\n")
    assert source[document.blocks[0].line - 1].startswith("The '''Mill")
    assert source[document.blocks[1].line - 1] == "== History =="
    assert source[document.blocks[2].line - 1].startswith("* It")
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [("burned", "https://z.example/")]
    assert [problem.message for problem in document.problems] == ["left out: 1 template and 1 table"]


def test_references_hang_on_each_place() -> None:
    document = wiki(MILL)
    told = "Lind, “The Mill”, Reuters, 5 May 1931. https://news.example/1931"
    assert [(document.text[: n.span.start].split()[-1], n.mark, n.text, n.urls) for n in document.notes] == [
        ("border.", "1", told, ("https://news.example/1931",)),
        ("1931.", "1", told, ("https://news.example/1931",)),
        ("closed", "2", "Lind, p. 5; see her notes.", ("https://x.example/y",)),
    ]


def test_reference_names_outlet_and_date_of_the_citation() -> None:
    article = factcheck.parse(wiki(MILL), published="1960")
    assert [(c.outlet, c.date, c.url) for c in article.citations][:2] == [
        ("Reuters", "1931-05-05", "https://news.example/1931"),
        ("Reuters", "1931-05-05", "https://news.example/1931"),
    ]
    assert "Lind" not in " ".join(claim.text for claim in article.claims)


def test_author_with_a_first_name_is_not_taken_for_the_outlet() -> None:
    cited = "{{cite news |last=Marsh |first=Helen |title=The Mill |work=The Guardian |date=3 May 2021 |url=https://z.example/a}}"
    article = factcheck.parse(wiki(f"The mill closed in 1950.<ref>{cited}</ref>"), published="2022")
    assert [(c.outlet, c.date) for c in article.citations] == [("The Guardian", "2021-05-03")]
    assert article.document.notes[0].text == "Helen Marsh, “The Mill”, The Guardian, 3 May 2021. https://z.example/a"


def test_templates_that_show_their_words_in_a_sentence_are_read() -> None:
    text = (
        "It carries {{formatnum:19000}} carts, said {{ill|Ana Lind|lv|Ana Linda}} of {{interlanguage link|Osh Mills|de}}"
        " on {{start date|1950|5|3|df=y}}{{citation needed|date=May 2022}}, in the words {{em|never again}},"
        " {{lang|de|nie wieder}}, at {{frac|1|2}} price.<ref>So.</ref>"
    )
    document = wiki(text)
    assert document.text == (
        "It carries 19,000 carts, said Ana Lind of Osh Mills on 3 May 1950, in the words never again, nie wieder,"
        " at 1/2 price."
    )
    assert [problem.message for problem in document.problems] == ["left out: 1 template"]


def test_text_file_with_references_is_taken_for_wikitext_and_any_other_is_not() -> None:
    assert wiki("It closed.<ref>So.</ref>", name="a.txt").notes[0].text == "So."
    assert wiki("It closed.<ref>So.</ref>", name="").text == "It closed."
    plain = "It closed. 2 < 3 and [[so]] on, '''he''' said."
    assert wiki(plain, name="a.txt").text == plain
    assert wiki(plain).text == "It closed. 2 < 3 and so on, he said."


def test_broken_markup_takes_no_time() -> None:
    begun = time.process_time()
    for text in ("{{" * 50_000, "<ref>" * 50_000, "[[File:" * 20_000, "<ref name=" * 20_000, "{|\n" * 20_000):
        assert wiki(f"It closed. {text}").text.startswith("It closed.")
    assert time.process_time() - begun < 10
