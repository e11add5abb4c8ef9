"""The parts of a Word file: which of its package is the document, and what that is related to.

What is in it beside the document (macros, other files) is told, and neither opened nor run.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.document import Remark
from parsers.formats.docx.names import rename_strict
from parsers.formats.office.package import Package, damaged

FORM = "docx"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the kind of it, and where it is: a part's name, or an address outside."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package as a tree, with what it refers to by id."""

    name: str
    root: _Element
    relations: Mapping[str, Relation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordFile:
    """An open Word file and its main part."""

    package: Package
    main: Part
    relations: Mapping[str, Relation]  # of the package as a whole

    def read_related(self, kind: str) -> Part | None:
        """Return the part of a kind that the document refers to, or None."""
        name = self.find_name(kind)
        return None if name is None else read_part(self.package, name)

    def find_name(self, kind: str) -> str | None:
        """Return the name of the part of a kind that the document refers to, or None."""
        found = (relation for relation in self.main.relations.values() if relation.kind == kind)
        relation = next(found, None)
        if relation is None or relation.is_external or not self.package.has(relation.target):
            return None
        return relation.target

    def find_part(self, relation: Relation | None) -> Part | None:
        """Return the part that a relation leads to, or None where it leads nowhere in the package."""
        if relation is None or relation.is_external or not self.package.has(relation.target):
            return None
        return read_part(self.package, relation.target)


@dataclass(slots=True)
class Later(Mapping[str, str]):
    """What stands in a part that few documents ask for: it is read when one does."""

    read: Callable[[], Mapping[str, str]]
    _found: Mapping[str, str] | None = None

    def _find(self) -> Mapping[str, str]:
        if self._found is None:
            self._found = self.read()
        return self._found

    def __getitem__(self, name: str) -> str:
        return self._find()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())


def open_parts(package: Package) -> WordFile:
    """Return the file's parts. Raises DocumentError `damaged` where it has no document in it."""
    relations = read_relations(package, "")
    found = (relation for relation in relations.values() if relation.kind == "officeDocument")
    name = next((relation.target for relation in found if package.has(relation.target)), _MAIN)
    if not package.has(name):
        raise damaged(f"it has no main part ({_MAIN})")
    main = read_part(package, name)
    if not str(main.root.tag).endswith("}document"):
        raise damaged(f"its main part {name} is no document")
    return WordFile(package, main, relations)


def read_part(package: Package, name: str) -> Part:
    """Return a part and what it refers to. Raises DocumentError where it is no XML or unsafe."""
    return Part(name, rename_strict(package.read_xml(name)), read_relations(package, name))


def read_relations(package: Package, name: str) -> dict[str, Relation]:
    """Return what a part refers to, by id; `name` is "" for the package itself."""
    folder, file = posixpath.split(name)
    root = package.find_xml(posixpath.join(folder, "_rels", f"{file}.rels"))
    relations: dict[str, Relation] = {}
    for element in () if root is None else root.iter(_RELATION):
        is_external = element.get("TargetMode") == "External"
        target = element.get("Target") or ""
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = (element.get("Type") or "").rpartition("/")[2]
        relations[element.get("Id") or ""] = Relation(kind, target, is_external)
    return relations


def iter_remarks(file: WordFile) -> Iterator[Remark]:
    """Yield what is to be told of the package: macros, embedded files, parts in another format."""
    names = file.package.members
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Remark("macros", "vbaProject.bin")
    embedded = [name.rpartition("/")[2] for name in names if "/embeddings/" in name and not name.endswith("/")]
    chunks = [
        relation.target for relation in file.main.relations.values() if relation.kind in ("aFChunk", "subDocument")
    ]
    carried = sorted(embedded) + sorted(chunk.rpartition("/")[2] for chunk in chunks)
    if carried:
        rest = f" and {len(carried) - _MOST_NAMED} more" if len(carried) > _MOST_NAMED else ""
        yield Remark("embedded-files", ", ".join(f"“{name[:60]}”" for name in carried[:_MOST_NAMED]) + rest)
