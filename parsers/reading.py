"""What the document as a whole says about how its values are to be read: dates, acronyms, legends.

Everything that one value's reading needs from elsewhere in the document is in a `Setting`; the value readers stay pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from normalise.acronyms import find_acronyms
from normalise.colours import rag_of
from normalise.owners import OwnerContext
from normalise.records import Owner, OwnerRole, Rag, When
from normalise.statuses import NO_LEGEND, Legend, find_legend
from normalise.statuses.words import colours
from normalise.when import TimelineSettings, WhenContext, find_quarter_legend
from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.dot_keys import find_dot_key
from parsers.glossaries import read_glossary, read_listed
from parsers.headers import Role, read_header
from parsers.shown_colours import is_sign, shown_rag

MAX_LEGEND_COLUMNS = 2  # of a table whose heading may say what is done about a colour ("Rating | Action needed")
_OF_PLANS = frozenset((Role.RECOMMENDATION, Role.SUMMARY, Role.ACTION, Role.PROGRESS))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the values of one document are read with. `published` is the document's date as EDTF."""

    published: str | None = None
    infer_year: bool = True
    quarters: Literal["financial", "calendar"] | None = None
    acronyms: tuple[tuple[str, str], ...] = ()
    legend: Legend = NO_LEGEND
    timelines: TimelineSettings = field(default_factory=TimelineSettings)

    def for_whens(self, above: tuple[When, ...] = ()) -> WhenContext:
        """Return the context for a timeline; `above` are the whens that a "Ditto" repeats."""
        return WhenContext(self.published, self.infer_year, self.quarters, above, settings=self.timelines)

    def for_owners(self, role: OwnerRole, above: tuple[Owner, ...] = ()) -> OwnerContext:
        """Return the context for an owner cell."""
        return OwnerContext(acronyms=self.acronyms, role=role, above=above)


def read_setting(document: Document, published: str | None, timelines: TimelineSettings) -> Setting:
    """Return the setting that a document's own words make."""
    text = document.printed_text()
    acronyms: Mapping[str, str] = find_acronyms("\n".join((text, *_key_lines(document))))
    return Setting(
        published=published,
        quarters=find_quarter_legend(text),
        acronyms=tuple(acronyms.items()),
        legend=find_legend(*_legend_lines(document)),
        timelines=timelines,
    )


def _key_lines(document: Document) -> Iterator[str]:
    """Yield what tables or lists of abbreviations and what these stand for define, as "CX = Chief Executive"."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (f"{code} = {words}" for code, words in read_glossary(block))
    yield from (f"{code} = {words}" for code, words in read_listed(document.blocks))


def _legend_lines(document: Document) -> tuple[tuple[str, ...], tuple[Rag | None, ...]]:
    """Return the short lines that may be a legend's, outside tables and in small ones, and the colour each stands for.

    A line has a colour where nothing else is printed in its row: "On track" in or beside a green cell.
    """
    lines: list[tuple[str, Rag | None]] = list(find_dot_key(document.blocks))
    for block in document.blocks:
        if isinstance(block, Table):
            if block.row_count <= 12 and block.column_count <= 6 and not _heads_plan(block):
                lines += [_legend_line(row) for row in block.rows()]
        elif block.kind is not BlockKind.BREAK:
            rag = rag_of(block.fill) if block.fill else None
            lines += [(line, rag) for line in block.text.splitlines()]
    lines += [(line, None) for line in _named_below(document.blocks)]
    kept = [(line.strip(), rag) for line, rag in lines if 0 < len(line.strip()) <= 200]
    return tuple(line for line, _ in kept), tuple(rag for _, rag in kept)


def _named_below(blocks: Sequence[Block | Table]) -> Iterator[str]:
    """Yield a key whose colours are named on lines of their own, what each stands for on the next, a line for each."""
    plain = [block for block in blocks if isinstance(block, Block) and block.text.strip()]
    named = [
        (index, f"{above.text.strip()} – {below.text.strip()}")
        for index, (above, below) in enumerate(pairwise(plain))
        if above.text.strip().casefold() in colours() and below.text.strip().casefold() not in colours()
    ]
    for index, line in named:
        if any(other in (index - 2, index + 2) for other, _ in named):
            yield line


def _heads_plan(table: Table) -> bool:
    """Say whether a small table is a plan's own: a colour there stands beside what was done, and explains nothing."""
    if table.column_count <= MAX_LEGEND_COLUMNS or not table.row_count:
        return False
    headers = (read_header(cell.text) for cell in table.rows()[0] if cell.blocks)
    return any(header is not None and header.score == 1 and header.role in _OF_PLANS for header in headers)


def _legend_line(row: tuple[Cell, ...]) -> tuple[str, Rag | None]:
    """Return what a row of a legend prints; the colour it shows beside it, or in words where it prints more."""
    shown = [cell for cell in row if cell.text.strip() or shown_rag(cell)]
    worded = [cell for cell in shown if cell.text.strip() and not is_sign(cell.text)]
    if len(worded) == 1 and len(shown) <= 2 and (rag := shown_rag(shown[0])):
        return worded[0].text.strip(), rag
    return " – ".join(filter(None, map(_legend_word, row))), None


def _legend_word(cell: Cell) -> str:
    """Return what a cell of a legend prints, or the colour it shows where it prints nothing else."""
    text = cell.text.strip()
    return text if text and not is_sign(text) else shown_rag(cell) or text
