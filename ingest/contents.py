"""How what a container holds comes back from the reading process: as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import cast

from ingest.frames import Head
from parsers.formats.containers import Contents, Member


def pack_contents(contents: Contents | None) -> bytes:
    """Return contents as JSON; `null` for a file that is no container."""
    return json.dumps(asdict(contents) if contents else None).encode()


def unpack_contents(packed: bytes) -> Contents | None:
    """Return the contents that JSON holds."""
    told = json.loads(packed)
    return told and Contents(
        tuple(map(_member, told["members"])), tuple((label, why) for label, why in told["left_out"])
    )


def unpack_at(head: Head) -> tuple[int, ...]:
    """Return where the member stands that is asked for."""
    return tuple(cast("list[int]", head["at"]))


def _member(told: dict[str, object]) -> Member:
    label, at, error = cast("tuple[str, list[int], list[str] | None]", (told["label"], told["at"], told["error"]))
    return Member(label, tuple(at), (error[0], error[1]) if error else None)
