package io.holdfast.availability.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.CandidateLists;
import io.holdfast.availability.domain.Candidates;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Component;

/** Gives a slot back when its booking ends. */
@Component
public class ReleaseSlot {

    private final CalendarDays days;
    private final Professionals professionals;
    private final Rejections rejections;
    private final CandidateLists candidateLists;
    private final LateMessages lateMessages;

    ReleaseSlot(
            CalendarDays days,
            Professionals professionals,
            Rejections rejections,
            CandidateLists candidateLists,
            LateMessages lateMessages) {
        this.days = days;
        this.professionals = professionals;
        this.rejections = rejections;
        this.candidateLists = candidateLists;
        this.lateMessages = lateMessages;
    }

    /**
     * Ends what a booking has, or could still get, as one of its revisions: because it ended, or has moved.
     *
     * @param saidAt when that was, by the clock of who says so
     */
    public void release(
            TenantId tenant, BookingRevision booking, ProfessionalId professional, Slot slot, Instant saidAt) {
        dayOf(tenant, professional, slot).ifPresent(day -> {
            lateMessages.ended(tenant, booking, saidAt);
            days.decide(day, d -> d.releaseForGood(booking));
        });
    }

    /**
     * Nobody waits for an answer to an offer any more: what is held for it is free, and a late word that it is wanted holds
     * nothing. What a booking that came of it has already stays.
     *
     * @param saidAt when that was, by the clock of who says so
     */
    public void withdrawOffer(
            TenantId tenant, BookingRevision offer, ProfessionalId professional, Slot slot, Instant saidAt) {
        dayOf(tenant, professional, slot).ifPresent(day -> {
            lateMessages.ended(tenant, offer, saidAt);
            days.decide(day, d -> d.withdrawOfferForGood(offer));
        });
    }

    /** The same of one that was answered: whoever asked for what it held has got or been refused it by now. */
    void endOffer(TenantId tenant, BookingRevision offer, ProfessionalId professional, Slot slot, Instant saidAt) {
        dayOf(tenant, professional, slot).ifPresent(day -> {
            lateMessages.ended(tenant, offer, saidAt);
            days.decide(day, d -> d.withdrawOffer(offer));
        });
    }

    /**
     * Remembers the end of a booking that had no professional yet. Whoever accepts it from now on is refused; one who is
     * being decided on at this moment may still get it, and booking-service gives that back when it hears of it.
     *
     * @param saidAt when that was, by the clock of who says so
     */
    public void endUnmatched(TenantId tenant, BookingRevision booking, Instant saidAt) {
        lateMessages.ended(tenant, booking, saidAt);
    }

    /**
     * Ends what a rejected booking has. Normally that is nothing, since it was rejected for our word; but when two
     * instances decided at once, one to hold and one to reject, this is where the hold ends. The rejection knows the day.
     */
    public void releaseRejected(TenantId tenant, BookingRevision booking) {
        Optional<Rejection> rejection = rejections.find(tenant, booking, 1);
        Optional<ProfessionalId> asked = rejection.flatMap(r -> Optional.ofNullable(r.professional()));
        if (asked.isPresent()) {
            dayOf(tenant, asked.get(), rejection.get().slot()).ifPresent(day -> days.decide(day, d -> d.release(booking)));
        } else {
            // Nobody was chosen, or somebody whom booking-service does not know; on the others' days a no may be left.
            candidateLists.find(tenant, booking).ifPresent(this::releaseWithAll);
        }
    }

    private void releaseWithAll(Candidates candidates) {
        List<DayId> asked = candidates.inOrder().stream()
                .flatMap(professional -> dayOf(candidates.tenant(), professional, candidates.slot()).stream())
                .toList();
        days.find(asked).stream()
                .filter(day -> day.find(candidates.booking()).isPresent())
                .forEach(day -> days.decide(day.id(), d -> d.release(candidates.booking())));
    }

    /** None for somebody who is not known here: then nothing was ever reserved with them. */
    private Optional<DayId> dayOf(TenantId tenant, ProfessionalId id, Slot slot) {
        return professionals.find(tenant, id).map(professional -> professional.dayAt(slot.start()));
    }
}
