"""What asking a source yields: documents, addresses that are wanted, trouble, and what was left with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest.fetch.answers import Failed, Fetched
from ingest.finding import Origin
from parsers.given import NOTHING_GIVEN, Given
from store.sources import HeldAddress

Held = Mapping[str, HeldAddress]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a source leads to. `load` returns its bytes; raises DocumentError where they cannot be had.

    `is_unchanged`: it says what it said when it was last taken, whose original `sha256` names. `sha256` is None where
    nobody has read the bytes yet (a file of a folder). `remarks` are for people.
    """

    location: str
    name: str
    load: Callable[[], bytes] = field(compare=False, repr=False)
    given: Given
    origin: Origin
    referrer: str | None = None
    title: str | None = None
    sha256: str | None = None
    words_sha256: str | None = None
    is_unchanged: bool = False
    fetched: Fetched | None = field(default=None, repr=False)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToFetch:
    """An address that is to be fetched, and why."""

    location: str
    why: str
    referrer: str | None = None
    given: Given = NOTHING_GIVEN
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an address or a line gave no document. `kept_sha256` names the last good copy, which is kept.

    `is_of_source`: nothing of the source could be had; `is_dead`: the address says that there is nothing any more.
    """

    location: str
    code: str
    message: str
    referrer: str | None = None
    is_dead: bool = False
    is_passing: bool = False
    is_of_source: bool = False
    kept_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What was found and is not taken, and why. `is_cut`: what stands behind it was not looked at."""

    location: str
    reason: str
    referrer: str | None = None
    is_cut: bool = False


Planned = Candidate | ToFetch | Trouble | Left
Found = Candidate | Trouble | Left


def trouble_of(failed: Failed, *, referrer: str | None = None, is_of_source: bool = False) -> Trouble:
    """Return the trouble that a failed answer is."""
    return Trouble(
        failed.url,
        failed.code,
        failed.message,
        referrer,
        is_dead=failed.is_dead,
        is_passing=failed.is_passing,
        is_of_source=is_of_source,
    )


def given_over(told: Given, by_source: Given) -> Given:
    """Return what is given of a document: what is said of it alone, else what its source says of all."""
    return by_source.model_copy(update={name: getattr(told, name) for name in told.model_fields_set})
