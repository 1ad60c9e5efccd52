"""Date expressions of an article, each with the stretch of calendar it means and how we know.

`find_dates` is the whole interface. Inside: `tokens` turns a paragraph into class letters, the `*_rules` modules find
expressions in them (`finder` applies them in order), `anchors` and `clues` say what an expression is told from,
`resolve` turns it into a `point` of the calendar.
"""

from factcheck.dates.find import find_dates
from factcheck.dates.mention import DateMention, TimexType

__all__ = ["DateMention", "TimexType", "find_dates"]
