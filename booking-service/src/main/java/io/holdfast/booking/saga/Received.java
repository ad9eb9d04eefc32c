package io.holdfast.booking.saga;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookedSlot;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Conflict;
import io.holdfast.booking.domain.booking.SentMessage;
import io.holdfast.booking.domain.booking.WaitlistOffer;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.imports.ImportId;
import io.holdfast.booking.domain.imports.ImportStep;
import io.holdfast.booking.domain.imports.RowAnswer;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.imports.RowStatus;
import io.holdfast.booking.domain.imports.RowViolation;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Texts;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** Others' events, and our own that its figures are made of, as far as booking-service reads them. */
final class Received {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 50;

    private Received() {}

    /** @param heldFor absent where it is a booking's */
    record SlotReserved(
            String bookingId,
            int revision,
            String professionalId,
            Instant start,
            Instant end,
            Instant holdUntil,
            @Nullable String heldFor) {

        BookedSlot slot() {
            return new BookedSlot(new ProfessionalId(professionalId), start, end);
        }
    }

    /**
     * @param exactReason what {@code reason} has no value for; absent where there is nothing to add
     * @param conflicts the bookings that are in the way, where bookings are
     * @param attempt   which try to move it was refused; absent means the first
     * @param heldFor   absent where it is about a booking
     */
    record SlotRejected(
            String bookingId,
            int revision,
            String reason,
            @Nullable String exactReason,
            @Nullable List<Conflict> conflicts,
            @Nullable Integer attempt,
            @Nullable String heldFor) {

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

    /**
     * A client has accepted what a waitlist offered them; the slot is held under {@code bookingId}.
     *
     * @param moves the booking that is to have that time in place of its own; absent where one is to be made
     */
    record WaitlistAccepted(
            String entryId,
            String bookingId,
            String offeringId,
            String professionalId,
            Instant start,
            int durationMinutes,
            OfferedTo client,
            @Nullable Recipient recipient,
            @Nullable Address address,
            @Nullable Map<String, String> intake,
            String language,
            String displayZone,
            @Nullable String notes,
            @Nullable Moves moves) {

        /** @param subject absent for a guest */
        record OfferedTo(String name, String email, @Nullable String phone, @Nullable String subject) {}

        record Moves(String bookingId) {}

        WaitlistOffer offer() {
            return new WaitlistOffer(new BookingId(bookingId), entryId);
        }

        Optional<BookingId> moved() {
            return Optional.ofNullable(moves).map(booking -> new BookingId(booking.bookingId()));
        }

        /** @throws PoisonMessage where nobody could be written to, or greeted */
        BookingDraft toDraft(TenantId tenant, PhoneNumbers phones) {
            String name = Texts.clean(client.name());
            String email = Texts.clean(client.email());
            if (!isName(name) || !Texts.isEmail(email)) {
                throw new PoisonMessage("An offer was accepted by somebody without a name or an address.", null);
            }
            return new BookingDraft(
                    tenant,
                    false,
                    client.subject(),
                    client.subject(),
                    new Contact(name, email, dialled(tenant, client.phone(), phones)),
                    new OfferingId(offeringId),
                    Mode.DIRECT,
                    new ProfessionalId(professionalId),
                    null,
                    start,
                    durationMinutes,
                    recipient == null ? null : new Recipient(recipient.name(), dialled(tenant, recipient.phone(), phones)),
                    address,
                    intake == null ? Map.of() : intake,
                    language,
                    IanaZones.find(displayZone).orElse(null),
                    notes,
                    null,
                    BookingDraft.Origin.HERE,
                    null);
        }

        private static boolean isName(String name) {
            int length = Texts.length(name);
            return length >= SHORTEST_NAME && length <= LONGEST_NAME && Texts.isOneLine(name) && Texts.hasVisible(name);
        }

        /** What nobody can dial is left out: it would cost the client the slot, and they can correct it. */
        private static @Nullable String dialled(TenantId tenant, @Nullable String phone, PhoneNumbers phones) {
            return phone == null ? null : phones.normalise(tenant.value(), phone).orElse(null);
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

    /**
     * Of our own, which figures are made of.
     *
     * @param professionalId absent where the client takes anyone
     */
    record BookingRequested(String bookingId, String offeringId, @Nullable String professionalId, Instant start) {}

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

    /** The booking itself says what is new. */
    record BookingCorrected(String bookingId) {}

    record OfferingNamed(String id) {}

    record ProfessionalNamed(String id) {}

    record Amount(long amount, Currency currency) {

        Money toMoney() {
            return new Money(amount, currency);
        }
    }

    /** {@code import.profiles-answered.v1} and {@code import.schedules-answered.v1} */
    record ImportAnswered(String importId, int chunk, boolean dryRun, List<Answer> answers) {

        enum Status { CREATED, UPDATED, UNCHANGED, REFUSED }

        record Answer(int line, Status status, @Nullable List<FieldViolation> violations) {

            RowAnswer toDomain() {
                List<FieldViolation> named = violations == null ? List.of() : violations;
                return new RowAnswer(
                        line,
                        switch (status) {
                            case CREATED -> RowStatus.CREATED;
                            case UPDATED -> RowStatus.UPDATED;
                            case UNCHANGED -> RowStatus.UNCHANGED;
                            case REFUSED -> RowStatus.REFUSED;
                        },
                        named.stream()
                                .map(one -> new RowViolation(RowKind.PROFESSIONALS, line, one.field(), one.message()))
                                .toList());
            }
        }

        record FieldViolation(String field, String message) {}

        ImportId job() {
            return new ImportId(importId);
        }

        ImportStep step() {
            return new ImportStep(!dryRun, RowKind.PROFESSIONALS, chunk);
        }

        List<RowAnswer> rows() {
            return answers.stream().map(Answer::toDomain).toList();
        }
    }
}
