"""What a date expression in the article means."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from factcheck.document import Span


class TimexType(StrEnum):
    """The four types of TIMEX3. Source: TimeML 1.2.1 annotation guidelines, section 2.2."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date expression, resolved.

    `value` is a TIMEX3 value: `2005-08-10`, `2005-08`, `2005`, `2005-Q3`, `2005-H1`, `2005-SU`, `2005-W32`,
    `2005-W32-WE` (a weekend), `197` (the 1970s), `18` (the 19th century), `BC0044`, `2005-08-10TMO`, `P2Y`,
    `PAST_REF`; an X stands for a digit the text does not give (`XXXX-08-10`, `2005-WXX-1`).

    `edtf` is EDTF level 1 (ISO 8601-2:2019): quarters `2005-33` .. `2005-36`, seasons `2005-21` .. `2005-24`, decades
    `197X`, centuries `18XX`, weeks and halves as intervals, BC years counted with a year 0 (44 BC is `-0043`), a time
    by its day; "" for durations, sets, references without a date, and dates whose year nothing tells. `doubtful` is
    true where two readings remain, or where the resolution needs a publication day or year that is unknown; the EDTF,
    where there is one, then ends in `?` (both ends of an interval do). "On Monday" in an article of 2005 is
    `2005-WXX-1`, EDTF `2005?`.

    `basis` says in a few words how it was resolved; `start` and `end` are the first and last day meant (closed
    interval), None where `edtf` is "" or the year lies before 1.
    """

    span: Span
    type: TimexType
    value: str
    edtf: str
    basis: str
    doubtful: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
