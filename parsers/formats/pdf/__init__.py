"""PDF: one table engine and one flow over pages that several engines can read; `reader.py` is the map."""

from parsers.formats.pdf.reader import READER

__all__ = ["READER"]
