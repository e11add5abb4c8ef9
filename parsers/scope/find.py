"""What of a document is read: first the part that is about a peer challenge, then the English of it."""

from __future__ import annotations

from parsers.document import Document
from parsers.scope.narrow import Scope, narrow


def find_scope(document: Document) -> Scope:
    """Return what of a document is read, before anything in it is repaired."""
    return narrow(document)
