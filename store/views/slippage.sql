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
WHERE moved.date_before IS NOT NULL
