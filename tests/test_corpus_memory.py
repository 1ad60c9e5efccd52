"""What a worker keeps of the articles it has parsed: nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from factcheck import syntax
from factcheck.document import Span
from factcheck.syntax import Tree, parse_sentences


def whole(text: str) -> tuple[Tree, ...]:
    return parse_sentences(text, [Span(0, len(text))])


INVENTED = "The zibadu of Kolvemar sold 3,917 grunnips in Tesselbrook."


def test_parser_forgets_the_words_it_has_met() -> None:
    whole("The mill closed.")
    words = syntax._model().vocab.strings  # noqa: SLF001  no other sight of what it keeps
    before = len(words)
    trees = whole(INVENTED)
    assert [token.text for token in trees[0].tokens][1] == "zibadu"
    assert "zibadu" not in words
    assert len(words) == before


def test_trees_are_the_same_when_their_words_are_forgotten() -> None:
    first = whole(INVENTED)
    for number in range(20):
        whole(f"Nobody in Pellgrave{number} had asked the murvane{number} of the dam.")
    assert whole(INVENTED) == first
    assert first[0].root.text == "sold"


def test_parser_goes_on_after_a_parse_was_broken_off() -> None:
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    first = whole(INVENTED)
    with pytest.raises(KeyboardInterrupt):
        parse_sentences(INVENTED, [Span(0, len(INVENTED))], progress=stop)
    assert whole(INVENTED) == first


def test_threads_do_not_free_each_others_words() -> None:
    texts = [f"The murvane{n} of Pellgrave{n} said that {n} dams broke in Tesselbrook{n}." for n in range(24)]
    alone = [whole(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(whole, texts)) == alone
