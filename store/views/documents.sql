-- One row a document that is held, counted or not, as its latest reading has it. `state` is `counted`; `copy` where it
-- prints the same as `other_document_id`, which counts; or `replaced` where that one stands in its place now. `location`
-- is where it was found last. What was withdrawn is left out.
SELECT
    document.id AS document_id,
    document.sha256,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT document_council.name
            FROM document_council
            WHERE document_council.extraction_id = extraction.id
            ORDER BY document_council.ordinal
        ) AS ordered
    ) AS council,
    extraction.title,
    extraction.kind,
    CASE
        WHEN document.replaced_by_id IS NOT NULL THEN 'replaced'
        WHEN document.copy_of_id IS NOT NULL THEN 'copy'
        ELSE 'counted'
    END AS state,
    COALESCE(document.replaced_by_id, document.copy_of_id) AS other_document_id,
    (
        SELECT sighting.location
        FROM sighting
        WHERE sighting.document_id = document.id
        ORDER BY sighting.last_seen_at DESC, sighting.location
        LIMIT 1
    ) AS location,
    extraction.media_type,
    published.edtf AS published,
    published.end_date AS published_date,
    extraction.id AS extraction_id,
    document.added_at
FROM document
JOIN extraction ON extraction.document_id = document.id AND extraction.is_current
LEFT JOIN timeline AS published
    ON published.extraction_id = extraction.id AND published.document_field = 'published'
WHERE document.withdrawn_at IS NULL
