package io.holdfast.matching.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.FailureReason;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.MatchStatus;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WaveDecision;
import io.holdfast.matching.domain.match.Waves;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A match as stored, under its booking's id. What lists look for stands beside it, flat.
 *
 * @param asked   {@code professional} and {@code professional:STATUS} of each proposal
 * @param askedAt when the booking asked for somebody
 * @param dueAt   when we look whether a timer was lost; null when nothing is waited for
 * @param origin  the message that asked for it, to whose trace belongs what professionals answer
 */
@DataRetention(
        since = "endedAt",
        period = "P180D",
        why = "decisions are explained, and replayed by other policies, while people remember them; bookings keep who came")
@PersonalData(holds = "where the client lives", erased = "the city alone")
@Document("matches")
@CompoundIndex(name = "by-professional", def = "{'tenantId': 1, 'asked': 1, 'askedAt': -1, '_id': 1}")
@CompoundIndex(name = "by-time", def = "{'tenantId': 1, 'askedAt': -1, '_id': 1}")
record MatchDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        int revision,
        MatchStatus status,
        @Bounded(of = "preference.languages", max = 5, by = "booking-service, which takes so many")
        @Bounded(of = "skills", max = 100, by = "booking-service, whose offering wants so many at most")
        @Bounded(of = "excluded", max = 5, by = "booking-service, which sends a booking back once")
        MatchRequest request,
        @Bounded(max = Waves.MOST_ASKED, by = "Waves")
        @Bounded(of = "score.parts", max = 8, by = "Score.Part")
        List<Proposal> proposals,
        @Bounded(max = Waves.MOST_ASKED + 1, by = "Waves: each asks somebody, but for the last")
        @Bounded(of = "unsuitable", max = 9, by = "Unsuitability")
        @Bounded(of = "ranked", max = WaveDecision.MOST_RANKED, by = "WaveDecision")
        @Bounded(of = "ranked.score.parts", max = 8, by = "Score.Part")
        @Bounded(of = "policy.weights", max = 8, by = "Score.Part")
        @Bounded(of = "asked", max = Waves.MOST_ASKED, by = "Waves")
        List<WaveDecision> waves,
        int attempts,
        @Nullable FailureReason failure,
        @Nullable Instant endedAt,
        @Bounded(max = 2 * Waves.MOST_ASKED, by = "Waves")
        List<String> asked,
        Instant askedAt,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable MessageContext origin,
        Outbox outbox)
        implements OutboxDocument {

    /** The timer is faster, or something is wrong with it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    static MatchDocument of(Match match, @Nullable MatchDocument loaded, Outbox outbox) {
        return new MatchDocument(
                match.id().value(),
                loaded == null ? null : loaded.version(),
                match.tenant().value(),
                match.revision(),
                match.status(),
                match.request(),
                match.proposals(),
                match.waves(),
                match.attempts(),
                match.failure(),
                match.endedAt(),
                match.proposals().stream()
                        .flatMap(proposal -> Stream.of(
                                proposal.professional(), askedAs(proposal.professional(), proposal.status())))
                        .toList(),
                match.request().askedAt(),
                dueAtOf(match),
                loaded == null ? MessageContext.current() : loaded.origin(),
                outbox);
    }

    static @Nullable Instant dueAtOf(Match match) {
        return match.nextDeadline().map(deadline -> deadline.plus(GRACE)).orElse(null);
    }

    static String askedAs(ProfessionalId professional, @Nullable ProposalStatus status) {
        return status == null ? professional.value() : askedAs(professional.value(), status);
    }

    private static String askedAs(String professional, ProposalStatus status) {
        return professional + ":" + status;
    }

    Match toDomain() {
        return new Match(
                new BookingId(id), new TenantId(tenantId), revision, status, request, proposals, waves, attempts, failure, endedAt);
    }
}
