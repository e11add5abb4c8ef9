-- Every document held
-- One row a document, also those that are not counted: copies of another one, and editions that a later one has replaced.
SELECT document_id, council, title, published, kind, state, other_document_id, location
FROM documents
WHERE CAST(:council AS text) IS NULL OR LOWER(council) LIKE '%' || LOWER(:council) || '%'
ORDER BY council, published_date, title, COALESCE(other_document_id, document_id), document_id
