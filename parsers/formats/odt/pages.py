"""Reads the running headers and footers of the page styles in use (OpenDocument 1.3, part 3, 16.9 to 16.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element

from parsers.document import Block, Layer, Table
from parsers.formats.odt.body import Body
from parsers.formats.odt.lists import Lists
from parsers.formats.odt.names import OFFICE, STYLE
from parsers.formats.odt.opening import Parts
from parsers.formats.odt.spots import Met, Spot
from parsers.formats.odt.styles import find_containers, read_styles

_DEFAULT = "Standard"  # the page style of a text that names none


def read_running(parts: Parts, met: Met) -> tuple[list[Block | Table], list[Block | Table]]:
    """Return the headers and the footers, all furniture, each text once."""
    masters = None if parts.styles is None else parts.styles.find(f"{OFFICE}master-styles")
    if parts.styles is None or masters is None:
        return [], []
    styles = read_styles(find_containers(parts.styles, parts.styles))
    body = Body(styles, Lists(styles), met, {})
    used = _find_used(parts)
    found: dict[str, list[Block | Table]] = {"header": [], "footer": []}
    seen: set[str] = set()
    for master in masters:
        if master.get(f"{STYLE}name") not in used:
            continue
        for part in master:
            kind = str(part.tag).removeprefix(STYLE).partition("-")[0]
            if kind in found and part.get(f"{STYLE}display") != "false":
                found[kind].extend(_fresh(body.read_blocks(part, _spot_of(part, master)), seen))
    met.notes.clear()
    return found["header"], found["footer"]


def _find_used(parts: Parts) -> set[str]:
    """Return the names of page styles that a paragraph or table begins, and of those that follow on them."""
    used = {_DEFAULT}
    for root in (parts.content, parts.styles):
        for style in () if root is None else root.iter(f"{STYLE}style"):
            used.add(style.get(f"{STYLE}master-page-name") or _DEFAULT)
    masters = () if parts.styles is None else tuple(parts.styles.iter(f"{STYLE}master-page"))
    for master in masters:
        if master.get(f"{STYLE}name") in used:
            used.add(master.get(f"{STYLE}next-style-name") or _DEFAULT)
    return used


def _spot_of(part: _Element, master: _Element) -> Spot:
    name = (master.get(f"{STYLE}name") or "").replace("'", "")
    path = f"style:master-page[@style:name='{name}']/style:{str(part.tag).removeprefix(STYLE)}"
    return Spot(path, layer=Layer.FURNITURE)


def _fresh(blocks: list[Block | Table], seen: set[str]) -> Iterator[Block | Table]:
    for block in blocks:
        text = str(block) if isinstance(block, Table) else block.text
        if text not in seen:
            seen.add(text)
            yield replace(block, layer=Layer.FURNITURE)
