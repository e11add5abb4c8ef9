"""OpenDocument text (ODT, also as one XML file): its own XML read for structure; `reader.py` is the map."""

from parsers.formats.odt.reader import READER

__all__ = ["READER"]
