-- What changed lately
-- One row a change of a record, of each council the latest first: between two editions of a document, and (cause
-- `reading`) where the same document was read in another way.
SELECT changed_at, run_id, council, document_title, cause, what, record, number, text, before, after, days_moved
FROM changes
WHERE
    (CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%')
    AND (CAST(:document AS text) IS NULL OR CAST(document_id AS text) = :document)
    AND (CAST(:run AS text) IS NULL OR CAST(run_id AS text) = :run)
ORDER BY council, changed_at DESC, document_id, ordinal, change_id
