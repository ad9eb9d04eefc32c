package io.holdfast.booking.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.booking.domain.Address;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingState;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.PaymentFact;
import io.holdfast.booking.domain.PaymentStatus;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.Review;
import io.holdfast.booking.domain.ReviewStatus;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.StatusChange;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A booking, everywhere. Fields without a value are there as {@code null}; {@code manageToken} only where a guest gets it.
 *
 * @param manual       whether an admin made it, and it is settled outside of the platform
 * @param meetingUrl   null until it is confirmed, and where it takes place elsewhere
 * @param review       null until the client has said something
 * @param reviewStatus whether that is wanted
 * @param rescheduling the move that is not answered yet, null when there is none
 */
record BookingJson(
        String id,
        String number,
        BookingStatus status,
        int revision,
        Mode mode,
        boolean manual,
        NamedJson offering,
        ProfessionalJson professional,
        Instant start,
        Instant end,
        int duration,
        String displayZone,
        String language,
        ContactJson client,
        @Nullable ContactJson recipient,
        @Nullable Address address,
        Map<String, String> intake,
        @Nullable String notes,
        PriceJson price,
        @Nullable PaymentJson payment,
        @Nullable Instant confirmationDeadline,
        @Nullable String meetingUrl,
        @Nullable CancellationJson cancellation,
        @Nullable ReviewJson review,
        ReviewStatus reviewStatus,
        @Nullable ReschedulingJson rescheduling,
        PoliciesJson policies,
        List<HistoryJson> statusHistory,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String manageToken) {

    record NamedJson(String id, String name) {}

    record ProfessionalJson(String id, String displayName) {

        static ProfessionalJson of(ProfessionalRef professional) {
            return new ProfessionalJson(professional.id().value(), professional.displayName());
        }
    }

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
            @Nullable Instant holdUntil,
            List<FactJson> captures,
            List<FactJson> refunds) {

        static @Nullable PaymentJson of(@Nullable Payment payment) {
            return payment == null
                    ? null
                    : new PaymentJson(
                            payment.status(),
                            payment.orderId(),
                            payment.keyId(),
                            MoneyJson.of(payment.amount()),
                            payment.holdUntil(),
                            payment.captures().stream().map(FactJson::of).toList(),
                            payment.refunds().stream().map(FactJson::of).toList());
        }
    }

    /** @param refundId null for a capture */
    record FactJson(
            @Nullable String paymentId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refundId,
            @Nullable MoneyJson amount,
            Instant at) {

        static FactJson of(PaymentFact fact) {
            return new FactJson(fact.paymentId(), fact.reference(), MoneyJson.ofNullable(fact.amount()), fact.at());
        }
    }

    record ReviewJson(int rating, @Nullable String text, Instant at) {

        static @Nullable ReviewJson of(Review review) {
            return review.rating() == null || review.at() == null
                    ? null
                    : new ReviewJson(review.rating(), review.text(), review.at());
        }
    }

    record ReschedulingJson(int revision, ProfessionalJson professional, Instant start, Instant end, Instant at) {

        static @Nullable ReschedulingJson of(BookingState state) {
            return state.pendingReschedule()
                    .map(move -> new ReschedulingJson(
                            move.revision(),
                            ProfessionalJson.of(move.to().professional()),
                            move.to().start(),
                            move.to().end(),
                            move.at()))
                    .orElse(null);
        }
    }

    /** The policies that were agreed, in hours, percent and days. */
    record PoliciesJson(
            int fullRefundHours,
            int laterRefundPercent,
            int rescheduleNoticeHours,
            int answerWithinHours,
            int answerBeforeStartHours,
            int correctionDays) {

        static PoliciesJson of(Policies policies) {
            return new PoliciesJson(
                    policies.cancellation().fullRefundHours(),
                    policies.cancellation().laterRefundPercent(),
                    policies.rescheduleNoticeHours(),
                    policies.confirmation().answerWithinHours(),
                    policies.confirmation().hoursBeforeStart(),
                    policies.correctionDays());
        }
    }

    /** @param by who of the business; only they are told */
    record HistoryJson(
            BookingStatus status,
            Instant at,
            TriggeredBy triggeredBy,
            @Nullable String reason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by) {

        static HistoryJson of(StatusChange change, boolean named) {
            return new HistoryJson(
                    change.status(), change.at(), change.triggeredBy(), change.reason(), named ? change.by() : null);
        }
    }

    record CancellationJson(
            Cancellation.By by,
            String reason,
            int refundPercentage,
            MoneyJson refund,
            @JsonInclude(JsonInclude.Include.NON_NULL) Cancellation.@Nullable By onBehalfOf) {

        static @Nullable CancellationJson of(@Nullable Cancellation cancellation) {
            return cancellation == null
                    ? null
                    : new CancellationJson(
                            cancellation.by(),
                            cancellation.reason(),
                            cancellation.refundPercentage(),
                            MoneyJson.of(cancellation.refund()),
                            cancellation.onBehalfOf());
        }
    }

    static BookingJson of(Booking booking) {
        return of(booking, null, false);
    }

    /** As this caller may see it. */
    static BookingJson of(Booking booking, Caller caller) {
        return of(booking, null, caller.is(Role.ADMIN) || caller.is(Role.PROFESSIONAL));
    }

    static BookingJson of(Booking booking, @Nullable String manageToken) {
        return of(booking, manageToken, false);
    }

    private static BookingJson of(Booking booking, @Nullable String manageToken, boolean named) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        return new BookingJson(
                terms.id().value(),
                terms.number().value(),
                state.status(),
                state.revision(),
                terms.mode(),
                terms.manual(),
                new NamedJson(terms.offering().id().value(), terms.offering().name()),
                ProfessionalJson.of(slot.professional()),
                slot.start(),
                slot.end(),
                slot.minutes(),
                terms.displayZone().getId(),
                terms.language(),
                ContactJson.of(terms.client().contact()),
                ContactJson.of(terms.recipient()),
                terms.address(),
                terms.intake(),
                terms.notes(),
                PriceJson.of(terms.price()),
                PaymentJson.of(state.payment()),
                state.confirmationDeadline(),
                state.meeting().url(),
                CancellationJson.of(state.cancellation()),
                ReviewJson.of(state.review()),
                state.review().status(),
                ReschedulingJson.of(state),
                PoliciesJson.of(terms.policies()),
                state.history().stream().map(change -> HistoryJson.of(change, named)).toList(),
                terms.requestedAt(),
                state.confirmedAt(),
                state.completedAt(),
                manageToken);
    }
}
