"""What a user gives along with a document: facts that it does not print, and the settings that steer its reading.

Given facts fill gaps and are marked as given; they never replace printed words (`parsers.assemble` sees to that).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, field_validator

from normalise.records import DocumentKind, Words
from normalise.when.notation import read_notation
from normalise.when.settings import TimelineSettings
from parsers.formats.settings import FormatSettings
from parsers.headers import check_headers


@dataclass(frozen=True, slots=True)
class FilePart:
    """One of several files that are taken as one document: its name and its size in bytes."""

    name: str
    size: int


class Given(BaseModel):
    """Facts about a document that its user gives because it does not print them; dates are ISO or EDTF."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    councils: tuple[Words, ...] = ()
    published: str | None = None
    challenge: str | None = None
    kind: DocumentKind | None = None

    @field_validator("published", "challenge")
    @classmethod
    def _is_a_date(cls, value: str | None) -> str | None:
        if value is None or read_notation(value) is not None:
            return value
        raise ValueError(
            f"{value!r} is no date: write 2024-03-14, 2024-03, 2024, 2024-21 (spring) or 2024-03-12/2024-03-14"
        )


NOTHING_GIVEN = Given()


class ReadSettings(BaseModel):
    """The settings that change what is read out of a document, and no others.

    `extra_councils` are lines with the columns of `normalise/lexicon/councils.csv`, for councils that it lacks.
    `headers` are lines with the columns of `parsers/headers.csv`: a user's own header wordings, which go before ours.
    `join`: tables, rows and paragraphs that printing cut are made whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timelines: TimelineSettings = Field(default_factory=TimelineSettings)
    formats: FormatSettings = Field(default_factory=FormatSettings)
    extra_councils: tuple[dict[str, str], ...] = ()
    headers: tuple[dict[str, str], ...] = ()
    join: bool = True

    @field_validator("headers")
    @classmethod
    def _are_headers(cls, rows: tuple[dict[str, str], ...]) -> tuple[dict[str, str], ...]:
        check_headers(rows)
        return rows

    @property
    def for_reader(self) -> FormatSettings:
        """How the format is to be read: what is not to be joined, its reader leaves apart too."""
        return self.formats if self.join else self.formats.apart()

    def hash(self, given: Given = NOTHING_GIVEN) -> str:
        """Return a hash of what was set and given, without defaults: a new setting changes no old hash."""
        told = {"settings": self, "given": given}
        parts = {name: part.model_dump(mode="json", exclude_defaults=True) for name, part in told.items()}
        text = json.dumps({name: part for name, part in parts.items() if part}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


DEFAULT_SETTINGS = ReadSettings()
