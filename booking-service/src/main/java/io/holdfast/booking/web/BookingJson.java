package io.holdfast.booking.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingState;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.PaymentStatus;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.StatusChange;
import org.jspecify.annotations.Nullable;

/**
 * A booking, everywhere. Fields without a value are there as {@code null}; {@code manageToken} only where a guest gets it.
 *
 * @param meetingUrl null until there are meeting rooms
 * @param review     null until there are reviews
 */
record BookingJson(
        String id,
        String number,
        BookingStatus status,
        int revision,
        Mode mode,
        NamedJson offering,
        ProfessionalJson professional,
        Instant start,
        Instant end,
        int duration,
        String displayZone,
        String language,
        ContactJson client,
        @Nullable ContactJson recipient,
        @Nullable String notes,
        PriceJson price,
        @Nullable PaymentJson payment,
        @Nullable Instant confirmationDeadline,
        @Nullable String meetingUrl,
        @Nullable CancellationJson cancellation,
        @Nullable String review,
        List<StatusChange> statusHistory,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String manageToken) {

    record NamedJson(String id, String name) {}

    record ProfessionalJson(String id, String displayName) {}

    record ContactJson(
            String name,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
            @Nullable String phone) {

        static ContactJson of(Contact contact) {
            return new ContactJson(contact.name(), contact.email(), contact.phone());
        }

        static @Nullable ContactJson of(@Nullable Recipient recipient) {
            return recipient == null ? null : new ContactJson(recipient.name(), null, recipient.phone());
        }
    }

    record PriceJson(
            MoneyJson base,
            MoneyJson discount,
            @JsonProperty("final") MoneyJson total,
            MoneyJson professionalPayment,
            MoneyJson companyFee) {

        static PriceJson of(PriceDetails price) {
            return new PriceJson(
                    MoneyJson.of(price.base()),
                    MoneyJson.of(price.discount()),
                    MoneyJson.of(price.total()),
                    MoneyJson.of(price.professionalPayment()),
                    MoneyJson.of(price.companyFee()));
        }
    }

    record PaymentJson(
            PaymentStatus status,
            @Nullable String orderId,
            @Nullable String keyId,
            MoneyJson amount,
            @Nullable Instant holdUntil) {

        static @Nullable PaymentJson of(@Nullable Payment payment) {
            return payment == null
                    ? null
                    : new PaymentJson(
                            payment.status(),
                            payment.orderId(),
                            payment.keyId(),
                            MoneyJson.of(payment.amount()),
                            payment.holdUntil());
        }
    }

    record CancellationJson(Cancellation.By by, String reason, int refundPercentage, MoneyJson refund) {

        static @Nullable CancellationJson of(@Nullable Cancellation cancellation) {
            return cancellation == null
                    ? null
                    : new CancellationJson(
                            cancellation.by(),
                            cancellation.reason(),
                            cancellation.refundPercentage(),
                            MoneyJson.of(cancellation.refund()));
        }
    }

    static BookingJson of(Booking booking) {
        return of(booking, null);
    }

    static BookingJson of(Booking booking, @Nullable String manageToken) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        return new BookingJson(
                terms.id().value(),
                terms.number().value(),
                state.status(),
                state.revision(),
                terms.mode(),
                new NamedJson(terms.offering().id().value(), terms.offering().name()),
                new ProfessionalJson(slot.professional().id().value(), slot.professional().displayName()),
                slot.start(),
                slot.end(),
                slot.minutes(),
                terms.displayZone().getId(),
                terms.language(),
                ContactJson.of(terms.client().contact()),
                ContactJson.of(terms.recipient()),
                terms.notes(),
                PriceJson.of(terms.price()),
                PaymentJson.of(state.payment()),
                state.confirmationDeadline(),
                null,
                CancellationJson.of(state.cancellation()),
                null,
                state.history(),
                terms.requestedAt(),
                state.confirmedAt(),
                state.completedAt(),
                manageToken);
    }
}
