"""From a sheet as the file keeps it to the sheet as it is seen: texts, dates and numbers as shown, colours, spans.

What is hidden is left out; what was left out or could not be told is noted, one note a kind for each sheet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from parsers.document import Remark
from parsers.formats.sheets.references import LAST_COLUMN, Area, cell_name, column_letters
from parsers.formats.sheets.sheet import Sheet, SheetCell, SheetRow
from parsers.formats.xlsx.conditions import UNCHANGED, Change, Conditions, read_conditions
from parsers.formats.xlsx.figures import print_general
from parsers.formats.xlsx.formulas import Value
from parsers.formats.xlsx.number_formats import hides_text, show_number, typed_value
from parsers.formats.xlsx.stream import RawCell, RawSheet
from parsers.formats.xlsx.strings import RichText
from parsers.formats.xlsx.styles import CellStyle, Fill, Styles, is_white
from parsers.words import Place, Style, Words

MAX_NAMED = 12  # cells or rows that a note names
MAX_MERGED_WORK = 2_000_000  # rows that merged cells stand in
_WHITE = "ffffff"
At = tuple[int, int]  # row and column


@dataclass(slots=True)
class Notes:
    """What is to be said about a sheet: for each code and reason the cells it is about."""

    sheet: str
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)  # that hold something
    table_areas: tuple[Area, ...] = ()

    def add(self, code: str, reason: str, row: int, column: int, text: str = "") -> None:
        self.found.setdefault((code, reason), []).append((row, column, text))

    def remarks(self) -> Iterable[Remark]:
        """Yield one remark for each code and reason, placed at the first cell."""
        for (code, reason), cells in self.found.items():
            names = [cell_name(row, column) for row, column, _ in cells[:MAX_NAMED]]
            more = f" and {len(cells) - MAX_NAMED:,} more" if len(cells) > MAX_NAMED else ""
            row, column, text = cells[0]
            place = Place(at=(("sheet", self.sheet), ("ref", cell_name(row, column))))
            words = Words.of(text or cell_name(row, column), place)
            about = f", {reason}" if reason else ""
            yield Remark(code, f"sheet “{self.sheet}”, {', '.join(names)}{more}{about}", words)


@dataclass(slots=True)
class Printing:
    """Shows the sheets of one workbook. `remarks` grow with each."""

    styles: Styles
    from_1904: bool = False
    remarks: list[Remark] = field(default_factory=list)

    def show(self, raw: RawSheet, name: str, links: dict[str, str], header_rows: frozenset[int]) -> Sheet:
        """Return the sheet as it is seen. `links` are the targets of links by their relations' ids."""
        notes = Notes(name, table_areas=tuple(raw.table_areas))
        spans, covered = _merged(raw, notes)
        conditions = _conditions(raw, self.styles)
        hrefs = [(area, links[target]) for area, target in raw.links if target in links]
        rows: list[SheetRow] = []
        last = -1
        hidden = sorted(raw.hidden_rows)
        for number in sorted(raw.rows):
            cells: dict[int, SheetCell] = {}
            for kept in _with_painted(raw.rows[number], number, conditions, covered):
                if (number, kept.column) in covered:
                    continue
                if raw.hides_column(kept.column):
                    notes.hidden_columns.update((kept.column,) if not kept.is_blank else ())
                    continue
                span = spans.get((number, kept.column))
                row, column = (number, kept.column) if span is None else (span.top, span.left)
                change = conditions.change(row, column, kept.value)
                if cell := self._show_cell(kept, number, change, notes):
                    if span is not None:
                        cell.row, cell.column = row, column
                        cell.last_row, cell.last_column = span.bottom, span.right
                    if hrefs and cell.text:
                        _link(cell, hrefs)
                    cells[kept.column] = cell
            raw.rows[number] = []
            if any(cell.text for cell in cells.values()):
                rows.append(SheetRow(number, cells, after_blank=bool(rows) and _is_parted(last, number, hidden)))
                last = number
        self._note_hidden(raw, notes)
        for unread in dict.fromkeys(conditions.unread):
            notes_words = Words.of(name, Place(at=(("sheet", name),)))
            self.remarks.append(Remark("unread-format", f"sheet “{name}”, {unread}", notes_words))
        self.remarks.extend(notes.remarks())
        return Sheet(name, rows, header_rows, (("sheet", name),))

    def _show_cell(self, kept: RawCell, row: int, change: Change, notes: Notes) -> SheetCell | None:
        """Return a cell as it is seen, or None where it shows nothing."""
        look = self.styles.of(kept.style)
        fill = self._fill(look.fill, change, kept, row, notes)
        if kept.is_unknown:
            notes.add("formula-without-value", "", row, kept.column)
        if kept.is_picture:
            notes.add("unread-picture", "a picture inside a cell", row, kept.column)
        cell = SheetCell(row, kept.column, fill=fill, style=_inked(look.font, change))
        if not kept.is_blank:
            self._print(cell, kept, look, row, notes)
            if cell.text and self._is_unseen(cell, look, kept, change, notes):
                cell.text, cell.rich = "", ()
        return cell if cell.text or cell.fill else None

    def _print(self, cell: SheetCell, kept: RawCell, look: CellStyle, row: int, notes: Notes) -> None:
        if isinstance(kept.text, RichText):
            stretches = [(text, look.font if style is None else style) for text, style in kept.text.stretches]
            cell.rich = tuple(stretches)
            cell.text = kept.text.text.strip()
            if kept.text.struck.strip():
                notes.add("struck-text", "", row, kept.column, kept.text.struck.strip())
        elif kept.kind == "s":
            cell.text = str(kept.text).strip()
        elif kept.kind == "b":
            cell.text = ("☐", "☑")[bool(kept.value)] if look.checks else ("FALSE", "TRUE")[bool(kept.value)]
        elif kept.kind == "e":
            cell.text = str(kept.value)
            notes.add("cell-error", str(kept.value), row, kept.column, cell.text)
        else:
            self._print_number(cell, kept, look, row, notes)
        if kept.kind == "s" and cell.text and hides_text(look.form):
            notes.add("hidden-text", "its format shows no text", row, kept.column)
            cell.text, cell.rich = "", ()

    def _print_number(self, cell: SheetCell, kept: RawCell, look: CellStyle, row: int, notes: Notes) -> None:
        number = _serial(str(kept.value)) if kept.kind == "d" else kept.value
        if not isinstance(number, float):
            cell.text = str(kept.value)
            return
        cell.text = show_number(number, look.form, from_1904=self.from_1904 and kept.kind != "d")
        cell.value = typed_value(number, look.form, from_1904=self.from_1904 and kept.kind != "d")
        if kept.kind == "d" and not isinstance(cell.value, datetime) and cell.text == print_general(number):
            cell.text = str(kept.value)
        if not cell.text:
            notes.add("hidden-text", "its format shows no number", row, kept.column)
        elif look.form.is_turned:
            notes.add("date-turned", "", row, kept.column, cell.text)

    def _is_unseen(self, cell: SheetCell, look: CellStyle, kept: RawCell, change: Change, notes: Notes) -> bool:
        """Say whether a text is struck through, or printed in the colour that it stands on; note it where it is."""
        if look.is_struck or change.is_struck:
            if not cell.rich or change.is_struck:
                notes.add("struck-text", "", cell.row, kept.column, cell.text)
                return True
            cell.rich = tuple((text, style) for text, style in cell.rich if style is not look.font)
            cell.text = "".join(text for text, _ in cell.rich).strip()
        ground = cell.fill or _WHITE
        is_painted_otherwise = change.unknown or (change.fill or look.fill).odd is not None
        if cell.fill is None and any(area.holds(cell.row, kept.column) for area in notes.table_areas):
            is_painted_otherwise = True
        styles = [style for _, style in cell.rich] or [cell.style]
        if is_painted_otherwise or any(style.colour != ground for style in styles):
            return False
        notes.add("hidden-text", "in the colour of the cell", cell.row, kept.column)
        return True

    def _fill(self, own: Fill, change: Change, kept: RawCell, row: int, notes: Notes) -> str | None:
        if change.unknown:
            return None
        fill = change.fill or own
        if fill.odd:
            notes.add("unread-format", f"{fill.odd} behind the cell", row, kept.column)
        return None if is_white(fill.colour) else fill.colour

    def _note_hidden(self, raw: RawSheet, notes: Notes) -> None:
        """Keep one remark that names the hidden rows and columns of a sheet that hold something."""
        hidden = [column_letters(column) for column in sorted(notes.hidden_columns)]
        parts = []
        if raw.hidden_rows:
            parts.append(f"rows {_ranges([row + 1 for row in raw.hidden_rows])}")
        if hidden:
            parts.append(f"columns {', '.join(hidden[:MAX_NAMED])}")
        if parts:
            where = Words.of(notes.sheet, Place(at=(("sheet", notes.sheet),)))
            detail = f"sheet “{notes.sheet}”, {' and '.join(parts)} are hidden"
            self.remarks.append(Remark("hidden-text", detail, where))


