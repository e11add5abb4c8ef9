-- One row a due date of an action, past ones too. A date that was revised since (label `original`) counts only where no
-- revised one is printed, and a time that says "completed" is no due date.
SELECT
    current_action.id AS action_id,
    timeline.id AS timeline_id,
    current_action.document_id,
    current_action.council,
    current_action.text AS action_text,
    timeline.end_date AS due_date,
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
    status.value AS status
FROM timeline
JOIN current_action ON current_action.id = timeline.action_id
LEFT JOIN status ON status.action_id = current_action.id
WHERE
    timeline.end_date IS NOT NULL
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
    )
