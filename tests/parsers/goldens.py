"""What golden files of extractions leave open: how sure one is of a value shifts with every document ever measured."""

from __future__ import annotations


def without_confidence(fields: dict[str, object]) -> dict[str, object]:
    """Return a JSON object with its confidence left open (an `object_hook`); see docs/confidence.md."""
    return {**fields, "confidence": None} if "confidence" in fields else fields
