"""Web pages: which part of a page is the article, what a browser would show of it, and what the page says of itself."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.document import Document
from factcheck.readers import read_bytes
from factcheck.readers.webpage import fragment_pieces, read_html

LONG = "The ministry in Bishkek said on Monday that the base would stay open until May, and nobody objected. "

PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head>
  <title>Base stays - The Daily</title>
  <meta property="article:published_time" content="2005-08-17T23:30:00-05:00">
  <meta name="Author" content="Jane Doe">
  <meta name="viewport" content="width=device-width">
  <meta property="og:site_name" content="The Daily">
  <style>p {{ color: red }}</style>
  <script type="application/ld+json">{{"broken": ,}}</script>
  <script type="application/ld+json">
    {{"@context": "https://schema.org", "@graph": [{{"@type": "Organization", "name": "Nobody"}},
      {{"@type": "NewsArticle", "headline": "Base stays open", "datePublished": "2005-08-18",
        "author": [{{"name": "Jane Doe"}}, {{"name": "John Roe"}}], "publisher": {{"name": "The Daily"}}}}]}}
  </script>
</head>
<body>
<nav><a href="/">Home</a></nav>
<header>The Daily, since 1901</header>
<main>
<article>
  <header><h1>Base  stays
    open</h1><p>By Jane Doe</p></header>
  <p>{LONG}</p>
  <p>It was <b>the</b>   <a href="https://example.org/a"> ministry </a>that&nbsp;said&mdash;twice<sup>[1]</sup>.<br>
  New line.</p>
  <ul><li>a road<ul><li>with <q>stones</q></li></ul></li><li>a school</li></ul>
  <blockquote><p>We never said that.</p><footer>— A minister</footer></blockquote>
  <table><caption>Deaths</caption><tr><th>Year</th><td>2004</td></tr></table>
  <figure><img src="x.png" alt="unseen"><figcaption>The gate</figcaption></figure>
  <div style="display: none">Hidden words</div><p hidden>More hidden words</p><span aria-hidden="true">x</span>
  <aside>Read also</aside><form><label>Your name</label></form><!-- a comment -->
  <pre>One line
and another.</pre>
  <time datetime="2005-08-17">17 Aug</time>
</article>
</main>
<footer>© 2019 The Daily</footer>
</body></html>
"""


def shape(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.line, block.span.slice(document.text)) for block in document.blocks]


def texts(html: str) -> list[str]:
    document = read_html(html)
    return [words for _, _, words in shape(document)]


def test_article_is_read_as_a_browser_shows_it() -> None:
    assert shape(read_html(PAGE)) == [
        ("heading", 22, "Base stays open"),
        ("metadata", 23, "By Jane Doe"),
        ("paragraph", 24, LONG.strip()),
        ("paragraph", 25, "It was the ministry that\u00a0said—twice[1].\nNew line."),
        ("list_item", 27, "a road"),
        ("list_item", 27, "with “stones”"),
        ("list_item", 27, "a school"),
        ("quote", 28, "We never said that."),
        ("quote", 28, "— A minister"),
        ("caption", 29, "Deaths"),
        ("cell", 29, "Year"),
        ("cell", 29, "2004"),
        ("caption", 30, "The gate"),
        ("paragraph", 33, "One line\nand another."),
        ("paragraph", 35, "17 Aug"),
    ]


def test_links_are_spans_of_their_words() -> None:
    document = read_html(PAGE)
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("ministry", "https://example.org/a")
    ]


def test_link_over_two_paragraphs_is_a_link_in_each() -> None:
    document = read_html('<a href="/x"><p>One two</p><p>three four</p></a> five <a href="javascript:go()">six</a>')
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [
        ("One two", "/x"),
        ("three four", "/x"),
    ]


def test_link_after_a_space_before_a_break_stays_in_place() -> None:
    document = read_html('<p>One <br>two <a href="x">three</a></p>')
    assert document.text == "One\ntwo three"
    assert [link.span.slice(document.text) for link in document.links] == ["three"]


def test_page_says_when_by_whom_and_in_which_language() -> None:
    assert read_html(PAGE).metadata == (
        ("article:published_time", "2005-08-17T23:30:00-05:00"),
        ("author", "Jane Doe"),
        ("og:site_name", "The Daily"),
        ("json-ld:datepublished", "2005-08-18"),
        ("json-ld:headline", "Base stays open"),
        ("json-ld:author", "Jane Doe; John Roe"),
        ("json-ld:publisher", "The Daily"),
        ("time", "2005-08-17"),
        ("title", "Base stays - The Daily"),
        ("language", "en"),
        ("author", "Jane Doe"),
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>One - Daily</title>", "One - Daily"),
        ('<title>One - Daily</title><meta property="og:title" content="One">', "One"),
    ],
)
def test_title_without_a_heading_is_what_the_page_says(head: str, title: str) -> None:
    assert read_html(f"<html><head>{head}</head><body><p>{LONG}</p></body></html>").title == title


