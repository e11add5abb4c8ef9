"""Files that hold documents: ZIP and gzip archives, and e-mails with documents attached, one within another.

Nothing is written anywhere: a member's name is only a label, and what is unpacked is measured first. Which members are
documents is told by their content (`parsers.formats.registry`); reading them is the readers' matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.formats.kinds import find_kind, forget_kind
from parsers.formats.mail_head import MAIL_HEAD_BYTES, find_mail_form
from parsers.formats.parts import Part

MAX_DEPTH = 2  # containers within one another
_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b\x08")
_MAX_LABEL = 200  # characters
_DRIVE = re.compile(r"[A-Za-z]:")
# What systems and programs add to an archive beside what its maker put in, and what tells us of files beside it.
_OTHERS_FILES = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.|~\$|(?:thumbs\.db|ehthumbs\.db|desktop\.ini|peerplan\.csv|peerplan\.toml)$)", re.I
)


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container: a label of its own, where it stands, and why it cannot be had, where it cannot."""

    label: str
    at: tuple[int, ...]
    error: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents in a container, and what else is in it: labels, each with what it is."""

    members: tuple[Member, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def may_hold_documents(data: bytes) -> bool:
    """Say whether the first bytes are those of a container; an Office file's are, too, which is none."""
    return data.startswith(_STARTS) or find_mail_form(data[:MAIL_HEAD_BYTES]) is not None


def list_contents(data: bytes, name: str) -> Contents | None:
    """Return what a container holds, None where the file is none. Raises DocumentError where it cannot be opened."""
    try:
        parts = _open(data, name)
        if parts is None:
            return None
        listing = _Listing()
        listing.look(parts, (), "")
        return Contents(tuple(listing.members), tuple(listing.left_out))
    finally:
        forget_kind()


def take_member(data: bytes, name: str, at: tuple[int, ...]) -> bytes:
    """Return the bytes of the member that stands there. Raises DocumentError where it cannot be had."""
    for position in at:
        parts = _open(data, name)
        if parts is None or position >= len(parts):
            raise DocumentError("changed-file", "was changed while it was read. Run it again.")
        data, name = parts[position].read(), parts[position].name
    return data


def _open(data: bytes, name: str) -> tuple[Part, ...] | None:
    """Return the parts of a container; None for any other file. A mail whose own words are the document is none."""
    kind = find_kind(data)
    match kind.form if kind else None:
        case "zip" | "empty-zip":
            from parsers.formats.parts import list_zip_parts

            return list_zip_parts(data)
        case "gzip":
            from parsers.formats.parts import list_gzip_parts

            return list_gzip_parts(data, name)
        case "mail" | "mhtml":
            from parsers.formats.mail import list_attachments

            parts = list_attachments(data)
            return parts if any(map(_may_be_document, parts)) else None
        case _:
            return None


def _may_be_document(part: Part) -> bool:
    data = part.read()
    kind = find_kind(data)
    return (kind is not None and kind.form in {"zip", "gzip"}) or _find_reason_against(part, data) is None


def _find_reason_against(part: Part, data: bytes) -> str | None:
    """Return what a part is that is no document that is read, None where it is one."""
    from parsers.formats.registry import find_reason_against

    return "a link" if part.is_link else find_reason_against(data)


@dataclass(slots=True)
class _Listing:
    """What was found so far, over all containers within one another: their budgets are one."""

    members: list[Member] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    part_count: int = 0
    byte_count: int = 0

    def look(self, parts: tuple[Part, ...], above: tuple[int, ...], folder: str) -> None:
        """Take up what the parts of one container are. Raises DocumentError where all of them are too many or large."""
        self.part_count += len(parts)
        check_budget("container", "members", self.part_count)
        self.byte_count += sum(part.size for part in parts)
        check_budget("container", "unpacked", self.byte_count)
        for position, part in enumerate(parts):
            if part.name.endswith(("/", "\\")):
                continue
            label = folder + (_clean(part.name) or "document")
            if _OTHERS_FILES.search(label):
                self.left_out.append((label, "no document but a program's own file"))
            else:
                self._look_into(part, (*above, position), label)

    def _look_into(self, part: Part, at: tuple[int, ...], label: str) -> None:
        try:
            data = part.read()
            inner = _open(data, part.name)
            reason = None if inner is not None else _find_reason_against(part, data)
        except DocumentError as error:
            self.members.append(Member(self._own(label), at, (error.code, str(error))))
            return
        if inner is not None and len(at) < MAX_DEPTH:
            self.look(inner, at, f"{label}/")
        elif inner is not None:
            self.left_out.append((label, f"an archive within {MAX_DEPTH} others"))
        elif reason:
            self.left_out.append((label, reason))
        else:
            self.members.append(Member(self._own(label), at))

    def _own(self, label: str) -> str:
        """Return the label, or one beside it where another member bears it."""
        own, number = label, 1
        while own in self.labels:
            number += 1
            own = f"{label} ({number})"
        self.labels.add(own)
        return own


def _clean(name: str) -> str:
    """Return a member's name as a label: no step of it leads up or to the root, and it has an end."""
    steps = _DRIVE.sub("", name.replace("\\", "/")).split("/")
    return "/".join(step.strip() for step in steps if step.strip(" .") or step.strip().startswith("..."))[-_MAX_LABEL:]
