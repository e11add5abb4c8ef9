-- Councils and what is held of each
-- One row a council named by a document: documents, recommendations, actions, and its type and region once a register is
-- loaded.
SELECT
    document_council.name AS council,
    council.type,
    COALESCE(council.region, council.nation) AS region,
    COUNT(DISTINCT plans.document_id) AS document_count,
    SUM(plans.recommendation_count) AS recommendation_count,
    SUM(plans.action_count) AS action_count
FROM document_council
JOIN current_document ON current_document.extraction_id = document_council.extraction_id
JOIN plans ON plans.document_id = current_document.document_id
LEFT JOIN council ON council.id = document_council.council_id
WHERE CAST(:council AS text) IS NULL OR LOWER(document_council.name) LIKE '%' || LOWER(:council) || '%'
GROUP BY document_council.name, council.type, council.region, council.nation
ORDER BY document_council.name
