"""PowerPoint slides (PPTX, PPTM, PPSX): python-pptx finds them, lxml reads what is on them; `reader.py` is the map."""

from __future__ import annotations

from parsers.document import Document
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings

_BASE = "application/vnd.openxmlformats-officedocument.presentationml"
MEDIA_TYPES = (
    f"{_BASE}.presentation",
    f"{_BASE}.slideshow",
    f"{_BASE}.template",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
)


def sniff_pptx(data: bytes) -> bool:
    """Say whether the bytes are a presentation's."""
    kind = find_kind(data)
    return kind is not None and kind.form == "pptx"


def read_pptx(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError where the file cannot be opened, is damaged or over budget."""
    from parsers.formats.pptx.reader import read_deck

    return read_deck(data, name)


READER = Reader("pptx", MEDIA_TYPES, sniff_pptx, read_pptx, (".pptx", ".pptm", ".ppsx", ".potx"))
