"""The map of the Word reader: package → stories → blocks → Document. Each step is a module of its own.

    package           parts and their relations, properties, other files in it      `parts`, `properties`
    looks             styles and what they are based on, themes, shading, symbols   `styles`, `colours`, `symbols`
    numbering         what Word counts and prints in front of paragraphs            `numbering`, `counting`
    words             runs, fields, revisions, links, what is hidden                `runs`, `fields`
    plain words       paragraphs and cells of words alone, in one go                `plain`
    drawings          text boxes, coloured shapes, pictures that say a status       `drawings`
    blocks            paragraphs, headings, list items, tables, content controls    `paragraphs`, `tables`, `story`
                      what a paragraph's properties say                             `paragraph_properties`
    whole document    running lines, notes, contents, page breaks                   `document`

Word breaks lines and pages anew whenever it opens a file: a page is named only where the file records it.
"""

from __future__ import annotations

from parsers.document import Document
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")


def sniff_docx(data: bytes) -> bool:
    """Say whether the bytes are a Word document's package."""
    kind = find_kind(data)
    return kind is not None and kind.name == "a Word document (DOCX)"


def read_docx(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError where the package is damaged, unsafe, encrypted or over budget."""
    from parsers.formats.docx.document import read_word_document

    return read_word_document(data, name, MEDIA_TYPE)


READER = Reader("docx", (MEDIA_TYPE,), sniff_docx, read_docx, SUFFIXES)
