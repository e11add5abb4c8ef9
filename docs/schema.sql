CREATE TABLE action (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    text_key TEXT NOT NULL,
    recommendation_id INTEGER,
    number TEXT,
    stage VARCHAR(20),
    objective_number TEXT,
    objective_text TEXT,
    preamble TEXT,
    text TEXT NOT NULL,
    response VARCHAR(20),
    response_raw TEXT,
    measure_place_count INTEGER NOT NULL,
    confidence DOUBLE,
    CONSTRAINT ck_action_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_action_objective CHECK (objective_number IS NULL OR objective_text IS NOT NULL),
    CONSTRAINT ck_action_response CHECK (response IN ('accepted', 'partly_accepted', 'rejected')),
    CONSTRAINT ck_action_stage CHECK (stage IN ('existing', 'planned', 'new')),
    CONSTRAINT fk_action_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_action_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT uq_action_extraction_id_local_id UNIQUE (extraction_id, local_id),
    CONSTRAINT uq_action_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE action_other (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT fk_action_other_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_action_other_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT pk_action_other PRIMARY KEY (id),
    CONSTRAINT uq_action_other_action_id_heading UNIQUE (action_id, heading),
    CONSTRAINT uq_action_other_action_id_ordinal UNIQUE (action_id, ordinal)
);

CREATE TABLE address (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    location TEXT NOT NULL,
    answered_by TEXT,
    referrer TEXT,
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT,
    words_sha256 TEXT,
    checked_at TEXT NOT NULL,
    changed_at TEXT,
    failure_count INTEGER NOT NULL,
    error TEXT,
    CONSTRAINT ck_address_failure_count CHECK (failure_count >= 0),
    CONSTRAINT ck_address_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT fk_address_source_id FOREIGN KEY(source_id) REFERENCES source (id),
    CONSTRAINT pk_address PRIMARY KEY (id),
    CONSTRAINT uq_address_source_id_location UNIQUE (source_id, location)
);

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE change (
    id INTEGER NOT NULL,
    edition_id INTEGER,
    before_extraction_id INTEGER NOT NULL,
    after_extraction_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    what VARCHAR(20) NOT NULL,
    record VARCHAR(20) NOT NULL,
    before_key TEXT,
    after_key TEXT,
    number TEXT,
    text TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    before_date DATE,
    after_date DATE,
    days_moved INTEGER,
    CONSTRAINT ck_change_added CHECK ((before_key IS NULL) = (what = 'added')),
    CONSTRAINT ck_change_record CHECK (record IN ('recommendation', 'action', 'progress')),
    CONSTRAINT ck_change_removed CHECK ((after_key IS NULL) = (what = 'removed')),
    CONSTRAINT ck_change_what CHECK (what IN ('added', 'removed', 'reworded', 'date_moved', 'owner_changed', 'status_changed')),
    CONSTRAINT fk_change_after_extraction_id FOREIGN KEY(after_extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_change_before_extraction_id FOREIGN KEY(before_extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_change_edition_id FOREIGN KEY(edition_id) REFERENCES edition (id),
    CONSTRAINT pk_change PRIMARY KEY (id),
    CONSTRAINT uq_change_before_extraction_id_after_extraction_id_ordinal UNIQUE (before_extraction_id, after_extraction_id, ordinal)
);

CREATE TABLE council (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    ons_code TEXT,
    name TEXT NOT NULL,
    short_name TEXT,
    type TEXT,
    nation TEXT,
    region TEXT,
    start_date DATE,
    end_date DATE,
    CONSTRAINT pk_council PRIMARY KEY (id),
    CONSTRAINT uq_council_code UNIQUE (code),
    CONSTRAINT uq_council_ons_code UNIQUE (ons_code)
);

CREATE TABLE council_alias (
    id INTEGER NOT NULL,
    council_id INTEGER NOT NULL,
    alias TEXT NOT NULL,
    alias_key TEXT NOT NULL,
    CONSTRAINT fk_council_alias_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT pk_council_alias PRIMARY KEY (id),
    CONSTRAINT uq_council_alias_council_id_alias_key UNIQUE (council_id, alias_key)
);

CREATE TABLE council_successor (
    id INTEGER NOT NULL,
    council_id INTEGER NOT NULL,
    successor_code TEXT NOT NULL,
    CONSTRAINT fk_council_successor_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT pk_council_successor PRIMARY KEY (id),
    CONSTRAINT uq_council_successor_council_id_successor_code UNIQUE (council_id, successor_code)
);

CREATE TABLE declared_count (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    what VARCHAR(20) NOT NULL,
    kind VARCHAR(20),
    declared_count INTEGER NOT NULL,
    raw TEXT NOT NULL,
    CONSTRAINT ck_declared_count_declared_count CHECK (declared_count >= 0),
    CONSTRAINT ck_declared_count_kind CHECK (kind IN ('key', 'additional')),
    CONSTRAINT ck_declared_count_what CHECK (what IN ('recommendation', 'action')),
    CONSTRAINT fk_declared_count_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT pk_declared_count PRIMARY KEY (id),
    CONSTRAINT uq_declared_count_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE "document" (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    byte_count BIGINT NOT NULL,
    added_at TEXT NOT NULL,
    copy_of_id INTEGER,
    replaced_by_id INTEGER,
    withdrawn_at TEXT,
    withdrawn_why TEXT,
    erased_at TEXT,
    CONSTRAINT ck_document_byte_count CHECK (byte_count >= 0),
    CONSTRAINT ck_document_erased CHECK (erased_at IS NULL OR withdrawn_at IS NOT NULL),
    CONSTRAINT ck_document_sha256 CHECK (length(sha256) = 64),
    CONSTRAINT ck_document_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL)),
    CONSTRAINT fk_document_copy_of_id FOREIGN KEY(copy_of_id) REFERENCES document (id),
    CONSTRAINT fk_document_replaced_by_id FOREIGN KEY(replaced_by_id) REFERENCES document (id),
    CONSTRAINT pk_document PRIMARY KEY (id),
    CONSTRAINT uq_document_sha256 UNIQUE (sha256)
);

CREATE TABLE document_council (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    council_id INTEGER,
    CONSTRAINT fk_document_council_council_id FOREIGN KEY(council_id) REFERENCES council (id),
    CONSTRAINT fk_document_council_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT pk_document_council PRIMARY KEY (id),
    CONSTRAINT uq_document_council_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE edition (
    id INTEGER NOT NULL,
    earlier_document_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    noticed_at TEXT NOT NULL,
    CONSTRAINT ck_edition_two_documents CHECK (earlier_document_id <> document_id),
    CONSTRAINT fk_edition_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_edition_earlier_document_id FOREIGN KEY(earlier_document_id) REFERENCES document (id),
    CONSTRAINT fk_edition_run_id FOREIGN KEY(run_id) REFERENCES run (id),
    CONSTRAINT pk_edition PRIMARY KEY (id),
    CONSTRAINT uq_edition_earlier_document_id_document_id UNIQUE (earlier_document_id, document_id)
);

CREATE TABLE "extraction" (
    id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL,
    superseded_by_id INTEGER,
    superseded_at TEXT,
    kept_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    reader_fingerprint TEXT,
    reader JSON,
    settings_hash TEXT,
    schema_version TEXT NOT NULL,
    source_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    page_count INTEGER,
    parts JSON NOT NULL,
    first_page_read INTEGER,
    last_page_read INTEGER,
    kind VARCHAR(20) NOT NULL,
    title TEXT,
    language TEXT,
    given JSON NOT NULL,
    share_read DOUBLE,
    copy_key TEXT,
    CONSTRAINT ck_extraction_current CHECK (NOT is_current OR superseded_by_id IS NULL),
    CONSTRAINT ck_extraction_kind CHECK (kind IN ('action_plan', 'feedback_report', 'progress_report', 'other')),
    CONSTRAINT ck_extraction_share_read CHECK (share_read BETWEEN 0 AND 1),
    CONSTRAINT fk_extraction_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_extraction_run_id FOREIGN KEY(run_id) REFERENCES run (id),
    CONSTRAINT fk_extraction_superseded_by_id FOREIGN KEY(superseded_by_id) REFERENCES extraction (id),
    CONSTRAINT pk_extraction PRIMARY KEY (id),
    CONSTRAINT uq_extraction_document_id_content_hash UNIQUE (document_id, content_hash)
);

CREATE TABLE issue (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity VARCHAR(20) NOT NULL,
    message TEXT NOT NULL,
    about TEXT,
    recommendation_id INTEGER,
    action_id INTEGER,
    progress_id INTEGER,
    CONSTRAINT ck_issue_severity CHECK (severity IN ('info', 'warning', 'error')),
    CONSTRAINT fk_issue_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_issue_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_issue_progress_id FOREIGN KEY(progress_id) REFERENCES progress (id),
    CONSTRAINT fk_issue_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_issue PRIMARY KEY (id),
    CONSTRAINT uq_issue_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE measure (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT fk_measure_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_measure_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT uq_measure_action_id_ordinal UNIQUE (action_id, ordinal)
);

CREATE TABLE owner (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    action_id INTEGER,
    recommendation_id INTEGER,
    ordinal INTEGER NOT NULL,
    raw TEXT NOT NULL,
    name TEXT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    role VARCHAR(20) NOT NULL,
    scope VARCHAR(20) NOT NULL,
    person TEXT,
    function TEXT,
    seniority TEXT,
    statutory_role TEXT,
    confidence DOUBLE,
    CONSTRAINT ck_owner_belongs_to_one CHECK (CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN recommendation_id IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT ck_owner_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_owner_kind CHECK (kind IN ('post', 'body', 'team', 'person', 'organisation')),
    CONSTRAINT ck_owner_role CHECK (role IN ('lead', 'accountable')),
    CONSTRAINT ck_owner_scope CHECK (scope IN ('action', 'row')),
    CONSTRAINT fk_owner_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_owner_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_owner_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_owner PRIMARY KEY (id)
);

CREATE TABLE peer (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    organisation TEXT,
    CONSTRAINT fk_peer_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT pk_peer PRIMARY KEY (id),
    CONSTRAINT uq_peer_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE place (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    recommendation_id INTEGER,
    action_id INTEGER,
    progress_id INTEGER,
    timeline_id INTEGER,
    owner_id INTEGER,
    measure_id INTEGER,
    status_id INTEGER,
    issue_id INTEGER,
    peer_id INTEGER,
    declared_count_id INTEGER,
    document_field TEXT,
    ordinal INTEGER NOT NULL,
    page INTEGER,
    x0 DOUBLE,
    top DOUBLE,
    x1 DOUBLE,
    bottom DOUBLE,
    line INTEGER,
    table_number INTEGER,
    row_number INTEGER,
    cell_number INTEGER,
    snippet TEXT,
    at JSON,
    CONSTRAINT ck_place_belongs_to_one CHECK (CASE WHEN recommendation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN progress_id IS NULL THEN 0 ELSE 1 END + CASE WHEN timeline_id IS NULL THEN 0 ELSE 1 END + CASE WHEN owner_id IS NULL THEN 0 ELSE 1 END + CASE WHEN measure_id IS NULL THEN 0 ELSE 1 END + CASE WHEN status_id IS NULL THEN 0 ELSE 1 END + CASE WHEN issue_id IS NULL THEN 0 ELSE 1 END + CASE WHEN peer_id IS NULL THEN 0 ELSE 1 END + CASE WHEN declared_count_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_field IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT ck_place_from_one CHECK (page >= 1 AND line >= 1),
    CONSTRAINT ck_place_from_zero CHECK (table_number >= 0 AND row_number >= 0 AND cell_number >= 0),
    CONSTRAINT fk_place_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_place_declared_count_id FOREIGN KEY(declared_count_id) REFERENCES declared_count (id),
    CONSTRAINT fk_place_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_place_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id),
    CONSTRAINT fk_place_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_place_owner_id FOREIGN KEY(owner_id) REFERENCES owner (id),
    CONSTRAINT fk_place_peer_id FOREIGN KEY(peer_id) REFERENCES peer (id),
    CONSTRAINT fk_place_progress_id FOREIGN KEY(progress_id) REFERENCES progress (id),
    CONSTRAINT fk_place_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT fk_place_status_id FOREIGN KEY(status_id) REFERENCES status (id),
    CONSTRAINT fk_place_timeline_id FOREIGN KEY(timeline_id) REFERENCES timeline (id),
    CONSTRAINT pk_place PRIMARY KEY (id)
);

CREATE TABLE progress (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    text_key TEXT NOT NULL,
    recommendation_id INTEGER,
    is_about_earlier BOOLEAN NOT NULL,
    earlier_number TEXT,
    earlier_text TEXT,
    earlier_challenge_year INTEGER,
    text TEXT NOT NULL,
    confidence DOUBLE,
    CONSTRAINT ck_progress_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_progress_earlier CHECK (is_about_earlier OR (earlier_number IS NULL AND earlier_text IS NULL AND earlier_challenge_year IS NULL)),
    CONSTRAINT fk_progress_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_progress_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_progress PRIMARY KEY (id),
    CONSTRAINT uq_progress_extraction_id_local_id UNIQUE (extraction_id, local_id),
    CONSTRAINT uq_progress_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE recommendation (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    text_key TEXT NOT NULL,
    number TEXT,
    kind VARCHAR(20) NOT NULL,
    parent_id INTEGER,
    text TEXT NOT NULL,
    summary TEXT,
    context TEXT,
    theme TEXT,
    response VARCHAR(20),
    response_raw TEXT,
    confidence DOUBLE,
    CONSTRAINT ck_recommendation_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_recommendation_kind CHECK (kind IN ('key', 'additional', 'linked')),
    CONSTRAINT ck_recommendation_response CHECK (response IN ('accepted', 'partly_accepted', 'rejected')),
    CONSTRAINT fk_recommendation_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_recommendation_parent_id FOREIGN KEY(parent_id) REFERENCES recommendation (id),
    CONSTRAINT pk_recommendation PRIMARY KEY (id),
    CONSTRAINT uq_recommendation_extraction_id_local_id UNIQUE (extraction_id, local_id),
    CONSTRAINT uq_recommendation_extraction_id_ordinal UNIQUE (extraction_id, ordinal)
);

CREATE TABLE recommendation_part (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    recommendation_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT fk_recommendation_part_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_recommendation_part_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_recommendation_part PRIMARY KEY (id),
    CONSTRAINT uq_recommendation_part_recommendation_id_ordinal UNIQUE (recommendation_id, ordinal)
);

CREATE TABLE "recommendation_topic" (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    recommendation_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    topic TEXT NOT NULL,
    kind VARCHAR(20),
    words JSON,
    codebook TEXT,
    CONSTRAINT ck_recommendation_topic_kind CHECK (kind IN ('core_theme', 'topic')),
    CONSTRAINT fk_recommendation_topic_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_recommendation_topic_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_recommendation_topic PRIMARY KEY (id),
    CONSTRAINT uq_recommendation_topic_recommendation_id_ordinal UNIQUE (recommendation_id, ordinal)
);

CREATE TABLE "run" (
    id INTEGER NOT NULL,
    command TEXT NOT NULL,
    version TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    seconds DOUBLE,
    reader JSON,
    owner TEXT,
    host TEXT,
    process_number INTEGER,
    process_start TEXT,
    is_running BOOLEAN,
    beat_at TEXT,
    CONSTRAINT pk_run PRIMARY KEY (id)
);

CREATE TABLE "run_document" (
    id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    source_id INTEGER,
    location TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    sha256 TEXT,
    document_id INTEGER,
    reader_fingerprint TEXT,
    outcome VARCHAR(20) NOT NULL,
    failure_code TEXT,
    failure_message TEXT,
    failure_traceback TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    seconds DOUBLE,
    tried_with TEXT,
    CONSTRAINT ck_run_document_attempt CHECK (attempt >= 1),
    CONSTRAINT ck_run_document_failure_has_a_code CHECK ((outcome IN ('failed', 'quarantined')) = (failure_code IS NOT NULL)),
    CONSTRAINT ck_run_document_outcome CHECK (outcome IN ('new', 'unchanged', 'superseded', 'failed', 'quarantined', 'withdrawn')),
    CONSTRAINT fk_run_document_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_run_document_run_id FOREIGN KEY(run_id) REFERENCES run (id),
    CONSTRAINT fk_run_document_source_id FOREIGN KEY(source_id) REFERENCES source (id),
    CONSTRAINT pk_run_document PRIMARY KEY (id)
);

CREATE TABLE sighting (
    id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    source_id INTEGER,
    location TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    CONSTRAINT fk_sighting_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_sighting_source_id FOREIGN KEY(source_id) REFERENCES source (id),
    CONSTRAINT pk_sighting PRIMARY KEY (id),
    CONSTRAINT uq_sighting_document_id_location UNIQUE (document_id, location)
);

CREATE TABLE "source" (
    id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    location TEXT NOT NULL,
    title TEXT,
    added_at TEXT NOT NULL,
    name TEXT,
    given JSON,
    options JSON,
    every_days INTEGER,
    paused_at TEXT,
    checked_at TEXT,
    changed_at TEXT,
    failure_count INTEGER DEFAULT 0 NOT NULL,
    error TEXT,
    CONSTRAINT ck_source_every_days CHECK (every_days >= 1),
    CONSTRAINT ck_source_failure_count CHECK (failure_count >= 0),
    CONSTRAINT ck_source_kind CHECK (kind IN ('file', 'folder', 'url', 'page', 'manifest')),
    CONSTRAINT pk_source PRIMARY KEY (id),
    CONSTRAINT uq_source_location UNIQUE (location),
    CONSTRAINT uq_source_name UNIQUE (name)
);

CREATE TABLE status (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    recommendation_id INTEGER,
    action_id INTEGER,
    progress_id INTEGER,
    value VARCHAR(20) NOT NULL,
    rag VARCHAR(20),
    raw TEXT NOT NULL,
    confidence DOUBLE,
    CONSTRAINT ck_status_belongs_to_one CHECK (CASE WHEN recommendation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN progress_id IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT ck_status_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_status_rag CHECK (rag IN ('red', 'amber', 'green', 'blue')),
    CONSTRAINT ck_status_value CHECK (value IN ('not_started', 'in_progress', 'completed', 'delayed', 'on_hold', 'cancelled')),
    CONSTRAINT fk_status_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_status_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_status_progress_id FOREIGN KEY(progress_id) REFERENCES progress (id),
    CONSTRAINT fk_status_recommendation_id FOREIGN KEY(recommendation_id) REFERENCES recommendation (id),
    CONSTRAINT pk_status PRIMARY KEY (id)
);

CREATE TABLE timeline (
    id INTEGER NOT NULL,
    extraction_id INTEGER NOT NULL,
    action_id INTEGER,
    progress_id INTEGER,
    document_field VARCHAR(20),
    ordinal INTEGER NOT NULL,
    raw TEXT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    edtf TEXT,
    start_date DATE,
    end_date DATE,
    precision VARCHAR(20),
    qualifier VARCHAR(20),
    rrule TEXT,
    label TEXT,
    inferred TEXT NOT NULL,
    scope VARCHAR(20) NOT NULL,
    source VARCHAR(20) NOT NULL,
    confidence DOUBLE,
    CONSTRAINT ck_timeline_belongs_to_one CHECK (CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN progress_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_field IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT ck_timeline_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_timeline_document_field CHECK (document_field IN ('published', 'challenge')),
    CONSTRAINT ck_timeline_kind CHECK (kind IN ('date', 'open', 'recurring', 'ongoing', 'completed', 'event', 'unresolved')),
    CONSTRAINT ck_timeline_precision CHECK (precision IN ('day', 'month', 'quarter', 'season', 'half', 'year', 'financial_year')),
    CONSTRAINT ck_timeline_qualifier CHECK (qualifier IN ('by', 'early', 'mid', 'late', 'end', 'after', 'from', 'until', 'approximate')),
    CONSTRAINT ck_timeline_scope CHECK (scope IN ('action', 'row')),
    CONSTRAINT ck_timeline_source CHECK (source IN ('column', 'text')),
    CONSTRAINT ck_timeline_start_before_end CHECK (start_date <= end_date),
    CONSTRAINT fk_timeline_action_id FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_timeline_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
    CONSTRAINT fk_timeline_progress_id FOREIGN KEY(progress_id) REFERENCES progress (id),
    CONSTRAINT pk_timeline PRIMARY KEY (id)
);

CREATE INDEX ix_action_other_extraction_id ON action_other (extraction_id);

CREATE INDEX ix_action_recommendation_id ON action (recommendation_id);

CREATE INDEX ix_action_record_key ON action (record_key);

CREATE INDEX ix_action_text_key ON action (text_key);

CREATE INDEX ix_address_sha256 ON address (sha256);

CREATE INDEX ix_change_after_extraction_id ON change (after_extraction_id);

CREATE INDEX ix_change_edition_id ON change (edition_id);

CREATE INDEX ix_council_alias_alias_key ON council_alias (alias_key);

CREATE INDEX ix_document_copy_of_id ON document (copy_of_id);

CREATE INDEX ix_document_council_council_id ON document_council (council_id);

CREATE INDEX ix_document_council_name ON document_council (name);

CREATE INDEX ix_document_replaced_by_id ON document (replaced_by_id);

CREATE INDEX ix_edition_document_id ON edition (document_id);

CREATE INDEX ix_edition_run_id ON edition (run_id);

CREATE INDEX ix_extraction_copy_key ON extraction (copy_key);

CREATE INDEX ix_extraction_run_id ON extraction (run_id);

CREATE INDEX ix_extraction_superseded_by_id ON extraction (superseded_by_id);

CREATE INDEX ix_issue_action_id ON issue (action_id);

CREATE INDEX ix_issue_code ON issue (code);

CREATE INDEX ix_issue_progress_id ON issue (progress_id);

CREATE INDEX ix_issue_recommendation_id ON issue (recommendation_id);

CREATE INDEX ix_measure_extraction_id ON measure (extraction_id);

CREATE INDEX ix_owner_extraction_id ON owner (extraction_id);

CREATE INDEX ix_owner_name ON owner (name);

CREATE INDEX ix_place_extraction_id ON place (extraction_id);

CREATE INDEX ix_progress_recommendation_id ON progress (recommendation_id);

CREATE INDEX ix_progress_record_key ON progress (record_key);

CREATE INDEX ix_progress_text_key ON progress (text_key);

CREATE INDEX ix_recommendation_parent_id ON recommendation (parent_id);

CREATE INDEX ix_recommendation_part_extraction_id ON recommendation_part (extraction_id);

CREATE INDEX ix_recommendation_record_key ON recommendation (record_key);

CREATE INDEX ix_recommendation_text_key ON recommendation (text_key);

CREATE INDEX ix_recommendation_topic_extraction_id ON recommendation_topic (extraction_id);

CREATE INDEX ix_recommendation_topic_topic ON recommendation_topic (topic);

CREATE INDEX ix_run_document_document_id ON run_document (document_id);

CREATE INDEX ix_run_document_run_id ON run_document (run_id);

CREATE INDEX ix_run_document_sha256 ON run_document (sha256);

CREATE INDEX ix_run_document_source_id ON run_document (source_id);

CREATE INDEX ix_sighting_location ON sighting (location);

CREATE INDEX ix_sighting_source_id ON sighting (source_id);

CREATE INDEX ix_status_extraction_id ON status (extraction_id);

CREATE INDEX ix_timeline_end_date ON timeline (end_date);

CREATE INDEX ix_timeline_extraction_id ON timeline (extraction_id);

CREATE UNIQUE INDEX uq_extraction_current ON extraction (document_id) WHERE is_current;

CREATE UNIQUE INDEX uq_owner_action_id ON owner (action_id, ordinal) WHERE action_id IS NOT NULL;

CREATE UNIQUE INDEX uq_owner_recommendation_id ON owner (recommendation_id, ordinal) WHERE recommendation_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_action_id ON place (action_id, ordinal) WHERE action_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_declared_count_id ON place (declared_count_id, ordinal) WHERE declared_count_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_document_field ON place (document_field, extraction_id, ordinal) WHERE document_field IS NOT NULL;

CREATE UNIQUE INDEX uq_place_issue_id ON place (issue_id, ordinal) WHERE issue_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_measure_id ON place (measure_id, ordinal) WHERE measure_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_owner_id ON place (owner_id, ordinal) WHERE owner_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_peer_id ON place (peer_id, ordinal) WHERE peer_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_progress_id ON place (progress_id, ordinal) WHERE progress_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_recommendation_id ON place (recommendation_id, ordinal) WHERE recommendation_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_status_id ON place (status_id, ordinal) WHERE status_id IS NOT NULL;

CREATE UNIQUE INDEX uq_place_timeline_id ON place (timeline_id, ordinal) WHERE timeline_id IS NOT NULL;

CREATE UNIQUE INDEX uq_run_is_running ON run (is_running) WHERE is_running;

CREATE UNIQUE INDEX uq_status_action_id ON status (action_id) WHERE action_id IS NOT NULL;

CREATE UNIQUE INDEX uq_status_progress_id ON status (progress_id) WHERE progress_id IS NOT NULL;

CREATE UNIQUE INDEX uq_status_recommendation_id ON status (recommendation_id) WHERE recommendation_id IS NOT NULL;

CREATE UNIQUE INDEX uq_timeline_action_id ON timeline (action_id, ordinal) WHERE action_id IS NOT NULL;

CREATE UNIQUE INDEX uq_timeline_document_field ON timeline (document_field, extraction_id) WHERE document_field IS NOT NULL;

CREATE UNIQUE INDEX uq_timeline_progress_id ON timeline (progress_id, ordinal) WHERE progress_id IS NOT NULL;

CREATE VIEW action_flat AS
-- One row an action with all that belongs to it, lists joined by "; ": what to open first. `due_date` is its first due
-- date; `accountable` are the senior owners of the action and of its recommendation; `page` is where it begins.
SELECT
    current_action.id AS action_id,
    current_action.document_id,
    current_action.council,
    current_document.title AS document_title,
    current_document.kind AS document_kind,
    current_document.published_date,
    recommendation.number AS recommendation_number,
    recommendation.text AS recommendation_text,
    recommendation.theme,
    current_action.objective_text AS objective,
    current_action.stage,
    current_action.number AS action_number,
    current_action.text AS action_text,
    (SELECT MIN(due_date.due_date) FROM due_date WHERE due_date.action_id = current_action.id) AS due_date,
    (
        SELECT group_concat(ordered.raw, '; ')
        FROM (
            SELECT timeline.raw
            FROM timeline
            WHERE timeline.action_id = current_action.id
            ORDER BY timeline.ordinal
        ) AS ordered
    ) AS timeline_raw,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT owner.name
            FROM owner
            WHERE owner.action_id = current_action.id AND owner.role = 'lead'
            ORDER BY owner.ordinal
        ) AS ordered
    ) AS owners,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT owner.name
            FROM owner
            WHERE
                owner.action_id = current_action.id AND owner.role = 'accountable'
                OR owner.recommendation_id = current_action.recommendation_id
            ORDER BY owner.action_id, owner.ordinal
        ) AS ordered
    ) AS accountable,
    (
        SELECT group_concat(ordered.text, '; ')
        FROM (
            SELECT measure.text
            FROM measure
            WHERE measure.action_id = current_action.id
            ORDER BY measure.ordinal
        ) AS ordered
    ) AS measures,
    status.value AS status,
    status.rag,
    status.raw AS status_raw,
    current_action.response,
    (SELECT COUNT(*) FROM issue WHERE issue.action_id = current_action.id) AS issue_count,
    (SELECT MIN(place.page) FROM place WHERE place.action_id = current_action.id) AS page,
    current_action.confidence,
    current_action.record_key
FROM current_action
JOIN current_document ON current_document.document_id = current_action.document_id
LEFT JOIN recommendation ON recommendation.id = current_action.recommendation_id
LEFT JOIN status ON status.action_id = current_action.id;

CREATE VIEW changes AS
-- One row a change of a record, as `before` and `after`: added, removed, reworded, date moved by `days_moved`, owner or
-- status changed. `cause` is `edition` where another document took the place of an earlier one, and `reading` where the
-- same bytes were read in another way, which says nothing of the council. Changes that several copies went through are
-- told once. Those of what was withdrawn are left out.
SELECT
    CASE WHEN change.edition_id IS NULL THEN 'reading' ELSE 'edition' END AS cause,
    COALESCE(edition.noticed_at, before_extraction.superseded_at, after_extraction.kept_at) AS changed_at,
    COALESCE(edition.run_id, after_extraction.run_id) AS run_id,
    documents.council,
    documents.document_id,
    documents.title AS document_title,
    before_document.id AS earlier_document_id,
    change.record,
    change.what,
    change.number,
    change.text,
    change.before,
    change.after,
    change.before_date,
    change.after_date,
    change.days_moved,
    change.before_key,
    change.after_key,
    change.ordinal,
    change.id AS change_id
FROM change
JOIN extraction AS before_extraction ON before_extraction.id = change.before_extraction_id
JOIN extraction AS after_extraction ON after_extraction.id = change.after_extraction_id
JOIN document AS before_document ON before_document.id = before_extraction.document_id
JOIN documents ON documents.document_id = after_extraction.document_id
LEFT JOIN edition ON edition.id = change.edition_id
WHERE
    before_document.withdrawn_at IS NULL
    AND (
        documents.state <> 'copy'
        OR (
            change.edition_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1
                FROM edition AS other_edition
                JOIN document AS other ON other.id = other_edition.document_id
                WHERE
                    other.withdrawn_at IS NULL
                    AND (
                        other.id = documents.other_document_id
                        OR (other.copy_of_id = documents.other_document_id AND other.id < documents.document_id)
                    )
            )
        )
    );

CREATE VIEW current_action AS
-- The actions of the latest readings: the table `action`, with the document and council of each.
SELECT
    action.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM action
JOIN current_document ON current_document.extraction_id = action.extraction_id;

CREATE VIEW current_document AS
-- One row a document that counts, as its latest reading has it: whose it is, what it is, and when it was published. Left
-- out are copies of another one, editions that a later one has replaced at their place (`documents` has both), and what
-- was withdrawn.
SELECT
    extraction.id AS extraction_id,
    document.id AS document_id,
    document.sha256,
    extraction.source_name AS file_name,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT document_council.name
            FROM document_council
            WHERE document_council.extraction_id = extraction.id
            ORDER BY document_council.ordinal
        ) AS ordered
    ) AS council,
    extraction.title,
    extraction.kind,
    published.raw AS published_raw,
    published.edtf AS published,
    published.end_date AS published_date,
    challenge.raw AS challenge_raw,
    challenge.edtf AS challenge,
    challenge.end_date AS challenge_date,
    extraction.language,
    extraction.page_count,
    extraction.kept_at
FROM extraction
JOIN document ON document.id = extraction.document_id
LEFT JOIN timeline AS published
    ON published.extraction_id = extraction.id AND published.document_field = 'published'
LEFT JOIN timeline AS challenge
    ON challenge.extraction_id = extraction.id AND challenge.document_field = 'challenge'
WHERE
    extraction.is_current
    AND document.withdrawn_at IS NULL
    AND document.copy_of_id IS NULL
    AND document.replaced_by_id IS NULL;

CREATE VIEW current_progress AS
-- The progress entries of the latest readings: the table `progress`, with the document and council of each.
SELECT
    progress.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM progress
JOIN current_document ON current_document.extraction_id = progress.extraction_id;

CREATE VIEW current_recommendation AS
-- The recommendations of the latest readings: the table `recommendation`, with the document and council of each.
SELECT
    recommendation.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM recommendation
JOIN current_document ON current_document.extraction_id = recommendation.extraction_id;

CREATE VIEW documents AS
-- One row a document that is held, counted or not, as its latest reading has it. `state` is `counted`; `copy` where it
-- prints the same as `other_document_id`, which counts; or `replaced` where that one stands in its place now. `location`
-- is where it was found last. What was withdrawn is left out.
SELECT
    document.id AS document_id,
    document.sha256,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT document_council.name
            FROM document_council
            WHERE document_council.extraction_id = extraction.id
            ORDER BY document_council.ordinal
        ) AS ordered
    ) AS council,
    extraction.title,
    extraction.kind,
    CASE
        WHEN document.replaced_by_id IS NOT NULL THEN 'replaced'
        WHEN document.copy_of_id IS NOT NULL THEN 'copy'
        ELSE 'counted'
    END AS state,
    COALESCE(document.replaced_by_id, document.copy_of_id) AS other_document_id,
    (
        SELECT sighting.location
        FROM sighting
        WHERE sighting.document_id = document.id
        ORDER BY sighting.last_seen_at DESC, sighting.location
        LIMIT 1
    ) AS location,
    extraction.media_type,
    published.edtf AS published,
    published.end_date AS published_date,
    extraction.id AS extraction_id,
    document.added_at
