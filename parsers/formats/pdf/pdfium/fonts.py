"""What a font's name, weight and flags say of how its text looks."""

from __future__ import annotations

import ctypes
import re

from parsers.formats.pdf.page import Font
from parsers.formats.pdf.pdfium import calls

NAME_BYTES = 512
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi(?![a-z])", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 700


def read_font(handle: int) -> Font:
    """Return a font's name and look; a name that is not there is empty."""
    buffer = ctypes.create_string_buffer(NAME_BYTES)
    length = calls.get_font_name(handle, ctypes.addressof(buffer), NAME_BYTES)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= NAME_BYTES else ""
    return named_font(name, calls.get_font_flags(handle), calls.get_font_weight(handle))


def named_font(name: str, flags: int = 0, weight: int = 0) -> Font:
    """Return the look that a PostScript font name tells; where it tells none, flags and weight do."""
    name = _SUBSET_TAG.sub("", name)
    is_bold = bool(_BOLD.search(name)) or (flags > 0 and bool(flags & _FORCE_BOLD_FLAG))
    if not is_bold and "-" not in name and "," not in name:
        # A name with a style part has said all; StemV, which the weight is made from, is often wrong.
        is_bold = weight >= _BOLD_WEIGHT and not name
    is_italic = bool(_ITALIC.search(name)) or (flags > 0 and bool(flags & _ITALIC_FLAG))
    return Font(name, is_bold, is_italic)
