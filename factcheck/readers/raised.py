"""Raised figures behind a figure: run together, ten to the sixth would be 106, and 2019 with its note 3 be 20193."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(before: str, figures: str) -> str:
    """The figures as they stand behind `before`: raised after a figure, else as they are, as in CO2 and 40 km2."""
    after = before[-1:].isdecimal() and figures.strip().isascii() and figures.strip().isdecimal()
    return figures.translate(_RAISED) if after else figures
