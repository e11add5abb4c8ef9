"""Why a document was put together as it was: what was decided wherever printing may have cut something."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.formats.registry import read_document
from parsers.given import DEFAULT_SETTINGS, ReadSettings
from parsers.joints import Joint
from parsers.repair import repair


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be told of how one document was read. `joints` are in reading order."""

    name: str
    media_type: str
    joints: tuple[Joint, ...] = ()


def read_explanation(data: bytes, name: str, settings: ReadSettings = DEFAULT_SETTINGS) -> Explanation:
    """Return how one document was put together. Raises DocumentError where it cannot be read at all."""
    document = repair(read_document(data, name, settings.for_reader), join=settings.join)
    return Explanation(name, document.media_type, tuple(sorted(document.joints, key=_place)))


def _place(joint: Joint) -> tuple[int, int]:
    place = joint.below.place
    return place.page or 0, place.line or 0
