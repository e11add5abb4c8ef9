"""Reads one page: what is seen of it, its tables, and its running text around them, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from normalise.records import Box
from parsers.document import Remark, Table
from parsers.formats.pdf.accounts import Stock, take_stock
from parsers.formats.pdf.boxes import move_boxes
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.flow.page_flow import read_page_flow
from parsers.formats.pdf.furniture import PageBlocks
from parsers.formats.pdf.page import Page, Shown, TextRun
from parsers.formats.pdf.page_tables import Numbers, Tags, make_table
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import Evidence
from parsers.formats.pdf.tagged import choose_tables
from parsers.formats.pdf.tagged_artifacts import settle_artifacts
from parsers.formats.pdf.tagged_places import places_inside, read_tag_places
from parsers.formats.pdf.turned import turn_upright
from parsers.formats.pdf.visibility import settle_visibility
from parsers.words import Place, Words


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read of a page, what it prints, and what is to be said of it."""

    blocks: PageBlocks
    stock: Stock
    remarks: tuple[Remark, ...]


def read_page(page: Page, numbers: Numbers) -> ReadPage:
    """Return a page's blocks and tables in reading order; their boxes are on the page as it is shown."""
    remarks = []
    if settle_visibility(page):
        remarks.append(Remark("ocr-text", f"page {page.number}", _first_words(page)))
    upright, back = turn_upright(page)
    remarks.extend(settle_artifacts(upright))
    tags, doubts = read_tag_places(upright)
    placed, rest, more = _read_tables(upright, tags, numbers)
    blocks = read_page_flow(upright, rest, placed, tags, numbers.lists)
    if upright is not page:
        blocks = replace(blocks, width=page.width, height=page.height, blocks=move_boxes(blocks.blocks, back))
    if (frame := page.straightened) is not None:
        moved = move_boxes(blocks.blocks, frame.move)
        blocks = replace(blocks, width=frame.width, height=frame.height, blocks=moved)
    return ReadPage(blocks, take_stock(page), (*remarks, *doubts, *more))


def read_grids(page: Page) -> list[list[list[str]]]:
    """Return the tables of a page alone, from top to bottom: their rows' texts, a line of a cell a line.

    Of a spanning cell the text stands at its upper left place; the others are empty.
    """
    settle_visibility(page)
    upright, _ = turn_upright(page)
    settle_artifacts(upright)
    found, _ = choose_tables(upright, find_tables(upright))
    rest = [run for run in upright.runs if run.shown is Shown.SHOWN]
    grids = []
    for table in found:
        shares = share_out(table, rest)
        rest = shares.rest
        grid = [[""] * table.column_count for _ in range(table.row_count)]
        for index, runs in shares.cells.items():
            cell = table.cells[index]
            grid[cell.row][cell.column] = "\n".join(line.text for line in read_lines(runs))
        grids.append(grid)
    return grids


def _read_tables(
    page: Page, tags: Tags, numbers: Numbers
) -> tuple[list[tuple[Box, Table]], list[TextRun], tuple[Remark, ...]]:
    """Return the tables with their boxes, the runs that stand in none, and what is to be said of the tags."""
    found, remarks = choose_tables(page, find_tables(page, numbers.above))
    numbers.above = max(found, key=lambda table: table.box[3], default=None)
    rest = [run for run in page.runs if run.shown is Shown.SHOWN]
    placed: list[tuple[Box, Table]] = []
    for table in found:
        shares = share_out(table, rest)
        rest = shares.rest
        own = tags if table.evidence is Evidence.TAGS else places_inside(tags, shares.cells)
        placed.append((table.box, make_table(page, table, shares, own, numbers)))
    return placed, rest, remarks


def _first_words(page: Page) -> Words:
    run = next(run for run in page.runs if run.text.strip())
    return Words.of(run.text, Place(page.number, run.box))
