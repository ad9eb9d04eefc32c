package io.holdfast.booking.application;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.booking.Actor;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.booking.WaitlistOffer;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A client has accepted the slot that a waitlist offered them. It is held under the id that the booking gets, so whatever is
 * asked of availability for that id finds its own hold. Nobody waits for an answer here: what is refused is told by events.
 */
@Component
public class AcceptOffer {

    private static final Logger log = LoggerFactory.getLogger(AcceptOffer.class);

    private final Bookings bookings;
    private final BookingRules rules;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Clock clock;

    AcceptOffer(
            Bookings bookings, BookingRules rules, Offerings offerings, Professionals professionals, Clock clock) {
        this.bookings = bookings;
        this.rules = rules;
        this.offerings = offerings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Makes the booking that comes of the offer, once.
     *
     * @throws PoisonMessage when its id is another tenant's booking's, or its offering nobody's
     */
    public void book(WaitlistOffer offer, BookingDraft accepted) {
        if (bookings.find(accepted.tenant(), offer.id()).isPresent()) {
            log.debug("{} was booked before", offer);
            return;
        }
        if (!bookings.add(rules.accept(offer, accepted)) && bookings.find(accepted.tenant(), offer.id()).isEmpty()) {
            throw new PoisonMessage("The id of an offer is another tenant's booking.", null);
        }
    }

    /**
     * Moves a booking to what was offered to its client in place of the time that it has.
     *
     * @throws PoisonMessage when the tenant has no such booking
     */
    public void move(WaitlistOffer offer, BookingId moved, BookingDraft accepted) {
        if (bookings.decide(accepted.tenant(), moved, booking -> decide(booking, offer, accepted)).isEmpty()) {
            throw new PoisonMessage("An offer would move a booking that does not exist.", null);
        }
    }

    private Decision<Booking, BookingEvent> decide(Booking booking, WaitlistOffer offer, BookingDraft accepted) {
        ProfessionalId id = Objects.requireNonNull(accepted.professional(), "an offer is of somebody's time");
        Optional<ProfessionalSummary> professional = professionals.find(accepted.tenant(), id);
        ProfessionalRef with =
                professional.map(ProfessionalSummary::ref).orElseGet(() -> new ProfessionalRef(id, id.value()));
        boolean same = booking.state().slot().professionalId().filter(id::equals).isPresent();
        Money listPrice = same ? null : professional.map(other -> listPrice(booking, other)).orElse(null);
        return booking.moveToOffer(
                offer,
                new Actor(TriggeredBy.CLIENT, accepted.subject()),
                Slot.of(with, accepted.start(), booking.state().slot().minutes()),
                listPrice,
                clock.instant());
    }

    /** What the booking's time costs with somebody else, where the professional's own rate sets the price; else null. */
    private @Nullable Money listPrice(Booking booking, ProfessionalSummary other) {
        return offerings.find(booking.terms().tenant(), booking.terms().offering().id())
                .filter(Offering::pricedByProfessional)
                .map(offering -> offering.priceOf(booking.state().slot().minutes(), other))
                .orElse(null);
    }
}
