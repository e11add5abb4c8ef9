"""Extraction → issues: what is missing, what contradicts, what was worked out. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from normalise.issues import make_issue
from normalise.records import Action, DeclaredCount, DocumentFacts, Issue, Owner, Recommendation, When
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


def check_answers(
    facts: DocumentFacts, recommendations: Sequence[Recommendation], actions: Sequence[Action]
) -> Iterator[Issue]:
    """Yield an issue where a plan prints recommendations and no actions, or actions that answer no recommendation."""
    if facts.kind == "action_plan" and recommendations and not actions:
        yield make_issue("no-actions", f"{len(recommendations)} recommendations")
    unanswering = [action for action in actions if action.recommendation is None]
    if unanswering:
        first = unanswering[0]
        detail = f"{len(unanswering)}, the first is “{first.text[:60]}”"
        yield make_issue("action-unanswering", detail, about=first.id, provenance=first.provenance)


def check_repeats(recommendations: Iterable[Recommendation], actions: Sequence[Action]) -> Iterator[Issue]:
    """Yield an issue for actions printed again, and for each recommendation that comes back further down its table."""
    again = list(_find_repeated(actions))
    if again:
        detail = again[0].text[:80] + (f", and {len(again) - 1} more" if len(again) > 1 else "")
        yield make_issue("duplicate-action", detail, about=again[0].id, provenance=again[0].provenance)
    worded = {r.id: r for r in recommendations}
    for recommendation, action in _find_reopened(actions).items():
        found = worded[recommendation]
        detail = ": ".join(filter(None, (found.number, found.text[:80])))
        yield make_issue("duplicate-recommendation", detail, about=found.id, provenance=action.provenance)


def _find_repeated(actions: Iterable[Action]) -> Iterator[Action]:
    """Yield each action that answers, says, and is dated and led as one above it."""
    seen: set[tuple[object, ...]] = set()
    for action in actions:
        values = _raws(action.timelines), _raws(action.owners)
        printed = (action.recommendation, action.number, action.text.casefold(), *values)
        if printed in seen:
            yield action
        seen.add(printed)


def _find_reopened(actions: Iterable[Action]) -> dict[str, Action]:
    """Return the recommendations that come back in a table behind another, each with its first action there."""
    closed: set[tuple[object, ...]] = set()
    above: tuple[object, ...] | None = None
    found: dict[str, Action] = {}
    for action in actions:
        here = action.recommendation, action.stage, action.provenance.table
        if here in closed and here != above and action.recommendation is not None and here[2] is not None:
            found.setdefault(action.recommendation, action)
        if above is not None and here != above:
            closed.add(above)
        above = here
    return found


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


def _raws(values: Iterable[When | Owner]) -> tuple[str, ...]:
    return tuple(value.raw for value in values)


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
