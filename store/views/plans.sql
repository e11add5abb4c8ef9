-- One row a document with how much was read out of it, and how many issues were found.
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
    current_document.file_name
FROM current_document
