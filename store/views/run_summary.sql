-- One row a run: how many files it found and what became of them. A run without `finished_at` is at work (`is_running`) or
-- was cut off. `seconds` is what it took by the clock, `reading_seconds` what its reading processes took together.
SELECT
    run.id AS run_id,
    run.command,
    run.version,
    run.started_at,
    run.finished_at,
    COUNT(run_document.id) AS found_count,
    COUNT(CASE WHEN run_document.outcome = 'new' THEN 1 END) AS new_count,
    COUNT(CASE WHEN run_document.outcome = 'unchanged' THEN 1 END) AS unchanged_count,
    COUNT(CASE WHEN run_document.outcome = 'superseded' THEN 1 END) AS superseded_count,
    COUNT(CASE WHEN run_document.outcome = 'failed' THEN 1 END) AS failed_count,
    COUNT(CASE WHEN run_document.outcome = 'quarantined' THEN 1 END) AS quarantined_count,
    COUNT(CASE WHEN run_document.outcome = 'withdrawn' THEN 1 END) AS withdrawn_count,
    SUM(run_document.seconds) AS reading_seconds,
    run.seconds,
    run.is_running,
    run.owner,
    run.host,
    run.process_number
FROM run
LEFT JOIN run_document ON run_document.run_id = run.id
GROUP BY
    run.id, run.command, run.version, run.started_at, run.finished_at, run.seconds, run.is_running, run.owner, run.host,
    run.process_number
