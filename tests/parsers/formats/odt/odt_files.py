"""OpenDocument texts written out by hand: what a test says, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from parsers.document import Block, Document, Table
from parsers.formats.odt import READER
from parsers.formats.settings import DEFAULT_FORMATS

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "form": f"{_OASIS}form:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items()) + ' office:version="1.3"'
_ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
_ENTRIES = ("/", MEDIA_TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml")
MANIFEST = (
    f'<manifest:manifest {NAMESPACES} manifest:version="1.3">'
    f"{''.join(_ENTRY.format(*entry) for entry in _ENTRIES)}</manifest:manifest>"
)


def content_of(body: str, automatic: str = "") -> str:
    """Return the part of the text, with automatic styles of its own."""
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def styles_of(named: str = "", automatic: str = "", master: str = "") -> str:
    """Return the part of the styles."""
    return (
        f"<office:document-styles {NAMESPACES}><office:styles>{named}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of parts by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MEDIA_TYPE)
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def odt(body: str, automatic: str = "", styles: str = "", **more: str) -> bytes:
    """Return a whole file of a text, automatic styles and a part of styles."""
    parts = {"content.xml": content_of(body, automatic), "META-INF/manifest.xml": MANIFEST}
    return pack({**parts, **({"styles.xml": styles} if styles else {}), **more})


def flat(body: str, automatic: str = "", mime: str = MEDIA_TYPE) -> bytes:
    """Return a text as one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES} office:mimetype="{mime}">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def read(data: bytes) -> Document:
    """Return what the reader makes of a file."""
    return READER.read(data, "plan.odt", DEFAULT_FORMATS)


def read_body(body: str, automatic: str = "", styles: str = "") -> Document:
    """Return what the reader makes of a text."""
    return read(odt(body, automatic, styles))


def blocks_of(document: Document) -> list[Block]:
    """Return the blocks outside tables."""
    return [block for block in document.blocks if isinstance(block, Block)]


def table_of(document: Document) -> Table:
    """Return the only table."""
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    return table


def texts(table: Table) -> list[list[str]]:
    """Return a table's cells row by row, "" where a position is covered by another cell."""
    places = {(cell.row, cell.column): cell.text for cell in table.cells}
    return [[places.get((row, column), "") for column in range(table.column_count)] for row in range(table.row_count)]


def level(number: int, form: str, suffix: str = ".", more: str = "") -> str:
    """Return a numbered level of a list style."""
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    """Return a list style."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def paragraph(text: str, style: str = "Standard") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def item(*inside: str, more: str = "") -> str:
    """Return a list's entry; plain text is a paragraph of it."""
    return (
        f"<text:list-item {more}>{''.join(p if p.startswith('<') else paragraph(p) for p in inside)}</text:list-item>"
    )


def listing(style: str, *items: str, more: str = "") -> str:
    """Return a list; plain text is an entry of it."""
    inside = "".join(entry if entry.startswith("<") else item(entry) for entry in items)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{inside}</text:list>"


def cell(text: str = "", more: str = "") -> str:
    """Return a table's cell; plain text is a paragraph of it."""
    return f"<table:table-cell {more}>{text if text.startswith('<') else paragraph(text)}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """Return a table's row; plain text is a cell of it."""
    inside = "".join(entry if entry.startswith("<table:") else cell(entry) for entry in cells)
    return f"<table:table-row {more}>{inside}</table:table-row>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<table:table>{''.join(rows)}</table:table>"


COVERED = "<table:covered-table-cell/>"
