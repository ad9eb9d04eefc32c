package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/** Turns a paid booking's hold into its slot, or says that the slot is lost. */
@Service
public class MakeHoldFinal {

    private final CalendarDays days;
    private final Professionals professionals;
    private final Rejections rejections;
    private final Clock clock;

    MakeHoldFinal(CalendarDays days, Professionals professionals, Rejections rejections, Clock clock) {
        this.days = days;
        this.professionals = professionals;
        this.rejections = rejections;
        this.clock = clock;
    }

    /**
     * @param paidAt when nothing was owed any more, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional may still be on the way here
     */
    public void makeFinal(
            TenantId tenant, BookingRevision booking, ProfessionalId professional, Slot slot, Instant paidAt) {
        // One who left meanwhile still keeps what they had agreed to, so activity is not asked for.
        Optional<Professional> known = professionals.find(tenant, professional);
        if (known.isPresent()) {
            var day = new DayId(tenant, professional, known.get().schedule().dateOf(slot.start()));
            days.change(day, d -> d.makeFinal(booking, slot, clock.instant()));
            return;
        }
        Patience.orRetryLater("the professional " + professional.value(), paidAt, clock);
        // Somebody paid and waits for an answer, so there must be one even for what cannot be.
        rejections.answer(
                tenant,
                new Rejection(booking, professional, slot, Refusal.PROFESSIONAL_UNKNOWN),
                new SlotEvent.Lost(booking, Refusal.PROFESSIONAL_UNKNOWN.name()));
    }
}
