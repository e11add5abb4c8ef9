"""Extraction → issues: what is missing, what contradicts, what was worked out. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from normalise.issues import make_issue
from normalise.records import Action, DeclaredCount, DocumentFacts, Issue, Progress, Recommendation, When


def check_counts(
    facts: DocumentFacts,
    recommendations: Iterable[Recommendation],
    actions: Iterable[Action],
    progress: Iterable[Progress],
) -> Iterator[Issue]:
    """Yield an issue for each total that the document states and that was not found."""
    kinds = {r.id: r.kind for r in recommendations}
    of_records = tuple(a.recommendation for a in actions) or tuple(p.recommendation for p in progress)
    for declared in facts.declared_counts:
        found = _found(declared, kinds, of_records)
        if found != declared.count:
            yield make_issue("count-mismatch", f"“{declared.raw}”, found {found}", provenance=declared.provenance)


def check_actions(actions: Iterable[Action], published: When | None, columns: frozenset[str]) -> Iterator[Issue]:
    """Yield what is doubtful about each action; `columns`: "timeline" and "owner", where the tables have them."""
    for action in actions:
        if "timeline" in columns and not any(when.source == "column" for when in action.timelines):
            yield make_issue("missing-timeline", about=action.id, provenance=action.provenance)
        if "owner" in columns and not action.owners:
            yield make_issue("missing-owner", about=action.id, provenance=action.provenance)
        yield from check_whens(action.id, action.timelines, published)


def check_whens(about: str, whens: Iterable[When], published: When | None) -> Iterator[Issue]:
    """Yield what is doubtful about a record's timelines."""
    for when in whens:
        if when.kind == "unresolved":
            yield make_issue("unresolved-timeline", when.raw, about=about, provenance=when.provenance)
        if "year" in when.inferred:
            yield make_issue("year-inferred", f"{when.raw} → {when.edtf}", about=about, provenance=when.provenance)
        elif when.edtf and "X" in when.edtf:
            yield make_issue(
                "year-inferred",
                f"{when.raw}: no date of the document to take it from",
                about=about,
                provenance=when.provenance,
            )
        if (
            published
            and published.start
            and when.end
            and when.source == "column"
            and when.end < published.start
            and when.kind != "completed"
        ):
            yield make_issue(
                "timeline-before-document",
                f"{when.raw}, document of {published.raw}",
                about=about,
                provenance=when.provenance,
            )


def _found(declared: DeclaredCount, kinds: Mapping[str, str], of_actions: tuple[str | None, ...]) -> int:
    wanted = ("key", "additional") if declared.kind is None else (declared.kind,)
    if declared.what == "recommendation":
        return sum(kind in wanted for kind in kinds.values())
    return sum(kinds.get(key or "", "key") in wanted for key in of_actions)