FROM document
JOIN extraction ON extraction.document_id = document.id AND extraction.is_current
LEFT JOIN timeline AS published
    ON published.extraction_id = extraction.id AND published.document_field = 'published'
WHERE document.withdrawn_at IS NULL;

CREATE VIEW doubtful AS
-- One row a value of the latest readings that is more likely wrong than right (confidence under 0.5): check these first.
-- `what` is the kind of value, `value` what was made of the printed words `raw`; `page` is where it begins.
SELECT
    told.what,
    told.confidence,
    told.value,
    told.raw,
    current_document.document_id,
    current_document.council,
    current_document.title AS document_title,
    told.page,
    told.record_text
FROM (
    SELECT
        recommendation.extraction_id,
        'recommendation' AS what,
        recommendation.confidence,
        recommendation.number AS value,
        recommendation.text AS raw,
        (SELECT MIN(place.page) FROM place WHERE place.recommendation_id = recommendation.id) AS page,
        recommendation.text AS record_text
    FROM recommendation
    UNION ALL
    SELECT
        action.extraction_id,
        'action',
        action.confidence,
        action.number,
        action.text,
        (SELECT MIN(place.page) FROM place WHERE place.action_id = action.id),
        action.text
    FROM action
    UNION ALL
    SELECT
        progress.extraction_id,
        'progress',
        progress.confidence,
        NULL,
        progress.text,
        (SELECT MIN(place.page) FROM place WHERE place.progress_id = progress.id),
        progress.text
    FROM progress
    UNION ALL
    SELECT
        timeline.extraction_id,
        'timeline',
        timeline.confidence,
        COALESCE(timeline.edtf, timeline.rrule, timeline.kind),
        timeline.raw,
        (SELECT MIN(place.page) FROM place WHERE place.timeline_id = timeline.id),
        COALESCE(action.text, progress.text)
    FROM timeline
    LEFT JOIN action ON action.id = timeline.action_id
    LEFT JOIN progress ON progress.id = timeline.progress_id
    UNION ALL
    SELECT
        owner.extraction_id,
        'owner',
        owner.confidence,
        owner.name,
        owner.raw,
        (SELECT MIN(place.page) FROM place WHERE place.owner_id = owner.id),
        COALESCE(action.text, recommendation.text)
    FROM owner
    LEFT JOIN action ON action.id = owner.action_id
    LEFT JOIN recommendation ON recommendation.id = owner.recommendation_id
    UNION ALL
    SELECT
        status.extraction_id,
        'status',
        status.confidence,
        status.value,
        status.raw,
        (SELECT MIN(place.page) FROM place WHERE place.status_id = status.id),
        COALESCE(action.text, progress.text, recommendation.text)
    FROM status
    LEFT JOIN action ON action.id = status.action_id
    LEFT JOIN progress ON progress.id = status.progress_id
    LEFT JOIN recommendation ON recommendation.id = status.recommendation_id
) AS told
JOIN current_document ON current_document.extraction_id = told.extraction_id
WHERE told.confidence < 0.5;

