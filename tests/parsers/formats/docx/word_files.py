"""Small Word files written by hand: the XML of a body, and of whatever parts a file may have beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from parsers.document import Block, Document, Table
from parsers.formats.docx.document import read_word_document

_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = "http://schemas.microsoft.com/office"
NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{_OPEN}/wordprocessingml/2006/main",
        "r": f"{_OPEN}/officeDocument/2006/relationships",
        "m": f"{_OPEN}/officeDocument/2006/math",
        "a": f"{_OPEN}/drawingml/2006/main",
        "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{_OPEN}/drawingml/2006/picture",
        "dgm": f"{_OPEN}/drawingml/2006/diagram",
        "mc": f"{_OPEN}/markup-compatibility/2006",
        "wps": f"{_OFFICE}/word/2010/wordprocessingShape",
        "wpg": f"{_OFFICE}/word/2010/wordprocessingGroup",
        "w14": f"{_OFFICE}/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "xi": "http://www.w3.org/2001/XInclude",
    }.items()
)
_RELATIONS = f"{_OPEN}/package/2006/relationships"
_KIND = f"{_OPEN}/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes",
    "endnotes": "endnotes", "header1": "hdr", "header2": "hdr", "footer1": "ftr",
}  # fmt: skip


def docx_of(
    body: str,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, tuple[str, str]] | None = None,
    **parts: str,
) -> bytes:
    """Return a Word file with this body. `parts` are the contents of styles, numbering, footnotes, header1 …

    `links` are addresses by id; `files` are further members of the package by name, and `related` says which of them
    the document refers to, by id: kind and name.
    """
    members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"}
    relations = [(f"rId_{name}", name.rstrip("12"), f"{name}.xml", "") for name in parts]
    relations += [(key, "hyperlink", address, ' TargetMode="External"') for key, address in (links or {}).items()]
    relations += [(key, kind, target, "") for key, (kind, target) in (related or {}).items()]
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {NAMES}>{content}</w:{_ROOTS[name]}>"
    members["_rels/.rels"] = relations_of([("rId1", "officeDocument", "word/document.xml", "")])
    members["word/_rels/document.xml.rels"] = relations_of(relations)
    return zip_of(members | dict(files or {}))


def relations_of(relations: list[tuple[str, str, str, str]]) -> str:
    """Return the XML of relations: id, kind, target and further attributes of each."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_KIND}/{kind}" Target="{target}"{more}/>'
        for key, kind, target, more in relations
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def zip_of(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(text: str = "", style: str = "", *, num: tuple[int, int] | None = None, more: str = "") -> str:
    """Return a paragraph: its text or runs, its style, its list and level, further properties."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    runs = text if text.startswith("<") else r(text) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str = "", properties: str = "") -> str:
    """Return a cell: its text or blocks."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row of cells, those without markup as cells of a paragraph."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, properties: str = "", widths: tuple[int, ...] = ()) -> str:
    """Return a table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(form: str, text: str, *, ilvl: int = 0, start: int = 1, more: str = "") -> str:
    """Return a level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (ilvl + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{more}</w:num>'


def read(body: str, **parts: str) -> Document:
    return read_file(docx_of(body, None, None, None, **parts))


def read_file(data: bytes) -> Document:
    return read_word_document(data, "plan.docx", "application/x-word")


def lines(document: Document) -> list[str]:
    """Return the print of the document, line by line."""
    return str(document).splitlines()


def only_table(document: Document) -> Table:
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    return table


def only_block(document: Document) -> Block:
    [block] = document.blocks
    assert isinstance(block, Block)
    return block


def texts(table: Table) -> dict[tuple[int, int], str]:
    """Return what each cell prints, markers and all, by row and column."""
    return {
        (cell.row, cell.column): "\n".join(f"{block.marker or ''} {block.text}".strip() for block in cell.iter_blocks())
        for cell in table.cells
    }
