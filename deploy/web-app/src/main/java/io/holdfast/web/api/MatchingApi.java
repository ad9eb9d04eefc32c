package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Who was asked to come, and why; and who would have been by other weights. */
@HttpExchange("/api/v1/admin/matching")
public interface MatchingApi {

    /** The latest first, of the last thirty days. */
    @GetExchange
    Listed<Match> matches(
            @RequestParam(required = false) @Nullable String bookingId, @RequestParam int page, @RequestParam int limit);

    @PostExchange("/replays")
    Replay replay(@RequestBody NewReplay body);

    /** @param status {@code ASKING, RESERVING, MATCHED, FAILED, WITHDRAWN} @param failure null unless nobody was found */
    record Match(
            String bookingId,
            String number,
            String status,
            @Nullable String failure,
            String offeringId,
            Instant start,
            Instant end,
            @Nullable String city,
            Instant askedAt,
            @Nullable Instant endedAt,
            @Nullable String professionalId,
            List<Asked> proposals,
            List<Wave> waves) {}

    record Asked(
            String professionalId,
            String displayName,
            int wave,
            String status,
            Instant sentAt,
            @Nullable Instant answeredAt,
            @Nullable String reason,
            ProfessionalApi.Score score) {}

    /** @param unsuitable how many could not be asked, by reason */
    record Wave(int wave, Instant at, int considered, Map<String, Integer> unsuitable, List<Candidate> candidates, Policy policy) {}

    record Candidate(String professionalId, String displayName, ProfessionalApi.Score score) {}

    /** @param weights of each part of a score */
    record Policy(Map<String, Double> weights, double reachKilometres) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewReplay(NewPolicy policy, Instant from, Instant to) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewPolicy(Map<String, Double> weights, @Nullable Double reachKilometres) {}

    /** @param sameWinner how many of the requests ended with the same professional, or likewise with nobody */
    record Replay(int requests, int sameWinner, Figures actual, Figures shadow, List<Difference> differences) {}

    record Figures(
            int matched,
            int proposals,
            double acceptanceRate,
            @Nullable Double minutesToMatch,
            @Nullable Double kilometres,
            double giniOfProposals,
            double newcomersShare) {}

    /** @param because the part of the score that speaks most for the other one; null where nothing does */
    record Difference(String bookingId, @Nullable String actual, @Nullable String shadow, @Nullable String because) {}
}
