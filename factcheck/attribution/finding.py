"""The attributions of an article: its reports, its labels, and the quotations that go on where no cue stands."""

from factcheck.attribution.chains import linked
from factcheck.attribution.first_person import say_on
from factcheck.attribution.labels import add_labels
from factcheck.attribution.quoting import extend_over_quotations
from factcheck.attribution.record import Attribution, Reading
from factcheck.attribution.voices import Voices
from factcheck.reporting import find_reports


def find_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their cues; those without a cue stand where their words begin."""
    voices = Voices(reading)
    for index, tree in enumerate(reading.trees):
        quoted = [span for q in voices.quotes_at[index] if q.is_speech for span in q.spans]
        for report in find_reports(tree, quoted):
            voices.add(index, report)
    add_labels(voices)
    extend_over_quotations(voices)
    say_on(voices)
    return linked(sorted(voices.found, key=lambda a: min((*a.cue, *a.content, *a.source))))
