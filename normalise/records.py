"""The records of the extraction contract, version 1, with the fields that peerplan adds.

What an extraction *is*: frozen, validated, spelled as the contract spells it. How the values are found is left to the
readers beside this file; where they come from, to `parsers`; keeping them, to `store`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

SCHEMA_VERSION = "1"

DocumentKind = Literal["action_plan", "feedback_report", "progress_report", "other"]
RecommendationKind = Literal["key", "additional", "linked"]
Stage = Literal["existing", "planned", "new"]
WhenKind = Literal["date", "open", "recurring", "ongoing", "completed", "event", "unresolved"]
Precision = Literal["day", "month", "quarter", "season", "half", "year", "financial_year"]
Qualifier = Literal["by", "early", "mid", "late", "end", "after", "from", "until", "approximate"]
Inferred = Literal["year", "value"]
Scope = Literal["action", "row"]
WhenSource = Literal["column", "text"]
OwnerKind = Literal["post", "body", "team", "person", "organisation"]
OwnerRole = Literal["lead", "accountable"]
StatusValue = Literal["not_started", "in_progress", "completed", "delayed", "on_hold", "cancelled"]
Rag = Literal["red", "amber", "green", "blue"]
Response = Literal["accepted", "partly_accepted", "rejected"]
Severity = Literal["info", "warning", "error"]
TopicKind = Literal["core_theme", "topic"]
CountedThing = Literal["recommendation", "action"]
CountedKind = Literal["key", "additional"]

Words = Annotated[str, StringConstraints(min_length=1)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Box = tuple[float, float, float, float]


class Record(BaseModel):
    """What all records share: they never change, and refuse a field that the contract does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def with_values(self, **values: object) -> Self:
        """Return the record with some other values, which are right as they are: they are not checked again.

        Does what `model_copy` does for records in general, in a fourth of the time: each value is copied several times.
        """
        other = self.__class__.__new__(self.__class__)
        put = object.__setattr__
        put(other, "__dict__", {**self.__dict__, **values})
        put(other, "__pydantic_fields_set__", self.__pydantic_fields_set__.union(values))
        put(other, "__pydantic_extra__", None)
        put(other, "__pydantic_private__", None)
        return other


class Piece(Record):
    """One printed part of a value: page and line from 1; table, row and cell from 0; `bbox` in PDF points."""

    page: Annotated[int, Field(ge=1)] | None = None
    bbox: Box | None = None
    line: Annotated[int, Field(ge=1)] | None = None
    table: Annotated[int, Field(ge=0)] | None = None
    row: Annotated[int, Field(ge=0)] | None = None
    cell: Annotated[int, Field(ge=0)] | None = None


class Provenance(Piece):
    """Where a reader finds a value in its source; the first six fields are those of the first piece."""

    snippet: str = ""
    pieces: tuple[Piece, ...] = ()
    at: dict[str, str | int] | None = None


class When(Record):
    """A timeline: when something is to be done, or was."""

    raw: Words
    kind: WhenKind
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    qualifier: Qualifier | None = None
    rrule: Annotated[str, StringConstraints(pattern=r"^FREQ=")] | None = None
    label: str | None = None
    inferred: tuple[Inferred, ...] = ()
    scope: Scope = "action"
    source: WhenSource = "column"
    provenance: Provenance | None = None
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"starts on {self.start}, after its end on {self.end}")
        if self.kind == "recurring" and (self.rrule is None or self.edtf or self.start or self.end or self.precision):
            raise ValueError("a recurring when has an rrule and no edtf, start, end or precision")
        if self.kind in ("ongoing", "event", "unresolved") and (self.edtf or self.start or self.end or self.rrule):
            raise ValueError(f"a when of the kind {self.kind} has no date")
        return self


class Owner(Record):
    """Who does something, or answers for it."""

    raw: Words
    name: Words
    kind: OwnerKind
    role: OwnerRole = "lead"
    scope: Scope = "action"
    provenance: Provenance | None = None
    confidence: Confidence | None = None
    person: str | None = None
    function: str | None = None
    seniority: str | None = None
    statutory_role: str | None = None


class Status(Record):
    """How far something has got."""

    value: StatusValue
    rag: Rag | None = None
    raw: str
    provenance: Provenance | None = None
    confidence: Confidence | None = None


class TopicEvidence(Record):
    """Why a recommendation has a topic: the words that speak for it, and the edition of the codebook that says so."""

    topic: Words
    kind: TopicKind
    words: tuple[Words, ...]
    codebook: Words


