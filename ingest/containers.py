"""Documents inside archives and e-mails: each is a file of its own, read as if it stood there by itself.

The reading process unpacks; nothing is written anywhere. What is in a container and no document is told in the log.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from ingest.finding import FoundFile, read_file, read_head
from ingest.isolate import ReaderFaultError
from ingest.reading import Container, Reading, Task
from ingest.terminal import utf8_name
from normalise.errors import DocumentError, UsageError
from parsers.formats.containers import Contents, Member, may_hold_documents
from parsers.formats.mail_head import MAIL_HEAD_BYTES

logger = logging.getLogger(__name__)

_MOST_TOLD = 10  # labels in one line of the log


def open_containers(reading: Reading, files: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Yield each file, and in the place of a container the documents in it."""
    for file in files:
        yield from open_container(reading, file)


def open_container(reading: Reading, file: FoundFile) -> tuple[FoundFile, ...]:
    """Return the documents in a container, or any other file as it is. One that cannot be opened fails when loaded."""
    try:
        if not may_hold_documents(read_head(file.path, MAIL_HEAD_BYTES)):
            return (file,)
        data = read_file(file.path)
        contents = reading.list_contents(_task(file, data))
    except (DocumentError, ReaderFaultError) as error:
        return (replace(file, take_out=partial(_fail, error)),)
    if contents is None:
        return (file,)
    if contents.left_out:
        logger.info("%s: left out: %s", file.path, _tell(contents))
    if not contents.members:
        return (replace(file, take_out=partial(_fail, _nothing_in(contents))),)
    container = _container(file, data)
    return tuple(
        replace(file, inside=member.label, take_out=partial(_take, reading, container, member))
        for member in contents.members
    )


def choose_documents(
    reading: Reading, files: Sequence[FoundFile], names: Iterable[str], *, is_all_wanted: bool
) -> tuple[FoundFile, ...]:
    """Return the files; in a container's place its only document, the ones named, or all.

    A name is a document's label in the container, or the last step of it. Raises UsageError for a name that no document
    bears, and for a container of several documents where nothing says which are meant.
    """
    wanted = set(names)
    missing = set(wanted)
    chosen: list[FoundFile] = []
    for file in files:
        inside = open_container(reading, file)
        meant = tuple(found for found in inside if _is_named(found, wanted)) if wanted else inside
        missing -= {name for found in meant for name in _names(found)}
        if len(meant) > 1 and not wanted and not is_all_wanted:
            raise UsageError(f"{file.path}: holds {_tell_names(inside)}; choose with --member NAME, or --all")
        if wanted and any(found.inside for found in inside):
            chosen += meant
        else:
            chosen += inside
    if missing:
        raise UsageError(f"--member {', '.join(sorted(missing))}: no document of that name is in {_tell_paths(files)}")
    return tuple(chosen)


def _is_named(file: FoundFile, names: set[str]) -> bool:
    return not names.isdisjoint(_names(file))


def _names(file: FoundFile) -> tuple[str, ...]:
    return (file.inside, PurePosixPath(file.inside).name) if file.inside else ()


def _tell_names(files: tuple[FoundFile, ...]) -> str:
    told = ", ".join(file.inside for file in files[:_MOST_TOLD])
    return f"{len(files):,} documents ({told}{', …' if len(files) > _MOST_TOLD else ''})"


def _tell_paths(files: Sequence[FoundFile]) -> str:
    return ", ".join(str(file.path) for file in files)


def _take(reading: Reading, container: Container, member: Member) -> bytes:
    """Return the bytes of a member."""
    if member.error:
        raise DocumentError(*member.error)
    return reading.take_member(container, member.at)


def _container(file: FoundFile, data: bytes) -> Container:
    """Return a container that loads its bytes anew, if the process that listed it is gone; they must be the same."""
    sha256 = hashlib.sha256(data).hexdigest()
    return Container(utf8_name(file.path.name), sha256, partial(_load_same, file.path, sha256))


def _load_same(path: Path, sha256: str) -> bytes:
    data = read_file(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DocumentError("changed-file", "was changed while it was read. Run it again.")
    return data


def _task(file: FoundFile, data: bytes) -> Task:
    return Task(utf8_name(file.path.name), data)


def _nothing_in(contents: Contents) -> DocumentError:
    held = f": {_tell(contents)}" if contents.left_out else ""
    return DocumentError("no-documents", f"holds no documents that can be read{held}. Give the documents themselves.")


def _tell(contents: Contents) -> str:
    told = [f"{label} ({what})" for label, what in contents.left_out[:_MOST_TOLD]]
    more = len(contents.left_out) - len(told)
    return ", ".join([*told, f"{more:,} more"] if more else told)


def _fail(error: Exception) -> bytes:
    raise error
