-- The recommendations of the latest readings: the table `recommendation`, with the document and council of each.
SELECT
    recommendation.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM recommendation
JOIN current_document ON current_document.extraction_id = recommendation.extraction_id
