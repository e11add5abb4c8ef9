"""What is expected of sources and documents, as `[[expect]]` of peerplan.toml says it.

Whether it is so is `ingest.expecting`'; this needs no database library, as settings are read by every command.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Subject = Literal["refreshed", "something-new", "sources-answer", "share-read", "actions-stay", "no-quarantine", "room"]
Severity = Literal["warn", "fail"]

# What each subject takes as its measure, and what it is where nothing is said.
MEASURES: Mapping[Subject, tuple[str, int] | None] = {
    "refreshed": ("days", 14),
    "something-new": ("days", 120),
    "sources-answer": ("times", 3),
    "share-read": ("percent", 10),
    "actions-stay": ("percent", 50),
    "no-quarantine": None,
    "room": ("megabytes", 500),
}


class Expectation(BaseModel):
    """One expectation: what it is about, its measure, the source that alone is meant, and what it is if not met."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    that: Subject
    days: int | None = Field(None, ge=1, le=3_650)
    times: int | None = Field(None, ge=1, le=1_000)
    percent: int | None = Field(None, ge=1, le=100)
    megabytes: int | None = Field(None, ge=1)
    source: str | None = None
    otherwise: Severity = "warn"

    @model_validator(mode="after")
    def _takes_its_own_measure(self) -> Self:
        own = MEASURES[self.that]
        given = {name for name in ("days", "times", "percent", "megabytes") if getattr(self, name) is not None}
        if odd := given - ({own[0]} if own else set()):
            raise ValueError(f"{self.that} takes {f'{own[0]}' if own else 'no measure'}, not {', '.join(sorted(odd))}")
        if self.source is not None and self.that not in ("something-new", "sources-answer"):
            raise ValueError(f"{self.that} is not about one source")
        return self

    @property
    def measure(self) -> int:
        """Return its measure, the usual one where none is given."""
        own = MEASURES[self.that]
        return 0 if own is None else getattr(self, own[0]) or own[1]


# What is expected where the settings say nothing.
USUAL = tuple(
    Expectation.model_validate({"that": subject} | ({own[0]: own[1]} if own else {}))
    for subject, own in MEASURES.items()
)