def _conditions(raw: RawSheet, styles: Styles) -> Conditions:
    values = {(row, cell.column): cell.value for row, cells in raw.rows.items() for cell in cells} if raw.rules else {}

    def cells(row: int, column: int) -> Value:
        return values.get((row, column))

    return read_conditions(raw.rules, styles, cells)


def _with_painted(
    cells: list[RawCell], row: int, conditions: Conditions, covered: set[tuple[int, int]]
) -> list[RawCell]:
    """Return a row's cells with the blank ones that a conditional format may paint though the file keeps none."""
    if not conditions.rules:
        return cells
    here = {cell.column for cell in cells}
    last = max(here, default=-1)
    blank = [
        column
        for column in range(min(last + 1, LAST_COLUMN) + 1)
        if column not in here and (row, column) not in covered
    ]
    painted = [c for c in blank if conditions.change(row, c, None) is not UNCHANGED]
    return sorted([*cells, *(RawCell(column, 0) for column in painted)], key=lambda cell: cell.column)


def _merged(raw: RawSheet, notes: Notes) -> tuple[dict[At, Area], set[At]]:
    """Return the areas of merged cells by the first place of them that is seen, and the places that they cover.

    Where a merged cell begins in a hidden row or column, what it prints is moved to the first one that is seen.
    """
    numbers = sorted(raw.rows)
    spans: dict[At, Area] = {}
    covered: set[At] = set()
    work = 0
    for area in raw.merges:
        inside = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        work += len(inside)
        if work > MAX_MERGED_WORK:
            break
        if not inside or (area.top, area.left) in covered:
            continue
        column = next((c for c in range(area.left, area.right + 1) if not raw.hides_column(c)), None)
        if column is None:
            continue
        first = (inside[0], column)
        _move(raw, area, first)
        spans[first] = area
        for row in inside:
            places = {cell.column for cell in raw.rows[row] if area.left <= cell.column <= area.right}
            for place in places:
                if (row, place) != first:
                    covered.add((row, place))
    _note_covered(raw, covered, notes)
    return spans, covered


