"""Statuses on a painted pill beside a heading or under it: "Recommendation 2" and, at the right, "On track" on green.

They stand on the heading's line and are none of its words. Only what reads as a status is taken for one: a stretch of
running text that somebody marked in colour stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.records import Box
from normalise.statuses import read_status_cell
from parsers.document import Block, BlockKind, Table
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import Fill, Page, TextRun
from parsers.words import Place

MAX_FILLS = 400  # of a page: more are a drawing
_LOWEST, _HIGHEST = 0.9, 2.8  # sizes of the type on it
_WIDEST = 0.3  # of the page
_PADDING = 2.5  # sizes on either side of the words
_APART = 1.0  # sizes from the words beside it
_PAPER = "ffffff"


@dataclass(frozen=True, slots=True)
class Pill:
    """A painted status: its line, its paint, and the line beside it that it was taken out of, if there is one."""

    line: Line
    fill: Fill
    host: Line | None

    def block(self, page: int) -> Block:
        """Return it as a paragraph on its paint."""
        place = Place(page, self.line.box)
        return Block(BlockKind.PARAGRAPH, self.line.words(Place(page)), fill=self.fill.colour, place=place)


def part_pills(lines: Sequence[Line], page: Page, taken: Sequence[Box]) -> tuple[list[Line], list[Pill]]:
    """Return the lines of a page without the pills on them, and these; what is painted in the boxes taken is none."""
    fills = [fill for fill in page.fills if _may_be_pill(fill, page, taken)] if len(page.fills) <= MAX_FILLS else []
    if not fills:
        return list(lines), []
    rest: list[Line] = []
    pills: list[Pill] = []
    for line in lines:
        found = [] if line.angle else [(own, fill) for fill in fills if (own := _taken_by(fill, line))]
        if not found:
            rest.append(line)
            continue
        others = [run for run in line.runs if not any(run in own for own, _ in found)]
        host = Line.of(others) if others else None
        pills += [Pill(Line.of(own), fill, host) for own, fill in found]
        rest += [host] if host is not None else []
    return rest, pills


def _taken_by(fill: Fill, line: Line) -> list[TextRun]:
    """Return the runs of a line that a fill makes a pill of, none where it does not."""
    own = [run for run in line.runs if _inside(run, fill.box)] if _is_on(line, fill) else []
    return own if own and _is_pill(own, [run for run in line.runs if run not in own], fill) else []


def put_pills(
    blocks: Sequence[Block | Table], pills: Sequence[Pill], page: int, panels: Sequence[Box] = ()
) -> list[Block | Table]:
    """Return the blocks with each pill behind the one that it stands beside, or that it stands below.

    A pill on a panel belongs to what is printed there.
    """
    after: dict[int, list[Block]] = {}
    for pill in pills:
        panel = next((panel for panel in panels if is_inside(pill.line.box, panel)), None)
        if panel is not None:
            index = _in_panel(blocks, pill.line, panel)
        elif pill.host is not None:
            index = _beside(blocks, pill.host)
        else:
            index = _above(blocks, pill.line)
        after.setdefault(index, []).append(pill.block(page))
    put: list[Block | Table] = [*after.get(-1, ())]
    for index, block in enumerate(blocks):
        put += [block, *after.get(index, ())]
    return put


def _may_be_pill(fill: Fill, page: Page, taken: Sequence[Box]) -> bool:
    x0, top, x1, bottom = fill.box
    if fill.colour == _PAPER or x1 - x0 > _WIDEST * page.width or bottom - top > x1 - x0:
        return False
    return not any(box[0] < x1 and x0 < box[2] and box[1] < bottom and top < box[3] for box in taken)


def _is_on(line: Line, fill: Fill) -> bool:
    _, top, _, bottom = fill.box
    return top < line.baseline - 0.3 * line.size < bottom


def _inside(run: TextRun, box: Box) -> bool:
    return box[0] - 1 <= run.x0 and run.x1 <= box[2] + 1


def _is_pill(own: Sequence[TextRun], others: Sequence[TextRun], fill: Fill) -> bool:
    """Say whether a fill hugs words that read as a status, and the other words of their line keep away from it."""
    x0, top, x1, bottom = fill.box
    line = Line.of(own)
    if not _LOWEST * line.size <= bottom - top <= _HIGHEST * line.size:
        return False
    if max(line.x0 - x0, x1 - line.x1) > _PADDING * line.size:
        return False
    if any(run.x1 > x0 - _APART * line.size and run.x0 < x1 + _APART * line.size for run in others):
        return False
    text = line.text
    read = read_status_cell(text)
    return len(read.found) == 1 and not read.notes and not _left_over(text, read.found[0].start, read.found[0].end)


def _left_over(text: str, start: int, end: int) -> str:
    return (text[:start] + text[end:]).strip(" .:")


def _beside(blocks: Sequence[Block | Table], host: Line) -> int:
    """Return the number of the block that a line is of."""
    x, y = (host.x0 + host.x1) / 2, host.baseline - 0.3 * host.size
    for index, block in enumerate(blocks):
        box = block.place.bbox
        if isinstance(block, Block) and box and box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1:
            return index
    return _above(blocks, host)


def is_inside(box: Box, panel: Box) -> bool:
    """Say whether a box stands on a panel: by its sides, and by the middle of its height."""
    return panel[0] <= box[0] and box[2] <= panel[2] and panel[1] <= (box[1] + box[3]) / 2 <= panel[3]


def _in_panel(blocks: Sequence[Block | Table], line: Line, panel: Box) -> int:
    """Return the number of the panel's last block that begins above a line's foot; else of the one before its first."""
    own = [index for index, block in enumerate(blocks) if block.place.bbox and is_inside(block.place.bbox, panel)]
    above = [index for index in own if (box := blocks[index].place.bbox) and box[1] < line.baseline]
    return max(above, default=min(own, default=len(blocks)) - 1)


def _above(blocks: Sequence[Block | Table], line: Line) -> int:
    """Return the number of the last block that ends above a line, in its own column if any does; -1 where none does."""
    middle = line.baseline - 0.3 * line.size
    above = [index for index, block in enumerate(blocks) if block.place.bbox and block.place.bbox[3] <= middle]
    own = [index for index in above if (box := blocks[index].place.bbox) and box[0] < line.x1 and box[2] > line.x0]
    return max(own or above, default=-1)
