-- The progress entries of the latest readings: the table `progress`, with the document and council of each.
SELECT
    progress.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM progress
JOIN current_document ON current_document.extraction_id = progress.extraction_id
