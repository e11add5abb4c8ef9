"""How a document was read, on its way from the reading process, to JSON, and to a person who asks why.

JSON is what a program reads; the text says which layout read each section, what each column was taken for and why,
what was decided where printing may have cut something, and what no value was read from.
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
    from parsers.draft import SectionFit
    from parsers.explain import Explanation, Unused
    from parsers.joints import Evidence, Joint, Side
    from parsers.roles.decision import ColumnDecision, TableDecision
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
    return json.dumps(_with_named_places(told), ensure_ascii=False, indent=2)


def _with_named_places(told: object) -> object:
    """Return what is told with each place as an object: a named tuple is but a list in JSON."""
    from parsers.words import Place

    if isinstance(told, dict):
        return {
            name: dict(zip(Place._fields, value, strict=True))
            if name == "place" and isinstance(value, list)
            else _with_named_places(value)
            for name, value in told.items()
        }
    return [_with_named_places(one) for one in told] if isinstance(told, list) else told


def describe_joints(joints: Iterable[Joint]) -> Iterator[Text]:
    """Yield the lines that tell of each joint, with a blank line behind each."""
    for joint in joints:
        yield Text(_headline(joint), style="bold" if joint.is_joined else "")
        yield _side_line("above", joint.above)
        yield _side_line("below", joint.below)
        for found in sorted(joint.evidence, key=lambda found: -abs(found.weight)):
            yield _evidence_line(found)
        yield Text("")


def describe_sections(sections: Iterable[SectionFit]) -> Iterator[Text]:
    """Yield a line for each section: the layout that read it and how well it fits, and those that fit less."""
    for section in sections:
        heading = printable(section.heading[:80]) or "(no heading)"
        fits = [f"{name} {score:g}" for name, score in section.scores]
        read = Text(fits[0], style="bold") if fits else Text("read by no layout", style="dim")
        others = f"; next {', '.join(fits[1:])}" if fits[1:] else ""
        yield Text.assemble(f"{_where(section.place)}section “{heading}”: ", read, others)


def describe_tables(tables: Iterable[TableDecision]) -> Iterator[Text]:
    """Yield the lines that tell of each table what its columns were taken for, with a blank line behind each."""
    for table in tables:
        yield Text(f"{_where(table.place)}table {_number(table.place)}", style="bold")
        for column in table.columns:
            yield from _column_lines(column)
        yield Text("")


def describe_unused(unused: Iterable[Unused]) -> Iterator[Text]:
    """Yield a line for each printed piece that no value was read from."""
    for piece in unused:
        reason = f" ({piece.reason})" if piece.reason else ""
        style = "dim" if piece.use in ("furniture", "narrative") else "yellow"
        yield Text.assemble(_where(piece.place), (f"{piece.use}{reason}", style), f": {printable(piece.words)}")


def _column_lines(column: ColumnDecision) -> Iterator[Text]:
    heading = f"“{printable(column.heading[:60])}”" if column.heading else "(no heading)"
    doubt = ", in doubt" if column.is_doubtful else ""
    stage = f" ({column.stage})" if column.stage else ""
    runner_up = f"; next {column.runner_up}, {column.margin:g} behind" if column.runner_up else ""
    yield Text.assemble(
        f"  column {column.column} {heading}: ",
        (f"{column.role}{stage}", "bold yellow" if column.wording == "unknown" or doubt else "bold"),
        f" {column.score:g}{doubt}{runner_up}",
    )
    asked = [clue for clue in column.clues if clue.role in (column.role, column.runner_up)]
    for clue in sorted(asked, key=lambda clue: (clue.role != column.role, -abs(clue.points))):
        style = "green" if clue.points > 0 else "yellow"
        yield Text.assemble((f"  {clue.points:>+6.3g}  ", style), f"{clue.role}: {clue.source} {clue.says}")


def _number(place: Place | None) -> str:
    return "" if place is None or place.table is None else str(place.table)


def _where(place: Place | None) -> str:
    """Return where something stands, as far as the format tells, to go in front of what is said of it."""
    if place is None:
        return ""
    if place.line is not None:
        return f"line {place.line}: "
    if place.page is not None:
        return f"page {place.page}: "
    return "".join(f"{name} {value}, " for name, value in place.at)[:-2] + ": " if place.at else ""


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
