"""The tables of a Word file alone, as plain rows of text: cells laid out, lists counted, insertions in, deletions out.

What else a file says (looks, colours, places, text boxes, notes, running lines) is left to `document`.
"""

from __future__ import annotations

from contextlib import closing

from lxml import etree
from lxml.etree import _Element

from parsers.formats.docx.document import begin_reading
from parsers.formats.docx.grid import lay_out
from parsers.formats.docx.names import MC, W
from parsers.formats.docx.paragraph_properties import read_properties
from parsers.formats.docx.parts import FORM, open_parts
from parsers.formats.docx.plain import find_plain_runs
from parsers.formats.docx.state import Reading
from parsers.formats.office.package import open_package

Rows = list[list[str]]

_PARAGRAPH, _TABLE, _TEXT, _HYPHEN = f"{W}p", f"{W}tbl", f"{W}t", f"{W}noBreakHyphen"
_PRINTED = (_TEXT, _HYPHEN, f"{W}tab", f"{W}br", f"{W}cr")
_NOT_READ = (f"{MC}Fallback", f"{W}moveFrom")  # what is there twice, and what stood here once


def read_grids(data: bytes) -> list[Rows]:
    """Return the rows of each table of the body, in the order that they begin in; those inside others too.

    A paragraph of a cell is a line, with the number in front that Word counts. The text of a cell that spans others
    stands at its upper left place; the others are empty. Raises DocumentError as the reader of Word files does.
    """
    with closing(open_package(data, FORM)) as package:
        reading, body = begin_reading(open_parts(package))
        etree.strip_elements(body, *_NOT_READ, with_tail=False)
        lines = {paragraph: _read_line(reading, paragraph) for paragraph in body.iter(_PARAGRAPH)}
        return [_read_grid(table, lines) for table in body.iter(_TABLE)]


def _read_line(reading: Reading, paragraph: _Element) -> str:
    """Return what a paragraph prints, and count it where it is counted: all are asked, also those outside tables."""
    own, runs = find_plain_runs(paragraph)
    properties = read_properties(reading, own)
    printed = map(_print, paragraph.iter(*_PRINTED)) if runs is None else [text for text, _ in runs]
    text = "".join(printed)
    if properties.num_id is not None:
        text = f"{reading.numbering.count(properties.num_id, properties.num_level)} {text}"
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def _print(part: _Element) -> str:
    tag = part.tag
    if tag == _TEXT:
        return part.text or ""
    return "-" if tag == _HYPHEN else " "


def _read_grid(table: _Element, lines: dict[_Element, str]) -> Rows:
    grid = lay_out(table, "")
    rows = [[""] * grid.column_count for _ in range(grid.row_count)]
    for cell in grid.cells:
        if not cell.is_empty:
            printed = [lines[paragraph] for paragraph in cell.element.iter(_PARAGRAPH)]
            rows[cell.row][cell.start] = "\n".join(filter(None, printed))
    return rows
