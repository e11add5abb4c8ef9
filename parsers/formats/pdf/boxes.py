"""Moves what was read on a turned page back to the page as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from normalise.records import Box
from parsers.document import Block, Cell, Table
from parsers.words import Place, Words

Move = Callable[[Box], Box]


def move_boxes(blocks: tuple[Block | Table, ...], move: Move) -> tuple[Block | Table, ...]:
    """Return the blocks with every box on them moved."""
    return tuple(_move_table(block, move) if isinstance(block, Table) else _move_block(block, move) for block in blocks)


def _move_block(block: Block, move: Move) -> Block:
    return replace(block, words=_move_words(block.words, move), place=_move_place(block.place, move))


def _move_table(table: Table, move: Move) -> Table:
    cells = tuple(_move_cell(cell, move) for cell in table.cells)
    return replace(table, cells=cells, place=_move_place(table.place, move))


def _move_cell(cell: Cell, move: Move) -> Cell:
    return replace(cell, blocks=move_boxes(cell.blocks, move), place=_move_place(cell.place, move))


def _move_words(words: Words, move: Move) -> Words:
    return Words(tuple(run._replace(place=_move_place(run.place, move)) for run in words.runs))


def _move_place(place: Place, move: Move) -> Place:
    return place if place.bbox is None else place._replace(bbox=move(place.bbox))
