"""Web pages: what a page says, told from what stands around it; `reader.py` is the map."""

from parsers.formats.html.reader import READER

__all__ = ["READER"]
