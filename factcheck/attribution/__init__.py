"""Who said it: source, cue and content, with the speaker resolved to the name the article gives in full."""

from factcheck.attribution.finding import find_attributions
from factcheck.attribution.record import UNNAMED, Attribution, Reading
from factcheck.attribution.voices import quotes_by_sentence

__all__ = ["UNNAMED", "Attribution", "Reading", "find_attributions", "quotes_by_sentence"]
