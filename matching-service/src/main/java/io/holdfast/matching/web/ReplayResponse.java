package io.holdfast.matching.web;

import java.util.List;

import io.holdfast.matching.application.ReplayMatches;
import io.holdfast.matching.domain.match.ReplayReport;
import io.holdfast.matching.domain.match.Score.Part;
import io.holdfast.matching.domain.match.ScoringPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have made of past requests, beside what happened.
 *
 * @param policy     by which they were replayed
 * @param requests   that were replayed: those that were called off are left out
 * @param most       only the oldest so many of the time are looked at
 * @param sameWinner how many of them ended with the same professional, or likewise with nobody
 */
record ReplayResponse(
        ScoringPolicy policy,
        int requests,
        int most,
        int sameWinner,
        ReplayReport.Figures actual,
        ReplayReport.Figures shadow,
        List<DifferenceResponse> differences) {

    /** @param because what speaks most for the other one by the other policy; null where nothing does, or one was not ranked */
    record DifferenceResponse(
            String bookingId, @Nullable String actual, @Nullable String shadow, @Nullable Part because) {}

    static ReplayResponse of(ScoringPolicy policy, ReplayReport report) {
        return new ReplayResponse(
                policy, report.requests(), ReplayMatches.MOST, report.sameWinner(), report.actual(), report.shadow(),
                report.differences().stream()
                        .map(one -> new DifferenceResponse(one.booking().value(), one.actual(), one.shadow(), one.because()))
                        .toList());
    }
}
