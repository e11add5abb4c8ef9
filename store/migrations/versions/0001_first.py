"""The first schema. Never edited after release: a change is a new revision beside this one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_Column = sa.Column[object]


def upgrade() -> None:  # noqa: PLR0915 a schema is a list
    op.create_table(
        "council",
        _number("id"),
        _text("code"),
        _text("ons_code", null=True),
        _text("name"),
        _text("short_name", null=True),
        _text("type", null=True),
        _text("nation", null=True),
        _text("region", null=True),
        _day("start_date", null=True),
        _day("end_date", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_council"),
        sa.UniqueConstraint("code", name="uq_council_code"),
        sa.UniqueConstraint("ons_code", name="uq_council_ons_code"),
    )
    op.create_table(
        "document",
        _number("id"),
        _text("sha256"),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        _text("added_at"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
        sa.CheckConstraint("byte_count >= 0", name="ck_document_byte_count"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_document_sha256"),
    )
    op.create_table(
        "run",
        _number("id"),
        _text("command"),
        _text("version"),
        _text("started_at"),
        _text("finished_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_table(
        "source",
        _number("id"),
        _word("source", "kind", "file", "folder", "url", "page", "manifest"),
        _text("location"),
        _text("title", null=True),
        _text("added_at"),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("location", name="uq_source_location"),
    )
    op.create_table(
        "council_alias",
        _number("id"),
        _link("council_alias", "council_id", "council"),
        _text("alias"),
        _text("alias_key"),
        sa.PrimaryKeyConstraint("id", name="pk_council_alias"),
        sa.UniqueConstraint("council_id", "alias_key", name="uq_council_alias_council_id_alias_key"),
    )
    op.create_index("ix_council_alias_alias_key", "council_alias", ["alias_key"])
    op.create_table(
        "council_successor",
        _number("id"),
        _link("council_successor", "council_id", "council"),
        _text("successor_code"),
        sa.PrimaryKeyConstraint("id", name="pk_council_successor"),
        sa.UniqueConstraint("council_id", "successor_code", name="uq_council_successor_council_id_successor_code"),
    )
    op.create_table(
        "extraction",
        _number("id"),
        _link("extraction", "document_id", "document"),
        _link("extraction", "run_id", "run"),
        _truth("is_current"),
        _link("extraction", "superseded_by_id", "extraction", null=True),
        _text("superseded_at", null=True),
        _text("kept_at"),
        _text("content_hash"),
        _text("reader_fingerprint", null=True),
        _json("reader", null=True),
        _text("settings_hash", null=True),
        _text("schema_version"),
        _text("source_name"),
        _text("media_type"),
        _number("page_count", null=True),
        _json("parts"),
        _number("first_page_read", null=True),
        _number("last_page_read", null=True),
        _word("extraction", "kind", "action_plan", "feedback_report", "progress_report", "other"),
        _text("title", null=True),
        _text("language", null=True),
        _json("given"),
        sa.PrimaryKeyConstraint("id", name="pk_extraction"),
        sa.UniqueConstraint("document_id", "content_hash", name="uq_extraction_document_id_content_hash"),
        sa.CheckConstraint("NOT is_current OR superseded_by_id IS NULL", name="ck_extraction_current"),
    )
    op.create_index("ix_extraction_run_id", "extraction", ["run_id"])
    op.create_index("ix_extraction_superseded_by_id", "extraction", ["superseded_by_id"])
    _index_where("uq_extraction_current", "extraction", ["document_id"], "is_current")
    op.create_table(
        "run_document",
        _number("id"),
        _link("run_document", "run_id", "run"),
        _link("run_document", "source_id", "source", null=True),
        _text("location"),
        _number("attempt"),
        _text("sha256", null=True),
        _link("run_document", "document_id", "document", null=True),
        _text("reader_fingerprint", null=True),
        _word("run_document", "outcome", "new", "unchanged", "superseded", "failed", "quarantined"),
        _text("failure_code", null=True),
        _text("failure_message", null=True),
        _text("failure_traceback", null=True),
        _text("started_at"),
        _text("finished_at", null=True),
        _real("seconds", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_run_document"),
        sa.CheckConstraint("attempt >= 1", name="ck_run_document_attempt"),
        sa.CheckConstraint(
            "(outcome IN ('failed', 'quarantined')) = (failure_code IS NOT NULL)",
            name="ck_run_document_failure_has_a_code",
        ),
    )
    op.create_index("ix_run_document_document_id", "run_document", ["document_id"])
    op.create_index("ix_run_document_run_id", "run_document", ["run_id"])
    op.create_index("ix_run_document_sha256", "run_document", ["sha256"])
    op.create_index("ix_run_document_source_id", "run_document", ["source_id"])
    op.create_table(
        "sighting",
        _number("id"),
        _link("sighting", "document_id", "document"),
        _link("sighting", "source_id", "source", null=True),
        _text("location"),
        _text("first_seen_at"),
        _text("last_seen_at"),
        sa.PrimaryKeyConstraint("id", name="pk_sighting"),
        sa.UniqueConstraint("document_id", "location", name="uq_sighting_document_id_location"),
    )
    op.create_index("ix_sighting_source_id", "sighting", ["source_id"])
    op.create_table(
        "declared_count",
        _number("id"),
        _link("declared_count", "extraction_id", "extraction"),
        _number("ordinal"),
        _word("declared_count", "what", "recommendation", "action"),
        _word("declared_count", "kind", "key", "additional", null=True),
        _number("declared_count"),
        _text("raw"),
        sa.PrimaryKeyConstraint("id", name="pk_declared_count"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_declared_count_extraction_id_ordinal"),
        sa.CheckConstraint("declared_count >= 0", name="ck_declared_count_declared_count"),
    )
    op.create_table(
        "document_council",
        _number("id"),
        _link("document_council", "extraction_id", "extraction"),
        _number("ordinal"),
        _text("name"),
        _link("document_council", "council_id", "council", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_document_council"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_document_council_extraction_id_ordinal"),
    )
    op.create_index("ix_document_council_council_id", "document_council", ["council_id"])
    op.create_index("ix_document_council_name", "document_council", ["name"])
    op.create_table(
        "peer",
        _number("id"),
        _link("peer", "extraction_id", "extraction"),
        _number("ordinal"),
        _text("name"),
        _text("role", null=True),
        _text("organisation", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_peer"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_peer_extraction_id_ordinal"),
    )
    op.create_table(
        "recommendation",
        _number("id"),
        _link("recommendation", "extraction_id", "extraction"),
        _text("local_id"),
        _number("ordinal"),
        _text("record_key"),
        _text("text_key"),
        _text("number", null=True),
        _word("recommendation", "kind", "key", "additional", "linked"),
        _link("recommendation", "parent_id", "recommendation", null=True),
        _text("text"),
        _text("summary", null=True),
        _text("context", null=True),
        _text("theme", null=True),
        _word("recommendation", "response", "accepted", "partly_accepted", "rejected", null=True),
        _text("response_raw", null=True),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
        sa.UniqueConstraint("extraction_id", "local_id", name="uq_recommendation_extraction_id_local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_recommendation_extraction_id_ordinal"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_recommendation_confidence"),
    )
    op.create_index("ix_recommendation_parent_id", "recommendation", ["parent_id"])
    op.create_index("ix_recommendation_record_key", "recommendation", ["record_key"])
    op.create_index("ix_recommendation_text_key", "recommendation", ["text_key"])
    op.create_table(
        "action",
        _number("id"),
        _link("action", "extraction_id", "extraction"),
        _text("local_id"),
        _number("ordinal"),
        _text("record_key"),
        _text("text_key"),
        _link("action", "recommendation_id", "recommendation", null=True),
        _text("number", null=True),
        _word("action", "stage", "existing", "planned", "new", null=True),
        _text("objective_number", null=True),
        _text("objective_text", null=True),
        _text("preamble", null=True),
        _text("text"),
        _word("action", "response", "accepted", "partly_accepted", "rejected", null=True),
        _text("response_raw", null=True),
        _number("measure_place_count"),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("extraction_id", "local_id", name="uq_action_extraction_id_local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_action_extraction_id_ordinal"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_action_confidence"),
        sa.CheckConstraint("objective_number IS NULL OR objective_text IS NOT NULL", name="ck_action_objective"),
    )
    op.create_index("ix_action_recommendation_id", "action", ["recommendation_id"])
    op.create_index("ix_action_record_key", "action", ["record_key"])
    op.create_index("ix_action_text_key", "action", ["text_key"])
    op.create_table(
        "progress",
        _number("id"),
        _link("progress", "extraction_id", "extraction"),
        _text("local_id"),
        _number("ordinal"),
        _text("record_key"),
        _text("text_key"),
        _link("progress", "recommendation_id", "recommendation", null=True),
        _truth("is_about_earlier"),
        _text("earlier_number", null=True),
        _text("earlier_text", null=True),
        _number("earlier_challenge_year", null=True),
        _text("text"),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_progress"),
        sa.UniqueConstraint("extraction_id", "local_id", name="uq_progress_extraction_id_local_id"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_progress_extraction_id_ordinal"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_progress_confidence"),
        sa.CheckConstraint(
            "is_about_earlier OR (earlier_number IS NULL AND earlier_text IS NULL AND earlier_challenge_year IS NULL)",
            name="ck_progress_earlier",
        ),
    )
    op.create_index("ix_progress_recommendation_id", "progress", ["recommendation_id"])
    op.create_index("ix_progress_record_key", "progress", ["record_key"])
    op.create_index("ix_progress_text_key", "progress", ["text_key"])
    op.create_table(
        "recommendation_part",
        _number("id"),
        _link("recommendation_part", "extraction_id", "extraction"),
        _link("recommendation_part", "recommendation_id", "recommendation"),
        _number("ordinal"),
        _text("text"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_part"),
        sa.UniqueConstraint("recommendation_id", "ordinal", name="uq_recommendation_part_recommendation_id_ordinal"),
    )
    op.create_index("ix_recommendation_part_extraction_id", "recommendation_part", ["extraction_id"])
    op.create_table(
        "recommendation_topic",
        _number("id"),
        _link("recommendation_topic", "extraction_id", "extraction"),
        _link("recommendation_topic", "recommendation_id", "recommendation"),
        _number("ordinal"),
        _text("topic"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_topic"),
        sa.UniqueConstraint("recommendation_id", "ordinal", name="uq_recommendation_topic_recommendation_id_ordinal"),
    )
    op.create_index("ix_recommendation_topic_extraction_id", "recommendation_topic", ["extraction_id"])
    op.create_index("ix_recommendation_topic_topic", "recommendation_topic", ["topic"])
    op.create_table(
        "action_other",
        _number("id"),
        _link("action_other", "extraction_id", "extraction"),
        _link("action_other", "action_id", "action"),
        _number("ordinal"),
        _text("heading"),
        _text("text"),
        sa.PrimaryKeyConstraint("id", name="pk_action_other"),
        sa.UniqueConstraint("action_id", "heading", name="uq_action_other_action_id_heading"),
        sa.UniqueConstraint("action_id", "ordinal", name="uq_action_other_action_id_ordinal"),
    )
    op.create_index("ix_action_other_extraction_id", "action_other", ["extraction_id"])
    op.create_table(
        "issue",
        _number("id"),
        _link("issue", "extraction_id", "extraction"),
        _number("ordinal"),
        _text("code"),
        _word("issue", "severity", "info", "warning", "error"),
        _text("message"),
        _text("about", null=True),
        _link("issue", "recommendation_id", "recommendation", null=True),
        _link("issue", "action_id", "action", null=True),
        _link("issue", "progress_id", "progress", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_issue"),
        sa.UniqueConstraint("extraction_id", "ordinal", name="uq_issue_extraction_id_ordinal"),
    )
    op.create_index("ix_issue_action_id", "issue", ["action_id"])
    op.create_index("ix_issue_code", "issue", ["code"])
    op.create_index("ix_issue_progress_id", "issue", ["progress_id"])
    op.create_index("ix_issue_recommendation_id", "issue", ["recommendation_id"])
    op.create_table(
        "measure",
        _number("id"),
        _link("measure", "extraction_id", "extraction"),
        _link("measure", "action_id", "action"),
        _number("ordinal"),
        _text("text"),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
        sa.UniqueConstraint("action_id", "ordinal", name="uq_measure_action_id_ordinal"),
    )
    op.create_index("ix_measure_extraction_id", "measure", ["extraction_id"])
    op.create_table(
        "owner",
        _number("id"),
        _link("owner", "extraction_id", "extraction"),
        _link("owner", "action_id", "action", null=True),
        _link("owner", "recommendation_id", "recommendation", null=True),
        _number("ordinal"),
        _text("raw"),
        _text("name"),
        _word("owner", "kind", "post", "body", "team", "person", "organisation"),
        _word("owner", "role", "lead", "accountable"),
        _word("owner", "scope", "action", "row"),
        _text("person", null=True),
        _text("function", null=True),
        _text("seniority", null=True),
        _text("statutory_role", null=True),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_owner"),
        _exactly_one("owner", "action_id", "recommendation_id"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_owner_confidence"),
    )
    op.create_index("ix_owner_extraction_id", "owner", ["extraction_id"])
    op.create_index("ix_owner_name", "owner", ["name"])
    _index_where("uq_owner_action_id", "owner", ["action_id", "ordinal"], "action_id IS NOT NULL")
    _index_where(
        "uq_owner_recommendation_id", "owner", ["recommendation_id", "ordinal"], "recommendation_id IS NOT NULL"
    )
    op.create_table(
        "status",
        _number("id"),
        _link("status", "extraction_id", "extraction"),
        _link("status", "recommendation_id", "recommendation", null=True),
        _link("status", "action_id", "action", null=True),
        _link("status", "progress_id", "progress", null=True),
        _word("status", "value", "not_started", "in_progress", "completed", "delayed", "on_hold", "cancelled"),
        _word("status", "rag", "red", "amber", "green", "blue", null=True),
        _text("raw"),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_status"),
        _exactly_one("status", "recommendation_id", "action_id", "progress_id"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_status_confidence"),
    )
    op.create_index("ix_status_extraction_id", "status", ["extraction_id"])
    _index_where("uq_status_action_id", "status", ["action_id"], "action_id IS NOT NULL")
    _index_where("uq_status_progress_id", "status", ["progress_id"], "progress_id IS NOT NULL")
    _index_where("uq_status_recommendation_id", "status", ["recommendation_id"], "recommendation_id IS NOT NULL")
    op.create_table(
        "timeline",
        _number("id"),
        _link("timeline", "extraction_id", "extraction"),
        _link("timeline", "action_id", "action", null=True),
        _link("timeline", "progress_id", "progress", null=True),
        _word("timeline", "document_field", "published", "challenge", null=True),
        _number("ordinal"),
        _text("raw"),
        _word("timeline", "kind", "date", "open", "recurring", "ongoing", "completed", "event", "unresolved"),
        _text("edtf", null=True),
        _day("start_date", null=True),
        _day("end_date", null=True),
        _word(
            "timeline", "precision", "day", "month", "quarter", "season", "half", "year", "financial_year", null=True
        ),
        _word(
            "timeline",
            "qualifier",
            "by",
            "early",
            "mid",
            "late",
            "end",
            "after",
            "from",
            "until",
            "approximate",
            null=True,
        ),
        _text("rrule", null=True),
        _text("label", null=True),
        _text("inferred"),
        _word("timeline", "scope", "action", "row"),
        _word("timeline", "source", "column", "text"),
        _real("confidence", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
        _exactly_one("timeline", "action_id", "progress_id", "document_field"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_timeline_confidence"),
        sa.CheckConstraint("start_date <= end_date", name="ck_timeline_start_before_end"),
    )
    op.create_index("ix_timeline_end_date", "timeline", ["end_date"])
    op.create_index("ix_timeline_extraction_id", "timeline", ["extraction_id"])
    _index_where("uq_timeline_action_id", "timeline", ["action_id", "ordinal"], "action_id IS NOT NULL")
    _index_where(
        "uq_timeline_document_field", "timeline", ["document_field", "extraction_id"], "document_field IS NOT NULL"
    )
    _index_where("uq_timeline_progress_id", "timeline", ["progress_id", "ordinal"], "progress_id IS NOT NULL")
    op.create_table(
        "place",
        _number("id"),
        _link("place", "extraction_id", "extraction"),
        _link("place", "recommendation_id", "recommendation", null=True),
        _link("place", "action_id", "action", null=True),
        _link("place", "progress_id", "progress", null=True),
        _link("place", "timeline_id", "timeline", null=True),
        _link("place", "owner_id", "owner", null=True),
        _link("place", "measure_id", "measure", null=True),
        _link("place", "status_id", "status", null=True),
        _link("place", "issue_id", "issue", null=True),
        _link("place", "peer_id", "peer", null=True),
        _link("place", "declared_count_id", "declared_count", null=True),
        _text("document_field", null=True),
        _number("ordinal"),
        _number("page", null=True),
        _real("x0", null=True),
        _real("top", null=True),
        _real("x1", null=True),
        _real("bottom", null=True),
        _number("line", null=True),
        _number("table_number", null=True),
        _number("row_number", null=True),
        _number("cell_number", null=True),
        _text("snippet", null=True),
        _json("at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        _exactly_one(
            "place",
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
        ),
        sa.CheckConstraint("page >= 1 AND line >= 1", name="ck_place_from_one"),
        sa.CheckConstraint("table_number >= 0 AND row_number >= 0 AND cell_number >= 0", name="ck_place_from_zero"),
    )
    op.create_index("ix_place_extraction_id", "place", ["extraction_id"])
    _index_where("uq_place_action_id", "place", ["action_id", "ordinal"], "action_id IS NOT NULL")
    _index_where(
        "uq_place_declared_count_id", "place", ["declared_count_id", "ordinal"], "declared_count_id IS NOT NULL"
    )
    _index_where(
        "uq_place_document_field", "place", ["document_field", "extraction_id", "ordinal"], "document_field IS NOT NULL"
    )
    _index_where("uq_place_issue_id", "place", ["issue_id", "ordinal"], "issue_id IS NOT NULL")
    _index_where("uq_place_measure_id", "place", ["measure_id", "ordinal"], "measure_id IS NOT NULL")
    _index_where("uq_place_owner_id", "place", ["owner_id", "ordinal"], "owner_id IS NOT NULL")
    _index_where("uq_place_peer_id", "place", ["peer_id", "ordinal"], "peer_id IS NOT NULL")
    _index_where("uq_place_progress_id", "place", ["progress_id", "ordinal"], "progress_id IS NOT NULL")
    _index_where(
        "uq_place_recommendation_id", "place", ["recommendation_id", "ordinal"], "recommendation_id IS NOT NULL"
    )
    _index_where("uq_place_status_id", "place", ["status_id", "ordinal"], "status_id IS NOT NULL")
    _index_where("uq_place_timeline_id", "place", ["timeline_id", "ordinal"], "timeline_id IS NOT NULL")


def _number(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Integer(), nullable=null)


def _text(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Text(), nullable=null)


def _day(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Date(), nullable=null)


def _truth(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Boolean(), nullable=null)


def _real(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Double(), nullable=null)


def _json(name: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.JSON(), nullable=null)


def _link(table: str, name: str, target: str, *, null: bool = False) -> _Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}"), nullable=null)


def _word(table: str, name: str, *words: str, null: bool = False) -> _Column:
    check = sa.Enum(*words, name=f"ck_{table}_{name}", native_enum=False, create_constraint=True, length=20)
    return sa.Column(name, check, nullable=null)


def _exactly_one(table: str, *columns: str) -> sa.CheckConstraint:
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{filled} = 1", name=f"ck_{table}_belongs_to_one")


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
