"""What is compared of an extraction: the contract's fields that a careful person would write down, and no others.

Gentler than `normalise.records`: a gold file written by hand need not have places, ids of values or empty lists.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from normalise.errors import UsageError
from normalise.records import Extraction


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _none_is_nothing(value: object) -> object:
    return {} if value is None else value


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)


class WhenAnswer(_Answer):
    """A timeline, as far as it is compared."""

    raw: str | None = None
    kind: str | None = None
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    qualifier: str | None = None
    rrule: str | None = None
    label: str | None = None
    scope: str | None = None
    source: str = "column"


class OwnerAnswer(_Answer):
    """An owner, as far as it is compared."""

    name: str
    kind: str | None = None
    role: str | None = None


class StatusAnswer(_Answer):
    """A status, as far as it is compared."""

    value: str | None = None
    rag: str | None = None


Whens = Annotated[tuple[WhenAnswer, ...], BeforeValidator(_none_is_empty)]
Owners = Annotated[tuple[OwnerAnswer, ...], BeforeValidator(_none_is_empty)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_none_is_empty)]


class RecommendationAnswer(_Answer):
    """A recommendation, as far as it is compared."""

    id: str
    number: str | None = None
    kind: str | None = None
    parent: str | None = None
    text: str
    summary: str | None = None
    parts: Texts = ()
    context: str | None = None
    theme: str | None = None
    owners: Owners = ()
    status: StatusAnswer | None = None


class ObjectiveAnswer(_Answer):
    """The aim above an action."""

    number: str | None = None
    text: str | None = None


class ActionAnswer(_Answer):
    """An action, as far as it is compared."""

    id: str | None = None
    recommendation: str | None = None
    number: str | None = None
    stage: str | None = None
    objective: ObjectiveAnswer | None = None
    preamble: str | None = None
    text: str
    timelines: Whens = ()
    owners: Owners = ()
    measures: Texts = ()
    status: StatusAnswer | None = None


class EarlierAnswer(_Answer):
    """A recommendation of an earlier challenge."""

    number: str | None = None


class ProgressAnswer(_Answer):
    """A progress entry, as far as it is compared."""

    id: str | None = None
    recommendation: str | None = None
    refers_to: EarlierAnswer | None = None
    text: str
    status: StatusAnswer | None = None
    timelines: Whens = ()


class PeerAnswer(_Answer):
    """A member of the peer team, as far as one is compared."""

    name: str
    organisation: str | None = None


class CountAnswer(_Answer):
    """A total that the document states."""

    what: str
    kind: str | None = None
    count: int


class FactsAnswer(_Answer):
    """What a document says of itself, as far as it is compared."""

    kind: str | None = None
    title: str | None = None
    councils: Texts = ()
    published: WhenAnswer | None = None
    challenge: WhenAnswer | None = None
    peer_team: Annotated[tuple[PeerAnswer, ...], BeforeValidator(_none_is_empty)] = ()
    declared_counts: Annotated[tuple[CountAnswer, ...], BeforeValidator(_none_is_empty)] = ()


class Answers(_Answer):
    """All that is compared of one document; as made without fields, what stands for a document that was not read."""

    document: Annotated[FactsAnswer, BeforeValidator(_none_is_nothing)] = Field(default_factory=FactsAnswer)
    recommendations: Annotated[tuple[RecommendationAnswer, ...], BeforeValidator(_none_is_empty)] = ()
    actions: Annotated[tuple[ActionAnswer, ...], BeforeValidator(_none_is_empty)] = ()
    progress: Annotated[tuple[ProgressAnswer, ...], BeforeValidator(_none_is_empty)] = ()


def read_answers(source: Extraction | str | bytes, name: str = "the extraction") -> Answers:
    """Return what is compared of an extraction or of its JSON.

    Raises UsageError, beginning with `name`, where the words are no JSON or lack what the contract asks for.
    """
    if isinstance(source, Extraction):
        return Answers.model_validate(source)
    try:
        content: object = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: this is no JSON ({error})") from None
    if not isinstance(content, dict) or not content.keys() & Answers.model_fields.keys():
        raise UsageError(f"{name}: this is no extraction; {_EXPECTED}")
    try:
        return Answers.model_validate(content)
    except ValidationError as error:
        [first, *others] = error.errors()
        place = ".".join(str(part) for part in first["loc"])
        more = f" (and {len(others)} more)" if others else ""
        raise UsageError(f"{name}: {place}: {first['msg']}{more}") from None


_EXPECTED = "it needs one of document, recommendations, actions and progress, as in `peerplan extract FILE --json`"
