"""Which kind of file the bytes are, by their own signature: a name tells nothing, nor do words somewhere inside.

Every kind has a short word (`form`), words for people, and a cure for where no reader reads it. Text has no signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.formats.mail_head import MAIL_HEAD_BYTES, find_mail_form
from parsers.formats.ole import MAGIC as OLE_MAGIC
from parsers.formats.ole import find_ole_form
from parsers.formats.page_parts import is_page_part
from parsers.formats.zip_kinds import find_package_form

_HEAD_BYTES = 4096
_PROLOGUE_BYTES = 65_536  # of comments and processing instructions that may stand before a page's first element
_PDF = re.compile(rb"[\x00-\xff]{0,1024}?%PDF-\d\.\d")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `begins` are its first bytes, where these alone tell it."""

    form: str
    name: str
    cure: str = "Save it as plain text (UTF-8) and give that"
    begins: re.Pattern[bytes] | None = None


def find_kind(data: bytes) -> Kind | None:
    """Return the kind that the bytes show by their own signature, or None: text has none."""
    return _find_kind(data)


@lru_cache(maxsize=1)  # every reader asks in turn; `forget_kind` lets go of the bytes
def _find_kind(data: bytes) -> Kind | None:
    head = data[:_HEAD_BYTES]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return BY_FORM[find_package_form(data)]
    if head.startswith(OLE_MAGIC):
        return BY_FORM[find_ole_form(data)]
    narrow = _narrow(data[:_PROLOGUE_BYTES])
    if told := next((kind for kind in KINDS if kind.begins and kind.begins.match(narrow[:_HEAD_BYTES])), None):
        return told
    start = _after_prologue(narrow)
    if _PAGE.match(narrow, start) or is_page_part(narrow, start):
        return BY_FORM["html"]
    if start and narrow.lstrip().startswith(b"<?xml"):
        return BY_FORM["xml"]
    if form := find_mail_form(data[:MAIL_HEAD_BYTES]):
        return BY_FORM[form]
    # Programs put lines of their own in front; so this is asked last, or a file that holds a PDF would be one.
    return BY_FORM["pdf"] if _PDF.match(head) else None


def forget_kind() -> None:
    """Let go of the bytes that were looked at last."""
    _find_kind.cache_clear()


