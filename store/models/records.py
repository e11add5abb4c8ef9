"""The records of an extraction: recommendations, actions and progress, and what a document says of itself."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from normalise.records import CountedKind, CountedThing, RecommendationKind, Response, Severity, Stage, TopicKind
from store.models.base import Base, confidence, confidence_check, extraction_link, find_link, key, link, one_of, ordinal


def _local_id() -> Mapped[str]:
    return mapped_column(comment="Its id within the extraction, as in the JSON")


def _record_key() -> Mapped[str]:
    return mapped_column(
        index=True,
        comment="Hash of document, number path, folded raw words and ordinal among equals: outlives re-reading",
    )


def _text_key() -> Mapped[str]:
    return mapped_column(
        index=True, comment="Hash of the folded raw words alone: equal in any document that says the same"
    )


def _response() -> Mapped[Response | None]:
    return mapped_column(one_of(Response, "response"), comment="What the council answers: whether it accepts it")


def _response_raw() -> Mapped[str | None]:
    return mapped_column(comment="The council's answer as printed")


class Recommendation(Base):
    __tablename__ = "recommendation"
    __table_args__ = (
        confidence_check(),
        sa.UniqueConstraint("extraction_id", "local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal"),
        {"comment": "One recommendation of a peer team"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    local_id: Mapped[str] = _local_id()
    ordinal: Mapped[int] = ordinal()
    record_key: Mapped[str] = _record_key()
    text_key: Mapped[str] = _text_key()
    number: Mapped[str | None] = mapped_column(comment="Printed number, as digits")
    kind: Mapped[RecommendationKind] = mapped_column(
        one_of(RecommendationKind, "kind"),
        comment="Whether it is a key one, an additional one, or hangs under a key one",
    )
    parent_id: Mapped[int | None] = find_link("recommendation", "The key recommendation that a linked one hangs under")
    text: Mapped[str] = mapped_column(comment="Its fullest printed wording, parts included, number gone")
    summary: Mapped[str | None] = mapped_column(comment="A shorter wording printed elsewhere in the document")
    context: Mapped[str | None] = mapped_column(comment="Text that the document prints to explain it")
    theme: Mapped[str | None] = mapped_column(comment="Heading or theme that it stands under")
    response: Mapped[Response | None] = _response()
    response_raw: Mapped[str | None] = _response_raw()
    confidence: Mapped[float | None] = confidence()


class RecommendationPart(Base):
    __tablename__ = "recommendation_part"
    __table_args__ = (
        sa.UniqueConstraint("recommendation_id", "ordinal"),
        {"comment": "A numbered or bulleted part printed inside a recommendation"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    recommendation_id: Mapped[int] = link("recommendation", "The recommendation", index=False)
    ordinal: Mapped[int] = ordinal()
    text: Mapped[str] = mapped_column(comment="The part as printed, marker gone")


class RecommendationTopic(Base):
    __tablename__ = "recommendation_topic"
    __table_args__ = (
        sa.UniqueConstraint("recommendation_id", "ordinal"),
        {"comment": "A topic that a recommendation was tagged with"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    recommendation_id: Mapped[int] = link("recommendation", "The recommendation", index=False)
    ordinal: Mapped[int] = ordinal()
    topic: Mapped[str] = mapped_column(index=True, comment="Name of the topic")
    kind: Mapped[TopicKind | None] = mapped_column(
        one_of(TopicKind, "kind"), comment="One of the five core themes of a challenge, or a topic; null where not told"
    )
    words: Mapped[list[str] | None] = mapped_column(comment="The words that speak for it, as printed, as JSON")
    codebook: Mapped[str | None] = mapped_column(comment="Edition of the codebook that tagged it")


class Action(Base):
    __tablename__ = "action"
    __table_args__ = (
        confidence_check(),
        sa.UniqueConstraint("extraction_id", "local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal"),
        sa.CheckConstraint("objective_number IS NULL OR objective_text IS NOT NULL", name="objective"),
        {"comment": "One thing to be done"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    local_id: Mapped[str] = _local_id()
    ordinal: Mapped[int] = ordinal()
    record_key: Mapped[str] = _record_key()
    text_key: Mapped[str] = _text_key()
    recommendation_id: Mapped[int | None] = find_link("recommendation", "The recommendation it answers")
    number: Mapped[str | None] = mapped_column(comment="Marker printed in front of it")
    stage: Mapped[Stage | None] = mapped_column(
        one_of(Stage, "stage"), comment="Under way before the plan, planned already, or new; null if not told apart"
    )
    objective_number: Mapped[str | None] = mapped_column(comment="Number of the aim that it is grouped under")
    objective_text: Mapped[str | None] = mapped_column(comment="The aim that it is grouped under")
    preamble: Mapped[str | None] = mapped_column(comment="Text in front of the list that it belongs to")
    text: Mapped[str] = mapped_column(comment="What is to be done, as printed, marker gone")
    response: Mapped[Response | None] = _response()
    response_raw: Mapped[str | None] = _response_raw()
    measure_place_count: Mapped[int] = mapped_column(comment="Measures for which the reader told places: none or all")
    confidence: Mapped[float | None] = confidence()


class ActionOther(Base):
    __tablename__ = "action_other"
    __table_args__ = (
        sa.UniqueConstraint("action_id", "ordinal"),
        sa.UniqueConstraint("action_id", "heading"),
        {"comment": "A column of an action's row that has no place elsewhere"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    action_id: Mapped[int] = link("action", "The action", index=False)
    ordinal: Mapped[int] = ordinal()
    heading: Mapped[str] = mapped_column(comment="The column's heading as printed")
    text: Mapped[str] = mapped_column(comment="What the column prints for the action")


class Progress(Base):
    __tablename__ = "progress"
    __table_args__ = (
        confidence_check(),
        sa.UniqueConstraint("extraction_id", "local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal"),
        sa.CheckConstraint(
            "is_about_earlier OR (earlier_number IS NULL AND earlier_text IS NULL AND earlier_challenge_year IS NULL)",
            name="earlier",
        ),
        {"comment": "What a document says has happened on a recommendation"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    local_id: Mapped[str] = _local_id()
    ordinal: Mapped[int] = ordinal()
    record_key: Mapped[str] = _record_key()
    text_key: Mapped[str] = _text_key()
    recommendation_id: Mapped[int | None] = find_link(
        "recommendation", "The recommendation of this document it speaks of"
    )
    is_about_earlier: Mapped[bool] = mapped_column(comment="Whether it speaks of an earlier challenge's recommendation")
    earlier_number: Mapped[str | None] = mapped_column(comment="Number of that earlier recommendation")
    earlier_text: Mapped[str | None] = mapped_column(comment="Wording of that earlier recommendation")
    earlier_challenge_year: Mapped[int | None] = mapped_column(comment="Year of that earlier challenge")
    text: Mapped[str] = mapped_column(comment="What has happened, as printed")
    confidence: Mapped[float | None] = confidence()


class Issue(Base):
    __tablename__ = "issue"
    __table_args__ = (
        sa.UniqueConstraint("extraction_id", "ordinal"),
        {"comment": "Something doubtful or missing in what was read"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    ordinal: Mapped[int] = ordinal()
    code: Mapped[str] = mapped_column(index=True, comment="Stable word for it; the data dictionary lists them")
    severity: Mapped[Severity] = mapped_column(one_of(Severity, "severity"), comment="How grave it is")
    message: Mapped[str] = mapped_column(comment="What is the matter, in one line")
    about: Mapped[str | None] = mapped_column(comment="Id within the extraction of the record that it concerns")
    recommendation_id: Mapped[int | None] = find_link("recommendation", "The recommendation that it concerns")
    action_id: Mapped[int | None] = find_link("action", "The action that it concerns")
    progress_id: Mapped[int | None] = find_link("progress", "The progress entry that it concerns")


class DeclaredCount(Base):
    __tablename__ = "declared_count"
    __table_args__ = (
        sa.UniqueConstraint("extraction_id", "ordinal"),
        sa.CheckConstraint("declared_count >= 0", name="declared_count"),
        {"comment": "A total that a document itself states"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    ordinal: Mapped[int] = ordinal()
    what: Mapped[CountedThing] = mapped_column(one_of(CountedThing, "what"), comment="What is counted")
    kind: Mapped[CountedKind | None] = mapped_column(
        one_of(CountedKind, "kind"), comment="Which kind of them is counted"
    )
    declared_count: Mapped[int] = mapped_column(comment="The number stated")
    raw: Mapped[str] = mapped_column(comment="The words that state it")


class Peer(Base):
    __tablename__ = "peer"
    __table_args__ = (
        sa.UniqueConstraint("extraction_id", "ordinal"),
        {"comment": "A member of the peer team"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    ordinal: Mapped[int] = ordinal()
    name: Mapped[str] = mapped_column(comment="Name as printed")
    role: Mapped[str | None] = mapped_column(comment="Post as printed")
    organisation: Mapped[str | None] = mapped_column(
        comment="Where they come from; not the council the document is about"
    )
