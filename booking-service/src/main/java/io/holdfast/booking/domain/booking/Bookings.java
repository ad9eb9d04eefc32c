package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingSearch.Position;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import org.jspecify.annotations.Nullable;

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

    /**
     * Bookings that take up a part of a span, whatever became of them, by when they start.
     *
     * @param professionals only theirs; none for everybody's
     * @param statuses      only these
     * @param limit         the first ones
     */
    List<Booking> during(
            TenantId tenant,
            Collection<ProfessionalId> professionals,
            Collection<BookingStatus> statuses,
            Instant from,
            Instant to,
            int limit);

    /** Newest first. */
    Page<Booking> search(BookingSearch search, int page, int limit);

    /**
     * Shows what is found to a visitor, the newest first. It is read in pieces, and nothing is held in the store between two of
     * them, so whoever stops early, or never comes back, leaves nothing behind. What is requested meanwhile is not seen, and
     * what changes meanwhile is seen once, as it is then.
     *
     * @param until only what was requested by then; null for all
     */
    void walk(BookingSearch search, @Nullable Instant until, Visitor visitor);

    /** Who is shown bookings one by one. */
    @FunctionalInterface
    interface Visitor {

        /**
         * @param sequence of the last event that the booking has caused
         * @return whether to go on
         */
        boolean visit(Booking booking, long sequence);
    }

    /** Bookings of any tenant that ended before then, are over, and whose client is known; the oldest first. */
    List<Booking> forgettable(Instant before, int limit);

    /** Who has bookings, in alphabetical order. */
    List<TenantId> tenants();

    /**
     * What {@link #search} finds, from behind a position on: a booking that is requested meanwhile moves nothing. The total is
     * of all of them.
     */
    Page<Booking> searchAfter(BookingSearch search, Position after, int limit);

    /** A tenant's bookings behind a position, the oldest first; from the first one on when there is none. */
    List<Booking> requestedAfter(TenantId tenant, @Nullable Position after, int limit);

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
