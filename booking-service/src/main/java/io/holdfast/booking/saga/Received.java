package io.holdfast.booking.saga;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.booking.BookedSlot;
import io.holdfast.booking.domain.booking.Conflict;
import io.holdfast.booking.domain.booking.SentMessage;
import org.jspecify.annotations.Nullable;

/** Others' events, and our own that its figures are made of, as far as booking-service reads them. */
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
            @Nullable List<Conflict> conflicts,
            @Nullable Integer attempt) {

        String whyExactly() {
            return exactReason == null ? reason : exactReason;
        }

        int whichAttempt() {
            return attempt == null ? 1 : attempt;
        }

        List<Conflict> inTheWay() {
            return conflicts == null ? List.of() : conflicts;
        }
    }

    record SlotLost(String bookingId, int revision, String reason) {}

    record SlotBooked(String bookingId, int revision, String professionalId, Instant start, Instant end) {

        BookedSlot slot() {
            return new BookedSlot(new ProfessionalId(professionalId), start, end);
        }
    }

    record MatchFound(String bookingId, int revision, String professionalId, String displayName) {

        ProfessionalRef professional() {
            return new ProfessionalRef(new ProfessionalId(professionalId), displayName);
        }
    }

    /** @param reason a code */
    record MatchFailed(String bookingId, int revision, String reason) {

        /** Matching may learn new reasons before we do, so an unknown one gets a sentence too. */
        String inWords() {
            return switch (reason) {
                case "NOBODY_SUITABLE" -> "Nobody who could come is free at that time";
                case "NOBODY_ACCEPTED" -> "Nobody who was asked could take it";
                case "DEADLINE" -> "Nobody was found in time";
                case "SWITCHED_OFF" -> "Nobody is being looked for at the moment";
                default -> "Nobody was found";
            };
        }
    }

    record PaymentOrderCreated(String bookingId, String orderId, String keyId) {}

    /** @param reason a code */
    record PaymentOrderRefused(String bookingId, int revision, String reason) {}

    record PaymentCaptured(
            String bookingId,
            String paymentId,
            Amount amount,
            Instant capturedAt,
            boolean accepted) {}

    record PaymentFailed(String bookingId, String paymentId, String reason) {}

    record PaymentRefundRequested(
            String bookingId, String paymentId, Amount amount, boolean accepted) {}

    record PaymentRefunded(
            String bookingId, String paymentId, String refundId, Amount amount, boolean accepted) {}

    record PaymentRefundFailed(
            String bookingId, String paymentId, Amount amount, String reason, boolean accepted) {}

    /** @param occasion absent where there is one message of that kind */
    record NotificationSettled(
            String notificationId, String bookingId, String kind, @Nullable String occasion, List<Delivery> deliveries) {

        /**
         * @param recipient a role
         * @param reason    why it was not sent
         */
        record Delivery(
                String recipient, String channel, SentMessage.Status status, Instant at, @Nullable String reason) {}

        List<SentMessage> messages() {
            return deliveries.stream()
                    .map(to -> new SentMessage(
                            notificationId, kind, occasion, to.recipient(), to.channel(), to.status(), to.at(), to.reason()))
                    .toList();
        }
    }

    record DeadlineReached(String bookingId, int revision, Instant dueAt) {}

    /** @param last whether nobody asks after that */
    record ReviewRequestDue(String bookingId, int revision, boolean last) {}

    record ProfessionalProfile(
            String professionalId,
            String displayName,
            Amount hourlyRate,
            String zone,
            Set<String> offeringIds,
            boolean active) {

        /** Empty for somebody who cannot be booked. */
        Optional<ProfessionalSummary> bookable() {
            return active
                    ? Optional.of(new ProfessionalSummary(
                            new ProfessionalRef(new ProfessionalId(professionalId), displayName),
                            hourlyRate.toMoney(),
                            zone,
                            offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet())))
                    : Optional.empty();
        }
    }

    /** What a professional's zone and slot step are is their schedule's to say. */
    record ScheduleChanged(String professionalId, Schedule schedule) {

        record Schedule(String zone, int slotStep) {}
    }

    record ProfessionalDeactivated(String professionalId) {}

    /** Of our own, which figures are made of. */
    record BookingRequested(String bookingId, String offeringId, String professionalId, Instant start) {}

    record BookingAwaitingPayment(
            String bookingId, @Nullable String offeringId, @Nullable String professionalId, Instant start) {}

    record BookingSearched(String bookingId, OfferingNamed offering, Instant start) {}

    /** @param professional absent while nobody provides it */
    record BookingChanged(
            String bookingId, OfferingNamed offering, Instant start, @Nullable ProfessionalNamed professional) {

        @Nullable String professionalId() {
            return professional == null ? null : professional.id();
        }
    }

    record BookingConfirmed(
            String bookingId, OfferingNamed offering, Instant start, ProfessionalNamed professional, Instant confirmedAt) {}

    /** @param by {@code PLATFORM} when nobody answered */
    record BookingDeclined(
            String bookingId, OfferingNamed offering, Instant start, ProfessionalNamed professional, String by) {}

    record BookingEnded(String bookingId) {}

    record OfferingNamed(String id) {}

    record ProfessionalNamed(String id) {}

    record Amount(long amount, Currency currency) {

        Money toMoney() {
            return new Money(amount, currency);
        }
    }
}
