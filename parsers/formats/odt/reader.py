"""The map of the reader of OpenDocument texts: package → parts → blocks → Document. Each step is a module of its own.

package and parts     encryption, macros, changes, properties     `opening`
styles                what a name comes to                        `styles`
text                  paragraphs, lists, tables, drawings         `body`, `paragraphs`, `lists`, `tables`, `drawings`
running headers       of the page styles that are used            here
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from normalise.errors import DocumentError
from parsers.document import Block, BlockKind, Document, Remark, Table
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings
from parsers.words import Words

if TYPE_CHECKING:
    from parsers.formats.odt.opening import Parts
    from parsers.formats.odt.spots import Met

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"
_HEAD_BYTES = 4096
_SHOWN_CHARACTERS = 60


def sniff_odt(data: bytes) -> bool:
    """Say whether the bytes are an OpenDocument text, a package or one XML file."""
    kind = find_kind(data)
    return kind is not None and (kind.form == "odt" or _is_flat(data))


def read_odt(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError where the file cannot be opened, is over budget or holds nothing."""
    from parsers.formats.odt.opening import open_parts
    from parsers.formats.odt.pages import read_running
    from parsers.formats.odt.spots import Met

    parts, met = open_parts(data), Met()
    body = read_text(parts, met)
    headers, footers = read_running(parts, met)
    if not met.pictures and all(isinstance(block, Block) and block.kind is BlockKind.BREAK for block in body):
        raise DocumentError("empty-file", "holds nothing that is printed. Fetch the document again.")
    return Document(
        name=name,
        media_type=MEDIA_TYPE if data.startswith(b"PK") else FLAT_MEDIA_TYPE,
        blocks=(*headers, *body, *footers),
        hints=parts.hints,
        remarks=(*parts.remarks, *_iter_remarks(met)),
    )


def read_text(parts: Parts, met: Met) -> list[Block | Table]:
    """Return the blocks of a document's text."""
    from parsers.formats.odt.body import Body
    from parsers.formats.odt.drawings import find_controls
    from parsers.formats.odt.lists import Lists
    from parsers.formats.odt.names import OFFICE
    from parsers.formats.odt.styles import find_containers, read_styles

    styles = read_styles(find_containers(parts.content, parts.styles))
    controls = find_controls(parts.text.find(f"{OFFICE}forms"))
    return Body(styles, Lists(styles), met, controls).read_document(parts.text)


def _is_flat(data: bytes) -> bool:
    head = data[:_HEAD_BYTES].replace(b"\0", b"")
    return b"<office:document" in head and b"oasis:names:tc:opendocument" in head and MEDIA_TYPE.encode() in head


def _iter_remarks(met: Met) -> Iterator[Remark]:
    if met.hidden:
        yield _tell_unread("hidden-text", met.hidden)
    if met.struck:
        yield _tell_unread("struck-text", met.struck)
    if met.objects:
        yield Remark("embedded-files", ", ".join(met.objects[:5]) + ("" if len(met.objects) <= 5 else " and others"))
    if met.pictures:
        count, first = len(met.pictures), dict(met.pictures[0].at)["path"]
        yield Remark("unread-picture", f"at {first}" if count == 1 else f"{count} of them, the first at {first}")


def _tell_unread(code: str, found: list[Words]) -> Remark:
    count = sum(len("".join(words.text.split())) for words in found)
    detail = f"{count:,} character{'s'[: count != 1]} from “{found[0].text[:_SHOWN_CHARACTERS]}”"
    return Remark(code, detail, found[0])


READER = Reader("odt", (MEDIA_TYPE, FLAT_MEDIA_TYPE), sniff_odt, read_odt, (".odt", ".fodt", ".ott"))
