-- One row a kind of issue in the latest readings: how grave it is, how often it was found and in how many documents.
SELECT
    issue.code,
    issue.severity,
    COUNT(*) AS issue_count,
    COUNT(DISTINCT issue.extraction_id) AS document_count
FROM issue
JOIN current_document ON current_document.extraction_id = issue.extraction_id
GROUP BY issue.code, issue.severity
