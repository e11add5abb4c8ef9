-- The ledger of runs
-- One row a run, latest first: what was found and what became of it.
SELECT
    run_id,
    command,
    started_at,
    finished_at,
    found_count,
    new_count,
    unchanged_count,
    superseded_count,
    failed_count,
    quarantined_count
FROM run_summary
ORDER BY run_id DESC
