"""Small decks, written slide by slide for one test each, and what is asked of them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

from fixtures.make.decks.drawing import DeckMaker
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.formats.pptx.reader import read_deck
from parsers.formats.registry import read_document

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


class ReadDeck(DeckMaker):
    """A deck that is read as soon as it is written."""

    def read(self) -> Document:
        return read_deck(self.save(), "deck.pptx")


def bullet(paragraph: Any, kind: str, **attributes: str) -> None:
    """Give a paragraph a bullet of its own: buChar, buAutoNum or buNone."""
    properties = paragraph._p.get_or_add_pPr()
    etree.SubElement(properties, f"{{{A}}}{kind}", attributes)


def change_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed."""
    return change_parts(data, lambda found, content: change(content) if found == name else content)


def change_parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a package with its parts changed, those left out that become None."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return changed.getvalue()


def printed(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    """Return the words of each block of a layer, tables left out."""
    return [block.text for block in document.blocks if isinstance(block, Block) and block.layer is layer and block.text]


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def listed(document: Document) -> list[tuple[int, str | None, str]]:
    """Return level, marker and words of each list entry."""
    blocks = (block for block in document.blocks if isinstance(block, Block) and block.kind is BlockKind.ITEM)
    return [(block.level, block.marker, block.text) for block in blocks]


def remarks_of(document: Document, code: str) -> list[str]:
    return [remark.detail for remark in document.remarks if remark.code == code]


def read_as_any(data: bytes) -> Document:
    return read_document(data, "deck.pptx")
