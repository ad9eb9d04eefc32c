package io.holdfast.matching.saga;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Review;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.PoisonMessage;

/** What this service reads of others' events. */
final class Received {

    private Received() {}

    /** {@code booking.reviewed.v1} */
    record BookingReviewed(String bookingId, String professionalId, int rating, Instant at) {

        Review review(TenantId tenant) {
            return new Review(bookingId, new ProfessionalId(tenant, professionalId), rating, at);
        }
    }

    /** {@code schedule.changed.v1} */
    record ScheduleChanged(String professionalId, Hours schedule) {

        record Hours(String zone) {}

        ZoneId zone() {
            try {
                return ZoneId.of(schedule.zone());
            } catch (DateTimeException e) {
                throw new PoisonMessage("The schedule of " + professionalId + " is in no known zone: " + schedule.zone(), e);
            }
        }
    }
}
