package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.IdempotencyKeys;
import org.springframework.stereotype.Component;

/** A client asks for a booking: what was agreed is frozen, availability is asked for the slot. */
@Component
public class RequestBooking {

    private final Bookings bookings;
    private final BookingRules rules;
    private final ManageTokens tokens;
    private final Clock clock;

    RequestBooking(Bookings bookings, BookingRules rules, ManageTokens tokens, Clock clock) {
        this.bookings = bookings;
        this.rules = rules;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The booking and, for a guest, the token that opens it. */
    public record Requested(Booking booking, Optional<String> manageToken) {}

    /**
     * Stores the booking, or finds the one that the same request made before.
     *
     * @throws Refused when a rule refuses the request
     */
    public Requested request(BookingDraft request) {
        return request(request, SlotCheck.NONE);
    }

    /**
     * The same for a request that is refused at once, and leaves nothing behind, where somebody else has the time already.
     *
     * @param slots who is asked
     * @throws Refused when a rule refuses the request, or the time is taken
     */
    public Requested request(BookingDraft request, SlotCheck slots) {
        Idempotency idempotency = request.idempotency();
        if (idempotency == null) {
            var requested = rules.request(new BookingId(UUID.randomUUID().toString()), request, slots);
            if (!bookings.add(requested)) {
                throw new IllegalStateException("A random id is taken");
            }
            return answer(requested.aggregate());
        }
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(
                clock.instant(), idempotency.key(), request.tenant().value(), callerOf(request));
        return repeated(ids, request, idempotency).orElseGet(() -> {
            var requested = rules.request(new BookingId(ids.fresh()), request, slots);
            if (!bookings.add(requested)) {
                // The same key came twice at the same moment, and the other was faster.
                return repeated(ids, request, idempotency)
                        .orElseThrow(() -> new IllegalStateException(ids.fresh() + " is taken by another tenant"));
            }
            return answer(requested.aggregate());
        });
    }

    /**
     * Takes over what another system had booked, as an admin's booking by hand. One that is there by this id stays as it is.
     *
     * @param quiet whether nobody is told that it stands
     * @throws Refused when a rule refuses it
     */
    public Booking takeOver(BookingId id, BookingDraft request, boolean quiet) {
        return bookings.find(request.tenant(), id).orElseGet(() -> {
            var requested = rules.takeOver(id, request, quiet);
            return bookings.add(requested)
                    ? requested.aggregate()
                    : bookings.find(request.tenant(), id)
                            .orElseThrow(() -> new IllegalStateException(id + " is taken by another tenant"));
        });
    }

    /**
     * Whether a rule refuses to take it over, by what {@code catalogue} has to offer; slots are not asked for.
     *
     * @return how long it would last, in minutes
     * @throws Refused when one does
     */
    public int checkTakeOver(BookingId id, BookingDraft request, Catalogue catalogue) {
        return rules.check(id, request, catalogue);
    }

    private static String callerOf(BookingDraft request) {
        return request.manual() ? "admin:" + request.actor() : request.clientKey();
    }

    private Optional<Requested> repeated(IdempotencyKeys.Ids ids, BookingDraft request, Idempotency idempotency) {
        Instant now = clock.instant();
        for (String id : ids.known()) {
            Optional<Booking> earlier = bookings.find(request.tenant(), new BookingId(id))
                    .filter(booking -> IdempotencyKeys.stillMeans(booking.terms().requestedAt(), now));
            if (earlier.isPresent()) {
                if (!Objects.equals(earlier.get().terms().requestHash(), idempotency.requestHash())) {
                    throw Refused.rule(IdempotencyKeys.REUSED, IdempotencyKeys.REUSED_DETAIL);
                }
                return earlier.map(this::answer);
            }
        }
        return Optional.empty();
    }

    private Requested answer(Booking booking) {
        return new Requested(booking, tokens.tokenOf(booking));
    }
}
