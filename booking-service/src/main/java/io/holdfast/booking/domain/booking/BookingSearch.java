package io.holdfast.booking.domain.booking;

import java.time.Instant;

import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which bookings of a tenant somebody may and wants to see.
 *
 * @param whose          all of the tenant's, or somebody's
 * @param status         only these; null for any
 * @param from           starting then or later
 * @param to             starting before
 * @param archivedBefore with {@code archived}: what is over and ended before this is archived
 * @param archived       only archived ones, or only others; null for both
 */
public record BookingSearch(
        TenantId tenant,
        Whose whose,
        @Nullable BookingStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        Instant archivedBefore,
        @Nullable Boolean archived) {

    /** Whose bookings. */
    public sealed interface Whose {

        /** All of the tenant's, for its admins. */
        record Everybodys() implements Whose {}

        /** A signed-in client's own. */
        record Clients(String subject) implements Whose {}

        /** Those that a professional is assigned to. */
        record Professionals(ProfessionalId professional) implements Whose {}

        /** Of somebody who is both. */
        record Eithers(String subject, ProfessionalId professional) implements Whose {}
    }
}
