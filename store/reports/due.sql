-- Actions still to be done, by date
-- One row a due date from the day given on (today, if none is), soonest first; completed and cancelled actions left out.
SELECT due_date, council, action_text, timeline_raw, label, owners, status
FROM due
WHERE
    due_date >= CURRENT_DATE
    AND COALESCE(status, '') NOT IN ('completed', 'cancelled')
    AND (CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%')
ORDER BY due_date, council, action_id