CREATE VIEW due AS
-- One row a due date of an action in the latest readings, past ones too; `due_date` says what counts as one.
SELECT
    current_action.id AS action_id,
    timeline.id AS timeline_id,
    current_action.document_id,
    current_action.council,
    current_action.text AS action_text,
    due_date.due_date,
    timeline.raw AS timeline_raw,
    timeline.label,
    timeline.kind,
    timeline.qualifier,
    timeline.scope,
    timeline.inferred,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT owner.name FROM owner WHERE owner.action_id = current_action.id ORDER BY owner.ordinal
        ) AS ordered
    ) AS owners,
    status.value AS status,
    timeline.confidence
FROM due_date
JOIN timeline ON timeline.id = due_date.timeline_id
JOIN current_action ON current_action.id = due_date.action_id
LEFT JOIN status ON status.action_id = current_action.id;

CREATE VIEW due_date AS
-- Which timelines of an action are due dates: those with a last day. A date that was revised since (label `original`)
-- counts only where no revised one is printed, and a time that says "completed" is no due date. Holds every reading's.
SELECT timeline.id AS timeline_id, timeline.action_id, timeline.end_date AS due_date
FROM timeline
WHERE
    timeline.action_id IS NOT NULL
    AND timeline.end_date IS NOT NULL
    AND timeline.kind <> 'completed'
    AND (
        COALESCE(timeline.label, '') <> 'original'
        OR NOT EXISTS (
            SELECT 1
            FROM timeline AS revised
            WHERE
                revised.action_id = timeline.action_id
                AND revised.end_date IS NOT NULL
                AND COALESCE(revised.label, '') <> 'original'
        )
    );

