"""Numbers in words and figures: "two", "twenty-five", "2 1/2", "a hundred"."""

from factcheck.dates.grammar import Found
from factcheck.dates.tokens import letters_of

_VAGUE = letters_of("few", "several", "units")
_COUPLE = letters_of("couple")
_MAGNITUDE = letters_of("magnitude")
_DECIMAL = letters_of("decimal")
_FRACTION = letters_of("fraction")
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}


def count_at(found: Found, name: str) -> float | None:
    """The number of the named part, None where it says only "a few" or "several"."""
    codes = found.letters(name)
    at = found.at(name)
    if any(code in _VAGUE for code in codes):
        return None
    if any(code in _COUPLE for code in codes):
        return 2
    total: float = 0
    for i, code in enumerate(codes, at):
        number = found.tokens.numbers[i]
        if code in _DECIMAL:
            total += float(found.tokens.word(i).replace(",", ""))
        elif code in _FRACTION:
            total += _FRACTIONS[found.tokens.word(i)]
        elif code in _MAGNITUDE:
            total = (total or 1) * number
        else:
            total += number
    return total
