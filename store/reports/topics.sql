-- What recommendations are about
-- One row a topic: how many recommendations have it, of how many councils, and how many actions answer them.
SELECT
    kind,
    topic,
    COUNT(DISTINCT recommendation_id) AS recommendation_count,
    COUNT(DISTINCT council) AS council_count,
    SUM(action_count) AS action_count
FROM topics
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
GROUP BY kind, topic
ORDER BY kind, recommendation_count DESC, topic
