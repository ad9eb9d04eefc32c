package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All bookings. State and the events it caused are always stored together. */
public interface Bookings {

    Optional<Booking> find(TenantId tenant, BookingId id);

    /** Stores a new booking; false when one with this id is there already, which then stays as it is. */
    boolean add(NewBooking requested);

    /**
     * Lets a stored booking decide and stores what it decided; when somebody else changed it meanwhile, it decides again
     * on what they made of it.
     *
     * @return empty when the tenant has no such booking
     */
    Optional<Decided> decide(TenantId tenant, BookingId id, Function<Booking, Outcome> decision);

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

    BookingTotals totals(TenantId tenant);

    /** A booking after it decided, and what it decided. */
    record Decided(Booking booking, Outcome outcome) {}
}
