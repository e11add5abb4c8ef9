"""What can become of one file in a run. Apart from everything heavy, so that any command may name it."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"  # read again, and the new extraction took the place of an older one
    FAILED = "failed"
    QUARANTINED = "quarantined"  # not tried, because it failed before and neither it nor the reader has changed
    WITHDRAWN = "withdrawn"  # found, but its document was withdrawn: it is neither read nor shown
