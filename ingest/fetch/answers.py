"""What is asked of the web and what comes back. Trouble comes back as a value: one address never ends a run."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.finding import MAX_BYTES
from normalise.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address said of its last good answer, and who gave it; sent back to ask whether that has changed."""

    location: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One address to fetch. `delay` seconds between two requests to its host, where not the settings'.

    Give validators only where the bytes they speak of are still held.
    """

    url: str
    validators: Validators | None = None
    delay: float | None = None
    most_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Fetched:
    """A good answer. `location` answered in the end; `moved_to` is where all redirects on the way are permanent.

    `form` is the kind of file the bytes themselves show (`parsers.formats.kinds`), None for text; `remarks` tell what
    was odd, in words for people.
    """

    url: str
    location: str
    data: bytes
    sha256: str
    name: str
    form: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    remarks: tuple[str, ...] = ()
    is_page_for_document: bool = False

    @property
    def validators(self) -> Validators:
        """What to send next time to ask whether this has changed."""
        return Validators(self.location, self.etag, self.last_modified)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The address still holds what it held when it gave the validators."""

    url: str
    location: str
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No good answer: a stable code, one line for people, and whether it may be otherwise next time."""

    url: str
    code: str
    message: str
    status: int | None = None
    is_passing: bool = False

    @property
    def is_dead(self) -> bool:
        """Whether the address says that there is nothing (404, 410), and not that it cannot answer now."""
        return self.code == "dead-link"


class FetchError(DocumentError):
    """Why one address gave no good answer; never leaves this package."""

    def __init__(
        self, code: str, message: str, *, status: int | None = None, is_passing: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.is_passing = is_passing
        self.wait = wait  # seconds that the host asks for
