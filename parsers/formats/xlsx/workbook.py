"""A workbook's parts put together: its sheets in order, what they share, and what it carries beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Block, Remark, Table
from parsers.formats.office.colours import read_theme
from parsers.formats.office.package import Package, damaged, open_package
from parsers.formats.sheets.blocks import SheetBlocks
from parsers.formats.sheets.references import find_area
from parsers.formats.sheets.sheet import Sheet
from parsers.formats.xlsx.drawings import note_drawings, read_boxes
from parsers.formats.xlsx.parts import (
    Relation,
    find_named,
    int_of,
    is_true,
    iter_named,
    local_name,
    read_relations,
    relation_id,
    targets_of,
)
from parsers.formats.xlsx.printing import Printing
from parsers.formats.xlsx.stream import Counts, RawSheet, read_sheet, read_strings
from parsers.formats.xlsx.strings import Text
from parsers.formats.xlsx.styles import Styles, read_styles
from parsers.words import Place, Words

FORM = "xlsx"
_HINTS = {"title": "title", "creator": "author", "subject": "subject", "created": "created", "modified": "modified"}
_TITLES = re.compile(r"\$(?P<first>\d+):\$(?P<last>\d+)")


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a workbook prints, and what is to be said about it."""

    blocks: tuple[Block | Table, ...]
    hints: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]
    has_macros: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it. `titles` are the rows that it prints on every page."""

    name: str
    part: str
    kind: str
    state: str
    titles: frozenset[int] = frozenset()


def read_workbook(data: bytes) -> Workbook:
    """Return what a workbook prints. Raises DocumentError where it cannot be read."""
    with closing(open_package(data, FORM)) as package:
        return _Opened.of(package).read()


@dataclass(slots=True)
class _Opened:
    """An open workbook: what its sheets share."""

    package: Package
    entries: tuple[SheetEntry, ...]
    strings: list[Text]
    styles: Styles
    printing: Printing
    counts: Counts = field(default_factory=Counts)

    @classmethod
    def of(cls, package: Package) -> _Opened:
        [*parts] = targets_of(read_relations(package, ""), "officeDocument")
        main = parts[0] if parts and package.has(parts[0]) else "xl/workbook.xml"
        if main.endswith(".bin") or package.has("xl/workbook.bin"):
            raise DocumentError("unsupported", "is a binary workbook (XLSB). Open it in Excel and save it as XLSX.")
        if not package.has(main):
            raise damaged("its list of sheets is missing")
        root = package.read_xml(main)
        relations = read_relations(package, main)
        theme = read_theme(_shared(package, relations, "theme"))
        styles = read_styles(_shared(package, relations, "styles"), theme)
        from_1904 = (properties := find_named(root, "workbookPr")) is not None and is_true(properties.get("date1904"))
        texts = [part for part in targets_of(relations, "sharedStrings") if package.has(part)]
        entries = tuple(_entries(root, relations))
        check_budget(FORM, "sheets", len(entries))
        return cls(
            package,
            entries,
            read_strings(package, texts[0], styles) if texts else [],
            styles,
            Printing(styles, from_1904=from_1904),
        )

    def read(self) -> Workbook:
        blocks: list[Block | Table] = []
        maker = SheetBlocks(FORM)
        for entry in self.entries:
            if sheet := self._sheet(entry):
                blocks += maker.read(sheet, is_first=not blocks)
        has_macros = self.package.has("xl/vbaProject.bin")
        remarks = [*self._about(has_macros=has_macros), *self.printing.remarks]
        if not blocks:
            self._refuse_empty(remarks)
        return Workbook(tuple(blocks), _hints(self.package), tuple(remarks), has_macros)

    def _sheet(self, entry: SheetEntry) -> Sheet | None:
        """Return a sheet as it is seen, or None where it is hidden or no sheet of cells; then a remark says so."""
        if entry.state != "visible":
            self._remark("hidden-text", f"the sheet “{entry.name}” is hidden", entry)
            return None
        if entry.kind != "worksheet":
            self._remark("unread-picture", f"the sheet “{entry.name}” is a {entry.kind}", entry)
            return None
        raw = read_sheet(self.package, entry.part, self.strings, self.styles, self.counts, entry.name)
        relations = read_relations(self.package, entry.part)
        links = {key: relation.target for key, relation in relations.items() if relation.is_outside}
        sheet = self.printing.show(raw, entry.name, links, self._header_rows(raw, entry, relations))
        drawings = [relations[number].target for number in raw.drawings if number in relations]
        for part in drawings:
            sheet.boxes += read_boxes(self.package, part)
            for detail in note_drawings(self.package, part):
                self._remark("unread-picture", f"sheet “{entry.name}”, {detail}", entry)
        return sheet if sheet.rows or sheet.boxes else None

    def _header_rows(self, raw: RawSheet, entry: SheetEntry, relations: dict[str, Relation]) -> frozenset[int]:
        """Return the rows that the file treats as headers: the last frozen one, filtered and repeated ones, tables'."""
        rows = set(entry.titles)
        if raw.frozen_rows:
            rows.add(raw.frozen_rows - 1)
        if raw.filtered is not None:
            rows.add(raw.filtered.top)
        for number in raw.tables:
            root = self.package.find_xml(relations[number].target) if number in relations else None
            area = find_area(root.get("ref", "")) if root is not None else None
            if root is not None and area is not None:
                raw.table_areas.append(area)
                rows.update((area.top,) if int_of(root.get("headerRowCount"), 1) else ())
        return frozenset(rows)

    def _about(self, *, has_macros: bool) -> Iterator[Remark]:
        if has_macros:
            yield Remark("macros", "a VBA project")
        carried = [name for name in self.package.members if name.startswith("xl/embeddings/")]
        if carried:
            yield Remark("embedded-files", ", ".join(name.rpartition("/")[2] for name in carried[:5]))

    def _remark(self, code: str, detail: str, entry: SheetEntry) -> None:
        self.printing.remarks.append(Remark(code, detail, Words.of(entry.name, Place(at=(("sheet", entry.name),)))))

    def _refuse_empty(self, remarks: list[Remark]) -> None:
        hidden = any(remark.code == "hidden-text" for remark in remarks)
        why = "prints nothing: what it holds is hidden. Show it" if hidden else "holds no text. Check it"
        raise DocumentError("empty-file", f"{why} in Excel, save it and give that.")


