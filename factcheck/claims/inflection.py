"""The finite forms of a verb in "-ing": "killing" -> "killed", "kills", "kill".

Verbs of `data/verb_forms.csv` are looked up (irregular ones, and those whose spelling misleads); the rest follow the
spelling rules of regular verbs, and a form those rules leave in doubt ("canoeing") is not given.
"""

import csv
import io
import re
from functools import cache
from importlib.resources import files

HISSING = ("s", "sh", "ch", "x", "z", "o")
DOUBLED = re.compile(r"([bdgkmnprt])\1$")
SILENT_E = re.compile(
    r"(?:[vuc]|[aeiouy]z|[dr]g|[ae]ng|[bcdfgkpt]l|[nr]s|[aeo][aiu]s|[^aeiou][aio]s|[^aeo]at|u[dm]|[^o]ur)$"
)
"""Stems that lost an e: "creating", "raising", "forcing", "enabling", "including"."""
WHOLE = re.compile(r"(?:[yw]|[lmnr][dkmnpt]|[cs][hkt]|[fp]t|[aeiou]{2}[bdfgklmnpt]|en|[dfhlptvw]er|ss|ct|gn)$")
"""Stems that are the verb: "following", "pointing", "explaining"."""


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    text = files("factcheck").joinpath("data", "verb_forms.csv").read_text(encoding="utf-8")
    return {row["gerund"]: (row["base"], row["past"]) for row in csv.DictReader(io.StringIO(text))}


def past(gerund: str) -> str:
    """The past tense."""
    if gerund in _irregular():
        return _irregular()[gerund][1]
    stem = gerund.removesuffix("ing")
    return f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2:-1] not in tuple("aeiou") else f"{stem}ed"


def base(gerund: str) -> str:
    """The infinitive; "" where the spelling leaves it open."""
    if gerund in _irregular():
        return _irregular()[gerund][0]
    stem = gerund.removesuffix("ing")
    if DOUBLED.search(stem):
        return stem[:-1]
    if SILENT_E.search(stem):
        return f"{stem}e"
    return stem if WHOLE.search(stem) else ""


def present(gerund: str) -> str:
    """The third person singular of the present; "" where the spelling leaves it open."""
    verb = base(gerund)
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    if not verb:
        return ""
    return {"have": "has"}.get(verb) or (f"{verb}es" if verb.endswith(HISSING) else f"{verb}s")
