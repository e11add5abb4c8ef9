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
LEFT JOIN status ON status.action_id = current_action.id
