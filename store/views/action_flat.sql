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
LEFT JOIN status ON status.action_id = current_action.id
