"""A source as it is followed: what its user says of it, how it is followed, and when it is due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.finding import describe_invalid
from normalise.errors import UsageError
from parsers.given import Given
from store.sources import FollowedSource, SourceSpec

SOURCE_KINDS = ("folder", "manifest", "page", "url")
DEFAULT_DAYS = 7
SourceKind = Literal["folder", "manifest", "page", "url"]
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class SourceOptions(BaseModel):
    """How a source is followed, where not as usual. Patterns (`*.pdf`) are for paths and whole addresses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    depth: int = Field(1, ge=0, le=5)
    links: int = Field(200, ge=1, le=5_000)
    pages: int = Field(30, ge=1, le=500)
    hosts: tuple[str, ...] = ()
    delay_seconds: float | None = Field(None, ge=0, le=3_600)
    page: Literal["auto", "document", "links"] = "auto"

    @field_validator("hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if odd := [host for host in value if not re.fullmatch(r"[A-Za-z0-9.-]+", host)]:
            raise ValueError(f"{odd[0]!r} is no name of a host: write democracy.example.gov.uk")
        return tuple(host.lower().removeprefix("www.") for host in value)


class SourceEntry(BaseModel):
    """One source as a user writes it down: on the command line, or as `[sources.NAME]` of sources.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    kind: SourceKind
    location: str = Field(min_length=1)
    title: str | None = None
    every_days: int = Field(DEFAULT_DAYS, ge=1, le=3_650)
    given: Given = Field(default_factory=Given)
    options: SourceOptions = Field(default_factory=SourceOptions)


@dataclass(frozen=True, slots=True)
class Source:
    """A followed source, ready to be asked."""

    name: str
    entry: SourceEntry
    id: int = 0
    paused_at: datetime | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    failure_count: int = 0
    error: str | None = None

    @property
    def location(self) -> str:
        """Path or address."""
        return self.entry.location

    def is_due(self, now: datetime) -> bool:
        """Whether it should be asked again; a clock that was put back does not keep it waiting."""
        if self.paused_at is not None:
            return False
        if self.checked_at is None or self.checked_at > now:
            return True
        # An hour less: a timer does not strike at the same second each week.
        return now - self.checked_at >= timedelta(days=self.entry.every_days) - timedelta(hours=1)


def read_source(followed: FollowedSource) -> Source:
    """Return a source as the store keeps it, ready to be asked."""
    spec = followed.spec
    facts = {"title": spec.title, "given": spec.given, "options": spec.options}
    return Source(
        name=spec.name,
        entry=read_entry(
            spec.name, {"kind": spec.kind, "location": spec.location, "every_days": spec.every_days, **facts}
        ),
        id=followed.id,
        paused_at=followed.paused_at,
        checked_at=followed.checked_at,
        changed_at=followed.changed_at,
        failure_count=followed.failure_count,
        error=followed.error,
    )


def read_entry(name: str, facts: Mapping[str, object]) -> SourceEntry:
    """Return what was said of a source. Raises UsageError that names the source and what is wrong."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a source: write small letters, figures and hyphens, as withy-page")
    try:
        return SourceEntry.model_validate(facts)
    except ValidationError as error:
        raise UsageError(f"source {name}: {describe_invalid(error)}") from error


def write_spec(name: str, entry: SourceEntry) -> SourceSpec:
    """Return a source as the store keeps it, defaults left out."""
    return SourceSpec(
        name=name,
        kind=entry.kind,
        location=entry.location,
        every_days=entry.every_days,
        title=entry.title,
        given=entry.given.model_dump(mode="json", exclude_defaults=True),
        options=entry.options.model_dump(mode="json", exclude_defaults=True),
    )
