-- Files that could not be read
-- One row a file that failed in its latest run, with the reason.
SELECT run_document.location, run_document.failure_code, run_document.failure_message, run_document.started_at
FROM run_document
WHERE
    run_document.outcome IN ('failed', 'quarantined')
    AND NOT EXISTS (
        SELECT 1
        FROM run_document AS later
        WHERE later.location = run_document.location AND later.id > run_document.id
    )
ORDER BY run_document.location
