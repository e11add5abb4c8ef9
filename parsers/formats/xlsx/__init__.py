"""XLSX: sheets read row by row and shown as Excel shows them; `workbook.py` is the map."""

from parsers.formats.xlsx.reader import READER

__all__ = ["READER"]
