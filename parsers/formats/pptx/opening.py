"""Opens a presentation: its package measured and its XML looked over before python-pptx is given it.

python-pptx reads every XML part of the package at once, with a parser that lets document types in; what it would
stumble over ends the file here with a word that says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml.etree import XMLSyntaxError

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Remark
from parsers.formats.office.package import Package, damaged, open_package
from parsers.formats.office.xml import parse_xml
from parsers.formats.pptx.names import P, local_name, read_int
from parsers.formats.zip_members import BROKEN

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

FORM = "pptx"
_RELATIONSHIPS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_PROPERTIES = "docProps/core.xml"
_HINT_CHARACTERS = 500
_HINTS = {
    **{name: name for name in ("title", "subject", "keywords", "language", "created", "modified")},
    "creator": "author",
}
# What python-pptx trips over in a file that lies about its parts.
LIES = (KeyError, TypeError, AttributeError, IndexError, XMLSyntaxError, RecursionError, *BROKEN)
_STRICT = "{http://purl.oclc.org/ooxml/"  # the names of the strict form (ECMA-376, part 1), which python-pptx knows not


@dataclass(frozen=True, slots=True)
class Deck:
    """An open presentation: its slides in the order they are shown, how large they are, and what is odd about it."""

    presentation: Presentation
    slides: tuple[Slide, ...]
    width: int
    height: int
    remarks: tuple[Remark, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()


def open_deck(data: bytes) -> Deck:
    """Return the presentation. Raises DocumentError `over-budget`, `encrypted`, `unsafe-xml`, `damaged` and others."""
    with closing(open_package(data, FORM)) as package:
        _look_over(package)
        remarks, hints = tuple(_tell_parts(package)), tuple(_hints(package))
    from pptx.exc import PythonPptxError
    from pptx.package import Package as PptxPackage

    try:
        presentation = PptxPackage.open(BytesIO(data)).presentation_part.presentation
        slides = tuple(presentation.slides)
        for slide in slides:
            _ = slide.slide_layout.slide_master.part
        return Deck(
            presentation,
            slides,
            read_int(presentation.element.find(f"{P}sldSz"), "cx", 12_192_000),
            read_int(presentation.element.find(f"{P}sldSz"), "cy", 6_858_000),
            remarks,
            hints,
        )
    except RecursionError as error:
        raise damaged("its parts lead on from one to the next without end") from error
    except (*LIES, PythonPptxError) as error:
        raise damaged(f"a part that it names is missing or of another kind ({str(error)[:80]})") from error


def _look_over(package: Package) -> None:
    """Raise DocumentError for XML that is unsafe, and for parts of the slides that are no XML."""
    for name in _iter_xml(package):
        _check_part(package, name)
    main = package.find_xml(_find_main(package))
    if main is None or local_name(main) != "presentation":
        raise damaged("the part that lists its slides is missing")
    if str(main.tag).startswith(_STRICT):
        raise DocumentError(
            "unsupported", "is in the strict form of PPTX, which is not read. Save it as ordinary PPTX."
        )
    listed = main.find(f"{P}sldIdLst")
    check_budget(FORM, "slides", 0 if listed is None else len(listed))


def _find_main(package: Package) -> str:
    """Return the name of the part that the package calls its document, "" where it calls none so."""
    root = package.find_xml(_RELATIONSHIPS)
    for relation in () if root is None else root:
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return ""


def _check_part(package: Package, name: str) -> None:
    try:
        parse_xml(package.read(name), FORM, name)
    except DocumentError as error:
        # What other programs leave in a package (customXml, settings of an add-in) is nobody's slide.
        if error.code != "damaged" or name.startswith("ppt/") or name.endswith(".rels") or name == _TYPES:
            raise


def _iter_xml(package: Package) -> Iterator[str]:
    """Yield the parts that are XML by their names or by what the package says they are."""
    root = package.find_xml(_TYPES)
    if root is None:
        raise damaged("it does not say what its parts are")
    said = {
        (part.get("PartName") or f".{part.get('Extension')}").lower(): part.get("ContentType") or "" for part in root
    }
    for name in package.members:
        kind = said.get(f"/{name}".lower()) or said.get(f".{name.rpartition('.')[2]}".lower(), "")
        is_xml = kind.endswith(("+xml", "/xml")) and not kind.startswith("image/")
        if is_xml or name.lower().endswith((".xml", ".rels")):
            yield name


def _tell_parts(package: Package) -> Iterator[Remark]:
    """Yield remarks on what the package carries and nobody reads or runs."""
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in package.members):
        yield Remark("macros", "vbaProject.bin")
    held = [name for name in package.members if name.startswith("ppt/embeddings/")]
    # Behind a chart stands its own small workbook.
    charts = sum(name.startswith("ppt/charts/chart") for name in package.members)
    if len(held) > charts:
        names = ", ".join(name.rpartition("/")[2] for name in sorted(held)[:5])
        yield Remark("embedded-files", names + (f" and {len(held) - 5} more" if len(held) > 5 else ""))


def _hints(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the document's properties. python-pptx makes some up where a package has none."""
    root = package.find_xml(_PROPERTIES)
    for part in () if root is None else root:
        name, value = local_name(part), " ".join((part.text or "").split())
        if name in _HINTS and value:
            yield _HINTS[name], value[:_HINT_CHARACTERS]