CREATE VIEW issue_summary AS
-- One row a kind of issue in the latest readings: how grave it is, how often it was found and in how many documents.
SELECT
    issue.code,
    issue.severity,
    COUNT(*) AS issue_count,
    COUNT(DISTINCT issue.extraction_id) AS document_count
FROM issue
JOIN current_document ON current_document.extraction_id = issue.extraction_id
GROUP BY issue.code, issue.severity;

CREATE VIEW overdue AS
-- One row a due date that has passed without the action being known as completed or cancelled, with the `basis` for
-- calling it overdue. `reported`: a document from after the date still says that it is not done. `stated`: a document marks
-- it as late (with or without a date). `no-later-report`: the date has passed and no later report is held; never count
-- these as overdue. Where several documents of a council print the same action the latest one's dates count, and what is
-- said of it last.
WITH action_in_document AS (
    SELECT
        current_action.id AS action_id,
        current_action.document_id,
        COALESCE(current_action.council, 'document ' || current_action.document_id) AS council_key,
        current_action.text_key,
        COALESCE(current_action.published_date, '0001-01-01') AS said_date,
        status.value AS status
    FROM current_action
    LEFT JOIN status ON status.action_id = current_action.id
),
latest_document AS (
    SELECT
        council_key,
        text_key,
        document_id,
        ROW_NUMBER() OVER (PARTITION BY council_key, text_key ORDER BY said_date DESC, document_id DESC) AS recency
    FROM action_in_document
),
last_said AS (
    SELECT
        council_key,
        text_key,
        status,
        said_date,
        ROW_NUMBER() OVER (PARTITION BY council_key, text_key ORDER BY said_date DESC, action_id DESC) AS recency
    FROM action_in_document
    WHERE status IS NOT NULL
),
known AS (
    SELECT
        action_in_document.action_id,
        COALESCE(action_in_document.status, last_said.status) AS status,
        CASE WHEN action_in_document.status IS NULL THEN last_said.said_date ELSE action_in_document.said_date END
            AS said_date
    FROM action_in_document
    JOIN latest_document
        ON latest_document.council_key = action_in_document.council_key
        AND latest_document.text_key = action_in_document.text_key
        AND latest_document.document_id = action_in_document.document_id
        AND latest_document.recency = 1
    LEFT JOIN last_said
        ON last_said.council_key = action_in_document.council_key
        AND last_said.text_key = action_in_document.text_key
        AND last_said.recency = 1
)
SELECT
    action_flat.council,
    due.due_date,
    CAST(julianday(CURRENT_DATE) - julianday(due.due_date) AS INTEGER) AS days_past,
    CASE
        WHEN due.due_date < known.said_date THEN 'reported'
        WHEN known.status = 'delayed' THEN 'stated'
        ELSE 'no-later-report'
    END AS basis,
    known.status,
    action_flat.recommendation_number,
    action_flat.action_number,
    action_flat.action_text,
    due.timeline_raw,
    action_flat.owners,
    action_flat.document_title,
    action_flat.published_date,
    action_flat.action_id,
    action_flat.document_id
