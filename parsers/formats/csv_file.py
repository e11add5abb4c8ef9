"""CSV: tables as text, cells parted by commas, semicolons, tabs or strokes, some of them in quotation marks.

A file is CSV where its lines say so by themselves; prose and tables typed with tabs stay text. What stands in a cell is
text, whatever a spreadsheet program would make of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.decode import decode_text
from parsers.document import Document, Remark
from parsers.formats.csv_dialect import Dialect, find_dialect
from parsers.formats.kinds import find_kind
from parsers.formats.registry import Reader
from parsers.formats.settings import FormatSettings
from parsers.formats.sheets.references import cell_name
from parsers.formats.sheets.sheet import Sheet, SheetCell, SheetRow
from parsers.words import Place, Words

MEDIA_TYPE = "text/csv"
FORM = "csv"
MAX_FIELD_CHARACTERS = 131_072  # the csv module's own limit
SAMPLE_BYTES = 200_000


def sniff_csv(data: bytes) -> bool:
    """Say whether the bytes are text whose lines are a table's rows."""
    if not data or find_kind(data) is not None:
        return False
    try:
        text = decode_text(data[:SAMPLE_BYTES]).text
    except DocumentError:
        return False
    return find_dialect(text, is_whole=len(data) <= SAMPLE_BYTES) is not None


def read_csv(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `over-budget`, `not-text`, `undecodable` or `empty-file`."""
    from parsers.formats.sheets.blocks import SheetBlocks

    check_budget(FORM, "size", len(data))
    decoded = decode_text(data)
    dialect = find_dialect(decoded.text[:SAMPLE_BYTES], is_whole=len(decoded.text) <= SAMPLE_BYTES) or Dialect(",")
    remarks = list(decoded.remarks)
    sheet = Sheet(None, list(_rows(decoded.text, dialect, remarks)))
    remarks.extend(_ragged(sheet.rows))
    if not sheet.rows:
        raise DocumentError("empty-file", "holds no words. Fetch the document again.")
    blocks = SheetBlocks(FORM).read(sheet, is_first=True)
    return Document(name=name, media_type=MEDIA_TYPE, blocks=tuple(blocks), remarks=tuple(remarks))


def _ragged(rows: list[SheetRow]) -> Iterator[Remark]:
    """Yield a remark for rows that reach further than the widest row above them: a sign in a cell may have cut it."""
    width = 0
    for index, row in enumerate(rows):
        last = max(row.cells)
        if index and width > 1 and last > width and not row.after_blank:
            place = Place(line=row.line, at=(("ref", cell_name(row.number, last)),))
            yield Remark("ragged-row", f"line {row.line:,}", Words.of(row.cells[last].text, place))
        else:
            width = max(width, last) if not row.after_blank else last


def _rows(text: str, dialect: Dialect, remarks: list[Remark]) -> Iterator[SheetRow]:
    """Yield the rows that print something, each with the line it begins on."""
    is_after_blank = False
    cell_count = row_count = 0
    for number, (line, record) in enumerate(_records(text, dialect, remarks)):
        if _is_prose(record):
            record = [dialect.sign.join(record)]
        cells = {
            column: SheetCell(number, column, words) for column, field in enumerate(record) if (words := _clean(field))
        }
        if not cells:
            is_after_blank = True
            continue
        row_count += 1
        cell_count += len(cells)
        check_budget(FORM, "rows", row_count, f"line {line:,}")
        check_budget(FORM, "cells", cell_count, f"line {line:,}")
        check_budget(FORM, "columns", len(record), f"line {line:,}")
        yield SheetRow(number, cells, after_blank=is_after_blank and row_count > 1, line=line)
        is_after_blank = False


def _records(text: str, dialect: Dialect, remarks: list[Remark]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record and the line of the file that it begins on, from 1."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = text.count("\n", 0, dialect.start)
    reader = csv.reader(
        io.StringIO(text[dialect.start :], newline=""),
        delimiter=dialect.sign,
        skipinitialspace=dialect.skips_blanks,
        strict=False,
    )
    begins = skipped + 1
    try:
        for record in reader:
            yield begins, record
            if record and _runs_away(record[-1]) and reader.line_num + skipped >= text.rstrip("\n").count("\n") + 1:
                words = Words.of(record[-1][:80], Place(line=begins))
                remarks.append(Remark("quotes-open", f"the quotation marks on line {begins:,} are never closed", words))
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        raise DocumentError(
            "over-budget",
            f"holds a cell of more than {MAX_FIELD_CHARACTERS:,} characters (line {begins:,}). "
            "Check its quotation marks.",
        ) from error


def _is_prose(record: list[str]) -> bool:
    """Say whether each sign has a blank behind it: a sentence above or below the table, cut at its commas."""
    return len(record) > 1 and all(field.startswith(" ") for field in record[1:])


def _runs_away(field: str) -> bool:
    """Say whether a file's last cell holds so many lines that its quotation marks are likely never closed."""
    return field.endswith("\n") and field.count("\n") > 1


def _clean(field: str) -> str:
    return field.strip()


READER = Reader("csv", (MEDIA_TYPE, "text/tab-separated-values"), sniff_csv, read_csv, (".csv", ".tsv", ".tab"))
