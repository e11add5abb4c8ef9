"""What is tried again, and how long to wait first: doubling waits with jitter, or what the host itself asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.fetch.answers import FetchError
from ingest.fetch.clock import Clock

FIRST_WAIT_SECONDS = 2.0
MOST_BACK_OFF_SECONDS = 60.0
PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


def wait_before_retry(trouble: FetchError, attempt: int, clock: Clock, most_seconds: float) -> float | None:
    """Return the seconds to wait before the next try, None where there should be none in this run.

    `attempt` counts the tries so far. A host that asks for more than `most_seconds` is left alone.
    """
    if not trouble.is_passing:
        return None
    if trouble.wait:
        return trouble.wait if trouble.wait <= most_seconds else None
    back_off = min(MOST_BACK_OFF_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** (attempt - 1))
    return min(back_off * (0.5 + clock.chance() / 2), most_seconds)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), None where it says nothing.

    >>> read_retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> read_retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), 10**9))
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
