package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Claim;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Turns a paid booking's hold into its slot, or says that the slot is lost. */
@Service
public class MakeHoldFinal {

    private final Calendar calendar;
    private final Professionals professionals;
    private final Offerings offerings;
    private final Rejections rejections;
    private final Latecomers latecomers;
    private final Clock clock;

    MakeHoldFinal(
            Calendar calendar,
            Professionals professionals,
            Offerings offerings,
            Rejections rejections,
            Latecomers latecomers,
            Clock clock) {
        this.latecomers = latecomers;
        this.calendar = calendar;
        this.professionals = professionals;
        this.offerings = offerings;
        this.rejections = rejections;
        this.clock = clock;
    }

    /**
     * @param offering null where the message does not say; a slot that was never held is then nobody else's to share
     * @param paidAt   when nothing was owed any more, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional or the offering may still be on the way here, or
     *     while the schedule is being changed
     */
    public void makeFinal(
            TenantId tenant,
            BookingRevision booking,
            ProfessionalId professional,
            Slot slot,
            @Nullable OfferingId offering,
            Instant paidAt) {
        // One who left meanwhile still keeps what they had agreed to, so activity is not asked for.
        Optional<Professional> known = professionals.find(tenant, professional);
        if (known.isPresent()) {
            Optional<Offering> terms = termsOf(tenant, offering, paidAt);
            calendar.change(tenant, known.get(), slot.start(), (now, day) -> decide(
                    tenant,
                    booking,
                    paidAt,
                    day,
                    terms.map(o -> new SlotRules(now, o).claim(slot)).orElseGet(() -> Claim.of(slot))));
            return;
        }
        Patience.orRetryLater("the professional " + professional.value(), paidAt, clock);
        // Somebody paid and waits for an answer, so there must be one even for what cannot be.
        rejections.answer(
                tenant,
                new Rejection(booking, 1, professional, slot, Refusal.PROFESSIONAL_UNKNOWN, List.of()),
                new SlotEvent.Lost(booking, Refusal.PROFESSIONAL_UNKNOWN.name()));
    }

    private Decision decide(
            TenantId tenant, BookingRevision booking, Instant paidAt, CalendarDay day, Claim claim) {
        if (day.find(booking).isPresent()) {
            return day.makeFinal(booking, claim, clock.instant());
        }
        return switch (latecomers.standing(tenant, booking, paidAt)) {
            case NEW -> day.makeFinal(booking, claim, clock.instant());
            case ENDED -> Decision.lost(day, booking, Refusal.ENDED);
            case FORGOTTEN -> Decision.lost(day, booking, Refusal.TOO_LATE);
        };
    }

    private Optional<Offering> termsOf(TenantId tenant, @Nullable OfferingId id, Instant paidAt) {
        if (id == null) {
            return Optional.empty();
        }
        Optional<Offering> known = offerings.find(tenant, id);
        if (known.isEmpty()) {
            Patience.orRetryLater("the offering " + id.value(), paidAt, clock);
        }
        return known;
    }
}
