"""How a document was put together, on its way from the reading process, to JSON, and to a person who asks why.

JSON is what a program reads; the text says of each place where printing may have cut something what stood on both
sides, what spoke for and against it, and what was decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from rich.text import Text

from ingest.terminal import printable

if TYPE_CHECKING:
    from parsers.explain import Explanation
    from parsers.joints import Evidence, Joint, Side
    from parsers.words import Place


def pack_explanation(explanation: Explanation) -> bytes:
    """Return an explanation as the reading process sends it."""
    return _adapter().dump_json(explanation)


def unpack_explanation(body: bytes) -> Explanation:
    """Return the explanation that the reading process sent."""
    return _adapter().validate_json(body)


def explanation_json(explanation: Explanation, joints: Iterable[Joint]) -> str:
    """Return an explanation as JSON, with the joints that are to be shown."""
    told: dict[str, Any] = json.loads(_adapter().dump_json(explanation))
    told["joints"] = [_joint_json(joint) for joint in joints]
    return json.dumps(told, ensure_ascii=False, indent=2)


def describe_joints(joints: Iterable[Joint]) -> Iterator[Text]:
    """Yield the lines that tell of each joint, with a blank line behind each."""
    for joint in joints:
        yield Text(_headline(joint), style="bold" if joint.is_joined else "")
        yield _side_line("above", joint.above)
        yield _side_line("below", joint.below)
        for found in sorted(joint.evidence, key=lambda found: -abs(found.weight)):
            yield _evidence_line(found)
        yield Text("")


def _headline(joint: Joint) -> str:
    decision = "made one" if joint.is_joined else "kept apart"
    doubt = ", in doubt" if joint.is_doubtful else ""
    return f"{describe_place(joint.above.place, joint.below.place)}: {joint.kind} {decision} ({joint.score:+g}{doubt})"


def describe_place(above: Place, below: Place) -> str:
    """Return where two pieces meet, as far as the format tells.

    >>> from parsers.words import Place
    >>> describe_place(Place(page=2, table=1), Place(page=3, table=2))
    'page 2 to 3'
    >>> describe_place(Place(line=12), Place(line=14))
    'line 12 to 14'
    """
    for name in ("page", "line"):
        first, second = getattr(above, name), getattr(below, name)
        if first is not None and second is not None and (first != second or name == "line"):
            return f"{name} {first} to {second}"
    return f"page {above.page}" if above.page is not None else "somewhere"


def _side_line(name: str, side: Side) -> Text:
    words = printable(" ".join(side.words.split())) or "(blank)"
    place = side.place
    where = "" if place.table is None or place.row is None else f" table {place.table} row {place.row}:"
    return Text(f"  {name}{where} {words}", style="dim")


def _evidence_line(found: Evidence) -> Text:
    detail = f": {printable(found.detail)}" if found.detail else ""
    style = "green" if found.weight > 0 else "yellow" if found.weight < 0 else "dim"
    return Text.assemble((f"  {found.weight:>+6g}  ", style), f"{found.says}{detail}")


def _joint_json(joint: Joint) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_joint_adapter().dump_json(joint))
    return told | {"score": joint.score, "is_joined": joint.is_joined, "is_doubtful": joint.is_doubtful}


@cache
def _adapter() -> TypeAdapter[Explanation]:
    from parsers.explain import Explanation

    return TypeAdapter(Explanation)


@cache
def _joint_adapter() -> TypeAdapter[Joint]:
    from parsers.joints import Joint

    return TypeAdapter(Joint)
