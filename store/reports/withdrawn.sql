-- What was withdrawn
-- One row a document that is hidden from all other reports and views, with the reason; `erased_at` where its text and
-- original are gone.
SELECT
    document.id AS document_id,
    document.withdrawn_at,
    document.withdrawn_why,
    document.erased_at,
    (
        SELECT sighting.location
        FROM sighting
        WHERE sighting.document_id = document.id
        ORDER BY sighting.last_seen_at DESC, sighting.location
        LIMIT 1
    ) AS location
FROM document
WHERE document.withdrawn_at IS NOT NULL
ORDER BY document.withdrawn_at, document.id
