"""Opens an OpenDocument text, a package or one XML file, and tells what is in it beside its text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Remark
from parsers.formats.odt.names import DC, MANIFEST, META, OFFICE, TEXT
from parsers.formats.odt.spots import FORM
from parsers.formats.office.package import Package, damaged, open_package
from parsers.formats.office.xml import parse_xml

_CONTENT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_HINT_CHARACTERS = 500
_HINTS = {
    f"{DC}title": "title",
    f"{DC}subject": "subject",
    f"{DC}creator": "author",
    f"{META}keyword": "keywords",
    f"{META}generator": "producer",
    f"{META}creation-date": "created",
    f"{DC}date": "modified",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The roots of a document's parts; those of one XML file are one and the same."""

    content: _Element
    styles: _Element | None
    text: _Element
    hints: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]


def open_parts(data: bytes) -> Parts:
    """Return the parts. Raises DocumentError `encrypted`, `damaged`, `over-budget`, `unsafe-xml`, `unsafe-package`."""
    if not data.startswith(b"PK"):
        return _open_flat(data)
    with closing(open_package(data, FORM)) as package:
        _check_encryption(package)
        content = package.find_xml(_CONTENT)
        if content is None:
            raise damaged(f"its part {_CONTENT} is missing")
        meta = _find_meta(package)
        return Parts(
            content,
            package.find_xml(_STYLES),
            _find_text(content),
            () if meta is None else tuple(_iter_hints(meta)),
            (*_iter_package_remarks(package), *_iter_change_remarks(content)),
        )


def _open_flat(data: bytes) -> Parts:
    check_budget(FORM, "part", len(data))
    root = parse_xml(data, FORM, "its only one")
    scripts = root.find(f"{OFFICE}scripts")
    remarks = (Remark("macros", "office:scripts"),) if scripts is not None and len(scripts) else ()
    return Parts(root, root, _find_text(root), tuple(_iter_hints(root)), (*remarks, *_iter_change_remarks(root)))


def _find_text(content: _Element) -> _Element:
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise damaged("it holds no text (office:text)")
    return text


def _check_encryption(package: Package) -> None:
    """Raise DocumentError `encrypted` where the manifest says so (OpenDocument 1.3, part 2, 3.4.1 and 4.8.4)."""
    manifest = package.find_xml(_MANIFEST)
    is_encrypted = manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None
    if is_encrypted or package.has("encrypted-package"):
        raise DocumentError("encrypted", "asks for a password. Save it without one and give that.")


def _find_meta(package: Package) -> _Element | None:
    """Return the properties' root; they are no values, and a broken part of them spoils nothing."""
    try:
        return package.find_xml(_META)
    except DocumentError as error:
        if error.code != "damaged":
            raise
        return None


def _iter_hints(root: _Element) -> Iterator[tuple[str, str]]:
    meta = root.find(f"{OFFICE}meta")
    for element in () if meta is None else meta:
        name, text = _HINTS.get(str(element.tag)), " ".join((element.text or "").split())
        if name and text:
            yield name, text[:_HINT_CHARACTERS]


def _iter_package_remarks(package: Package) -> Iterator[Remark]:
    libraries = sorted({name.partition("/")[0] for name in package.members if name.startswith(("Basic/", "Scripts/"))})
    if libraries:
        yield Remark("macros", ", ".join(libraries))


def _iter_change_remarks(content: _Element) -> Iterator[Remark]:
    """Yield a remark on changes that nobody accepted: what they delete is left out, what they insert is read."""
    kinds = {"deletion": 0, "insertion": 0}
    for kind in kinds:
        kinds[kind] = sum(1 for _ in content.iter(f"{TEXT}{kind}"))
    if any(kinds.values()):
        yield Remark(
            "tracked-changes", ", ".join(f"{count} {kind}{'s'[: count != 1]}" for kind, count in kinds.items())
        )
