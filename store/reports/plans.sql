-- The documents held
-- One row a document: council, kind, date, and how many recommendations, actions and issues were read.
SELECT council, title, published, kind, recommendation_count, action_count, progress_count, issue_count
FROM plans
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, published_date, title
