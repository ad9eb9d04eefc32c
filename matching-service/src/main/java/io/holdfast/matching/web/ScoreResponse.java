package io.holdfast.matching.web;

import java.util.Map;

import io.holdfast.matching.domain.match.Score;

/** @param parts of which the total is made, each 0 to 1 */
record ScoreResponse(double total, Map<Score.Part, Double> parts) {

    static ScoreResponse of(Score score) {
        return new ScoreResponse(score.total(), score.parts());
    }
}
