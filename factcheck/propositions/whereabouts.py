"""Where a named or told-of thing is and where somebody is from: "a hall in north Norbank", "students from Norland"."""

from factcheck.lexicon import word_list
from factcheck.nominals import phrase
from factcheck.syntax import Token, Tree

SITES = frozenset(
    {"airport", "bar", "base", "beach", "bridge", "cafe", "café", "camp", "castle", "cathedral", "cemetery",
     "center", "centre", "church", "clinic", "clinics", "club", "court", "dam", "embassy", "factory", "farm", "flat",
     "funeral", "garage", "hall", "home", "homes", "hospital", "hotel", "house", "houses", "jail", "laboratory",
     "library", "mall", "market", "mine", "monastery", "mosque", "museum", "nightclub", "office", "offices",
     "palace", "park", "plant", "port", "prison", "pub", "refinery", "restaurant", "ruins", "school", "schools",
     "shop", "square", "stadium", "station", "store", "street", "supermarket", "synagogue", "temple", "theater",
     "theatre", "tower", "university", "warehouse", "zoo"}
)  # fmt: skip
CALENDAR = word_list("calendar")
EVENTS = frozenset(
    {"accident", "attack", "blast", "bombing", "ceremony", "conference", "crash", "demonstration", "earthquake",
     "event", "explosion", "explosions", "festival", "fire", "funeral", "match", "meeting", "protest", "raid", "rally",
     "shooting", "shootings", "stabbing", "summit"}
)  # fmt: skip
TOWNS = frozenset(
    {"borough", "capital", "cities", "city", "county", "district", "districts", "island", "islands", "port", "province",
     "provinces", "region", "regions", "republic", "resort", "resorts", "state", "states", "suburb", "suburbs", "town",
     "towns", "village", "villages"}
)  # fmt: skip
PEOPLE = frozenset(
    {"boy", "boys", "brothers", "campaigners", "couple", "doctor", "doctors", "driver", "drivers", "engineers",
     "experts", "family", "fans", "farmers", "friends", "girl", "girls", "group", "man", "men", "migrants", "mother",
     "people", "pupils", "refugees", "researchers", "residents", "scientists", "sisters", "soldiers", "student",
     "students", "teenager", "teenagers", "tourist", "tourists", "troops", "visitors", "woman", "women", "workers"}
)  # fmt: skip
INSIDE = (["in"], ["at"], ["near"])


def is_placed(tree: Tree, token: Token) -> bool:
    """ "Levi's Stadium in Santa Clara", "a hall in Norbank", "Eva Hill, from Westland": where it is, where from."""
    head = tree.tokens[token.head]
    if token.dep != "nmod" or token.pos != "PROPN" or token.index < head.index or tree.kids(head.index, "conj"):
        return False
    if token.lower in CALENDAR:
        return False  # "the Norland club in May"
    case = [c.lower for c in tree.kids(token.index, "case")]
    if head.pos != "PROPN":
        inside = case in INSIDE and (head.lower in SITES | EVENTS)
        return inside or (case == ["from"] and head.lower in PEOPLE)
    if case == ["from"]:
        first = min(i for i in tree.subtree(token.index) if tree.tokens[i].pos != "PUNCT")
        return tree.tokens[max(0, first - 1)].text == ","
    # A name whose words are flat is somebody's, and so may be one of one word; "in" then says where it happened.
    if not tree.kids(head.index, "compound", "det", "amod", "nmod:poss"):
        return False
    return case in INSIDE and head.dep != "obl:agent" and not tree.kids(head.index, "flat")


def is_town(tree: Tree, token: Token) -> bool:
    """ "the Nigerian town of Monguno": a place named behind what it is, with something said of it."""
    noun = tree.tokens[token.head]
    return (
        token.dep == "nmod"
        and token.pos == "PROPN"
        and noun.lower in TOWNS
        and [c.lower for c in tree.kids(token.index, "case")] == ["of"]
        and any(c.lower == "the" for c in tree.kids(noun.index, "det"))
        and bool(tree.kids(noun.index, "amod", "compound"))
        and not tree.kids(noun.index, "conj")
        and not any(
            c.tag in {"JJS", "RBS"} or c.lower in {"first", "last", "only", "same"} for c in tree.kids(noun.index)
        )
    )


def described_town(tree: Tree, token: Token) -> set[int]:
    """The words that say what a named place is, without article."""
    noun = tree.tokens[token.head]
    return phrase(tree, noun.index, {token.index, *(c.index for c in tree.kids(noun.index, "det", "nmod", "acl"))})


def before_town(tree: Tree, token: Token) -> set[int]:
    """ "the Nigerian town of", which the clause can do without."""
    noun = tree.tokens[token.head]
    return (
        described_town(tree, token)
        | {c.index for c in tree.kids(noun.index, "det")}
        | {c.index for c in tree.kids(token.index, "case")}
    )


def is_quality(tree: Tree, token: Token) -> bool:
    """ "A British man was arrested", "a 21-year-old student": nationality or age of somebody not named."""
    noun = tree.tokens[token.head]
    if token.dep != "amod" or noun.lower not in PEOPLE or noun.index < token.index or tree.kids(token.index, "conj"):
        return False
    determiners = [c.lower for c in tree.kids(noun.index, "det", "nmod:poss", "nummod")]
    if determiners not in (["a"], ["an"]):
        return False
    national = token.text[:1].isupper() and token.pos == "ADJ" and token.index > 0
    return national or is_aged(tree, token)


def is_aged(tree: Tree, token: Token) -> bool:
    """ "16-year-old"."""
    if token.lower != "old":
        return False
    before = [t.lower for t in tree.tokens[max(0, token.index - 3) : token.index]]
    return before in (["-", "year", "-"], ["-", "month", "-"])


def told_of(tree: Tree, token: Token) -> bool:
    """True where what is said stands for something not named, that the claim calls "[the] man", "[the] hall"."""
    noun = tree.tokens[token.head]
    return noun.pos == "NOUN" and (is_placed(tree, token) or is_quality(tree, token))
