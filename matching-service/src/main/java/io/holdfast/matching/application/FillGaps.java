package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.EntryStatus;
import io.holdfast.matching.domain.waitlist.Gap;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.LineId.Kind;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.WaitingLine.Turn;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Offers what becomes free to who is next in turn: those who wait for the professional, then those who wait for anybody who
 * provides what the professional does, then those who have a booking with them and want it earlier. Each line decides by
 * itself. Should two lines want one gap, because a message came again, availability gives it to one of them.
 */
@Component
public class FillGaps {

    private final WaitingLines lines;
    private final Professionals professionals;
    private final MatchingPolicies policies;
    private final Clock clock;

    FillGaps(WaitingLines lines, Professionals professionals, MatchingPolicies policies, Clock clock) {
        this.lines = lines;
        this.professionals = professionals;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * A slot is free again.
     *
     * @param released which, by the booking that had it and its revision
     */
    public void released(ProfessionalId professional, String released, Instant start, Instant end) {
        // What begins now is not offered to anybody, and a slot that nobody waits for costs one query.
        if (start.isAfter(clock.instant()) && policies.waitlist(professional.tenantId()).enabled()) {
            professionals.find(professional)
                    .filter(known -> known.profile().engagement().active())
                    .ifPresent(known -> fill(
                            known, Gap.of(released, professional.value(), known.profile().presentation().displayName(), start, end)));
        }
    }

    /** Availability holds what is to be offered. */
    public void reserved(TenantId tenant, String bookingId) {
        decide(tenant, bookingId, (line, now) -> line.reserve(bookingId, now));
    }

    /**
     * Availability refused it: the next whom it may suit is asked, in this line or in another.
     *
     * @param tooLate whether only because it was asked for too long ago
     */
    public void rejected(TenantId tenant, String bookingId, boolean tooLate) {
        decide(tenant, bookingId, (line, now) -> line.reject(bookingId, tooLate));
    }

    /** @throws RetryLater while it is too early by our clock: another's is ahead */
    public void timeOut(TenantId tenant, String bookingId) {
        lines.findByOffer(tenant, bookingId)
                .flatMap(line -> lines.decide(line.id().toString(), stored -> stored.timeOut(bookingId, clock.instant())))
                .filter(decided -> decided.after().entries().stream().anyMatch(entry ->
                        entry.status() == EntryStatus.OFFERED
                                && entry.offer() != null
                                && entry.offer().bookingId().equals(bookingId)))
                .ifPresent(early -> {
                    throw new RetryLater("There is time to answer by our clock.", null);
                });
    }

    /** A booking was cancelled: nobody waits for an earlier time for it any more. */
    public void cancelled(TenantId tenant, String bookingId) {
        lines.ofMove(tenant, bookingId).forEach(found ->
                lines.decide(found.id().toString(), line -> line.endMove(bookingId, clock.instant())));
    }

    /** Whatever became of its timers. */
    public void catchUp(String lineId) {
        lines.decide(lineId, line -> line.catchUp(clock.instant()));
    }

    private void decide(
            TenantId tenant, String bookingId, BiFunction<WaitingLine, Instant, Decision<WaitingLine, WaitingEvent>> message) {
        lines.findByOffer(tenant, bookingId)
                .flatMap(line -> lines.decide(line.id().toString(), stored -> message.apply(stored, clock.instant())))
                .map(Decided::after)
                .ifPresent(line -> line.openGapOf(bookingId).ifPresent(gap -> fillAgain(tenant, gap)));
    }

    private void fillAgain(TenantId tenant, Gap gap) {
        professionals.find(new ProfessionalId(tenant, gap.professionalId()))
                .filter(known -> known.profile().engagement().active())
                .ifPresent(known -> fill(known, gap));
    }

    private void fill(Professional professional, Gap gap) {
        TenantId tenant = professional.id().tenantId();
        LocalDate date = LocalDate.ofInstant(gap.start(), professional.profile().zone());
        var own = new LineId(tenant, Kind.PROFESSIONAL, professional.id().value(), date);
        List<LineId> all = Stream.concat(
                        Stream.of(own),
                        professional.profile().engagement().offeringIds().stream()
                                .map(offering -> new LineId(tenant, Kind.OFFERING, offering, date)))
                .toList();
        List<LineId> there = lines.existing(all);
        boolean taken = there.stream().anyMatch(line -> isTaken(line, gap, Turn.WITHOUT_BOOKING));
        if (!taken && there.contains(own)) {
            isTaken(own, gap, Turn.MOVING);
        }
    }

    private boolean isTaken(LineId line, Gap gap, Turn turn) {
        return lines.decide(line.toString(), stored -> stored.fill(
                        gap, turn, policies.waitlist(line.tenant()).answers(), clock.instant()))
                .filter(decided -> decided.after().isHandling(gap.id()))
                .isPresent();
    }
}