FROM known
JOIN action_flat ON action_flat.action_id = known.action_id
LEFT JOIN due ON due.action_id = known.action_id
WHERE
    COALESCE(known.status, '') NOT IN ('completed', 'cancelled')
    AND (due.due_date < CURRENT_DATE OR due.due_date IS NULL AND known.status = 'delayed');

CREATE VIEW plans AS
-- One row a document that counts with how much was read out of it, how many issues were found, and how many copies of it
-- are held: those are in `documents`.
SELECT
    current_document.document_id,
    current_document.council,
    current_document.title,
    current_document.kind,
    current_document.published,
    current_document.published_date,
    (
        SELECT COUNT(*) FROM recommendation WHERE recommendation.extraction_id = current_document.extraction_id
    ) AS recommendation_count,
    (SELECT COUNT(*) FROM action WHERE action.extraction_id = current_document.extraction_id) AS action_count,
    (SELECT COUNT(*) FROM progress WHERE progress.extraction_id = current_document.extraction_id) AS progress_count,
    (SELECT COUNT(*) FROM issue WHERE issue.extraction_id = current_document.extraction_id) AS issue_count,
    (SELECT COUNT(*) FROM document WHERE document.copy_of_id = current_document.document_id) AS copy_count,
    current_document.file_name
FROM current_document;

