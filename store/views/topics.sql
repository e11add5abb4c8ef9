-- One row a topic of a recommendation in the latest readings: `kind` tells the five core themes of a challenge from other
-- topics, `words` are those that speak for it. A recommendation may have several topics, or none.
SELECT
    recommendation_topic.topic,
    recommendation_topic.kind,
    recommendation_topic.words,
    recommendation_topic.codebook,
    current_recommendation.id AS recommendation_id,
    current_recommendation.document_id,
    current_recommendation.council,
    current_recommendation.published_date,
    current_recommendation.number AS recommendation_number,
    current_recommendation.text AS recommendation_text,
    current_recommendation.theme,
    (
        SELECT COUNT(*) FROM action WHERE action.recommendation_id = current_recommendation.id
    ) AS action_count,
    current_recommendation.record_key
FROM recommendation_topic
JOIN current_recommendation ON current_recommendation.id = recommendation_topic.recommendation_id
