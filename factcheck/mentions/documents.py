"""Documents spoken of: whose a statement or report is, and which names are papers and agencies."""

from functools import cache

from factcheck.lexicon import word_list
from factcheck.mentions.phrases import CALENDAR
from factcheck.outlets import load_outlets
from factcheck.syntax import Token, Tree

PERIODICALS = frozenset(
    {"agency", "broadcaster", "daily", "magazine", "network", "newspaper", "outlet", "paper", "station", "weekly"}
)
"""What an outlet is called when it is spoken of again."""
NEWS = frozenset(
    {"bulletin", "chronicle", "courier", "gazette", "guardian", "herald", "journal", "monitor", "news", "observer",
     "post", "press", "radio", "review", "standard", "telegraph", "television", "times", "tribune", "tv", "wire"}
)  # fmt: skip
"""Last words of names of outlets that the registry does not hold."""
ISSUED = frozenset(
    {"distributed", "gave", "issued", "made", "posted", "presented", "published", "read", "released", "said", "sent",
     "submitted", "told", "wrote"}
)  # fmt: skip
"""What the maker of a document does with it."""


def maker(tree: Tree, document: Token) -> Token | None:
    """Whose a document is, where its sentence says so; None else.

    "The bank's report", "a report by (from) the bank", "a report issued by the bank", "the bank published a report",
    "the bank said in a statement".
    """
    owners = [t for t in tree.kids(document.index, "nmod:poss") if t.pos in {"NOUN", "PROPN"}]
    if owners:
        return owners[0]
    for below in tree.kids(document.index, "nmod", "obl"):
        cases = {c.lower for c in tree.kids(below.index, "case")}
        if cases & {"by", "from"} and below.lower not in CALENDAR and below.pos in {"NOUN", "PROPN"}:
            return below
    for clause in tree.kids(document.index, "acl"):
        agents = [a for a in tree.kids(clause.index, "obl") if {c.lower for c in tree.kids(a.index, "case")} == {"by"}]
        if agents and clause.tag == "VBN":
            return agents[0]
    above = tree.tokens[document.head]
    made = above.lower in ISSUED and document.dep in {"obj", "obl"} and not tree.kids(above.index, "aux:pass")
    if document.dep == "obl" and {c.lower for c in tree.kids(document.index, "case")} != {"in"}:
        return None
    subjects = tree.kids(above.index, "nsubj") if made else ()
    return subjects[0] if subjects and subjects[0].pos in {"NOUN", "PROPN"} else None


@cache
def is_outlet(name: str) -> bool:
    """True for a paper, agency or broadcaster by the registry of outlets, or by the last word of its name."""
    return load_outlets().find(name) is not None or name.rsplit(maxsplit=1)[-1].lower() in NEWS


def same_noun(one: str, other: str) -> bool:
    """True for the same noun, one of them in the plural or not."""
    return one.removesuffix("s") == other.removesuffix("s")


def anaphoric(tree: Tree, token: Token) -> bool:
    """ "the same article", "the statement", "such articles", "its report": spoken of before."""
    before = {c.lower for c in tree.kids(token.index) if c.index < token.index}
    return bool(before & {"the", "this", "that", "same", "such", "these", "those"}) and not tree.kids(
        token.index, "nmod"
    )


DOCUMENTS = word_list("document") | PERIODICALS
