"""Makes hostile files out of our own good ones: a package with a part exchanged, a body in a document's own words."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"
OFFICE = ("docx", "odt", "pptx", "xlsx")
# The part that holds what is printed, and a word of ours in it.
MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"

Parts = dict[str, bytes]


def good(form: str, case: str = "prose") -> bytes:
    """Return one of our own good files."""
    return (FIXTURES / "same" / case / f"source.{form}").read_bytes()


def parts_of(data: bytes) -> Parts:
    """Return the parts of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: Parts, method: int = zipfile.ZIP_DEFLATED, more: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """Return the parts as a package; `more` may repeat names."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in (*parts.items(), *more):
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return buffer.getvalue()


def with_main(form: str, change: bytes | str) -> bytes:
    """Return a good file with other bytes in the part that holds what is printed."""
    content = change.encode() if isinstance(change, str) else change
    return pack(parts_of(good(form)) | {MAIN[form]: content})


def main_of(form: str) -> bytes:
    """Return what a good file's main part holds."""
    return parts_of(good(form))[MAIN[form]]


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document of this body; further parts by the last word of their names (styles, numbering)."""
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    more = {f"word/{name}.xml": content.encode() for name, content in parts.items()}
    return pack(parts_of(good("docx")) | {MAIN["docx"]: document.encode()} | more)


def odt(body: str, styles: str = "") -> bytes:
    """Return an OpenDocument text of this body and these automatic styles."""
    names = " ".join(
        f'xmlns:{prefix}="{OASIS}:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return with_main("odt", content)


def xlsx(sheet: str, **parts: str) -> bytes:
    """Return a workbook of one sheet, with what stands in it and around its cells."""
    more = {f"xl/{name}.xml": content.encode() for name, content in parts.items()}
    content = f'<worksheet xmlns="{S}" xmlns:r="{R}">{sheet}</worksheet>'.encode()
    return pack(parts_of(good("xlsx")) | {MAIN["xlsx"]: content} | more)


def pptx(shapes: str) -> bytes:
    """Return a presentation of one slide that holds these shapes."""
    head = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    tree = f"<p:cSld><p:spTree>{head}{shapes}</p:spTree></p:cSld>"
    return with_main("pptx", f'<p:sld xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}">{tree}</p:sld>')


def frame(table: str) -> str:
    """Return a slide's table inside the frame that it stands in."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006/table"
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/><p:cNvGraphicFramePr/><p:nvPr/>'
        "</p:nvGraphicFramePr>"
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="100" cy="100"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}"><a:tbl>{table}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )


def set_field(data: bytes, signature: bytes, offset: int, value: int, width: str = "I") -> bytes:
    """Return a ZIP file with a number written over, counted from the first of the signatures."""
    spoiled = bytearray(data)
    struct.pack_into(f"<{width}", spoiled, data.index(signature) + offset, value)
    return bytes(spoiled)
