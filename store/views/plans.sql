-- One row a document that counts with how much was read out of it, how many issues were found, and how many copies of it
-- are held: those are in `documents`.
SELECT
    current_document.document_id,
    current_document.council,
    current_document.title,
    current_document.kind,
    current_document.published,
    current_document.published_date,
    (
        SELECT COUNT(*) FROM recommendation WHERE recommendation.extraction_id = current_document.extraction_id
    ) AS recommendation_count,
    (SELECT COUNT(*) FROM action WHERE action.extraction_id = current_document.extraction_id) AS action_count,
    (SELECT COUNT(*) FROM progress WHERE progress.extraction_id = current_document.extraction_id) AS progress_count,
    (SELECT COUNT(*) FROM issue WHERE issue.extraction_id = current_document.extraction_id) AS issue_count,
    (SELECT COUNT(*) FROM document WHERE document.copy_of_id = current_document.document_id) AS copy_count,
    current_document.file_name
FROM current_document
