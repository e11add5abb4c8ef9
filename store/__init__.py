"""Keeps extractions in a database (SQLite file or PostgreSQL) and answers questions about them.

The map; nothing heavy is imported before one of these modules is:

- `store.engine`: `open_store(target, *, create=True) -> Store` makes or migrates the store;
  `open_store_read_only(target) -> Store` never creates a thing. `target` is a path or a URL.
  A `Store` is a context manager; `with store.session() as session:` is one transaction: kept at its end, undone if
  anything is raised in it.
- `store.keep`: `keep_extraction(session, extraction, *, run_id, now) -> Outcome` (new, unchanged, superseded);
  `find_kept(session, sha256, *, reader, settings) -> int | None` tells before reading whether the same reader with the
  same settings has read these bytes already. `store.load`: `load_extraction(session, extraction_id) -> Extraction`.
- `store.runs`: `start_run(session, *, now, version, command) -> run_id`,
  `start_document(session, run_id, location, *, now, ...) -> entry_id` (marks the file failed, code `interrupted`), then
  either `record_outcome(session, entry_id, outcome, *, now, sha256)` in the transaction that keeps the extraction, or
  `record_failure(session, entry_id, *, code, message, now, ...)`; `finish_run(session, run_id, *, now)`;
  `count_outcomes(session, run_id) -> dict[Outcome, int]`.
- `store.query`: `run_query(target, sql, *, seconds=30.0, max_rows=None) -> Result` (`.columns`, `.rows`).
- `store.reports`: `list_reports() -> tuple[Report, ...]`, `run_report(target, name, **parameters) -> Result`.
- `store.exports`: `write_csv`, `write_json`, `write_json_lines` of a `Result` to an open text file.
- `store.sources`: `keep_source(session, kind, location, *, now, title=None) -> source_id`, for `start_document`;
  what is followed (`follow_source`, `list_followed`, …), what addresses answered (`record_answer`, `held_addresses`).
- `store.councils`: `load_councils(session, rows) -> CouncilLoad` of a register's rows.
- `store.frames`: `read_frame(target, sql)` for pandas.
- `store.content`: `content_dump(session) -> str`, all but times and runs: the same dump is the same store.

Trouble with the store itself is a `store.errors.StoreError` (a `UsageError`): one line that names the file and the
cure. It ends the command, not one document: let it fly out of a batch.
"""