def _narrow(head: bytes) -> bytes:
    """Return the bytes of what may be Western text in UTF-16 as bytes of one a character, without byte order marks."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.replace(b"\0", b"")[2:]
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    pairs = head[:200]
    if len(pairs) >= 8 and pairs[:1] + pairs[2:3] != b"\0\0" and not any(pairs[1::2]):
        return head[0::2]
    if len(pairs) >= 8 and pairs[1:2] + pairs[3:4] != b"\0\0" and not any(pairs[0::2]):
        return head[1::2]
    return head


def _after_prologue(head: bytes) -> int:
    """Return where the first element begins: behind white space, comments and processing instructions."""
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        for opening, closing in ((b"<!--", b"-->"), (b"<?", b">")):
            if head.startswith(opening, at):
                end = head.find(closing, at + len(opening))
                if end < 0:
                    return at
                at = end + len(closing)
                break
        else:
            return at


_UNPACK = "Unpack it and give the documents in it"
_OCR = "Have its text recognised (OCR) and give that as plain text"
_AS_DOCX = "Open it in the program that made it, save it as DOCX or PDF and give that"
_AS_XLSX = "Open it in the program that made it, save it as XLSX and give that"
_AS_PPTX = "Open it in the program that made it, save it as PPTX or PDF and give that"
_AS_PDF = "Open it in the program that made it, save it as PDF and give that"
_DOCUMENT = "Give a document"


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern)


KINDS = (
    Kind("docx", "a Word document (DOCX)"),
    Kind("xlsx", "an Excel workbook (XLSX)"),
    Kind("pptx", "a PowerPoint presentation (PPTX)"),
    Kind("odt", "an OpenDocument text (ODT)"),
    Kind("ods", "an OpenDocument file (ODS, a spreadsheet)", _AS_XLSX),
    Kind("odp", "an OpenDocument file (ODP, a presentation)", _AS_PPTX),
    Kind("opendocument", "an OpenDocument file", _AS_PDF),
    Kind("xlsb", "an Excel binary workbook (XLSB)", _AS_XLSX),
    Kind("epub", "an e-book (EPUB)", "Convert it to PDF or HTML and give that"),
    Kind("iwork", "an Apple iWork file (Pages, Numbers, Keynote)", "Export it from there as Word, Excel or PDF"),
    Kind("opc", "an Office package of an unknown program", _AS_PDF),
    Kind("empty-zip", "an empty ZIP archive", "Pack it anew, or give the documents themselves"),
    Kind("zip", "a ZIP archive", _UNPACK),
    Kind("encrypted", "a password-protected Office file", "Save it without a password"),
    Kind("doc", "an old Office file (DOC, Word 97 to 2003)", _AS_DOCX),
    Kind("xls", "an old Office file (XLS, Excel 97 to 2003)", _AS_XLSX),
    Kind("ppt", "an old Office file (PPT, PowerPoint 97 to 2003)", _AS_PPTX),
    Kind("msg", "an Outlook message (MSG)", "Save it from Outlook as EML, or save its attachments, and give those"),
    Kind("pub", "a Publisher file (PUB)", _AS_PDF),
    Kind("visio", "a Visio drawing", _AS_PDF),
    Kind("ole", "an old Office file (DOC, XLS, PPT)", _AS_PDF),
    Kind("rtf", "a rich text file (RTF)", begins=_begins(rb"\s*\{\\rtf")),
    Kind("html", "a web page (HTML)"),
    Kind("mhtml", "a web archive (MHTML)", "Save the page as HTML or PDF and give that"),
    Kind("mail", "an e-mail (EML)", "Save its attachments and give those"),
    Kind("xml", "an XML file"),
    Kind("pdf", "a PDF file", begins=_begins(rb"\s*%PDF-\d\.\d")),
    Kind("postscript", "a PostScript file", "Print it to a PDF and give that", _begins(rb"%!PS")),
    Kind("works", "a Works document (WPS)", _AS_DOCX, _begins(rb"\x01\xfe\x32\x00|\xff\x00\x02\x00\x04\x04\x05\x54")),
    Kind("wordperfect", "a WordPerfect document", _AS_DOCX, _begins(rb"\xffWPC")),
    Kind("png", "a PNG image", _OCR, _begins(rb"\x89PNG\r\n")),
    Kind("jpeg", "a JPEG image", _OCR, _begins(rb"\xff\xd8\xff")),
    Kind("gif", "a GIF image", _OCR, _begins(rb"GIF8[79]a")),
    Kind("tiff", "a TIFF image", _OCR, _begins(rb"II\*\x00|MM\x00\*")),
    Kind("webp", "a WebP image", _OCR, _begins(rb"RIFF[\x00-\xff]{4}WEBP")),
    Kind("heic", "a HEIC image", _OCR, _begins(rb"[\x00-\xff]{4}ftyp(?:hei[cx]|mif1|avif)")),
    Kind("media", "a film or sound", _DOCUMENT, _begins(rb"[\x00-\xff]{4}ftyp|ID3|RIFF[\x00-\xff]{4}(?:WAVE|AVI )")),
    Kind("gzip", "a gzip archive", _UNPACK, _begins(rb"\x1f\x8b\x08")),
    Kind("bzip2", "a bzip2 archive", _UNPACK, _begins(rb"BZh[1-9]1AY&SY")),
    Kind("xz", "an xz archive", _UNPACK, _begins(rb"\xfd7zXZ\x00")),
    Kind("7z", "a 7-Zip archive", _UNPACK, _begins(rb"7z\xbc\xaf\x27\x1c")),
    Kind("rar", "a RAR archive", _UNPACK, _begins(rb"Rar!\x1a\x07")),
    Kind("cab", "a cabinet archive", _UNPACK, _begins(rb"MSCF\x00\x00\x00\x00")),
    Kind(
        "tnef",
        "Outlook's own packing (winmail.dat)",
        "Ask its sender for the documents in it",
        _begins(rb"\x78\x9f\x3e\x22"),
    ),
    Kind("sqlite", "an SQLite database", "Give a document, not a store", _begins(rb"SQLite format 3\x00")),
    Kind("program", "a program", _DOCUMENT, _begins(rb"\x7fELF|MZ[\x00-\xff]{0,126}\x00\x00\x00")),
)
BY_FORM = {kind.form: kind for kind in KINDS}
