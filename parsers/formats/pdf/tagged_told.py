"""Which drawn table the text of which tagged table stands in: the pairs that are to be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.cells import Cover
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.printed import Printed, spot_of
from parsers.formats.pdf.tagged_split import split_rows
from parsers.formats.pdf.tagged_tables import TaggedCell, TaggedTable

Path = tuple[int, ...]  # the numbers of the tagged tables that a text is in, from the outermost


@dataclass(slots=True)
class Drawn:
    """A drawn table, or that part of one, that text of one tagged table stands in, with all runs in its box."""

    table: FoundTable
    runs: Sequence[TextRun]


@dataclass(slots=True)
class Told:
    """A tagged table, the drawn ones that its text stands in, and the numbers of the tagged ones inside its cells.

    `owners` is the cell of each marked content in it; None for what is in no cell. `is_mixed`: its text stands in a
    drawn table together with other tables' and cannot be parted from it.
    """

    table: TaggedTable
    owners: dict[int, TaggedCell | None] = field(default_factory=dict)
    inner: list[int] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    is_mixed: bool = False


@dataclass(slots=True)
class Pairing:
    """All tagged tables, the outer ones before those in them; `tops` are the numbers of the outermost."""

    told: list[Told] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    paths: dict[int, Path] = field(default_factory=dict)  # by marked-content id

    @classmethod
    def of(cls, tagged: Sequence[TaggedTable]) -> Pairing:
        pairing = cls()
        pairing.tops = [pairing._add(table, ()) for table in tagged]
        return pairing

    def _add(self, table: TaggedTable, path: Path) -> int:
        number = len(self.told)
        one = Told(table, _owners(table))
        self.told.append(one)
        path = (*path, number)
        self.paths.update(dict.fromkeys(one.owners, path))
        one.inner = [self._add(inner, path) for cell in table.cells for inner in cell.inner]
        return number

    def assign(self, table: FoundTable, printed: Printed) -> bool:
        """Give a drawn table to the innermost tagged one that holds all its tagged text, and say whether there is any.

        Where it holds the text of several side by side, it is cut between them.
        """
        runs = printed.inside(table.box)
        shared = _common(list(self._paths(runs)))
        if shared:
            self.told[shared[-1]].drawn.append(Drawn(table, runs))
            return True
        bands = self._bands(table, runs)
        parts = split_rows(table, list(bands.values())) if bands else None
        for index, number in enumerate(bands):
            if parts is None:
                self.told[number].is_mixed = True
                continue
            inside = printed.inside(parts[index].box)
            shared = _common([path for path in self._paths(inside) if path[0] == number])
            self.told[shared[-1]].drawn.append(Drawn(parts[index], inside))
        return parts is not None

    def _paths(self, runs: Sequence[TextRun]) -> Iterator[Path]:
        for run in runs:
            if run.mcid is not None and run.mcid in self.paths:
                yield self.paths[run.mcid]

    def _bands(self, table: FoundTable, runs: Sequence[TextRun]) -> dict[int, range]:
        """Return the rows of a drawn table that text of each of the outermost tagged ones stands in, by its number."""
        cover = Cover(table)
        bands: dict[int, range] = {}
        for run in runs:
            path = None if run.mcid is None else self.paths.get(run.mcid)
            if path:
                y, x, _ = spot_of(run)
                cell = table.cells[cover.nearest(x, y)]
                band = bands.get(path[0], range(cell.row, cell.row))
                bands[path[0]] = range(min(band.start, cell.row), max(band.stop, cell.row + cell.row_span))
        return bands


def _owners(table: TaggedTable) -> dict[int, TaggedCell | None]:
    owners: dict[int, TaggedCell | None] = {run.mcid: None for run in table.rest if run.mcid is not None}
    for cell in table.cells:
        owners.update((run.mcid, cell) for run in cell.runs if run.mcid is not None)
    return owners


def _common(paths: Sequence[Path]) -> Path:
    """Return what all paths begin with."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    length = 0
    while length < min(len(first), len(last)) and first[length] == last[length]:
        length += 1
    return first[:length]
