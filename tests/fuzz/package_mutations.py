"""Spoils ZIP packages of XML parts (DOCX, ODT, XLSX, PPTX) part by part, and packs them again."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable

from parsers.formats.zip_members import BROKEN
from tests.fuzz.byte_mutations import MAX_GROWTH, Mutation, cut_end, flip_bytes, spoil
from tests.fuzz.xml_mutations import spoil_xml

Parts = list[tuple[str, bytes]]


def mutate(data: bytes, seed: int) -> bytes:
    """Return the package spoiled in one to four ways: mostly its XML, else its parts, its directory or its bytes."""
    return spoil(data, seed, MUTATIONS, by_byte=0.08)


def _of_parts(change: Callable[[Parts, random.Random], Parts]) -> Mutation:
    """Return a mutation of a package from one of its parts; what is no package any more is spoiled by bytes."""

    def mutation(data: bytes, chance: random.Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
        except (*BROKEN, struct.error):
            return flip_bytes(data, chance)
        return pack(change(parts, chance), chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) if parts else data

    return mutation


def pack(parts: Parts, method: int) -> bytes:
    """Return the parts as a package."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in parts:
                archive.writestr(zipfile.ZipInfo(name), content[:MAX_GROWTH], method)
    return buffer.getvalue()


def spoil_part(parts: Parts, chance: random.Random) -> Parts:
    """Change the XML of a part: of a large one rather than of a small one."""
    weights = [len(content) ** 0.5 + 20 if name.endswith((".xml", ".rels")) else 0.5 for name, content in parts]
    [at] = chance.choices(range(len(parts)), weights)
    name, content = parts[at]
    parts[at] = (name, spoil_xml(content, chance))
    return parts


def spoil_parts(parts: Parts, chance: random.Random) -> Parts:
    """Change the XML of many parts."""
    return [(name, spoil_xml(content, chance) if chance.random() < 0.4 else content) for name, content in parts]


def spoil_links(parts: Parts, chance: random.Random) -> Parts:
    """Change what says which part is which: types, relations, manifest."""
    told = [at for at, (name, _) in enumerate(parts) if name.endswith((".rels", "manifest.xml", "_Types].xml"))]
    if not told:
        return parts
    at = chance.choice(told)
    parts[at] = (parts[at][0], spoil_xml(parts[at][1], chance))
    return parts


def drop_part(parts: Parts, chance: random.Random) -> Parts:
    """Leave out a part."""
    at = chance.randrange(len(parts))
    return parts[:at] + parts[at + 1 :]


def double_part(parts: Parts, chance: random.Random) -> Parts:
    """Put a part in twice, spoiled the second time."""
    name, content = chance.choice(parts)
    return [*parts, (name, flip_bytes(content, chance) if content else content)]


def swap_parts(parts: Parts, chance: random.Random) -> Parts:
    """Give two parts each other's content."""
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    (first, inside), (second, within) = parts[one], parts[other]
    parts[one], parts[other] = (first, within), (second, inside)
    return parts


def rename_part(parts: Parts, chance: random.Random) -> Parts:
    """Give a part another name."""
    at = chance.randrange(len(parts))
    name, content = parts[at]
    others = (
        name.upper(),
        f"../{name}",
        f"/{name}",
        name.replace("/", "\\"),
        f"{name}x",
        "mimetype",
        chance.choice(parts)[0],
    )
    parts[at] = (chance.choice(others), content)
    return parts


def break_part(parts: Parts, chance: random.Random) -> Parts:
    """Change the bytes of a part, cut it off or empty it."""
    at = chance.randrange(len(parts))
    name, content = parts[at]
    if content:
        parts[at] = (name, chance.choice((flip_bytes, cut_end, lambda _data, _chance: b""))(content, chance))
    return parts


def spoil_directory(data: bytes, chance: random.Random) -> bytes:
    """Change a field of the directory: sizes, offsets, flags, methods, sums."""
    spoiled = bytearray(data)
    marks = [at for mark in (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06") if (at := data.find(mark)) >= 0]
    if not marks:
        return flip_bytes(data, chance)
    at = chance.choice(marks) + 4 + 2 * chance.randrange(20)
    if at + 4 <= len(spoiled):
        struct.pack_into(
            "<I", spoiled, at, chance.choice((0, 1, 9, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, chance.randrange(2**32)))
        )
    return bytes(spoiled)


MUTATIONS: tuple[Mutation, ...] = (
    *(_of_parts(spoil_part),) * 8,
    *(_of_parts(spoil_parts),) * 2,
    *(_of_parts(spoil_links),) * 2,
    _of_parts(break_part),
    _of_parts(double_part),
    _of_parts(drop_part),
    _of_parts(rename_part),
    _of_parts(swap_parts),
    spoil_directory,
)
