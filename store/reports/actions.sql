-- Every action
-- One row an action with its recommendation, first due date, owners and status, in printed order.
SELECT
    council,
    recommendation_number,
    action_number,
    action_text,
    due_date,
    timeline_raw,
    owners,
    accountable,
    status
FROM action_flat
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, document_id, action_id
