package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which bookings of a tenant somebody may and wants to see.
 *
 * @param whose          all of the tenant's, or somebody's
 * @param status         only these; null for any
 * @param offering       only of this; null for any
 * @param professional   only with them; null for any, and for those with nobody yet
 * @param words          that each begin a word of its number, the client's name or address; or of their phone; none for any
 * @param from           starting then or later
 * @param to             starting before
 * @param archivedBefore with {@code archived}: what is over and ended before this is archived
 * @param archived       only archived ones, or only others; null for both
 */
public record BookingSearch(
        TenantId tenant,
        Whose whose,
        @Nullable BookingStatus status,
        @Nullable OfferingId offering,
        @Nullable ProfessionalId professional,
        List<String> words,
        @Nullable Instant from,
        @Nullable Instant to,
        Instant archivedBefore,
        @Nullable Boolean archived) {

    public BookingSearch {
        words = List.copyOf(words);
    }

    public BookingSearch(
            TenantId tenant,
            Whose whose,
            @Nullable BookingStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            Instant archivedBefore,
            @Nullable Boolean archived) {
        this(tenant, whose, status, null, null, List.of(), from, to, archivedBefore, archived);
    }

    /** All of these clients, whatever became of them. */
    public static BookingSearch of(TenantId tenant, Whose.OneOf clients) {
        return new BookingSearch(tenant, clients, null, null, null, Instant.MIN, null);
    }

    /** All that have these words, whatever became of them. */
    public static BookingSearch of(TenantId tenant, List<String> words) {
        return new BookingSearch(tenant, new Whose.Everybodys(), null, null, null, words, null, null, Instant.MIN, null);
    }

    /** A booking's place in the lists: by when it was requested, and by its id. */
    public record Position(Instant requestedAt, BookingId id) {

        public static Position of(Booking booking) {
            return new Position(booking.terms().requestedAt(), booking.id());
        }
    }

    /** Whose bookings. */
    public sealed interface Whose {

        /** All of the tenant's, for its admins. */
        record Everybodys() implements Whose {}

        /** A signed-in client's own. */
        record Clients(String subject) implements Whose {}

        /** Those that a professional is assigned to. */
        record Professionals(ProfessionalId professional) implements Whose {}

        /**
         * Those of clients that are one person.
         *
         * @param clientKeys see {@link io.holdfast.booking.domain.client.Client#key()}; a few
         */
        record OneOf(List<String> clientKeys) implements Whose {

            public OneOf {
                clientKeys = List.copyOf(clientKeys);
            }
        }

        /** Of somebody who is both. */
        record Eithers(String subject, ProfessionalId professional) implements Whose {}
    }
}