def test_title_is_the_first_heading_of_the_article() -> None:
    assert read_html(PAGE).title == "Base stays open"


def test_without_article_the_element_with_most_text_is_read() -> None:
    html = f"""<body><div class="menu"><ul><li><a href="/a">Alpha page</a><li><a href="/b">Beta page</a><li><a href="/c">Gamma</a></ul></div>
    <div id="content"><h1>Title</h1><p>{LONG}</p><p>{LONG}</p></div><div>© 2019</div></body>"""
    assert texts(html) == ["Title", LONG.strip(), LONG.strip()]


def test_menu_beside_the_text_is_left_out_and_a_list_of_sources_in_an_article_is_not() -> None:
    links = "".join(f'<li><a href="/{n}">Page number {n}</a></li>' for n in range(4))
    assert texts(f"<body><ul>{links}</ul><h1>Title</h1><p>{LONG}</p></body>") == ["Title", LONG.strip()]
    assert len(texts(f"<article><p>{LONG}</p><ul>{links}</ul></article>")) == 5


def test_page_of_divs_and_breaks_is_read() -> None:
    assert texts("<div>One sentence.<br>Same paragraph.<br><br>Next one.<br />\n<br />Last.</div>") == [
        "One sentence.\nSame paragraph.",
        "Next one.",
        "Last.",
    ]


def test_form_around_the_whole_page_is_no_reason_to_leave_the_page_out() -> None:
    assert texts(f"<body><form><div><p>{LONG}</p><input value='x'></div></form></body>") == [LONG.strip()]


def test_old_layout_in_table_cells_gives_paragraphs() -> None:
    html = f"<table><tr><td><a href='/'>Home</a></td><td><p>{LONG}</p><p>Two.</p></td></tr></table>"
    assert [kind for kind, _, _ in shape(read_html(html))] == ["paragraph", "paragraph"]


def test_several_articles_give_the_longest() -> None:
    html = f"<main><article><p>{LONG * 3}</p></article><article><p>Teaser.</p></article></main>"
    assert "Teaser." in texts(html) or texts(html) == [(LONG * 3).strip()]
    html = f"<div><article><p>{LONG * 3}</p></article><article><p>Teaser.</p></article></div>"
    assert texts(html) == [(LONG * 3).strip()]


def test_short_article_beside_a_longer_text_is_not_taken_for_the_whole() -> None:
    html = f"<body><article><p>Teaser.</p></article><div><p>{LONG * 3}</p></div></body>"
    assert (LONG * 3).strip() in texts(html)


def test_preformatted_wire_story_keeps_its_lines_and_gets_its_paragraphs() -> None:
    html = "<body><pre>\nBISHKEK, Aug 17 (Wire) - The base will stay open, the\nministry said on Monday.\n\nNobody objected.\n</pre></body>"
    assert shape(read_html(html)) == [
        ("paragraph", 2, "BISHKEK, Aug 17 (Wire) - The base will stay open, the\nministry said on Monday."),
        ("paragraph", 5, "Nobody objected."),
    ]


def test_link_in_preformatted_text_stays_on_its_words() -> None:
    document = read_html('<pre>One.\n\nTwo <a href="x">three</a> four.</pre>')
    assert [(link.span.slice(document.text), link.url) for link in document.links] == [("three", "x")]


def test_code_is_code() -> None:
    assert [kind for kind, _, _ in shape(read_html(f"<p>{LONG}</p><pre><code>x = 1</code></pre>"))] == [
        "paragraph",
        "code",
    ]


def test_paragraphs_that_are_never_closed_are_paragraphs() -> None:
    assert texts("<p>One<p>Two<ul><li>three<li>four</ul>") == ["One", "Two", "three", "four"]


def test_struck_out_words_are_left_out_and_said() -> None:
    document = read_html("<p>The port lost <del>52</del><ins>62</ins> percent. <s>It closed.</s> It is open.</p>")
    assert document.text == "The port lost 62 percent. It is open."
    assert [problem.message for problem in document.problems] == ["struck-out text left out: 12 characters"]


def test_tag_for_struck_out_words_that_is_never_closed_hides_nothing() -> None:
    document = read_html("<div>The port <s>lost 62 percent.<p>It is open.</p></div>")
    assert (document.text, document.problems) == ("The port lost 62 percent.\n\nIt is open.", ())


def test_raised_figure_behind_a_figure_stays_raised() -> None:
    html = "<p>It moved 10<sup>6</sup> tonnes over 40 km<sup>2</sup> in 2019<sup>3</sup>.</p>"
    assert texts(html) == ["It moved 10⁶ tonnes over 40 km2 in 2019³."]


