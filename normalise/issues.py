"""The catalogue of issues: what may be doubtful about the data, how grave it is, and what cures it.

Wordings and severities are lines of `lexicon/issues.csv`. Where an issue stands and which record it is about is the
caller's to say.
"""

from __future__ import annotations

from normalise.lexicon import rows
from normalise.records import Issue, Provenance


def make_issue(code: str, detail: str = "", *, about: str | None = None, provenance: Provenance | None = None) -> Issue:
    """Return an issue worded and weighed by the catalogue. Raises KeyError for a code that the catalogue lacks."""
    entry = _CATALOGUE[code]
    message = entry["message"].replace("{detail}", detail).rstrip(": ")
    return Issue.model_validate(
        {"code": code, "severity": entry["severity"], "message": message, "about": about, "provenance": provenance}
    )


def codes() -> tuple[str, ...]:
    """Return every code of the catalogue, sorted."""
    return tuple(sorted(_CATALOGUE))


def describe_code(code: str) -> str:
    """Return what issues of a code say, with an ellipsis for their detail; "" for a code that the catalogue lacks."""
    return _CATALOGUE[code]["message"].replace("{detail}", "…").removesuffix(": …") if code in _CATALOGUE else ""


_CATALOGUE = {row["code"]: row for row in rows("issues")}
