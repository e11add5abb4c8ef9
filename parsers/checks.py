"""Extraction → issues: what is missing, what contradicts, what was worked out. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from normalise.issues import make_issue
from normalise.records import Action, DeclaredCount, DocumentFacts, Issue, Recommendation, When
from parsers.headers import TIME_ROLES, Role


def check_counts(
    facts: DocumentFacts, recommendations: Iterable[Recommendation], actions: Iterable[Action]
) -> Iterator[Issue]:
    """Yield an issue for each total that the document states and that was not found."""
    kinds = {r.id: r.kind for r in recommendations}
    of_actions = tuple(action.recommendation for action in actions)
    for declared in facts.declared_counts:
        if declared.what == "action" and not of_actions:
            continue  # A report on progress counts the actions of another document.
        found = _found(declared, kinds, of_actions)
        if found != declared.count:
            yield make_issue("count-mismatch", f"“{declared.raw}”, found {found}", provenance=declared.provenance)


def check_action(action: Action, published: When | None, roles: Collection[Role]) -> Iterator[Issue]:
    """Yield what is doubtful about an action; `roles` are those of its table's columns."""
    if any(role in TIME_ROLES for role in roles) and not any(when.source == "column" for when in action.timelines):
        yield make_issue("missing-timeline", about=action.id, provenance=action.provenance)
    if (Role.OWNER in roles or Role.SENIOR_OWNER in roles) and not action.owners:
        yield make_issue("missing-owner", about=action.id, provenance=action.provenance)
    for when in action.timelines:
        yield from _check_order(action.id, when, published)
    yield from check_years(action.id, action.timelines)


def check_years(about: str, whens: Iterable[When]) -> Iterator[Issue]:
    """Yield an issue for each timeline whose year was worked out."""
    for when in whens:
        if "year" in when.inferred:
            yield make_issue("year-inferred", f"{when.raw} → {when.edtf}", about=about, provenance=when.provenance)


def _check_order(about: str, when: When, published: When | None) -> Iterator[Issue]:
    """Yield an issue where something is still to be done before the day the document was written."""
    if published is None or published.start is None or when.end is None or when.source == "text":
        return
    if when.end < published.start and when.kind != "completed":
        detail = f"{when.raw}, document of {published.raw}"
        yield make_issue("timeline-before-document", detail, about=about, provenance=when.provenance)


def _found(declared: DeclaredCount, kinds: Mapping[str, str], of_actions: tuple[str | None, ...]) -> int:
    wanted = ("key", "additional") if declared.kind is None else (declared.kind,)
    if declared.what == "recommendation":
        return sum(kind in wanted for kind in kinds.values())
    return sum(kinds.get(key or "", "key") in wanted for key in of_actions)
