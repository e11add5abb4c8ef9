"""The values that records hold, timelines, owners, measures and statuses, and the places that all of it was read at."""

from __future__ import annotations

from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from normalise.records import (
    OwnerKind,
    OwnerRole,
    Precision,
    Qualifier,
    Rag,
    Scope,
    StatusValue,
    WhenKind,
    WhenSource,
)
from store.models.base import (
    Base,
    confidence,
    confidence_check,
    exactly_one,
    extraction_link,
    find_link,
    key,
    link,
    one_of,
    one_row_each,
    ordinal,
)

DatedField = Literal["published", "challenge"]

_SCOPE = "Whether it is the action's own or shared by the actions of its row"


class Timeline(Base):
    __tablename__ = "timeline"
    __table_args__ = (
        confidence_check(),
        exactly_one("action_id", "progress_id", "document_field"),
        one_row_each("timeline", "action_id", "ordinal"),
        one_row_each("timeline", "progress_id", "ordinal"),
        one_row_each("timeline", "document_field", "extraction_id"),
        sa.CheckConstraint("start_date <= end_date", name="start_before_end"),
        {"comment": "When something is to be done, or was: of an action, a progress entry or the document itself"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    action_id: Mapped[int | None] = find_link("action", "The action it belongs to", index=False)
    progress_id: Mapped[int | None] = find_link("progress", "The progress entry it belongs to", index=False)
    document_field: Mapped[DatedField | None] = mapped_column(
        one_of(DatedField, "document_field"), comment="`published` or `challenge` where it is the document's own date"
    )
    ordinal: Mapped[int] = ordinal()
    raw: Mapped[str] = mapped_column(comment="The words it was read from, list number gone")
    kind: Mapped[WhenKind] = mapped_column(one_of(WhenKind, "kind"), comment="What sort of time it is")
    edtf: Mapped[str | None] = mapped_column(comment="The time in EDTF (ISO 8601-2); null where there is none")
    start_date: Mapped[date | None] = mapped_column(comment="First day it can mean; null if open or unknown")
    end_date: Mapped[date | None] = mapped_column(
        index=True, comment="Last day it can mean: the due date; null if open or unknown"
    )
    precision: Mapped[Precision | None] = mapped_column(
        one_of(Precision, "precision"), comment="Unit it is told in; for a range the coarser of its two ends"
    )
    qualifier: Mapped[Qualifier | None] = mapped_column(
        one_of(Qualifier, "qualifier"), comment="Word that narrows or shifts it"
    )
    rrule: Mapped[str | None] = mapped_column(comment="RFC 5545 rule where it recurs")
    label: Mapped[str | None] = mapped_column(
        comment="What it is the date of, where the words say; `original` for a date since revised"
    )
    inferred: Mapped[str] = mapped_column(
        comment="What was not printed and was worked out: `year`, `value`, or both; blank for nothing"
    )
    scope: Mapped[Scope] = mapped_column(one_of(Scope, "scope"), comment=_SCOPE)
    source: Mapped[WhenSource] = mapped_column(
        one_of(WhenSource, "source"), comment="Read from a column of its own or found inside other text"
    )
    confidence: Mapped[float | None] = confidence()


class Owner(Base):
    __tablename__ = "owner"
    __table_args__ = (
        confidence_check(),
        exactly_one("action_id", "recommendation_id"),
        one_row_each("owner", "action_id", "ordinal"),
        one_row_each("owner", "recommendation_id", "ordinal"),
        {"comment": "Who does something or answers for it; belongs to an action or to a recommendation as a whole"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    action_id: Mapped[int | None] = find_link("action", "The action it belongs to", index=False)
    recommendation_id: Mapped[int | None] = find_link("recommendation", "The recommendation it belongs to", index=False)
    ordinal: Mapped[int] = ordinal()
    raw: Mapped[str] = mapped_column(comment="The owner as printed, list number gone")
    name: Mapped[str] = mapped_column(
        index=True, comment="One spelling for the same post, body, team, person or organisation"
    )
    kind: Mapped[OwnerKind] = mapped_column(one_of(OwnerKind, "kind"), comment="What sort of owner it is")
    role: Mapped[OwnerRole] = mapped_column(
        one_of(OwnerRole, "role"), comment="Does it, or is the senior one who answers for it"
    )
    scope: Mapped[Scope] = mapped_column(one_of(Scope, "scope"), comment=_SCOPE)
    person: Mapped[str | None] = mapped_column(comment="Name of the person, where printed with the post")
    function: Mapped[str | None] = mapped_column(comment="Family of work: finance, digital and so on")
    seniority: Mapped[str | None] = mapped_column(comment="Level of the post")
    statutory_role: Mapped[str | None] = mapped_column(comment="Statutory office that the post holds")
    confidence: Mapped[float | None] = confidence()


class Measure(Base):
    __tablename__ = "measure"
    __table_args__ = (
        sa.UniqueConstraint("action_id", "ordinal"),
        {"comment": "How one will know that an action has worked"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    action_id: Mapped[int] = link("action", "The action it belongs to", index=False)
    ordinal: Mapped[int] = ordinal()
    text: Mapped[str] = mapped_column(comment="The measure as printed, list number gone")


class Status(Base):
    __tablename__ = "status"
    __table_args__ = (
        confidence_check(),
        exactly_one("recommendation_id", "action_id", "progress_id"),
        one_row_each("status", "recommendation_id"),
        one_row_each("status", "action_id"),
        one_row_each("status", "progress_id"),
        {"comment": "How far something has got; belongs to a recommendation, an action or a progress entry"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    recommendation_id: Mapped[int | None] = find_link("recommendation", "The recommendation it belongs to", index=False)
    action_id: Mapped[int | None] = find_link("action", "The action it belongs to", index=False)
    progress_id: Mapped[int | None] = find_link("progress", "The progress entry it belongs to", index=False)
    value: Mapped[StatusValue] = mapped_column(
        one_of(StatusValue, "value"), comment="How far it has got, in one of six words"
    )
    rag: Mapped[Rag | None] = mapped_column(one_of(Rag, "rag"), comment="Colour that the document gives it")
    raw: Mapped[str] = mapped_column(comment="The words it was read from")
    confidence: Mapped[float | None] = confidence()


PLACED = (
    "recommendation_id",
    "action_id",
    "progress_id",
    "timeline_id",
    "owner_id",
    "measure_id",
    "status_id",
    "issue_id",
    "peer_id",
    "declared_count_id",
    "document_field",
)


class Place(Base):
    __tablename__ = "place"
    __table_args__ = (
        exactly_one(*PLACED),
        *(one_row_each("place", column, "ordinal") for column in PLACED[:-1]),
        one_row_each("place", "document_field", "extraction_id", "ordinal"),
        sa.CheckConstraint("page >= 1 AND line >= 1", name="from_one"),
        sa.CheckConstraint("table_number >= 0 AND row_number >= 0 AND cell_number >= 0", name="from_zero"),
        {"comment": "Where a record or value was read: one row a piece; several where a page break cuts it"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link()
    recommendation_id: Mapped[int | None] = find_link("recommendation", "The recommendation read there", index=False)
    action_id: Mapped[int | None] = find_link("action", "The action read there", index=False)
    progress_id: Mapped[int | None] = find_link("progress", "The progress entry read there", index=False)
    timeline_id: Mapped[int | None] = find_link("timeline", "The timeline read there", index=False)
    owner_id: Mapped[int | None] = find_link("owner", "The owner read there", index=False)
    measure_id: Mapped[int | None] = find_link("measure", "The measure read there", index=False)
    status_id: Mapped[int | None] = find_link("status", "The status read there", index=False)
    issue_id: Mapped[int | None] = find_link("issue", "The issue found there", index=False)
    peer_id: Mapped[int | None] = find_link("peer", "The member of the peer team named there", index=False)
    declared_count_id: Mapped[int | None] = find_link("declared_count", "The total stated there", index=False)
    document_field: Mapped[str | None] = mapped_column(comment="The field of the document itself that was read there")
    ordinal: Mapped[int] = ordinal("Which piece it is, from 1; 0 where the reader told a place but no pieces")
    page: Mapped[int | None] = mapped_column(comment="Page, from 1")
    x0: Mapped[float | None] = mapped_column(comment="Left edge of its box in PDF points")
    top: Mapped[float | None] = mapped_column(comment="Upper edge of its box in PDF points from the top of the page")
    x1: Mapped[float | None] = mapped_column(comment="Right edge of its box in PDF points")
    bottom: Mapped[float | None] = mapped_column(comment="Lower edge of its box in PDF points from the top of the page")
    line: Mapped[int | None] = mapped_column(comment="Line, from 1")
    table_number: Mapped[int | None] = mapped_column(comment="Table of the document, from 0")
    row_number: Mapped[int | None] = mapped_column(comment="Row of the table, from 0")
    cell_number: Mapped[int | None] = mapped_column(comment="Cell of the row, from 0")
    snippet: Mapped[str | None] = mapped_column(comment="First words as printed; only with the first piece")
    at: Mapped[dict[str, str | int] | None] = mapped_column(
        comment="Place in formats without pages (sheet, slide, path), as JSON; only with the first piece"
    )
