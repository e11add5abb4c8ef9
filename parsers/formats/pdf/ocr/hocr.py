"""Reads tesseract's hOCR: words with their boxes, confidence and the line they stand on, picture by picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_BOX = re.compile(r"\bbbox (?P<x0>-?\d+) (?P<top>-?\d+) (?P<x1>-?\d+) (?P<bottom>-?\d+)")
_BASELINE = re.compile(r"\bbaseline (?P<slope>-?[\d.]+) (?P<offset>-?[\d.]+)")
_SIZE = re.compile(r"\bx_size (?P<size>[\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (?P<percent>\d+)")
_LINES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as tesseract read it, in pixels of its picture.

    `confidence` is in percent; `height` is the line's, from its tall letters' tops to the feet of its low ones.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: int
    baseline: float
    height: float
    is_bold: bool = False


ReadLine = tuple[ReadWord, ...]


def read_hocr(hocr: bytes) -> list[list[ReadLine]]:
    """Return for each picture the lines that were read in it, without empty ones."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    root = etree.fromstring(hocr, parser)
    return [list(_read_lines(page)) for page in _of_class(root, frozenset(("ocr_page",)))]


def _read_lines(page: etree._Element) -> Iterator[ReadLine]:
    for line in _of_class(page, _LINES):
        if words := tuple(_read_words(line)):
            yield words


def _read_words(line: etree._Element) -> Iterator[ReadWord]:
    title = line.get("title", "")
    box, baseline, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
    if box is None:
        return
    slope, offset = (float(baseline["slope"]), float(baseline["offset"])) if baseline else (0.0, 0.0)
    height = float(size["size"]) if size else float(box["bottom"]) - float(box["top"])
    for word in _of_class(line, frozenset(("ocrx_word",))):
        text = "".join(map(str, word.itertext())).strip()
        place, confidence = _BOX.search(word.get("title", "")), _CONFIDENCE.search(word.get("title", ""))
        if not text or place is None:
            continue
        x0, top, x1, bottom = (float(place[name]) for name in ("x0", "top", "x1", "bottom"))
        base = float(box["bottom"]) + offset + slope * ((x0 + x1) / 2 - float(box["x0"]))
        yield ReadWord(text, x0, top, x1, bottom, int(confidence["percent"]) if confidence else 0, base, height)


def _of_class(root: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    return (element for element in root.iter() if element.get("class") in names)
