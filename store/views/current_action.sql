-- The actions of the latest readings: the table `action`, with the document and council of each.
SELECT
    action.*,
    current_document.document_id,
    current_document.council,
    current_document.published_date
FROM action
JOIN current_document ON current_document.extraction_id = action.extraction_id
