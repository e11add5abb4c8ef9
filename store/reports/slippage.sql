-- Dates that moved
-- One row a date that took the place of an earlier one, with the action's first date and the days between: by action, in
-- the order in which the dates were given.
SELECT council, action_text, first_date, revision, due_date, days_moved, timeline_raw, said_date, document_title
FROM slippage
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, thread_key, revision
