"""The finite forms of a verb in "-ing"."""

import pytest

from factcheck.claims.inflection import base, past, present


@pytest.mark.parametrize(
    ("gerund", "infinitive", "third", "told"),
    [
        ("killing", "kill", "kills", "killed"),
        ("pointing", "point", "points", "pointed"),
        ("creating", "create", "creates", "created"),
        ("raising", "raise", "raises", "raised"),
        ("forcing", "force", "forces", "forced"),
        ("carrying", "carry", "carries", "carried"),
        ("displaying", "display", "displays", "displayed"),
        ("stopping", "stop", "stops", "stopped"),
        ("pushing", "push", "pushes", "pushed"),
        ("leading", "lead", "leads", "led"),
        ("stealing", "steal", "steals", "stole"),
        ("cutting", "cut", "cuts", "cut"),
        ("having", "have", "has", "had"),
        ("undergoing", "undergo", "undergoes", "underwent"),
    ],
)
def test_a_verb_is_inflected(gerund: str, infinitive: str, third: str, told: str) -> None:
    assert (base(gerund), present(gerund), past(gerund)) == (infinitive, third, told)


def test_a_form_the_spelling_leaves_open_is_not_given() -> None:
    assert base("canoeing") == present("canoeing") == ""
