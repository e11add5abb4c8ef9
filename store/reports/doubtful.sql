-- What to check first
-- One row a value or record that is more likely wrong than right, the least sure first.
SELECT council, confidence, what, value, raw, page
FROM doubtful
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, confidence, what, raw
