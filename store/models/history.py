"""What became of documents over time: which one replaced which at its place, and what changed between them."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from store.comparing import ChangeKind, RecordKind
from store.models.base import Base, find_link, key, link, one_of


class Edition(Base):
    __tablename__ = "edition"
    __table_args__ = (
        sa.UniqueConstraint("earlier_document_id", "document_id"),
        sa.CheckConstraint("earlier_document_id <> document_id", name="two_documents"),
        {"comment": "A document that stood where another one had stood before: a later edition of it"},
    )

    id: Mapped[int] = key()
    earlier_document_id: Mapped[int] = link("document", "The document that stood there before", index=False)
    document_id: Mapped[int] = link("document", "The document that took its place")
    run_id: Mapped[int] = link("run", "The run that found it, last if it came back")
    noticed_at: Mapped[datetime] = mapped_column(comment="When it was found, last if it came back")


class Change(Base):
    __tablename__ = "change"
    __table_args__ = (
        sa.UniqueConstraint("before_extraction_id", "after_extraction_id", "ordinal"),
        sa.CheckConstraint("(before_key IS NULL) = (what = 'added')", name="added"),
        sa.CheckConstraint("(after_key IS NULL) = (what = 'removed')", name="removed"),
        {"comment": "What is different in one record between two extractions"},
    )

    id: Mapped[int] = key()
    edition_id: Mapped[int | None] = find_link(
        "edition", "The later edition that made the change; null where the same bytes were read in another way"
    )
    before_extraction_id: Mapped[int] = link("extraction", "The earlier extraction", index=False)
    after_extraction_id: Mapped[int] = link("extraction", "The later extraction")
    ordinal: Mapped[int] = mapped_column(comment="Place among the changes between the two, from 0")
    what: Mapped[ChangeKind] = mapped_column(one_of(ChangeKind, "what"), comment="What happened to the record")
    record: Mapped[RecordKind] = mapped_column(one_of(RecordKind, "record"), comment="What sort of record it is")
    before_key: Mapped[str | None] = mapped_column(comment="`record_key` of the record in the earlier extraction")
    after_key: Mapped[str | None] = mapped_column(comment="`record_key` of the record in the later extraction")
    number: Mapped[str | None] = mapped_column(comment="Printed number of the record")
    text: Mapped[str] = mapped_column(comment="Wording of the record, of the later extraction where it is in both")
    before: Mapped[str | None] = mapped_column(comment="What was printed before of the part that changed")
    after: Mapped[str | None] = mapped_column(comment="What is printed now of the part that changed")
    before_date: Mapped[date | None] = mapped_column(comment="The due date before, where one date moved")
    after_date: Mapped[date | None] = mapped_column(comment="The due date now, where one date moved")
    days_moved: Mapped[int | None] = mapped_column(
        comment="Days by which the date moved, below 0 where it came nearer; null where one of the two is no day"
    )
