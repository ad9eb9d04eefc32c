package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Decision;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/** Holds a slot for a booking, or says why not. */
@Service
public class HoldSlot {

    private final CalendarDays days;
    private final Rejections rejections;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Clock clock;

    HoldSlot(
            CalendarDays days, Rejections rejections, Offerings offerings, Professionals professionals, Clock clock) {
        this.days = days;
        this.rejections = rejections;
        this.offerings = offerings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * @param askedAt when the client asked, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional or the offering may still be on its way here
     */
    public void hold(Request request, Instant askedAt) {
        Optional<Rejection> earlier = rejections.find(request.tenant(), request.booking());
        if (earlier.isPresent()) {
            reject(request, earlier.get().reason());
            return;
        }
        Optional<Professional> professional =
                professionals.find(request.tenant(), request.professional()).filter(Professional::active);
        Optional<Offering> offering =
                offerings.find(request.tenant(), request.offering()).filter(o -> !o.retired());
        if (professional.isEmpty()) {
            Patience.orRetryLater("the professional " + request.professional().value(), askedAt, clock);
            reject(request, Refusal.PROFESSIONAL_UNKNOWN);
        } else if (offering.isEmpty()) {
            Patience.orRetryLater("the offering " + request.offering().value(), askedAt, clock);
            reject(request, Refusal.OFFERING_UNKNOWN);
        } else {
            hold(request, new SlotRules(professional.get(), offering.get()));
        }
    }

    private void hold(Request request, SlotRules rules) {
        var day = new DayId(
                request.tenant(), request.professional(), rules.schedule().dateOf(request.slot().start()));
        Decision decision =
                days.change(day, d -> d.hold(request.booking(), request.slot(), rules, clock.instant()));
        decision.refusal().ifPresent(reason -> reject(request, reason));
    }

    private void reject(Request request, Refusal reason) {
        rejections.answer(
                request.tenant(),
                new Rejection(request.booking(), request.professional(), request.slot(), reason),
                new SlotEvent.Rejected(request.booking(), reason));
    }

    /** What a booking asks for. */
    public record Request(
            TenantId tenant, BookingRevision booking, OfferingId offering, ProfessionalId professional, Slot slot) {}
}
