"""The checklist as JSON: its keys, which stay, and that it reads back."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mock_table import ROWS, checklist, row

from factcheck.report import render
from factcheck.row import NAMES


def read(**options: Any) -> dict[str, Any]:
    whole = json.loads(render([checklist()], format="json", **options))
    assert whole["format"] == 1
    (only,) = whole["checklists"]
    assert isinstance(only, dict)
    return only


def claims(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for group in made["groups"] for passage in group["passages"] for claim in passage["claims"]]


def test_json_of_the_whole_checklist(snapshot: Callable[[str, str], None]) -> None:
    snapshot("checklist.json", render([checklist()], format="json"))


def test_json_holds_every_cell_of_every_claim() -> None:
    found = {claim["cells"]["claim_id"]: claim["cells"] for claim in claims(read())}
    assert found == {each.claim_id: {name: each.cell(name) for name in NAMES} for each in ROWS}


def test_json_keeps_the_columns_a_person_added() -> None:
    made = json.loads(render([checklist(replace(ROWS[0], extra=(("Rating", "A"),)))], format="json"))
    assert claims(made["checklists"][0])[0]["cells"]["Rating"] == "A"


def test_json_says_what_the_other_formats_say() -> None:
    made = read()
    assert made["tally"] == {
        "to_check": 4,
        "verified": 1,
        "open": 2,
        "decide": 1,
        "set_aside": 1,
        "unconfirmed": 1,
        "gone": 1,
    }
    assert (made["cleared"], made["shown"], made["total"]) == (False, 7, 7)
    assert [each["words"] for each in made["in_no_claim"]] == ["Norland"]
    assert [(claim["pile"], claim["standing"]) for claim in claims(made)][:2] == [
        ("open", "in progress"),
        ("verified", "verified"),
    ]


def test_json_narrowed_keeps_the_counts() -> None:
    made = read(by="status", only="decide")
    assert made["tally"] == read()["tally"]
    assert (made["only"], made["shown"], made["total"]) == ("decide", 1, 7)
    assert [claim["cells"]["ref"] for claim in claims(made)] == ["s5a"]


def test_json_of_an_article_that_is_not_at_hand_counts_no_words() -> None:
    made = json.loads(render([checklist(at_hand=False)], format="json"))["checklists"][0]
    assert (made["at_hand"], made["sentences"], made["in_no_claim"]) == (False, 0, None)


def test_json_of_half_a_pair_can_be_written_as_utf8() -> None:
    text = render([checklist(row("s1a", "A", note="\ud83d"))], format="json")
    assert claims(json.loads(text.encode())["checklists"][0])[0]["cells"]["note"] == "\ud83d"


def test_json_of_no_article_is_an_empty_list() -> None:
    assert json.loads(render([], format="json")) == {"format": 1, "checklists": []}
