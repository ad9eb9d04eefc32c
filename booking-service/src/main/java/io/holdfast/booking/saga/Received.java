package io.holdfast.booking.saga;

import java.time.Instant;
import java.util.Set;

/** Others' events, as far as booking-service reads them. */
final class Received {

    private Received() {}

    record SlotReserved(String bookingId, int revision, Instant holdUntil) {}

    /** {@code slot.rejected} and {@code slot.lost}. */
    record SlotRefused(String bookingId, int revision, String reason) {}

    record SlotBooked(String bookingId, int revision) {}

    record PaymentOrderCreated(String bookingId, String orderId, String keyId) {}

    record PaymentCaptured(String bookingId, Amount amount) {}

    /** A payment event that says all in its name. */
    record PaymentNews(String bookingId) {}

    record PaymentRefunded(String bookingId, RefundStatus status) {}

    enum RefundStatus {
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    record TimerRang(String bookingId, int revision, Instant dueAt) {}

    record ProfessionalProfile(
            String professionalId,
            String displayName,
            Amount hourlyRate,
            String zone,
            Set<String> offeringIds,
            boolean active) {}

    record ProfessionalDeactivated(String professionalId) {}

    record Amount(long amount, String currency) {}
}
