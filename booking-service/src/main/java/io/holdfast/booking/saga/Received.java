package io.holdfast.booking.saga;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Others' events, as far as booking-service reads them. */
final class Received {

    private Received() {}

    record SlotReserved(String bookingId, int revision, Instant holdUntil) {}

    /**
     * @param exactReason what {@code reason} has no value for; absent where there is nothing to add
     * @param conflicts the bookings that are in the way, where bookings are
     * @param attempt   which try to move it was refused; absent means the first
     */
    record SlotRejected(
            String bookingId,
            int revision,
            String reason,
            @Nullable String exactReason,
            @Nullable List<ConflictingBooking> conflicts,
            @Nullable Integer attempt) {

        String whyExactly() {
            return exactReason == null ? reason : exactReason;
        }

        int whichAttempt() {
            return attempt == null ? 1 : attempt;
        }
    }

    record ConflictingBooking(String bookingId, @Nullable String number, Instant start, Instant end) {}

    record SlotLost(String bookingId, int revision, String reason) {}

    record SlotBooked(String bookingId, int revision, String professionalId, Instant start, Instant end) {}

    record PaymentOrderCreated(String bookingId, String orderId, String keyId) {}

    /** @param reason a code */
    record PaymentOrderRefused(String bookingId, int revision, String reason) {}

    record PaymentCaptured(
            String bookingId,
            String paymentId,
            Amount amount,
            Instant capturedAt,
            @Nullable Boolean accepted) {}

    record PaymentFailed(String bookingId, String paymentId, String reason) {}

    record PaymentRefundRequested(
            String bookingId, String paymentId, Amount amount, @Nullable Boolean accepted) {}

    record PaymentRefunded(
            String bookingId, String paymentId, String refundId, Amount amount, @Nullable Boolean accepted) {}

    record PaymentRefundFailed(
            String bookingId, String paymentId, Amount amount, String reason, @Nullable Boolean accepted) {}

    record TimerRang(String bookingId, int revision, Instant dueAt) {}

    record ProfessionalProfile(
            String professionalId,
            String displayName,
            Amount hourlyRate,
            String zone,
            Set<String> offeringIds,
            boolean active) {}

    /** What a professional's zone and slot step are is their schedule's to say. */
    record ScheduleChanged(String professionalId, Schedule schedule) {

        record Schedule(String zone, int slotStep) {}
    }

    record ProfessionalDeactivated(String professionalId) {}

    record Amount(long amount, String currency) {}
}
