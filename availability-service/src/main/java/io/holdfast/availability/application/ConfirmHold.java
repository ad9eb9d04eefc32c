package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Occupancy;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/** Confirms a paid booking's hold, which makes the slot its own, or says that the slot is lost. */
@Component
public class ConfirmHold {

    private final Calendar calendar;
    private final Professionals professionals;
    private final Offerings offerings;
    private final Rejections rejections;
    private final LateMessages lateMessages;
    private final Clock clock;

    ConfirmHold(
            Calendar calendar,
            Professionals professionals,
            Offerings offerings,
            Rejections rejections,
            LateMessages lateMessages,
            Clock clock) {
        this.calendar = calendar;
        this.professionals = professionals;
        this.offerings = offerings;
        this.rejections = rejections;
        this.lateMessages = lateMessages;
        this.clock = clock;
    }

    /**
     * @param paidAt when nothing was owed any more, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional or the offering may still be on the way here, or
     *     while the schedule is being changed
     */
    public void confirm(SlotRequest request, Instant paidAt) {
        // One who left meanwhile still keeps what they had agreed to, so activity is not asked for.
        Optional<Professional> professional = professionals.find(request.tenant(), request.professional());
        if (professional.isPresent()) {
            Optional<Offering> offering = offerings.find(request.tenant(), request.offering());
            if (offering.isEmpty()) {
                ProjectionGrace.orRetryLater("the offering " + request.offering().value(), paidAt, clock);
            }
            calendar.decide(professional.get(), request.slot().start(), (now, day) -> decide(
                    request,
                    paidAt,
                    day,
                    offering.map(o -> new SlotRules(now, o).occupancy(request.slot()))
                            .orElseGet(() -> Occupancy.of(request.slot(), request.offering()))));
            return;
        }
        ProjectionGrace.orRetryLater("the professional " + request.professional().value(), paidAt, clock);
        // Somebody paid and waits for an answer, so there must be one even for what cannot be.
        rejections.answer(
                Rejection.of(request, RejectionReason.PROFESSIONAL_UNKNOWN, List.of()),
                new SlotEvent.Lost(request.booking(), RejectionReason.PROFESSIONAL_UNKNOWN.name()));
    }

    private Decision<CalendarDay, SlotEvent> decide(
            SlotRequest request, Instant paidAt, CalendarDay day, Occupancy occupancy) {
        BookingRevision booking = request.booking();
        if (day.find(booking).isPresent()) {
            return day.confirm(booking, occupancy, clock.instant());
        }
        return switch (lateMessages.judge(request.tenant(), booking, paidAt)) {
            case IN_TIME -> day.confirm(booking, occupancy, clock.instant());
            // Should somebody wait after all, this ends the waiting.
            case AFTER_END -> Decision.changed(day, new SlotEvent.Lost(booking, RejectionReason.ENDED.name()));
            case TOO_OLD -> Decision.changed(day, new SlotEvent.Lost(booking, RejectionReason.TOO_LATE.name()));
        };
    }
}
