-- Actions whose date has passed
-- One row a date that had passed on the day given (today, if none is) without a word of completion, with the basis for
-- calling it overdue. Those of the basis no-later-report are only "date passed, no later report held".
SELECT due_date, days_past, basis, council, action_text, timeline_raw, owners, status
FROM overdue
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY
    CASE basis WHEN 'reported' THEN 0 WHEN 'stated' THEN 1 ELSE 2 END,
    due_date,
    council,
    action_id
