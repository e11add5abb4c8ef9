-- One row a change of a record, as `before` and `after`: added, removed, reworded, date moved by `days_moved`, owner or
-- status changed. `cause` is `edition` where another document took the place of an earlier one, and `reading` where the
-- same bytes were read in another way, which says nothing of the council. Changes that several copies went through are
-- told once. Those of what was withdrawn are left out.
SELECT
    CASE WHEN change.edition_id IS NULL THEN 'reading' ELSE 'edition' END AS cause,
    COALESCE(edition.noticed_at, before_extraction.superseded_at, after_extraction.kept_at) AS changed_at,
    COALESCE(edition.run_id, after_extraction.run_id) AS run_id,
    documents.council,
    documents.document_id,
    documents.title AS document_title,
    before_document.id AS earlier_document_id,
    change.record,
    change.what,
    change.number,
    change.text,
    change.before,
    change.after,
    change.before_date,
    change.after_date,
    change.days_moved,
    change.before_key,
    change.after_key,
    change.ordinal,
    change.id AS change_id
FROM change
JOIN extraction AS before_extraction ON before_extraction.id = change.before_extraction_id
JOIN extraction AS after_extraction ON after_extraction.id = change.after_extraction_id
JOIN document AS before_document ON before_document.id = before_extraction.document_id
JOIN documents ON documents.document_id = after_extraction.document_id
LEFT JOIN edition ON edition.id = change.edition_id
WHERE
    before_document.withdrawn_at IS NULL
    AND (
        documents.state <> 'copy'
        OR (
            change.edition_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1
                FROM edition AS other_edition
                JOIN document AS other ON other.id = other_edition.document_id
                WHERE
                    other.withdrawn_at IS NULL
                    AND (
                        other.id = documents.other_document_id
                        OR (other.copy_of_id = documents.other_document_id AND other.id < documents.document_id)
                    )
            )
        )
    )