def test_page_that_a_word_processor_saved_has_no_running_lines() -> None:
    html = '<body><div title="header"><p>The Lake Review</p></div><p>The lake fell by a third in a year.</p><div title="footer"><p>1</p></div>'
    assert texts(html) == ["The lake fell by a third in a year."]


def test_soft_hyphens_are_not_shown() -> None:
    assert texts("<p>Kazakh&shy;stan</p>") == ["Kazakhstan"]


def test_block_inside_inline_parts_the_text() -> None:
    assert texts("<p>One <span>two<div>three</div></span> four</p>") == ["One two", "three", "four"]


@pytest.mark.parametrize(
    "html", ["<![if IE]><p>One</p><![endif]>", "<![x<p>One</p>", "<?xml version='1.0'?><p>One</p>"]
)
def test_odd_declarations_do_not_stop_the_reading(html: str) -> None:
    assert "One" in read_html(html).text


@pytest.mark.parametrize(
    "json",
    [
        '{"@type": "NewsArticle", "datePublished": "2005-08-17"}',
        '[{"@type": ["NewsArticle", "Thing"], "datePublished": "2005-08-17"}]',
        '{"@graph": {"@type": "BlogPosting", "datePublished": "2005-08-17", "author": {"name": null}, "headline": 3}}',
        '{"@graph": [[{"@type": "Report", "datePublished": "2005-08-17"}], 4, null, "x"]}',
    ],
)
def test_json_ld_is_read_in_its_usual_shapes(json: str) -> None:
    document = read_html(f'<script type="application/ld+json">{json}</script><p>{LONG}</p>')
    assert document.metadata == (("json-ld:datepublished", "2005-08-17"),)


@pytest.mark.parametrize("json", ["", "{", "null", "3", '{"@type": "Person", "name": "Nobody"}', "[" * 200_000])
def test_json_ld_that_says_nothing_is_skipped(json: str) -> None:
    assert read_html(f'<script type="application/ld+json">{json}</script><p>{LONG}</p>').metadata == ()


def test_times_outside_the_article_do_not_count() -> None:
    html = f'<aside><time datetime="2019-01-01">x</time></aside><article><p>{LONG}<time datetime="2005-08-17">y</time></p></article>'
    assert read_html(html).metadata == (("time", "2005-08-17"),)
    html = f'<div><time datetime="2005-08-17">y</time></div><article><p>{LONG}</p></article>'
    assert read_html(html).metadata == (("time", "2005-08-17"),)


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>a ", "<b>", "<ul><li>a", "<blockquote>a", "<table><tr><td>", "<pre>a", "<a href=x>"]
)
def test_deep_nesting_of_any_tag_is_read(piece: str) -> None:
    document = read_html(piece * 3000 + "The end.")
    assert document.text.endswith("The end.")


def test_hundred_thousand_nested_tags_are_read() -> None:
    assert read_html("<div>" * 100_000 + "<p>The end.").text == "The end."


def test_open_brackets_without_end_take_no_long_time() -> None:
    assert read_html("<p>One " + "<a " * 100_000).text.startswith("One")


def test_fragment_counts_lines_from_one() -> None:
    pieces = list(fragment_pieces("<div>\nOne\n<p>Two</p></div>"))
    assert [(piece.text.strip(), piece.line) for piece in pieces] == [("One", 2), ("Two", 3)]


TAGS = [
    "p",
    "div",
    "b",
    "a href=x",
    "li",
    "ul",
    "td",
    "h1",
    "br",
    "pre",
    "blockquote",
    "article",
    "nav",
    "span hidden",
    "q",
]
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS] + ["word ", "\n", " two", "&amp;", "<!--"]
)


@given(st.lists(PIECES, max_size=40))
def test_any_tags_give_disjoint_blocks_that_hold_every_word(pieces: list[str]) -> None:
    html = "".join(pieces)
    document = read_html(html)
    assert "\n\n".join(words for _, _, words in shape(document)) == document.text
    for (_, before, _), (_, after, _) in itertools.pairwise(shape(document)):
        assert before <= after <= html.count("\n") + 1
    for link in document.links:
        words = link.span.slice(document.text)
        assert words == words.strip() != ""


def test_bytes_of_a_page_are_read() -> None:
    document = read_bytes(PAGE.encode(), name="page.html")
    assert document.text == read_html(PAGE).text
    assert (document.name, document.encoding) == ("page.html", "utf-8")


def test_address_that_a_page_gives_as_its_own_is_kept() -> None:
    page = '<head><link rel="Canonical" href="https://desk.example/story"><link rel="icon" href="/i.png"></head><p>It rained.'
    assert read_bytes(page.encode(), name="a.html").meta("canonical") == "https://desk.example/story"
