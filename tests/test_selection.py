import pytest

from factcheck.errors import UnknownArticle, UnknownReference
from factcheck.row import Row
from factcheck.selection import by_cited, by_source, names_in, of_article, opinions, select

ROWS = (
    Row(claim_id="c-kbmwzdfg", ref="s16a", source="Marat Sultanov", cited="Delovaya nedelya", article="drafts/oil.txt"),
    Row(
        claim_id="c-kbxxxxxx",
        ref="s16b",
        source="unspecified",
        cited="Interfax; Delovaya nedelya",
        article="drafts/oil.txt",
    ),
    Row(claim_id="c-zzzzzzzz", ref="s9a", kind="opinion", checkable="no", article="drafts/oil.txt"),
    Row(claim_id="c-wwwwwwww", ref="s9b", kind="opinion", status="not_checkable", article="drafts/oil.txt"),
)


def refs(rows: tuple[Row, ...]) -> list[str]:
    return [row.ref for row in rows]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["16a"], ["s16a"]),
        (["s16A"], ["s16a"]),
        (["16"], ["s16a", "s16b"]),
        (["c-kbm"], ["s16a"]),
        (["C-KBMWZDFG"], ["s16a"]),
        (["c-zz", "16b", "16"], ["s16a", "s16b", "s9a"]),
    ],
)
def test_reference_names_claims(given: list[str], meant: list[str]) -> None:
    assert refs(select(ROWS, given)) == meant


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("c-kb", "c-kbmwzdfg"),
        ("16c", "Sentence 16 has: 16a, 16b"),
        ("40", "Refs run from 9 to 16"),
        ("c-k", "three letters"),
        ("Sultanov", "neither a ref nor"),
        ("c-kbmwzdfq", "Did you mean c-kbmwzdfg"),
        ("", "neither a ref nor"),
    ],
)
def test_unknown_reference_says_what_is_near(given: str, said: str) -> None:
    with pytest.raises(UnknownReference) as error:
        select(ROWS, [given])
    assert said in str(error.value)


def test_ref_in_two_articles_is_ambiguous() -> None:
    rows = (*ROWS, Row(claim_id="c-vvvvvvvv", ref="s16a", article="gas.txt"))
    with pytest.raises(UnknownReference, match="--article"):
        select(rows, ["16a"])
    assert refs(select(of_article(rows, "gas.txt"), ["16a"])) == ["s16a"]


def test_cited_outlet_is_found_whatever_its_case_and_quotes() -> None:
    assert refs(by_cited(ROWS, "“delovaya  Nedelya”")) == ["s16a", "s16b"]
    with pytest.raises(UnknownReference, match="There are: Delovaya nedelya, Interfax"):
        by_cited(ROWS, "Kommersant")
    with pytest.raises(UnknownReference, match="Did you mean Interfax"):
        by_cited(ROWS, "Intefax")
    with pytest.raises(UnknownReference, match="names an outlet"):
        by_cited(ROWS[2:], "Interfax")


def test_source_is_found_without_its_accents() -> None:
    rows = (Row(claim_id="c-x", source="Žarko Petan"), *ROWS)
    assert [row.claim_id for row in by_source(rows, "zarko petan")] == ["c-x"]
    assert names_in(rows, "source") == ("Žarko Petan", "Marat Sultanov", "unspecified")


def test_opinions_are_those_nobody_confirmed() -> None:
    assert refs(opinions(ROWS)) == ["s9a"]


def test_article_must_be_named_where_there_are_two() -> None:
    rows = (*ROWS, Row(claim_id="c-vvvvvvvv", article="gas.txt"), Row(claim_id="c-hhhhhhhh"))
    with pytest.raises(UnknownArticle, match=r"drafts/oil\.txt, gas\.txt"):
        of_article(rows)
    assert [row.claim_id for row in of_article(rows, "OIL.txt")] == [*(row.claim_id for row in ROWS), "c-hhhhhhhh"]
    with pytest.raises(UnknownArticle, match="no such article"):
        of_article(rows, "coal.txt")
    assert of_article(ROWS) == ROWS
