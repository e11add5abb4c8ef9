"""What there is to read, and about whom: sources, documents, extractions and councils."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from normalise.records import DocumentKind
from store.models.base import Base, extraction_link, find_link, key, link, one_of, ordinal

SourceKind = Literal["file", "folder", "url", "page", "manifest"]


class Source(Base):
    __tablename__ = "source"
    __table_args__ = (
        sa.UniqueConstraint("name"),
        sa.CheckConstraint("every_days >= 1", name="every_days"),
        sa.CheckConstraint("failure_count >= 0", name="failure_count"),
        {"comment": "A place that documents are taken from; one with a name is followed"},
    )

    id: Mapped[int] = key()
    kind: Mapped[SourceKind] = mapped_column(one_of(SourceKind, "kind"), comment="What sort of place it is")
    location: Mapped[str] = mapped_column(unique=True, comment="Path or address as it was given")
    title: Mapped[str | None] = mapped_column(comment="What people call it")
    added_at: Mapped[datetime] = mapped_column(comment="When it was first used")
    name: Mapped[str | None] = mapped_column(
        comment="The short name that it is followed by; null for a place that was read once and is not followed"
    )
    given: Mapped[dict[str, object] | None] = mapped_column(
        sa.JSON(none_as_null=True), comment="What the user gives with its documents (councils, dates, kind), as JSON"
    )
    options: Mapped[dict[str, object] | None] = mapped_column(
        sa.JSON(none_as_null=True), comment="How it is followed where not as usual (patterns, depth, delay), as JSON"
    )
    every_days: Mapped[int | None] = mapped_column(comment="Days after which it is due again")
    paused_at: Mapped[datetime | None] = mapped_column(comment="Since when it rests; null while it is followed")
    checked_at: Mapped[datetime | None] = mapped_column(comment="When it was last asked for what is new")
    changed_at: Mapped[datetime | None] = mapped_column(comment="When it last had something new")
    failure_count: Mapped[int] = mapped_column(
        default=0, server_default=sa.text("0"), comment="How many times in a row asking it has failed"
    )
    error: Mapped[str | None] = mapped_column(comment="Why asking it failed last; null if it did not")


class Address(Base):
    __tablename__ = "address"
    __table_args__ = (
        sa.UniqueConstraint("source_id", "location"),
        sa.CheckConstraint("failure_count >= 0", name="failure_count"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        {"comment": "A file or web address that a source led to, and what it answered last"},
    )

    id: Mapped[int] = key()
    source_id: Mapped[int] = link("source", "The source that led there", index=False)
    location: Mapped[str] = mapped_column(comment="Path or address as the source names it")
    answered_by: Mapped[str | None] = mapped_column(comment="Address that answered in the end, after redirects")
    referrer: Mapped[str | None] = mapped_column(comment="Page or line that names it")
    etag: Mapped[str | None] = mapped_column(comment="The ETag of the last good answer, to ask whether it has changed")
    last_modified: Mapped[str | None] = mapped_column(
        comment="The Last-Modified of the last good answer, as it was sent"
    )
    sha256: Mapped[str | None] = mapped_column(
        index=True, comment="SHA-256 of the last good answer, whose original is kept"
    )
    words_sha256: Mapped[str | None] = mapped_column(
        comment="SHA-256 of what a web page says: pages are sent with other bytes each time"
    )
    checked_at: Mapped[datetime] = mapped_column(comment="When it was last asked")
    changed_at: Mapped[datetime | None] = mapped_column(comment="When it last answered with something new")
    failure_count: Mapped[int] = mapped_column(comment="How many times in a row it gave no good answer")
    error: Mapped[str | None] = mapped_column(comment="Why it gave none last; null if it did")


class Document(Base):
    __tablename__ = "document"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        sa.CheckConstraint("byte_count >= 0", name="byte_count"),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name="withdrawn"),
        sa.CheckConstraint("erased_at IS NULL OR withdrawn_at IS NOT NULL", name="erased"),
        {"comment": "One sequence of bytes that was read, wherever it was found"},
    )

    id: Mapped[int] = key()
    sha256: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the bytes: what it is")
    byte_count: Mapped[int] = mapped_column(sa.BigInteger, comment="Size in bytes")
    added_at: Mapped[datetime] = mapped_column(comment="When it was first kept")
    copy_of_id: Mapped[int | None] = find_link(
        "document", "The document that prints the same and counts in its place; null for one that counts itself"
    )
    replaced_by_id: Mapped[int | None] = find_link(
        "document", "The later edition that stands in its place now; null for one that still stands"
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="Since when it is hidden from all views")
    withdrawn_why: Mapped[str | None] = mapped_column(comment="Why it was withdrawn, in its user's words")
    erased_at: Mapped[datetime | None] = mapped_column(comment="When its text and original were removed")


class Sighting(Base):
    __tablename__ = "sighting"
    __table_args__ = (
        sa.UniqueConstraint("document_id", "location"),
        {"comment": "A place where a document was found; a copy that moved has two"},
    )

    id: Mapped[int] = key()
    document_id: Mapped[int] = link("document", "The document found there", index=False)
    source_id: Mapped[int | None] = find_link("source", "The source that led there")
    location: Mapped[str] = mapped_column(index=True, comment="Path or address of the file")
    first_seen_at: Mapped[datetime] = mapped_column(comment="When it was first found there")
    last_seen_at: Mapped[datetime] = mapped_column(comment="When it was last found there")


class Extraction(Base):
    __tablename__ = "extraction"
    __table_args__ = (
        sa.UniqueConstraint("document_id", "content_hash"),
        sa.Index(
            "uq_extraction_current",
            "document_id",
            unique=True,
            sqlite_where=sa.text("is_current"),
            postgresql_where=sa.text("is_current"),
        ),
        sa.CheckConstraint("NOT is_current OR superseded_by_id IS NULL", name="current"),
        sa.CheckConstraint("share_read BETWEEN 0 AND 1", name="share_read"),
        {"comment": "What one reader with one set of settings made of a document; it and its records never change"},
    )

    id: Mapped[int] = key()
    document_id: Mapped[int] = link("document", "The document that was read", index=False)
    run_id: Mapped[int] = link("run", "The run that kept it")
    is_current: Mapped[bool] = mapped_column(comment="True for the latest one of its document: what the views show")
    superseded_by_id: Mapped[int | None] = find_link("extraction", "The extraction that took its place")
    superseded_at: Mapped[datetime | None] = mapped_column(comment="When another took its place")
    kept_at: Mapped[datetime] = mapped_column(comment="When it was kept")
    content_hash: Mapped[str] = mapped_column(comment="SHA-256 of all that was read, but for the file's name")
    copy_key: Mapped[str | None] = mapped_column(
        index=True, comment="Hash of all that its records print: equal in copies; null where there are too few"
    )
    reader_fingerprint: Mapped[str | None] = mapped_column(
        comment="SHA-256 of the fingerprints of all the reader's stages"
    )
    reader: Mapped[dict[str, str] | None] = mapped_column(comment="Fingerprint of each stage of the reader, as JSON")
    settings_hash: Mapped[str | None] = mapped_column(
        comment="SHA-256 of the settings and of what was given with the file"
    )
    schema_version: Mapped[str] = mapped_column(comment="Version of the extraction contract")
    source_name: Mapped[str] = mapped_column(comment="Name of the file that was read")
    media_type: Mapped[str] = mapped_column(comment="What the bytes are, as recognised by content")
    page_count: Mapped[int | None] = mapped_column(comment="Pages, where the format has them")
    parts: Mapped[list[str]] = mapped_column(comment="Names of the files read as one document, as JSON")
    first_page_read: Mapped[int | None] = mapped_column(comment="First page read, where only a part was")
    last_page_read: Mapped[int | None] = mapped_column(comment="Last page read, where only a part was")
    share_read: Mapped[float | None] = mapped_column(
        comment="Share of the characters in the plan's scope that became values, 0 to 1; null where it has none"
    )
    kind: Mapped[DocumentKind] = mapped_column(one_of(DocumentKind, "kind"), comment="What sort of document it is")
    title: Mapped[str | None] = mapped_column(comment="Title as printed")
    language: Mapped[str | None] = mapped_column(comment="Language that was read, where the document has several")
    given: Mapped[list[str]] = mapped_column(comment="Fields that the user gave because they are not printed, as JSON")


class Council(Base):
    __tablename__ = "council"
    __table_args__ = ({"comment": "A council, present or abolished, from a register"},)

    id: Mapped[int] = key()
    code: Mapped[str] = mapped_column(unique=True, comment="The register's own code")
    ons_code: Mapped[str | None] = mapped_column(unique=True, comment="Code of the Office for National Statistics")
    name: Mapped[str] = mapped_column(comment="Full official name")
    short_name: Mapped[str | None] = mapped_column(comment="Usual short name")
    type: Mapped[str | None] = mapped_column(comment="Type of council in words")
    nation: Mapped[str | None] = mapped_column(comment="England, Scotland, Wales or Northern Ireland")
    region: Mapped[str | None] = mapped_column(comment="Region of England, or the nation")
    start_date: Mapped[date | None] = mapped_column(comment="First day, where the register has it")
    end_date: Mapped[date | None] = mapped_column(comment="Day it was abolished; null while it lasts")


class CouncilAlias(Base):
    __tablename__ = "council_alias"
    __table_args__ = (
        sa.UniqueConstraint("council_id", "alias_key"),
        {"comment": "A name by which a council is known, its official one among them"},
    )

    id: Mapped[int] = key()
    council_id: Mapped[int] = link("council", "The council", index=False)
    alias: Mapped[str] = mapped_column(comment="The name as the register writes it")
    alias_key: Mapped[str] = mapped_column(index=True, comment="The name folded for looking up")


class CouncilSuccessor(Base):
    __tablename__ = "council_successor"
    __table_args__ = (
        sa.UniqueConstraint("council_id", "successor_code"),
        {"comment": "Which council took over from an abolished one"},
    )

    id: Mapped[int] = key()
    council_id: Mapped[int] = link("council", "The abolished council", index=False)
    successor_code: Mapped[str] = mapped_column(comment="The register's code of the council that took over")


class DocumentCouncil(Base):
    __tablename__ = "document_council"
    __table_args__ = (
        sa.UniqueConstraint("extraction_id", "ordinal"),
        {"comment": "A council that a document is about"},
    )

    id: Mapped[int] = key()
    extraction_id: Mapped[int] = extraction_link(index=False)
    ordinal: Mapped[int] = ordinal()
    name: Mapped[str] = mapped_column(index=True, comment="Its full name as the reader gives it")
    council_id: Mapped[int | None] = find_link("council", "The council of that name, once a register is loaded")
