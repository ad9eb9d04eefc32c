package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.Anyone;
import io.holdfast.availability.domain.AnyoneRequest;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.CandidateLists;
import io.holdfast.availability.domain.Candidates;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
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
 * Holds a slot for a booking that takes anyone. Who is asked, and in which order, is stored first and the same from then on. Then
 * each calendar day decides for itself and remembers a no, so whoever asks again, or at once, comes to the same professional.
 */
@Component
public class HoldWithAnyone {

    private final FindAnyone findAnyone;
    private final CandidateLists lists;
    private final Calendar calendar;
    private final CalendarDays days;
    private final Rejections rejections;
    private final Offerings offerings;
    private final Professionals professionals;
    private final LateMessages lateMessages;
    private final Clock clock;

    HoldWithAnyone(
            FindAnyone findAnyone,
            CandidateLists lists,
            Calendar calendar,
            CalendarDays days,
            Rejections rejections,
            Offerings offerings,
            Professionals professionals,
            LateMessages lateMessages,
            Clock clock) {
        this.findAnyone = findAnyone;
        this.lists = lists;
        this.calendar = calendar;
        this.days = days;
        this.rejections = rejections;
        this.offerings = offerings;
        this.professionals = professionals;
        this.lateMessages = lateMessages;
        this.clock = clock;
    }

    /**
     * @param askedAt when it was asked for, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the offering, or anybody who provides it, may still be on the way here, or
     *     while the schedule of who is asked is being changed
     */
    public void hold(AnyoneRequest request, Instant askedAt) {
        Optional<Rejection> earlier = rejections.find(request.tenant(), request.booking(), 1);
        if (earlier.isPresent()) {
            reject(request, earlier.get().reason());
            return;
        }
        Optional<Offering> offering =
                offerings.find(request.tenant(), request.offering()).filter(o -> !o.retired());
        if (offering.isEmpty()) {
            ProjectionGrace.orRetryLater("the offering " + request.offering().value(), askedAt, clock);
            reject(request, RejectionReason.OFFERING_UNKNOWN);
            return;
        }
        Candidates candidates = lists.find(request.tenant(), request.booking())
                .orElseGet(() -> lists.keep(choose(request, offering.get(), askedAt)));
        for (ProfessionalId candidate : candidates.inOrder()) {
            if (!passes(request.of(candidate), offering.get(), askedAt)) {
                return;
            }
        }
        rejectUnlessEnded(request, candidates.otherwise(), askedAt);
    }

    private Candidates choose(AnyoneRequest request, Offering offering, Instant askedAt) {
        Anyone anyone = findAnyone.who(request.tenant(), offering);
        if (anyone.providers().isEmpty()) {
            ProjectionGrace.orRetryLater("anybody who provides " + offering.id().value(), askedAt, clock);
        }
        List<CalendarDay> around = days.find(anyone.daysAround(request.slot()));
        return anyone.candidates(request, around, clock.instant());
    }

    /** Asks one of them; false when nobody else is to be asked, whatever the answer was. */
    private boolean passes(SlotRequest request, Offering offering, Instant askedAt) {
        Professional professional = professionals.find(request.tenant(), request.professional()).orElseThrow();
        Decision<CalendarDay, SlotEvent> decision = calendar.decide(
                professional,
                request.slot().start(),
                (now, day) -> decide(request, new SlotRules(now, offering), askedAt, day));
        decision.refusal()
                .map(Violation.class::cast)
                .ifPresent(violation -> rejections.answer(
                        Rejection.of(request, violation.reason(), List.of()),
                        new SlotEvent.Rejected(request.booking(), 1, violation.reason(), List.of())));
        return decision.aggregate().hasRefused(request.booking());
    }

    private Decision<CalendarDay, SlotEvent> decide(
            SlotRequest request, SlotRules rules, Instant askedAt, CalendarDay day) {
        if (day.find(request.booking()).isPresent()) {
            return day.holdOrPass(request, rules, clock.instant());
        }
        return switch (lateMessages.judge(request.tenant(), request.booking(), askedAt)) {
            case IN_TIME -> day.holdOrPass(request, rules, clock.instant());
            case AFTER_END -> Decision.unchanged(day, "the booking has ended, and nobody waits for an answer");
            // It cannot be told from one that was answered.
            case TOO_OLD -> Decision.refused(day, Violation.of(Rule.TOO_LATE, RejectionReason.TOO_LATE));
        };
    }

    private void rejectUnlessEnded(AnyoneRequest request, RejectionReason reason, Instant askedAt) {
        if (lateMessages.judge(request.tenant(), request.booking(), askedAt) != LateMessages.Lateness.AFTER_END) {
            reject(request, reason);
        }
    }

    private void reject(AnyoneRequest request, RejectionReason reason) {
        rejections.answer(
                Rejection.of(request, reason), new SlotEvent.Rejected(request.booking(), 1, reason, List.of()));
    }
}