def _entries(root: _Element, relations: dict[str, Relation]) -> Iterator[SheetEntry]:
    titles = _titles(root)
    for index, element in enumerate(iter_named(find_named(root, "sheets"), "sheet")):
        relation = relations.get(relation_id(element))
        if relation is None:
            raise damaged(f"its sheet “{element.get('name', '')[:40]}” is missing")
        name = " ".join(element.get("name", "").split())
        yield SheetEntry(
            name, relation.target, relation.kind, element.get("state", "visible"), titles.get(index, frozenset())
        )


def _titles(root: _Element) -> dict[int, frozenset[int]]:
    """Return the rows that are printed on every page, by the sheet's position."""
    rows: dict[int, frozenset[int]] = {}
    for element in iter_named(find_named(root, "definedNames"), "definedName"):
        match = _TITLES.search(element.text or "") if element.get("name") == "_xlnm.Print_Titles" else None
        if match:
            rows[int_of(element.get("localSheetId"), -1)] = frozenset((int(match["last"]) - 1,))
    return rows


def _shared(package: Package, relations: dict[str, Relation], kind: str) -> _Element | None:
    """Return the root of a part that all sheets share, None where there is none."""
    return next((package.read_xml(part) for part in targets_of(relations, kind) if package.has(part)), None)


def _hints(package: Package) -> tuple[tuple[str, str], ...]:
    """Return the file's own properties."""
    parts = targets_of(read_relations(package, ""), "core-properties")
    root = next((package.read_xml(part) for part in parts if package.has(part)), None)
    found = ((local_name(element), (element.text or "").strip()) for element in (() if root is None else root))
    return tuple((_HINTS[key], value[:200]) for key, value in found if key in _HINTS and value)
