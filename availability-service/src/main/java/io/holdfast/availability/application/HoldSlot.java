package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.holdfast.availability.application.LateMessages.Lateness;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.Rule;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.Violation;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Holds a slot for a booking or for an offer to somebody on a waitlist, or books it for a booking that moves or whose
 * professional accepts it, or says why not.
 */
@Component
public class HoldSlot {

    private final Calendar calendar;
    private final Rejections rejections;
    private final Offerings offerings;
    private final Professionals professionals;
    private final LateMessages lateMessages;
    private final ReleaseSlot releaseSlot;
    private final Clock clock;

    HoldSlot(
            Calendar calendar,
            Rejections rejections,
            Offerings offerings,
            Professionals professionals,
            LateMessages lateMessages,
            ReleaseSlot releaseSlot,
            Clock clock) {
        this.releaseSlot = releaseSlot;
        this.lateMessages = lateMessages;
        this.calendar = calendar;
        this.rejections = rejections;
        this.offerings = offerings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * @param askedAt when it was asked for, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional or the offering may still be on its way here, or
     *     while the schedule is being changed
     */
    public void hold(SlotRequest request, Instant askedAt) {
        answer(request, askedAt, (rules, day) -> day.hold(request, rules, clock.instant()));
    }

    /**
     * Books at once, since nothing is owed. The slot that the booking has stays its own until booking-service says that
     * it has moved, unless both lie on one day: then one write swaps them.
     *
     * @param previous as which revision the booking has the slot that it would leave
     * @param askedAt  when it was asked for, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater as for {@link #hold}
     */
    public void reschedule(SlotRequest request, BookingRevision previous, Instant askedAt) {
        answer(request, askedAt, (rules, day) -> day.reschedule(request, previous, rules, clock.instant()));
    }

    /**
     * Like {@link #reschedule}, to what is held for an offer, which the booking takes over. Where it cannot have it, that is
     * free again.
     *
     * @param offer as which the slot is held
     * @throws io.holdfast.messaging.RetryLater as for {@link #hold}
     */
    public void takeOver(SlotRequest request, BookingRevision previous, BookingRevision offer, Instant askedAt) {
        answer(request, askedAt, offer, (rules, day) -> day.takeOver(request, previous, offer, rules, clock.instant()));
        // Whichever rule refused it, the offer was answered.
        releaseSlot.endOffer(request.tenant(), offer, request.professional(), request.slot(), askedAt);
    }

    /**
     * Holds for somebody on a waitlist who is asked until {@code deadline}.
     *
     * @param wantedAt by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater as for {@link #hold}
     */
    public void offer(SlotRequest request, Instant deadline, Instant wantedAt) {
        answer(request, wantedAt, (rules, day) -> day.offer(request, rules, deadline, clock.instant()));
    }

    /**
     * Books at once for a professional who accepts. Whatever became of the booking, they are told: somebody waits for the
     * answer.
     *
     * @param acceptedAt by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater as for {@link #hold}
     */
    public void accept(SlotRequest request, Instant acceptedAt) {
        answer(request, acceptedAt, (rules, day) -> day.accept(request, rules, clock.instant()));
    }

    private void answer(
            SlotRequest request,
            Instant askedAt,
            BiFunction<SlotRules, CalendarDay, Decision<CalendarDay, SlotEvent>> question) {
        answer(request, askedAt, request.booking(), question);
    }

    /** @param holder as which the slot may be held already */
    private void answer(
            SlotRequest request,
            Instant askedAt,
            BookingRevision holder,
            BiFunction<SlotRules, CalendarDay, Decision<CalendarDay, SlotEvent>> question) {
        Optional<Rejection> earlier = rejections.find(request.tenant(), request.booking(), request.attempt());
        if (earlier.isPresent()) {
            reject(request, earlier.get().reason(), earlier.get().conflicts());
            return;
        }
        Optional<Professional> professional =
                professionals.find(request.tenant(), request.professional()).filter(Professional::active);
        Optional<Offering> offering = offerings.find(request.tenant(), request.offering())
                // What a professional accepts was booked, and paid, before it was retired.
                .map(known -> request.by() == SlotRequest.By.PROFESSIONAL ? known.asPromised() : known)
                .filter(known -> !known.retired());
        if (professional.isEmpty()) {
            ProjectionGrace.orRetryLater("the professional " + request.professional().value(), askedAt, clock);
            reject(request, RejectionReason.PROFESSIONAL_UNKNOWN, List.of());
        } else if (offering.isEmpty()) {
            ProjectionGrace.orRetryLater("the offering " + request.offering().value(), askedAt, clock);
            reject(request, RejectionReason.OFFERING_UNKNOWN, List.of());
        } else {
            ask(request, askedAt, holder, professional.get(), offering.get(), question);
        }
    }

    private void ask(
            SlotRequest request,
            Instant askedAt,
            BookingRevision holder,
            Professional professional,
            Offering offering,
            BiFunction<SlotRules, CalendarDay, Decision<CalendarDay, SlotEvent>> question) {
        Optional<Violation> unsold = unsold(request, holder, professional, offering);
        if (unsold.isPresent()) {
            if (request.isAlwaysAnswered()
                    || lateMessages.judge(request.tenant(), request.booking(), askedAt) != Lateness.AFTER_END) {
                reject(request, unsold.get().reason(), List.of());
            }
            return;
        }
        calendar.decide(
                        professional,
                        request.slot().start(),
                        (now, day) -> decide(request, askedAt, day, () -> question.apply(new SlotRules(now, offering), day)))
                .refusal()
                .map(Violation.class::cast)
                .ifPresent(violation -> reject(request, violation.reason(), visible(request, violation)));
    }

    /** Whoever asks for a date that is not sold leaves no day behind; unless they have something there already. */
    private Optional<Violation> unsold(
            SlotRequest request, BookingRevision holder, Professional professional, Offering offering) {
        return new SlotRules(professional, offering)
                .window(request, clock.instant())
                .filter(violation -> !calendar.has(professional, request.slot().start(), request.booking(), holder));
    }

    private Decision<CalendarDay, SlotEvent> decide(
            SlotRequest request,
            Instant askedAt,
            CalendarDay day,
            Supplier<Decision<CalendarDay, SlotEvent>> anew) {
        if (day.find(request.booking()).isPresent()) {
            return anew.get();
        }
        return switch (lateMessages.judge(request.tenant(), request.booking(), askedAt)) {
            case IN_TIME -> anew.get();
            case AFTER_END -> request.isAlwaysAnswered()
                    ? Decision.refused(day, Violation.of(Rule.ENDED, RejectionReason.ENDED))
                    : Decision.unchanged(day, "the booking has ended, and nobody waits for an answer");
            // It cannot be told from one that was answered.
            case TOO_OLD -> Decision.refused(day, Violation.of(Rule.TOO_LATE, RejectionReason.TOO_LATE));
        };
    }

    private static List<Conflict> visible(SlotRequest request, Violation violation) {
        return request.mayKnowConflicts() ? violation.conflicts() : List.of();
    }

    private void reject(SlotRequest request, RejectionReason reason, List<Conflict> conflicts) {
        rejections.answer(
                Rejection.of(request, reason, conflicts),
                request.by() == SlotRequest.By.WAITLIST
                        ? new SlotEvent.NotOffered(request.booking(), reason)
                        : new SlotEvent.Rejected(request.booking(), request.attempt(), reason, conflicts));
    }
}
