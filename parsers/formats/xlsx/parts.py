"""The parts of a workbook's package: which part belongs to which, and names of elements without their namespace.

A relation's target is looked up among the package's members and used as no path. Strict and transitional files differ
in their namespaces alone, so elements are known by their local names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from parsers.formats.office.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: the last word of its type ("worksheet"), and the name of the part that it leads to.

    `is_outside`: it leads out of the file, as a link to a web page does.
    """

    kind: str
    target: str
    is_outside: bool = False


def read_relations(package: Package, part: str) -> dict[str, Relation]:
    """Return the relations of a part by their ids; of the package itself for ""."""
    folder, name = posixpath.split(part)
    root = package.find_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    relations: dict[str, Relation] = {}
    for element in () if root is None else root:
        target = element.get("Target", "")
        is_outside = element.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        relations[element.get("Id", "")] = Relation(kind, target, is_outside)
    return relations


def targets_of(relations: dict[str, Relation], kind: str) -> tuple[str, ...]:
    """Return the names of the parts that relations of a kind lead to."""
    return tuple(relation.target for relation in relations.values() if relation.kind == kind)


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def iter_named(parent: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the children of an element that have a local name; nothing where there is no element."""
    return (child for child in (() if parent is None else parent) if local_name(child) == name)


def find_named(parent: _Element | None, name: str) -> _Element | None:
    """Return the first child that has a local name, or None."""
    return next(iter_named(parent, name), None)


def relation_id(element: _Element, name: str = "id") -> str:
    """Return an element's relation id: the attribute `id` of the namespace of relations, whichever it is."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith(f"relationships}}{name}")), ""
    )


def is_true(value: str | None, *, default: bool = False) -> bool:
    """Say whether an attribute of XML says yes."""
    return default if value is None else value.strip().lower() in ("1", "true", "on")


def int_of(value: str | None, default: int = 0) -> int:
    """Return the whole number that an attribute holds, or the default."""
    try:
        return int(value) if value else default
    except ValueError:
        return default
