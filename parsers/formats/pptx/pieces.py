"""The pieces that a slide is laid out in: a title, a text box, a table, a coloured mark; each where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.document import Block, Table
from parsers.formats.pptx.places import NOWHERE, Box
from parsers.formats.pptx.tables import PlacedTable


class PieceKind(StrEnum):
    TITLE = "title"
    SUBTITLE = "subtitle"
    TEXT = "text"
    TABLE = "table"
    MARK = "mark"  # a small coloured shape without words, or a pictured status
    FURNITURE = "furniture"  # date, footer and slide number


@dataclass(frozen=True, slots=True)
class Piece:
    """What one shape of a slide prints. `table` is a table's, with its grid; `anchor` says where in it words stand."""

    kind: PieceKind
    box: Box
    blocks: tuple[Block | Table, ...]
    fill: str | None = None
    table: PlacedTable | None = None
    anchor: str = "t"
    group: int | None = None
    group_box: Box = NOWHERE

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks if isinstance(block, Block))

    @property
    def size(self) -> float:
        """Return the largest size of print in points, 0 where nothing says it."""
        runs = (run for block in self.blocks if isinstance(block, Block) for run in block.words.runs)
        return max((run.style.size or 0.0 for run in runs if run.text.strip()), default=0.0)


@dataclass(frozen=True, slots=True)
class SlidePieces:
    """The pieces of one slide, by its number from 1 among all slides of the file, hidden ones too."""

    number: int
    pieces: tuple[Piece, ...]


def find_title(pieces: Sequence[Piece]) -> Piece | None:
    """Return the title's piece, or None."""
    return next((piece for piece in pieces if piece.kind is PieceKind.TITLE and piece.text.strip()), None)