CREATE VIEW run_summary AS
-- One row a run: how many files it found and what became of them. A run without `finished_at` is at work (`is_running`) or
-- was cut off. `seconds` is what it took by the clock, `reading_seconds` what its reading processes took together.
SELECT
    run.id AS run_id,
    run.command,
    run.version,
    run.started_at,
    run.finished_at,
    COUNT(run_document.id) AS found_count,
    COUNT(CASE WHEN run_document.outcome = 'new' THEN 1 END) AS new_count,
    COUNT(CASE WHEN run_document.outcome = 'unchanged' THEN 1 END) AS unchanged_count,
    COUNT(CASE WHEN run_document.outcome = 'superseded' THEN 1 END) AS superseded_count,
    COUNT(CASE WHEN run_document.outcome = 'failed' THEN 1 END) AS failed_count,
    COUNT(CASE WHEN run_document.outcome = 'quarantined' THEN 1 END) AS quarantined_count,
    COUNT(CASE WHEN run_document.outcome = 'withdrawn' THEN 1 END) AS withdrawn_count,
    SUM(run_document.seconds) AS reading_seconds,
    run.seconds,
    run.is_running,
    run.owner,
    run.host,
    run.process_number
FROM run
LEFT JOIN run_document ON run_document.run_id = run.id
GROUP BY
    run.id, run.command, run.version, run.started_at, run.finished_at, run.seconds, run.is_running, run.owner, run.host,
    run.process_number;

