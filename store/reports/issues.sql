-- What is doubtful or missing
-- One row a kind of issue: how grave, how often, in how many documents.
SELECT severity, code, issue_count, document_count
FROM issue_summary
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, issue_count DESC, code
