"""Link annotations of a page."""

from __future__ import annotations

import ctypes

from parsers.formats.pdf.page import Link
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.frame import Frame

LINK = 2
MAX_ANNOTATIONS = 5_000
_URI_ACTION = 3
_MAX_BYTES = 4_096


def read_links(page: int, document: int, frame: Frame) -> list[Link]:
    """Return the page's links to web addresses; links inside the document are left out."""
    links = []
    for index in range(min(calls.get_annotation_count(page), MAX_ANNOTATIONS)):
        annotation = calls.get_annotation(page, index)
        if not annotation:
            continue
        if calls.get_annotation_kind(annotation) == LINK and (href := _target(annotation, document)):
            links.append(Link(_box(annotation, frame), href))
        calls.close_annotation(annotation)
    return links


def _target(annotation: int, document: int) -> str | None:
    link = calls.get_annotation_link(annotation)
    action = calls.get_link_action(link) if link else None
    if not action or calls.get_action_kind(action) != _URI_ACTION:
        return None
    buffer = ctypes.create_string_buffer(_MAX_BYTES)
    length = calls.get_action_target(document, action, ctypes.addressof(buffer), _MAX_BYTES)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= _MAX_BYTES else None


def _box(annotation: int, frame: Frame) -> tuple[float, float, float, float]:
    rectangle = (ctypes.c_float * 4)()  # left, top, right, bottom
    calls.get_annotation_box(annotation, ctypes.addressof(rectangle))
    left, top, right, bottom = rectangle
    return frame.box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
