"""Parses the XML of strangers' files: no entities, no network, no document types, bounded in depth."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from normalise.errors import DocumentError

_TOO_DEEP = "Excessive depth"  # libxml2's word, at 256 elements inside one another


def parse_xml(data: bytes, form: str, part: str) -> _Element:
    """Return the root element; comments and processing instructions are left out.

    Raises DocumentError `unsafe-xml` for a document type or entities, `over-budget` for too deep a tree and `damaged`
    for what is no XML. `form` names the format for people, `part` the part of its package.
    """
    parser = safe_parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _explain(error, data, part) from error
    if root is None:
        raise DocumentError("damaged", f"is damaged: its part {part} is empty. Save it anew and give that.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise unsafe_xml(part)
    return root


def safe_parser() -> etree.XMLParser:
    """Return a parser that resolves nothing, fetches nothing and loads no document type."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _explain(error: etree.XMLSyntaxError, data: bytes, part: str) -> DocumentError:
    message = " ".join(str(error).split())
    if "entity" in message.lower() or b"<!DOCTYPE" in data[:4096]:
        return unsafe_xml(part)
    if _TOO_DEEP in message:
        return DocumentError(
            "over-budget",
            f"holds more than 256 elements inside one another ({part}). "
            "Save the document anew from the program that made it.",
        )
    return DocumentError(
        "damaged", f"is damaged: its part {part} is no XML ({message[:80]}). Save it anew and give that."
    )


def unsafe_xml(part: str) -> DocumentError:
    """Return the error for a part with a document type or entities."""
    return DocumentError(
        "unsafe-xml", f"declares a document type or entities ({part}), as no Office program does. Do not open it."
    )
