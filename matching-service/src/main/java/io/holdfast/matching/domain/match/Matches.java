package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import org.jspecify.annotations.Nullable;

/** All matches. What is decided and the events it causes are stored together or not at all. */
public interface Matches {

    /** Empty also for one of another tenant. */
    Optional<Match> find(TenantId tenant, BookingId id);

    /** Decides on a match as it is stored now, again when somebody else was faster; empty when the tenant has none. */
    Optional<Decided<Match, MatchEvent>> decide(
            TenantId tenant, BookingId id, Function<Match, Decision<Match, MatchEvent>> decision);

    /** The same, for a booking that nobody may have been looked for yet. */
    Decided<Match, MatchEvent> decideOrBegin(
            BookingId id, Function<Optional<Match>, Decision<Match, MatchEvent>> decision);

    /** One page of the matches in which a professional was asked, latest first. */
    Page<Match> askedOf(ProfessionalId professional, @Nullable ProposalStatus status, int page, int limit);

    /** One page of a tenant's matches that were asked for from {@code from} until before {@code to}, latest first. */
    Page<Match> askedBetween(TenantId tenant, Instant from, Instant to, int page, int limit);

    /** The same, oldest first, at most {@code limit}, read as they are used; to be closed. */
    Stream<Match> history(TenantId tenant, Instant from, Instant to, int limit);
}
