"""Reads a date that a person *gives* in ISO or EDTF notation: "2024-03", "2024-21", "2024-03-12/2024-03-14".

Printed dates are read by the stages beside this file.
"""

from __future__ import annotations

import re

from normalise.records import Precision, When
from normalise.when.bounds import Calendar, coarser
from normalise.when.settings import TimelineSettings
from normalise.when.units import Unit

_UNIT = re.compile(r"(?P<year>\d{4})(?:-(?P<part>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>\d{2}))?)?")


def read_notation(text: str, settings: TimelineSettings | None = None) -> When | None:
    """Return the when that a notation stands for, or None where it stands for none.

    >>> read_notation("2024-21").end
    datetime.date(2024, 5, 31)
    """
    units = [_read_unit(side) for side in text.strip().split("/")]
    first, last = units[0], units[-1]
    if len(units) > 2 or first is None or last is None:
        return None
    calendar = Calendar(settings or TimelineSettings())
    try:
        start, end = calendar.start(first), calendar.end(last)
    except ValueError:
        return None
    if start is None or end is None or start > end:
        return None
    precision = coarser(first, last)
    return When(raw=text.strip(), kind="date", edtf=text.strip(), start=start, end=end, precision=precision)


def _read_unit(text: str) -> Unit | None:
    match = _UNIT.fullmatch(text)
    if match is None:
        return None
    part, day = int(match["part"] or 0), int(match["day"] or 0)
    if match["day"] == "00":
        return None
    precision: Precision = "day" if day else "season" if part > 12 else "month" if part else "year"
    if day and part > 12:
        return None
    return Unit(precision, int(match["year"]), part, day)
