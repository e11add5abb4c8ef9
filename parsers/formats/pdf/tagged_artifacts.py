"""Text that the file marks as no content: believed at the page's margins, where running heads and page numbers stand.

Elsewhere it may be anything (a layer of text put over a page, a clause somebody forgot to tag) and is read as content.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from normalise.records import Box
from parsers.document import Remark
from parsers.formats.pdf.page import Page, Shown, TextRun
from parsers.formats.pdf.tag_place import REPEATED
from parsers.formats.pdf.tagged_tables import find_tagged_tables, union
from parsers.words import Place, Words

_MARGIN = 0.34  # of the page's height: header rows that are printed again can be tall
_SIDE = 0.15  # of its width
_SLACK = 2.0  # points
_REACH = 10.0  # points that a header row may be wider than the text under it


def settle_artifacts(page: Page) -> tuple[Remark, ...]:
    """Take the mark off runs that do not stand at the page's margins, outside all tagged text, and say so.

    What comes again on other pages may still be found to be furniture.
    """
    marked = [run for run in page.runs if run.artifact and run.shown is Shown.SHOWN and run.text.strip()]
    if not marked:
        return ()
    for run in _find_repeated(page, marked):
        run.mcid, run.artifact = REPEATED, False
    body = find_body(page)
    inside = [run for run in marked if run.artifact and not is_marginal(run.box, body, page)]
    for run in inside:
        run.artifact = False
    inside = [run for run in inside if any(map(str.isalnum, run.text))]  # dotted leaders are rightly marked
    if not inside:
        return ()
    detail = (
        f"page {page.number}: {sum(len(run.text) for run in inside)} characters marked as no content stand among it"
    )
    return (Remark("tags-disagree", detail, Words.of(inside[0].text, Place(page.number, inside[0].box))),)


def _find_repeated(page: Page, marked: Sequence[TextRun]) -> list[TextRun]:
    """Return the runs that stand in columns right over a table that began on an earlier page; only the first can."""
    tables = (table for table in find_tagged_tables(page) if table.printed)
    table = next(tables, None)
    if table is None or not (table.earlier or table.first_row > 0):
        return []
    left, top, right, _ = union([cell.box for cell in table.printed])
    over = [run for run in marked if run.box[3] <= top + _SLACK and left - _REACH <= run.x0 <= right + _REACH]
    over.sort(key=lambda run: run.baseline, reverse=True)
    repeated: list[TextRun] = []
    is_parted = False
    for _, same_line in groupby(over, key=lambda run: round(run.baseline)):
        line = sorted(same_line, key=lambda run: run.x0)
        if top - max(run.box[3] for run in line) > 2 * line[0].size:
            break
        top = min(run.box[1] for run in line)
        is_parted |= any(second.x0 - first.x1 > first.size for first, second in pairwise(line))
        repeated.extend(line)
    return repeated if is_parted else []


def find_body(page: Page) -> Box | None:
    """Return the box around all text that is content by its tags."""
    boxes = [
        run.box
        for run in page.runs
        if run.mcid is not None and run.mcid >= 0 and run.shown is Shown.SHOWN and run.text.strip()
    ]
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def is_marginal(box: Box, body: Box | None, page: Page) -> bool:
    """Say whether a box lies at an edge of the page, outside the body's; on a page without a body none does."""
    if body is None:
        return False
    left, top, right, bottom = box
    return (
        (bottom <= body[1] + _SLACK and bottom <= _MARGIN * page.height)
        or (top >= body[3] - _SLACK and top >= (1 - _MARGIN) * page.height)
        or (right <= body[0] + _SLACK and right <= _SIDE * page.width)
        or (left >= body[2] - _SLACK and left >= (1 - _SIDE) * page.width)
    )