class Recommendation(Record):
    """One recommendation of a peer team."""

    id: str
    number: str | None = None
    kind: RecommendationKind = "key"
    parent: str | None = None
    text: Words
    summary: str | None = None
    parts: tuple[str, ...] = ()
    context: str | None = None
    theme: str | None = None
    owners: tuple[Owner, ...] = ()
    status: Status | None = None
    provenance: Provenance
    response: Response | None = None
    response_raw: str | None = None
    confidence: Confidence | None = None
    topics: tuple[str, ...] = ()
    topic_evidence: tuple[TopicEvidence, ...] = ()

    @model_validator(mode="after")
    def _evidence_of_its_topics(self) -> Self:
        if self.topic_evidence and tuple(evidence.topic for evidence in self.topic_evidence) != self.topics:
            raise ValueError("the evidence is of other topics")
        return self


class Objective(Record):
    """The aim that a document groups actions under."""

    number: str | None = None
    text: str


class Action(Record):
    """One thing to be done."""

    id: str
    recommendation: str | None = None
    number: str | None = None
    stage: Stage | None = None
    objective: Objective | None = None
    preamble: str | None = None
    text: Words
    timelines: tuple[When, ...] = ()
    owners: tuple[Owner, ...] = ()
    measures: tuple[Words, ...] = ()
    status: Status | None = None
    provenance: Provenance
    response: Response | None = None
    response_raw: str | None = None
    confidence: Confidence | None = None
    other: dict[str, str] = Field(default_factory=dict)
    measure_provenance: tuple[Provenance | None, ...] = ()

    @model_validator(mode="after")
    def _one_place_a_measure(self) -> Self:
        if self.measure_provenance and len(self.measure_provenance) != len(self.measures):
            raise ValueError(f"{len(self.measures)} measures, but places for {len(self.measure_provenance)}")
        return self


class EarlierRecommendation(Record):
    """A recommendation of an earlier challenge that a document speaks of."""

    number: str | None = None
    text: str | None = None
    challenge_year: int | None = None


class Progress(Record):
    """What a document says has happened on a recommendation."""

    id: str
    recommendation: str | None = None
    refers_to: EarlierRecommendation | None = None
    text: Words
    status: Status | None = None
    timelines: tuple[When, ...] = ()
    provenance: Provenance
    confidence: Confidence | None = None


class Issue(Record):
    """What is doubtful or missing in the data; `about` is the id of the record that it concerns."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    severity: Severity
    message: str
    about: str | None = None
    provenance: Provenance | None = None


class Peer(Record):
    """A member of the peer team."""

    name: str
    role: str | None = None
    organisation: str | None = None
    provenance: Provenance | None = None


class DeclaredCount(Record):
    """A total that the document itself states."""

    what: CountedThing
    kind: CountedKind | None = None
    count: Annotated[int, Field(ge=0)]
    raw: str
    provenance: Provenance | None = None


class DocumentFacts(Record):
    """What a document says of itself. `*_given` marks what the user gave because the document does not print it."""

    kind: DocumentKind = "other"
    title: str | None = None
    councils: tuple[Words, ...] = ()
    published: When | None = None
    challenge: When | None = None
    peer_team: tuple[Peer, ...] = ()
    declared_counts: tuple[DeclaredCount, ...] = ()
    language: str | None = None
    given: tuple[str, ...] = ()
    provenance: dict[str, Provenance] = Field(default_factory=dict)


class Source(Record):
    """The bytes that were read: `size` in bytes, `pages` where the format has them.

    `share_read`: which share of the characters in the plan's scope became values; None where nothing is in its scope.
    """

    name: Words
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    size: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)] | None = None
    parts: tuple[str, ...] = ()
    pages_read: tuple[int, int] | None = None
    share_read: Confidence | None = None


class Extraction(Record):
    """All that was read out of one document."""

    schema_version: Literal["1"] = "1"
    source: Source
    document: DocumentFacts
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    progress: tuple[Progress, ...] = ()
    issues: tuple[Issue, ...] = ()
    reader: dict[str, str] | None = None
    settings: str | None = None

    @model_validator(mode="after")
    def _ids_hold(self) -> Self:
        known = {r.id for r in self.recommendations}
        ids = [r.id for r in self.recommendations] + [a.id for a in self.actions] + [p.id for p in self.progress]
        if len(ids) != len(set(ids)):
            raise ValueError("two records have the same id")
        links = {r.parent for r in self.recommendations}
        links |= {a.recommendation for a in self.actions} | {p.recommendation for p in self.progress}
        if lost := links - known - {None}:
            raise ValueError(f"records point at recommendations that are not there: {sorted(map(str, lost))}")
        return self

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the contract's JSON: absent values are `null` or `[]`, dates are ISO."""
        return self.model_dump_json(indent=indent)
