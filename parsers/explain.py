"""Why a document was read as it was: what was joined, which layout read each section, what each column was taken for,
and what of the page no value was read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.accounting import Account, iter_unused
from parsers.assemble import assemble
from parsers.draft import SectionFit
from parsers.given import DEFAULT_SETTINGS, ReadSettings
from parsers.joints import Joint
from parsers.roles.decision import TableDecision
from parsers.words import Place

MAX_QUOTED_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Unused:
    """Printed words that no value was read from: what they are taken for, and why where that is known."""

    place: Place | None
    use: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be told of how one document was read, all in reading order. `share_read` is that of a plan's words."""

    name: str
    media_type: str
    joints: tuple[Joint, ...] = ()
    sections: tuple[SectionFit, ...] = ()
    tables: tuple[TableDecision, ...] = ()
    unused: tuple[Unused, ...] = ()
    share_read: float | None = None


def read_explanation(data: bytes, name: str, settings: ReadSettings = DEFAULT_SETTINGS) -> Explanation:
    """Return how one document was read. Raises DocumentError where it cannot be read at all."""
    made = assemble(data, name, settings=settings)
    return Explanation(
        name,
        made.document.media_type,
        tuple(sorted(made.document.joints, key=_place)),
        tuple(made.drafting.fits),
        tuple(table for table in made.drafting.decided if table.columns),
        tuple(_iter_unused(made.account)),
        made.account.share_read,
    )


def _place(joint: Joint) -> tuple[int, int]:
    place = joint.below.place
    return place.page or 0, place.line or 0


def _iter_unused(account: Account) -> Iterator[Unused]:
    for unit in iter_unused(account):
        text = " ".join((unit.left or unit.text).split())
        places = unit.words.places()
        yield Unused(places[0] if places else None, str(unit.use), unit.reason, text[:MAX_QUOTED_CHARACTERS])
