-- The documents held
-- One row a document that counts: council, kind, date, how many recommendations, actions and issues were read, and how
-- many copies of it are held; `documents` shows those.
SELECT
    council,
    title,
    published,
    kind,
    recommendation_count,
    action_count,
    progress_count,
    issue_count,
    NULLIF(copy_count, 0) AS copy_count
FROM plans
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, published_date, title