CREATE VIEW slippage AS
-- One row a date that an action was given after its first one: a revised date in the same document, a later edition, or
-- another document of the council that prints the action, too. `first_date` is the first, `due_date` this one,
-- `days_moved` lies between the two and `days_since` since the date before; below 0 it came nearer. `revision` counts from
-- 1; `is_last` marks the date that holds now. An action is followed by its wording, and through a rewording where it was
-- found between two editions. Left out are actions that a document prints twice or with several dates of one sort: which
-- of them moved is not said. What was only read in another way is no revision.
WITH RECURSIVE reworded AS (
    SELECT before_action.text_key AS text_key, after_action.text_key AS later_key
    FROM change
    JOIN action AS before_action
        ON before_action.extraction_id = change.before_extraction_id AND before_action.record_key = change.before_key
    JOIN action AS after_action
        ON after_action.extraction_id = change.after_extraction_id AND after_action.record_key = change.after_key
    WHERE change.edition_id IS NOT NULL AND change.what = 'reworded' AND change.record = 'action'
),
followed AS (
    SELECT reworded.text_key, reworded.later_key FROM reworded
    UNION
    SELECT followed.text_key, reworded.later_key
    FROM followed
    JOIN reworded ON reworded.text_key = followed.later_key
),
last_wording AS (
    SELECT followed.text_key, MIN(followed.later_key) AS last_key
    FROM followed
    WHERE NOT EXISTS (SELECT 1 FROM reworded WHERE reworded.text_key = followed.later_key)
    GROUP BY followed.text_key
    HAVING COUNT(DISTINCT followed.later_key) = 1
),
dated AS (
    SELECT
        action.id AS action_id,
        documents.document_id,
        COALESCE(documents.council, 'document ' || COALESCE(documents.other_document_id, documents.document_id))
            AS council_key,
        COALESCE(last_wording.last_key, action.text_key) AS thread_key,
        COALESCE(
            CAST(documents.published_date AS text),
            CAST(later.published_date AS text),
            SUBSTR(documents.added_at, 1, 10)
        ) AS said_date,
        CASE WHEN timeline.label = 'original' THEN 0 ELSE 1 END AS is_revised,
        timeline.id AS timeline_id
    FROM documents
    JOIN action ON action.extraction_id = documents.extraction_id
    JOIN timeline
        ON timeline.action_id = action.id AND timeline.end_date IS NOT NULL AND timeline.kind <> 'completed'
    LEFT JOIN documents AS later ON later.document_id = documents.other_document_id
    LEFT JOIN last_wording ON last_wording.text_key = action.text_key
    WHERE documents.state <> 'copy'
),
plain AS (
    SELECT
        council_key,
        thread_key,
        document_id,
        said_date,
        is_revised,
        MIN(action_id) AS action_id,
        MIN(timeline_id) AS timeline_id
    FROM dated
    GROUP BY council_key, thread_key, document_id, said_date, is_revised
    HAVING COUNT(*) = 1
),
told AS (
    SELECT
        plain.*,
        timeline.end_date AS due_date,
        timeline.raw AS timeline_raw,
        LAG(timeline.end_date) OVER (
            PARTITION BY plain.council_key, plain.thread_key
            ORDER BY plain.said_date, plain.document_id, plain.is_revised
        ) AS date_before
    FROM plain
    JOIN timeline ON timeline.id = plain.timeline_id
),
moved AS (
    SELECT
        told.*,
        FIRST_VALUE(told.due_date) OVER (
            PARTITION BY told.council_key, told.thread_key ORDER BY told.said_date, told.document_id, told.is_revised
        ) AS first_date,
        ROW_NUMBER() OVER (
            PARTITION BY told.council_key, told.thread_key ORDER BY told.said_date, told.document_id, told.is_revised
        ) AS place_number,
        ROW_NUMBER() OVER (
            PARTITION BY told.council_key, told.thread_key
            ORDER BY told.said_date DESC, told.document_id DESC, told.is_revised DESC
        ) AS place_from_end
    FROM told
    WHERE told.date_before IS NULL OR told.date_before <> told.due_date
)
SELECT
    documents.council,
    action.text AS action_text,
    action.number AS action_number,
    moved.first_date,
    moved.place_number - 1 AS revision,
    moved.due_date,
    moved.timeline_raw,
    CAST(julianday(moved.due_date) - julianday(moved.first_date) AS INTEGER) AS days_moved,
    CAST(julianday(moved.due_date) - julianday(moved.date_before) AS INTEGER) AS days_since,
    CASE WHEN moved.place_from_end = 1 THEN 1 ELSE 0 END AS is_last,
    moved.said_date,
    documents.title AS document_title,
    moved.document_id,
    moved.action_id,
    moved.thread_key
FROM moved
JOIN documents ON documents.document_id = moved.document_id
JOIN action ON action.id = moved.action_id
WHERE moved.date_before IS NOT NULL;

CREATE VIEW topics AS
-- One row a topic of a recommendation in the latest readings: `kind` tells the five core themes of a challenge from other
-- topics, `words` are those that speak for it. A recommendation may have several topics, or none.
SELECT
    recommendation_topic.topic,
    recommendation_topic.kind,
    recommendation_topic.words,
    recommendation_topic.codebook,
    current_recommendation.id AS recommendation_id,
    current_recommendation.document_id,
    current_recommendation.council,
    current_recommendation.published_date,
    current_recommendation.number AS recommendation_number,
    current_recommendation.text AS recommendation_text,
    current_recommendation.theme,
    (
        SELECT COUNT(*) FROM action WHERE action.recommendation_id = current_recommendation.id
    ) AS action_count,
    current_recommendation.record_key
FROM recommendation_topic
JOIN current_recommendation ON current_recommendation.id = recommendation_topic.recommendation_id;
