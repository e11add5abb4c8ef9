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
    )
