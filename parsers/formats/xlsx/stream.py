"""Reads a sheet's XML row by row, each let go once it is read, and counts before anything is kept.

Blank cells count for nothing, however many of them a file has styled. What the cells show is `printing`'s.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zipfile import BadZipFile

from lxml import etree
from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.formats.office.package import Package, damaged
from parsers.formats.office.xml import unsafe_xml
from parsers.formats.sheets.references import LAST_COLUMN, LAST_ROW, Area, find_area, find_areas, find_cell
from parsers.formats.xlsx.parts import find_named, int_of, is_true, iter_named, local_name, relation_id
from parsers.formats.xlsx.strings import RichText, Text, printed, read_text
from parsers.formats.xlsx.styles import Styles, is_white

_PIECE = 1 << 16  # bytes read at a time
_MOST_AT_ONCE = 16_000_000  # bytes of one row, or of anything else that is read whole; Excel's fullest row has 4 MB
_MOST_MERGED = 100_000
_SHOWING = ("{*}v", "{*}is", "{*}f")
_LET_GO = ("row", "mergeCell", "hyperlink", "conditionalFormatting", "dataValidation", "si")


@dataclass(slots=True)
class RawCell:
    """A cell as the file keeps it. `value` is what formulas see of it; `kind` its type: n, s, b, e or d.

    `text` is None where the file keeps a number to be shown. `is_unknown`: a formula whose result is not kept.
    """

    column: int
    style: int
    kind: str = "n"
    value: float | str | bool | None = None
    text: Text | None = None
    is_unknown: bool = False
    is_picture: bool = False

    @property
    def is_blank(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class RawRule:
    """A rule of a conditional format as the file keeps it. `number` is that of its difference, -1 where it has none."""

    kind: str
    areas: tuple[Area, ...]
    priority: int
    number: int
    stops: bool
    operator: str
    words: str
    formulas: tuple[str, ...]


@dataclass(slots=True)
class RawSheet:
    """A sheet as the file keeps it: its rows that print something, and what is said about them."""

    rows: dict[int, list[RawCell]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)  # of those that print something
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(LAST_COLUMN + 1))  # 1 where one is hidden
    hidden_cells: dict[int, list[RawCell]] = field(
        default_factory=dict
    )  # of hidden rows: a merged cell may begin there
    merges: list[Area] = field(default_factory=list)
    rules: list[RawRule] = field(default_factory=list)
    links: list[tuple[Area, str]] = field(default_factory=list)  # areas and the ids of their relations
    frozen_rows: int = 0
    filtered: Area | None = None
    drawings: list[str] = field(default_factory=list)  # ids of relations
    tables: list[str] = field(default_factory=list)
    table_areas: list[Area] = field(default_factory=list)  # their styles paint cells that have no fill of their own

    def hides_column(self, column: int) -> bool:
        """Say whether a column is not seen."""
        return bool(self.hidden_columns[column])


@dataclass(slots=True)
class Counts:
    """How much of a workbook has been read: rows and cells that print something, over all its sheets."""

    rows: int = 0
    cells: int = 0

    def add(self, cells: int, sheet: str) -> None:
        """Count a row. Raises DocumentError `over-budget`."""
        self.rows += 1
        self.cells += cells
        check_budget("xlsx", "rows", self.rows, f"sheet “{sheet}”")
        check_budget("xlsx", "cells", self.cells, f"sheet “{sheet}”")


def read_sheet(package: Package, part: str, strings: list[Text], styles: Styles, counts: Counts, name: str) -> RawSheet:
    """Return a sheet. Raises DocumentError `over-budget`, `damaged` or `unsafe-xml`."""
    reading = _Reading(strings, styles, counts, name)
    root = stream(package, part, reading.take)
    reading.finish(root)
    return reading.sheet


def read_strings(package: Package, part: str, styles: Styles) -> list[Text]:
    """Return the texts that the cells of a workbook share, by their numbers."""
    strings: list[Text] = []

    def take(element: _Element) -> None:
        if local_name(element) == "si":
            strings.append(read_text(element, styles.palette))

    stream(package, part, take)
    return strings


def stream(package: Package, part: str, take: Callable[[_Element], None]) -> _Element:
    """Hand each row, text, merge and rule of a part over, let it go, and return the root of what is left."""
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in _LET_GO],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    waiting, is_checked = 0, False
    try:
        for piece in _pieces(package, part):
            parser.feed(piece)
            waiting += len(piece)
            for _, element in parser.read_events():
                if not isinstance(element, _Element):
                    continue
                if not is_checked and element.getroottree().docinfo.internalDTD is not None:
                    raise unsafe_xml(part)
                is_checked = True
                waiting = 0
                take(element)
                _let_go(element)
            if waiting > _MOST_AT_ONCE:
                raise DocumentError(
                    "over-budget", f"holds a row of more than {_MOST_AT_ONCE:,} bytes ({part}). Save it anew."
                )
        root = parser.close()
    except etree.XMLSyntaxError as error:
        if "entity" in str(error).lower():
            raise unsafe_xml(part) from error
        raise damaged(f"its part {part} is no XML ({str(error)[:80]})") from error
    if root is None:
        raise damaged(f"its part {part} is empty")
    if root.getroottree().docinfo.internalDTD is not None:
        raise unsafe_xml(part)
    return root


def _pieces(package: Package, part: str) -> Iterator[bytes]:
    if not package.has(part):
        raise damaged(f"its part {part} is missing")
    check_budget(package.form, "part", package.members[part].file_size, part)
    try:
        with package.open(part) as file:
            while piece := file.read(_PIECE):
                yield piece
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged(f"its part {part} cannot be unpacked") from error


def _let_go(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Reading:
    """Reads the elements of one sheet as they come."""

    def __init__(self, strings: list[Text], styles: Styles, counts: Counts, name: str) -> None:
        self.sheet = RawSheet()
        self.strings = strings
        self.styles = styles
        self.counts = counts
        self.name = name
        self.row = -1

    def take(self, element: _Element) -> None:
        match local_name(element):
            case "row":
                self._take_row(element)
            case "mergeCell":
                self._take_merge(element)
            case "hyperlink":
                area = find_area(element.get("ref", ""))
                if area is not None and (target := relation_id(element)):
                    self.sheet.links.append((area, target))
            case "conditionalFormatting":
                self.sheet.rules.extend(_rules(element))
            case _:
                pass

    def finish(self, root: _Element) -> None:
        """Take what stands around the rows: columns, panes, filters, drawings and tables."""
        sheet = self.sheet
        for column in iter_named(find_named(root, "cols"), "col"):
            if is_true(column.get("hidden")) or _is_zero(column.get("width")):
                first = max(0, int_of(column.get("min"), 1) - 1)
                last = min(LAST_COLUMN, max(first, int_of(column.get("max"), 1)) - 1)
                sheet.hidden_columns[first : last + 1] = b"\1" * max(0, last + 1 - first)
        for view in iter_named(find_named(root, "sheetViews"), "sheetView"):
            pane = find_named(view, "pane")
            if pane is not None and pane.get("state", "").startswith("frozen"):
                sheet.frozen_rows = int_of((pane.get("ySplit") or "0").partition(".")[0])
        found = find_named(root, "autoFilter")
        sheet.filtered = find_area(found.get("ref", "")) if found is not None else None
        sheet.drawings = [relation_id(element) for element in iter_named(root, "drawing")]
        sheet.tables = [relation_id(element) for element in iter_named(find_named(root, "tableParts"), "tablePart")]

    def _take_merge(self, element: _Element) -> None:
        area = find_area(element.get("ref", ""))
        if area is not None:
            self.sheet.merges.append(area)
        if len(self.sheet.merges) > _MOST_MERGED:
            raise DocumentError(
                "over-budget", f"merges more than {_MOST_MERGED:,} cells (sheet “{self.name}”). Save it anew."
            )

    def _take_row(self, element: _Element) -> None:
        self.row = max(int_of(element.get("r"), self.row + 2) - 1, self.row + 1)
        if next(element.iter(*_SHOWING), None) is None:
            return  # blank, however it is painted; a file may have a million of them
        cells: list[RawCell] = []
        column, shows = -1, 0
        for child in element:
            place = find_cell(child.get("r", ""))
            column = place[1] if place else column + 1
            cell = self._cell(child, column) if column <= LAST_COLUMN else None
            if cell is not None:
                cells.append(cell)
                shows += not cell.is_blank or cell.is_unknown or cell.is_picture
        if not shows or not 0 <= self.row <= LAST_ROW:
            return
        self.counts.add(shows, self.name)
        if is_true(element.get("hidden")) or _is_zero(element.get("ht")):
            self.sheet.hidden_rows.append(self.row)
            self.sheet.hidden_cells[self.row] = cells
        else:
            self.sheet.rows[self.row] = cells

    def _cell(self, element: _Element, column: int) -> RawCell | None:
        """Return a cell, or None where it is blank and nothing is painted behind it."""
        cell = RawCell(column, int_of(element.get("s")))
        if not len(element):
            return None if is_white(self.styles.of(cell.style).fill.colour) else cell
        kept, formula, inline = "", False, None
        for child in element:
            name = local_name(child)
            if name == "v":
                kept = child.text or ""
            elif name == "f":
                formula = True
            elif name == "is":
                inline = child
        kind = element.get("t") or "n"
        if element.get("vm") and kind == "e":
            cell.is_picture = True
        elif inline is not None:
            self._set_text(cell, read_text(inline, self.styles.palette))
        else:
            self._set_kept(cell, kind, kept)
        cell.is_unknown = formula and not kept and kind != "str"
        return cell

    def _set_kept(self, cell: RawCell, kind: str, kept: str) -> None:
        """Set a cell to what the file keeps of it as a type."""
        if kind == "s":
            number = int_of(kept, -1)
            if kept and not 0 <= number < len(self.strings):
                raise damaged(f"a cell of sheet “{self.name}” shows a text that the file lacks")
            self._set_text(cell, self.strings[number] if kept else "")
        elif kind in ("str", "inlineStr"):
            self._set_text(cell, printed(kept))
        elif kind == "b" and kept:
            cell.kind, cell.value = "b", is_true(kept)
        elif kind in ("e", "d") and kept:
            cell.kind, cell.value, cell.text = kind, kept, kept
        elif kept.strip():
            _set_number(cell, kept)

    def _set_text(self, cell: RawCell, text: Text) -> None:
        cell.kind = "s"
        whole = text.text + text.struck if isinstance(text, RichText) else text
        if whole.strip():
            cell.text, cell.value = text, whole


def _set_number(cell: RawCell, kept: str) -> None:
    """Set a cell to a number; to the text it is where it is none."""
    try:
        cell.value = float(kept)
    except ValueError:
        cell.kind, cell.value, cell.text = "s", kept, printed(kept)


def _is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def _rules(element: _Element) -> Iterator[RawRule]:
    """Yield the rules of a conditional format, also of the newer kind, whose area and formulas are elements."""
    areas = find_areas(element.get("sqref") or "")
    newer = find_named(element, "sqref")
    if newer is not None:
        areas = find_areas(newer.text or "")
    for rule in iter_named(element, "cfRule"):
        yield RawRule(
            kind=rule.get("type", "") if newer is None else f"{rule.get('type', '')} (newer kind)",
            areas=areas,
            priority=int_of(rule.get("priority"), 0),
            number=int_of(rule.get("dxfId"), -1),
            stops=is_true(rule.get("stopIfTrue")),
            operator=rule.get("operator", ""),
            words=rule.get("text", ""),
            formulas=tuple(child.text or "" for child in rule if local_name(child) == "formula"),
        )
