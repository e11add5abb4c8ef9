"""From the bytes of a Word file to its Document: the body, running lines before and behind it, notes at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

from lxml.etree import _Element

from parsers.document import Block, Document, Layer, Table
from parsers.formats.docx.colours import Palette
from parsers.formats.docx.fields import Fields, find_whole
from parsers.formats.docx.names import R, W, has, local_name, value_of, whole
from parsers.formats.docx.numbering import read_numbering
from parsers.formats.docx.parts import FORM, Later, Part, WordFile, iter_remarks, open_parts
from parsers.formats.docx.properties import read_hints
from parsers.formats.docx.state import Notes, Pages, Reading, Spot, Story
from parsers.formats.docx.story import read_blocks
from parsers.formats.docx.style_part import read_style_part
from parsers.formats.docx.styles import read_styles
from parsers.formats.office.colours import read_theme
from parsers.formats.office.package import damaged, open_package

_NEW_PAGE = ("nextPage", "evenPage", "oddPage")
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
_ASKED = {"bg1": ("bg1", "background1"), "t1": ("tx1", "text1"), "bg2": ("bg2", "background2"), "t2": ("tx2", "text2")}


def read_word_document(data: bytes, name: str, media_type: str) -> Document:
    """Return the document. Raises DocumentError where the package is damaged, unsafe, encrypted or over budget."""
    with closing(open_package(data, FORM)) as package:
        file = open_parts(package)
        reading, body = begin_reading(file)
        blocks = tuple(_iter_blocks(reading, body))
        return Document(
            name=name,
            media_type=media_type,
            blocks=blocks,
            hints=read_hints(file),
            remarks=(*iter_remarks(file), *reading.hidden.iter_remarks(), *reading.remarks),
        )


def begin_reading(file: WordFile) -> tuple[Reading, _Element]:
    """Return all that is kept while a file is read, and its body. Raises DocumentError `damaged` where it has none."""
    body = file.main.root.find(f"{W}body")
    if body is None:
        raise damaged("its main part has no text")
    settings = _find_root(file, "settings")
    numbering = _find_root(file, "numbering")
    styles = file.find_name("styles")
    palette = Palette(Later(lambda: read_theme(_find_root(file, "theme"))), _theme_names(settings))
    looks = read_styles(None if styles is None else read_style_part(file.package, styles), palette)
    is_recorded = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    sections = _sections(body)
    following = {before: (value_of(after, "type") or "nextPage") in _NEW_PAGE for before, after in pairwise(sections)}
    forms = {kind: _note_form(kind, settings, sections) for kind in _FORMS}
    counted = read_numbering(numbering, looks)
    has_even = has(settings, "evenAndOddHeaders")
    return Reading(file, looks, counted, palette, Pages(is_recorded), Notes(forms), following, has_even), body


def _find_root(file: WordFile, kind: str) -> _Element | None:
    part = file.read_related(kind)
    return None if part is None else part.root


def _iter_blocks(reading: Reading, body: _Element) -> Iterator[Block | Table]:
    sections, has_even = _sections(body), reading.has_even_headers
    running = {kind: _running_parts(reading.file, sections, kind, has_even=has_even) for kind in ("header", "footer")}
    for part in running["header"]:
        yield from _read_running(reading, part)
    story = Story(reading, reading.file.main.relations, Fields(find_whole(body)), read_blocks)
    yield from read_blocks(story, body, Spot("body"))
    yield from _iter_notes(reading)
    for part in running["footer"]:
        yield from _read_running(reading, part)


def _sections(body: _Element) -> list[_Element]:
    """Return the properties of the document's sections in their order."""
    return [section for section in body.iter(f"{W}sectPr") if local_name(_parent(section)) in ("pPr", "body")]


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    return element if parent is None else parent


def _running_parts(file: WordFile, sections: list[_Element], kind: str, *, has_even: bool) -> list[Part]:
    """Return the headers or footers that are printed anywhere, each once (17.10)."""
    found: dict[str, Part] = {}
    for section in sections:
        for reference in section.findall(f"{W}{kind}Reference"):
            shown = reference.get(f"{W}type") or "default"
            if (shown == "first" and not has(section, "titlePg")) or (shown == "even" and not has_even):
                continue
            part = file.find_part(file.main.relations.get(reference.get(f"{R}id") or ""))
            if part is not None:
                found.setdefault(part.name, part)
    return list(found.values())


def _read_running(reading: Reading, part: Part) -> list[Block | Table]:
    name = part.name.rpartition("/")[2].removesuffix(".xml")
    reading.pages.is_recorded, outer = False, reading.pages.is_recorded
    story = Story(reading, part.relations, Fields(find_whole(part.root)), read_blocks)
    blocks = read_blocks(story, part.root, Spot(name, Layer.FURNITURE))
    reading.pages.is_recorded = outer
    return blocks


def _iter_notes(reading: Reading) -> Iterator[Block | Table]:
    """Yield the notes that are called, in the order of their calls; a note may call another."""
    parts = {kind: reading.file.read_related(f"{kind}s") for kind in _FORMS}
    elements = {
        (kind, element.get(f"{W}id") or ""): (part, element)
        for kind, part in parts.items()
        for element in (() if part is None else part.root)
    }
    reading.pages.is_recorded = False
    done: set[tuple[str, str]] = set()
    while waiting := [key for key in reading.notes.called if key not in done]:
        for key in waiting:
            done.add(key)
            if key in elements:
                part, element = elements[key]
                assert part is not None
                path = f"{key[0]}s/{key[0]}[{part.root.index(element) + 1}]"
                fields = Fields(find_whole(element))
                story = Story(reading, part.relations, fields, read_blocks, reading.notes.called[key])
                yield from read_blocks(story, element, Spot(path, Layer.NOTE))


def _note_form(kind: str, settings: _Element | None, sections: list[_Element]) -> tuple[str, int]:
    """Return how the calls of notes are numbered, and from which number on (17.11)."""
    holders = [holder for holder in (*sections[:1], settings) if holder is not None]
    said = [found for holder in holders if (found := holder.find(f"{W}{kind}Pr")) is not None]
    form = next((value for one in said if (value := value_of(one, "numFmt"))), _FORMS[kind])
    return form, whole(next((value for one in said if (value := value_of(one, "numStart"))), None), 1)


def _theme_names(settings: _Element | None) -> dict[str, str]:
    """Return by which names the document asks for the theme's colours, where it maps them anew (17.15.1.20)."""
    mapping = None if settings is None else settings.find(f"{W}clrSchemeMapping")
    if mapping is None:
        return {}
    names: dict[str, str] = {}
    for slot, asked in _ASKED.items():
        value = mapping.get(W + slot)
        if value:
            names.update(dict.fromkeys(asked, value))
    return names
