"""Word documents (DOCX, DOCM, DOTX): their XML read straight from the package; `reader.py` is the map."""

from parsers.formats.docx.reader import READER

__all__ = ["READER"]
