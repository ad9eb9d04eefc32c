package io.holdfast.booking.publishing;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The bodies of booking-service's events, field for field as event-contracts promises them. */
final class BookingWire {

    private BookingWire() {}

    record MoneyBody(long amount, String currency) {}

    record PersonBody(String name, String email, @Nullable String phone) {}

    record RecipientBody(String name, @Nullable String phone) {}

    record AddressBody(String street, String city, @Nullable String building, @Nullable String apartment) {}

    record OfferingBody(String id, String name) {}

    record ProfessionalBody(String id, String displayName) {}

    record Requested(
            String bookingId,
            String number,
            int revision,
            String mode,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            int durationMinutes,
            @Nullable Boolean manual,
            Instant deadline) {}

    record AwaitingPayment(
            String bookingId,
            String number,
            int revision,
            String professionalId,
            Instant start,
            MoneyBody amount,
            Instant holdUntil,
            String offeringName,
            PersonBody payer,
            @Nullable String clientId,
            @Nullable String manageTokenHash) {}

    record Paid(
            String bookingId,
            int revision,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            MoneyBody amount,
            Instant deadline) {}

    record AwaitingConfirmation(
            String bookingId,
            String number,
            int revision,
            OfferingBody offering,
            ProfessionalBody professional,
            PersonBody client,
            String language,
            @Nullable RecipientBody recipient,
            Instant start,
            Instant end,
            String displayZone,
            MoneyBody price,
            @Nullable AddressBody address,
            @Nullable String notes,
            @Nullable Map<String, String> intake,
            Instant deadline) {}

    record Confirmed(
            String bookingId,
            String number,
            int revision,
            OfferingBody offering,
            ProfessionalBody professional,
            PersonBody client,
            String language,
            @Nullable RecipientBody recipient,
            Instant start,
            Instant end,
            String displayZone,
            MoneyBody price,
            @Nullable String meetingUrl,
            @Nullable AddressBody address,
            @Nullable String notes,
            @Nullable Map<String, String> intake,
            Instant confirmedAt) {}

    record Rejected(String bookingId, int revision, String reason) {}

    record Declined(
            String bookingId,
            String number,
            int revision,
            String professionalId,
            OfferingBody offering,
            ProfessionalBody professional,
            PersonBody client,
            String language,
            Instant start,
            Instant end,
            String displayZone,
            String by,
            String reason,
            MoneyBody refund) {}

    record Expired(
            String bookingId, String number, int revision, String professionalId, Instant start, Instant end) {}

    record Cancelled(
            String bookingId,
            String number,
            int revision,
            OfferingBody offering,
            ProfessionalBody professional,
            PersonBody client,
            String language,
            Instant start,
            Instant end,
            String displayZone,
            String by,
            String reason,
            int refundPercentage,
            MoneyBody refund,
            boolean wasConfirmed,
            @Nullable String meetingUrl,
            @Nullable AddressBody address,
            @Nullable Integer paymentRevision,
            MoneyBody paid,
            @Nullable RevisedSlotBody pendingSlot) {}

    record RevisedSlotBody(int revision, String professionalId, Instant start, Instant end) {}

    record RescheduleRequested(
            String bookingId,
            String number,
            int revision,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            int durationMinutes,
            RevisedSlotBody from,
            String by,
            @Nullable Boolean manual,
            int attempt) {}

    record Rescheduled(
            String bookingId,
            String number,
            int revision,
            OfferingBody offering,
            ProfessionalBody professional,
            PersonBody client,
            String language,
            @Nullable RecipientBody recipient,
            Instant start,
            Instant end,
            String displayZone,
            MoneyBody price,
            @Nullable String meetingUrl,
            @Nullable AddressBody address,
            @Nullable String notes,
            @Nullable Map<String, String> intake,
            RevisedSlotBody previous,
            ProfessionalBody previousProfessional,
            String by,
            Instant at) {}

    record RescheduleRejected(
            String bookingId,
            String number,
            int revision,
            String professionalId,
            Instant start,
            Instant end,
            String reason) {}

    record NoShowRecorded(
            String bookingId, String number, int revision, String professionalId, String by, Instant at) {}

    record Reviewed(
            String bookingId, String number, int revision, String professionalId, int rating, Instant at) {}

    record Started(String bookingId, int revision, Instant at) {}

    record Completed(String bookingId, int revision, String professionalId, Instant at) {}

    record OfferingPublished(
            String offeringId,
            String name,
            String description,
            String mode,
            String confirmation,
            List<Integer> durations,
            @Nullable MoneyBody price,
            @Nullable MoneyBody hourlyRate,
            int capacity,
            RulesBody rules) {}

    record RulesBody(
            int minNoticeMinutes,
            int maxDaysAhead,
            boolean sameDay,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int holdMinutes) {}

    record OfferingRetired(String offeringId) {}
}
