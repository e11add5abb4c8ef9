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
    AND (due.due_date < CURRENT_DATE OR due.due_date IS NULL AND known.status = 'delayed')
