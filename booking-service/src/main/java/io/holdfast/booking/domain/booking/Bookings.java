package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All bookings. State and the events it caused are always stored together. */
public interface Bookings {

    Optional<Booking> find(TenantId tenant, BookingId id);

    /** Whoever's it is: for work that was stored to be done later. */
    Optional<Booking> find(BookingId id);

    /** Stores a new booking; false when one with this id is there already, which then stays as it is. */
    boolean add(Decision<Booking, BookingEvent> requested);

    /**
     * Lets a stored booking decide and stores what it decided; when somebody else changed it meanwhile, it decides again
     * on what they made of it.
     *
     * @return empty when the tenant has no such booking
     */
    Optional<Decided<Booking, BookingEvent>> decide(
            TenantId tenant, BookingId id, Function<Booking, Decision<Booking, BookingEvent>> decision);

    /** Newest first. */
    Page<Booking> search(BookingSearch search, int page, int limit);

    /** When a client's bookings since {@code since} were requested, the oldest first; manual and rejected ones left out. */
    List<Instant> requestedSince(TenantId tenant, String clientKey, Instant since);

    /** How many slots are held by, or of, somebody while nobody has paid for them. */
    long unpaid(TenantId tenant, HeldBy by, String whom);

    /** By, or of whom something is held. */
    enum HeldBy {
        /** {@link Client#key()}. */
        CLIENT,
        /** A client's phone. */
        PHONE,
        /** {@link Client#origin()}. */
        ORIGIN,
        /** Whose time it is. */
        PROFESSIONAL
    }

    Totals totals(TenantId tenant);

    /**
     * A tenant's bookings in numbers.
     *
     * @param byStatus how many are in which status; statuses without any are left out
     * @param revenue  what was captured and not given back, per currency in alphabetical order
     */
    record Totals(Map<BookingStatus, Long> byStatus, List<Money> revenue) {

        public Totals {
            byStatus = Map.copyOf(byStatus);
            revenue = List.copyOf(revenue);
        }

        public long total() {
            return byStatus.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
