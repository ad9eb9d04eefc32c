package io.holdfast.matching.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.application.MatchingPolicies;
import io.holdfast.matching.application.ReplayMatches;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.ScoringPolicy;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why who was asked, and what another policy would have made of it; of the admin's own tenant. */
@RestController
@RequestMapping("/api/v1/admin/matching")
@Access(Role.ADMIN)
class AdminMatchingController {

    private static final Duration USUAL = Duration.ofDays(30);

    private final Matches matches;
    private final ReplayMatches replays;
    private final MatchingPolicies policies;
    private final Clock clock;

    AdminMatchingController(Matches matches, ReplayMatches replays, MatchingPolicies policies, Clock clock) {
        this.matches = matches;
        this.replays = replays;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Who was asked and why. Latest first: of one booking, or of those that asked from {@code from} until before {@code to},
     * usually the last 30 days.
     */
    @GetMapping
    Paged<MatchResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String bookingId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Paging paging) {
        var tenant = new TenantId(caller.tenantId());
        if (bookingId != null) {
            List<MatchResponse> one = bookingId.isBlank()
                    ? List.of()
                    : matches.find(tenant, new BookingId(bookingId)).map(MatchResponse::of).stream().toList();
            return Paged.cut(one, paging);
        }
        // A request of this very moment is among them.
        Instant until = to == null ? clock.instant().plusMillis(1) : to;
        Instant since = from == null ? until.minus(USUAL) : from;
        if (!since.isBefore(until)) {
            throw Problem.invalid("to", "must be later than from");
        }
        return Paged.of(matches.askedBetween(tenant, since, until, paging.page(), paging.limit()), paging)
                .map(MatchResponse::of);
    }

    /** What another policy would have made of past requests. */
    @PostMapping("/replays")
    ReplayResponse replay(Caller caller, @Valid @RequestBody ReplayRequest request) {
        request.requireTime();
        var tenant = new TenantId(caller.tenantId());
        ScoringPolicy policy = request.scoring(policies.scoring(tenant));
        return ReplayResponse.of(policy, replays.replay(
                tenant, request.from(), request.to(), policy, request.waves(policies.waves(tenant))));
    }
}
