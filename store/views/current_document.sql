-- One row a document that counts, as its latest reading has it: whose it is, what it is, and when it was published. Left
-- out are copies of another one, editions that a later one has replaced at their place (`documents` has both), and what
-- was withdrawn.
SELECT
    extraction.id AS extraction_id,
    document.id AS document_id,
    document.sha256,
    extraction.source_name AS file_name,
    (
        SELECT group_concat(ordered.name, '; ')
        FROM (
            SELECT document_council.name
            FROM document_council
            WHERE document_council.extraction_id = extraction.id
            ORDER BY document_council.ordinal
        ) AS ordered
    ) AS council,
    extraction.title,
    extraction.kind,
    published.raw AS published_raw,
    published.edtf AS published,
    published.end_date AS published_date,
    challenge.raw AS challenge_raw,
    challenge.edtf AS challenge,
    challenge.end_date AS challenge_date,
    extraction.language,
    extraction.page_count,
    extraction.kept_at
FROM extraction
JOIN document ON document.id = extraction.document_id
LEFT JOIN timeline AS published
    ON published.extraction_id = extraction.id AND published.document_field = 'published'
LEFT JOIN timeline AS challenge
    ON challenge.extraction_id = extraction.id AND challenge.document_field = 'challenge'
WHERE
    extraction.is_current
    AND document.withdrawn_at IS NULL
    AND document.copy_of_id IS NULL
    AND document.replaced_by_id IS NULL