def _move(raw: RawSheet, area: Area, first: At) -> None:
    """Move what a merged cell prints to its first place that is seen."""
    cells = raw.rows.get(area.top) or raw.hidden_cells.get(area.top, [])
    origin = next((cell for cell in cells if cell.column == area.left), None)
    if first == (area.top, area.left) or origin is None:
        return
    kept = [cell for cell in raw.rows[first[0]] if cell.column != first[1]]
    moved = replace(origin, column=first[1])
    raw.rows[first[0]] = sorted([*kept, moved], key=lambda cell: cell.column)


def _note_covered(raw: RawSheet, covered: set[At], notes: Notes) -> None:
    for row, cells in raw.rows.items():
        for cell in cells:
            if (row, cell.column) in covered and not cell.is_blank:
                notes.add("hidden-text", "under a merged cell", row, cell.column)


def _is_parted(above: int, below: int, hidden: list[int]) -> bool:
    """Say whether a row that is seen and blank lies between two rows."""
    between = bisect_left(hidden, below) - bisect_right(hidden, above)
    return below - above - 1 > between


def _inked(font: Style, change: Change) -> Style:
    return font._replace(colour=change.colour) if change.colour else font


def _link(cell: SheetCell, hrefs: list[tuple[Area, str]]) -> None:
    href = next((target for area, target in hrefs if area.holds(cell.row, cell.column)), None)
    if href is not None:
        cell.style = cell.style._replace(href=href)
        cell.rich = tuple((text, style._replace(href=href)) for text, style in cell.rich)


def _serial(text: str) -> float | None:
    """Return the serial number of a date that a file keeps as one."""
    try:
        moment = datetime.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001


def _ranges(numbers: list[int]) -> str:
    """Return whole numbers as ranges: "3, 7–9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:MAX_NAMED]]
    return ", ".join(named) + (" and more" if len(runs) > MAX_NAMED else "")
