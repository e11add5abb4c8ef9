-- One row a value of the latest readings that is more likely wrong than right (confidence under 0.5): check these first.
-- `what` is the kind of value, `value` what was made of the printed words `raw`; `page` is where it begins.
SELECT
    told.what,
    told.confidence,
    told.value,
    told.raw,
    current_document.document_id,
    current_document.council,
    current_document.title AS document_title,
    told.page,
    told.record_text
FROM (
    SELECT
        recommendation.extraction_id,
        'recommendation' AS what,
        recommendation.confidence,
        recommendation.number AS value,
        recommendation.text AS raw,
        (SELECT MIN(place.page) FROM place WHERE place.recommendation_id = recommendation.id) AS page,
        recommendation.text AS record_text
    FROM recommendation
    UNION ALL
    SELECT
        action.extraction_id,
        'action',
        action.confidence,
        action.number,
        action.text,
        (SELECT MIN(place.page) FROM place WHERE place.action_id = action.id),
        action.text
    FROM action
    UNION ALL
    SELECT
        progress.extraction_id,
        'progress',
        progress.confidence,
        NULL,
        progress.text,
        (SELECT MIN(place.page) FROM place WHERE place.progress_id = progress.id),
        progress.text
    FROM progress
    UNION ALL
    SELECT
        timeline.extraction_id,
        'timeline',
        timeline.confidence,
        COALESCE(timeline.edtf, timeline.rrule, timeline.kind),
        timeline.raw,
        (SELECT MIN(place.page) FROM place WHERE place.timeline_id = timeline.id),
        COALESCE(action.text, progress.text)
    FROM timeline
    LEFT JOIN action ON action.id = timeline.action_id
    LEFT JOIN progress ON progress.id = timeline.progress_id
    UNION ALL
    SELECT
        owner.extraction_id,
        'owner',
        owner.confidence,
        owner.name,
        owner.raw,
        (SELECT MIN(place.page) FROM place WHERE place.owner_id = owner.id),
        COALESCE(action.text, recommendation.text)
    FROM owner
    LEFT JOIN action ON action.id = owner.action_id
    LEFT JOIN recommendation ON recommendation.id = owner.recommendation_id
    UNION ALL
    SELECT
        status.extraction_id,
        'status',
        status.confidence,
        status.value,
        status.raw,
        (SELECT MIN(place.page) FROM place WHERE place.status_id = status.id),
        COALESCE(action.text, progress.text, recommendation.text)
    FROM status
    LEFT JOIN action ON action.id = status.action_id
    LEFT JOIN progress ON progress.id = status.progress_id
    LEFT JOIN recommendation ON recommendation.id = status.recommendation_id
) AS told
JOIN current_document ON current_document.extraction_id = told.extraction_id
WHERE told.confidence < 0.5
