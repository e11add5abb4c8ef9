"""The part that holds a file's styles, of which Word writes hundreds and a plan uses ten: only those are parsed.

Styles never stand in one another, and "<" stands in no attribute's value: in a part without comments and CDATA each
can be cut out as text. A part that is written in another way is parsed whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.docx.names import W, rename_strict
from parsers.formats.docx.parts import FORM
from parsers.formats.office.package import Package
from parsers.formats.office.xml import parse_xml

_BEGIN, _END = b"<w:style ", b"</w:style>"
_LATENT, _LATENT_END = b"<w:latentStyles ", b"</w:latentStyles>"
_ID = re.compile(rb"""\bw:styleId\s*=\s*(?:"(?P<double>[^"&]*)"|'(?P<single>[^'&]*)')""")
_ROOT = re.compile(rb"<w:styles[\s>]")
_NAME = f'xmlns:w="{W.strip("{}")}"'.encode()


@dataclass(frozen=True, slots=True)
class StylePart(Mapping[str, _Element]):
    """The styles of a file by their ids. `root` is the part without those that are cut out of it and not parsed yet."""

    root: _Element
    name: str
    head: bytes = b""
    cut: Mapping[str, bytes] = field(default_factory=dict)
    parsed: dict[str, _Element] = field(default_factory=dict)

    def __getitem__(self, style_id: str) -> _Element:
        if style_id not in self.parsed:
            whole = self.head + self.cut[style_id] + b"</w:styles>"
            self.parsed[style_id] = parse_xml(whole, FORM, self.name)[0]
        return self.parsed[style_id]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.cut, **self.parsed})

    def __len__(self) -> int:
        return len({**self.cut, **self.parsed})


def read_style_part(package: Package, name: str) -> StylePart:
    """Return the styles. Raises DocumentError where the part, or a style that is asked for, is no XML or unsafe."""
    data = package.read(name)
    root = _ROOT.search(data)
    head = data[root.start() : data.find(b">", root.start()) + 1] if root else b""
    parted = _part(data) if root and _NAME in head and not _is_other(data, root.start()) else None
    if parted is None:
        return _read_whole(rename_strict(parse_xml(data, FORM, name)), name)
    kept, cut = parted
    rest = _read_whole(parse_xml(kept, FORM, name), name)
    return StylePart(rest.root, name, head, cut, rest.parsed)


def _part(data: bytes) -> tuple[bytes, dict[str, bytes]] | None:
    """Return a part without its styles, and these by id; None where one has no end.

    Default styles stay, and those whose id is written with entities or not at all.
    """
    first, *pieces = data.split(_BEGIN)
    cut: dict[str, bytes] = {}
    before, _, latent = first.partition(_LATENT)
    _, is_closed, behind = latent.partition(_LATENT_END)
    kept = [before + behind if is_closed else first]  # hundreds of names that Word shows in its menus
    for piece in pieces:
        head, end = piece.find(b">"), piece.rfind(_END)
        if end < 0:
            return None
        found = _ID.search(piece, 0, head)
        style_id = (found["double"] or found["single"] or b"").decode("utf-8", "replace") if found else ""
        end += len(_END)
        if style_id and piece.find(b"w:default", 0, head) < 0:
            cut[style_id] = _BEGIN + piece[:end]
            if end < len(piece):
                kept.append(piece[end:])
        else:
            kept.append(_BEGIN + piece)
    return b"".join(kept), cut


def _is_other(data: bytes, start: int) -> bool:
    """Say whether a part is in another encoding, or holds more than elements from its root on."""
    declared = data[:start].lower()
    if b"encoding" in declared and b"utf-8" not in declared and b"ascii" not in declared:
        return True
    # Single bytes are found fast: most parts have none of these behind their beginning.
    has_more = any(data.find(sign[1:], start) >= 0 and data.find(sign, start) >= 0 for sign in (b"<!", b"<?"))
    return has_more or b"\0" in data


def _read_whole(root: _Element, name: str) -> StylePart:
    parsed = {element.get(f"{W}styleId") or "": element for element in root.iterchildren(f"{W}style")}
    return StylePart(root, name, parsed=parsed)
