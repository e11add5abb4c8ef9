"""Text on its way to a terminal or a log line: what a document or a file name says must not steer either.

Escaping for CSV and JSON is `store.exports`'.
"""

from __future__ import annotations

import re
from datetime import date

_STEERING = re.compile(
    r"""
      [\x00-\x1f\x7f-\x9f]                              # control characters, escape sequences begin with one
    | [\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]    # marks that turn the direction of what follows
    | [\u2028\u2029]                                    # line ends that are no control characters
    | [\ud800-\udfff]                                   # bytes of a file name that are no text
    """,
    re.VERBOSE,
)
_BARE_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def examples(*lines: str) -> str:
    """Return an epilog of examples whose lines help keeps as they are."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def printable(text: str) -> str:
    r"""Return the text with everything that would steer a terminal written out.

    >>> printable("plan\n\x1b[31m.txt")
    'plan\\n\\x1b[31m.txt'
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)


def printable_json(text: str) -> str:
    """Return JSON that means the same, with what would steer a terminal and JSON itself leaves bare written out."""
    return _BARE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def utf8_name(name: str) -> str:
    """Return a file name that can be kept and printed as UTF-8: bytes that are no text are written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def uk_date(day: date) -> str:
    """Return a day as it is written in the UK.

    >>> uk_date(date(2026, 3, 31))
    '31 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def short_uk_date(day: date) -> str:
    """Return a day as it is written in the UK where room is scarce.

    >>> short_uk_date(date(2026, 9, 1))
    '1 Sep 2026'
    """
    return f"{day.day} {day:%b %Y}"


def labelled(raw: str, label: str | None) -> str:
    """Return a timeline's printed words behind what it is the date of, where the words do not say that themselves.

    >>> labelled("March 2024", "Final strategy")
    'Final strategy: March 2024'
    >>> labelled("Final strategy – March 2024", "Final strategy")
    'Final strategy – March 2024'
    """
    return f"{label}: {raw}" if label and label not in raw else raw


def shown_value(value: object) -> str:
    """Return a value of a result row for a table: nothing for null, UK dates, escaped text."""
    if value is None:
        return ""
    text = str(value)
    return uk_date(date.fromisoformat(text)) if _is_date(text) else printable(text)


def _is_date(text: str) -> bool:
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
