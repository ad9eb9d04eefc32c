package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingState;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Correction;
import io.holdfast.booking.domain.booking.IntakeAnswer;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.MatchCriteria.Gender;
import io.holdfast.booking.domain.booking.Review;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.booking.StatusChange;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.booking.domain.payment.PriceDetails;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A booking, everywhere. Fields without a value are there as {@code null}; {@code manageToken} only where a guest gets it.
 *
 * @param manual       whether an admin made it, and it is settled outside of the platform
 * @param professional null while nobody is found who provides it
 * @param match        in mode MATCH; null in mode DIRECT
 * @param intake       answers to the offering's questions, by the names of their fields
 * @param answers      the same with the questions' words as they were when it was booked, in their order
 * @param meetingUrl   null until it is confirmed, and where it takes place elsewhere
 * @param review       null until the client has said something
 * @param reviewStatus whether that is wanted
 * @param rescheduling the move that is not answered yet, null when there is none
 */
record BookingResponse(
        String id,
        String number,
        BookingStatus status,
        int revision,
        Mode mode,
        boolean manual,
        Named offering,
        @Nullable Professional professional,
        Instant start,
        Instant end,
        int duration,
        String displayZone,
        String language,
        ContactDetails client,
        @Nullable ContactDetails recipient,
        @Nullable Address address,
        Map<String, String> intake,
        List<IntakeAnswer> answers,
        @Nullable String notes,
        Price price,
        @Nullable PaymentView payment,
        @Nullable Instant confirmationDeadline,
        @Nullable MatchView match,
        @Nullable String meetingUrl,
        @Nullable CancellationView cancellation,
        @Nullable ReviewView review,
        Review.Status reviewStatus,
        @Nullable PendingMove rescheduling,
        PoliciesView policies,
        List<HistoryLine> statusHistory,
        List<CorrectionLine> corrections,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String manageToken) {

    record Named(String id, String name) {}

    record Professional(String id, String displayName) {

        static @Nullable Professional ofNullable(@Nullable ProfessionalRef professional) {
            return professional == null ? null : of(professional);
        }

        static Professional of(ProfessionalRef professional) {
            return new Professional(professional.id().value(), professional.displayName());
        }
    }

    record ContactDetails(
            String name,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
            @Nullable String phone) {

        static ContactDetails of(Contact contact) {
            return new ContactDetails(contact.name(), contact.email(), contact.phone());
        }

        static @Nullable ContactDetails of(@Nullable Recipient recipient) {
            return recipient == null ? null : new ContactDetails(recipient.name(), null, recipient.phone());
        }
    }

    record Price(
            Amount base,
            Amount discount,
            @JsonProperty("final") Amount total,
            Amount professionalPayment,
            Amount companyFee,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String coupon) {

        static Price of(PriceDetails price) {
            return new Price(
                    Amount.of(price.base()),
                    Amount.of(price.discount()),
                    Amount.of(price.total()),
                    Amount.of(price.professionalPayment()),
                    Amount.of(price.companyFee()),
                    price.coupon());
        }
    }

    record PaymentView(
            PaymentStatus status,
            @Nullable String orderId,
            @Nullable String keyId,
            Amount amount,
            @Nullable Instant holdUntil,
            List<Fact> captures,
            List<Fact> refunds) {

        static @Nullable PaymentView of(@Nullable Payment payment) {
            return payment == null
                    ? null
                    : new PaymentView(
                            payment.status(),
                            payment.orderId(),
                            payment.keyId(),
                            Amount.of(payment.amount()),
                            payment.holdUntil(),
                            payment.captures().stream().map(Fact::of).toList(),
                            payment.refunds().stream().map(Fact::of).toList());
        }
    }

    /** @param refundId null for a capture */
    record Fact(
            @Nullable String paymentId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refundId,
            @Nullable Amount amount,
            Instant at) {

        static Fact of(PaymentFact fact) {
            return new Fact(fact.paymentId(), fact.reference(), Amount.ofNullable(fact.amount()), fact.at());
        }
    }

    /**
     * Who is looked for.
     *
     * @param until while somebody is, until when
     */
    record MatchView(
            @Nullable String professionalId, @Nullable Gender gender, List<String> languages, @Nullable Instant until) {

        static @Nullable MatchView of(Booking booking) {
            MatchCriteria wanted = booking.terms().match();
            return wanted == null
                    ? null
                    : new MatchView(
                            wanted.professional() == null ? null : wanted.professional().value(), wanted.gender(),
                            wanted.languages(),
                            booking.status() == BookingStatus.PENDING_MATCH ? booking.state().search().until() : null);
        }
    }

    record ReviewView(int rating, @Nullable String text, Instant at) {

        static @Nullable ReviewView of(Review review) {
            return review.rating() == null || review.at() == null
                    ? null
                    : new ReviewView(review.rating(), review.text(), review.at());
        }
    }

    record PendingMove(int revision, Professional professional, Instant start, Instant end, Instant at) {

        static @Nullable PendingMove of(BookingState state) {
            return state.rescheduling().pending()
                    .map(move -> new PendingMove(
                            move.revision(),
                            Professional.of(move.to().provider()),
                            move.to().start(),
                            move.to().end(),
                            move.at()))
                    .orElse(null);
        }
    }

    /** The policies that were agreed, in hours, percent and days, and for reminders as ISO 8601 durations. */
    record PoliciesView(
            int fullRefundHours,
            int laterRefundPercent,
            int rescheduleNoticeHours,
            int answerWithinHours,
            int answerBeforeStartHours,
            int correctionDays,
            List<Duration> reminders,
            List<Duration> reviewReminders) {

        static PoliciesView of(Policies policies) {
            return new PoliciesView(
                    policies.cancellation().fullRefundHours(),
                    policies.cancellation().laterRefundPercent(),
                    policies.rescheduleNoticeHours(),
                    policies.confirmation().answerWithinHours(),
                    policies.confirmation().hoursBeforeStart(),
                    policies.correctionDays(),
                    policies.reminders().beforeStart(),
                    policies.reminders().forReview());
        }
    }

    /** @param by who of the business; only they are told */
    record HistoryLine(
            BookingStatus status,
            Instant at,
            TriggeredBy triggeredBy,
            @Nullable String reason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by) {

        static HistoryLine of(StatusChange change, boolean named) {
            return new HistoryLine(
                    change.status(), change.at(), change.triggeredBy(), change.reason(), named ? change.by() : null);
        }
    }

    /**
     * @param changed which fields are new
     * @param by      who of the business; only they are told
     */
    record CorrectionLine(
            Instant at,
            TriggeredBy triggeredBy,
            List<String> changed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String by) {

        static CorrectionLine of(Correction correction, boolean named) {
            return new CorrectionLine(
                    correction.at(), correction.triggeredBy(), correction.changed(), named ? correction.by() : null);
        }
    }

    record CancellationView(
            Cancellation.By by,
            String reason,
            int refundPercentage,
            Amount refund,
            @JsonInclude(JsonInclude.Include.NON_NULL) Cancellation.@Nullable By onBehalfOf) {

        static @Nullable CancellationView of(@Nullable Cancellation cancellation) {
            return cancellation == null
                    ? null
                    : new CancellationView(
                            cancellation.by(),
                            cancellation.reason(),
                            cancellation.refundPercentage(),
                            Amount.of(cancellation.refund()),
                            cancellation.onBehalfOf());
        }
    }

    static BookingResponse of(Booking booking) {
        return of(booking, null, false);
    }

    /** As this caller may see it. */
    static BookingResponse of(Booking booking, Caller caller) {
        return of(booking, null, caller.is(Role.ADMIN) || caller.is(Role.PROFESSIONAL));
    }

    static BookingResponse of(Booking booking, @Nullable String manageToken) {
        return of(booking, manageToken, false);
    }

    private static BookingResponse of(Booking booking, @Nullable String manageToken, boolean named) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        return new BookingResponse(
                terms.id().value(), terms.number().value(), state.status(), state.revision(), terms.mode(),
                terms.manual(), new Named(terms.offering().id().value(), terms.offering().name()),
                Professional.ofNullable(slot.professional()), slot.start(), slot.end(), slot.minutes(),
                terms.displayZone().getId(), terms.language(), ContactDetails.of(terms.client().contact()),
                ContactDetails.of(terms.recipient()), terms.address(), terms.intake(),
                terms.answers(), terms.notes(),
                Price.of(terms.price()), PaymentView.of(state.payment()), state.confirmationDeadline(),
                MatchView.of(booking),
                state.meeting().url(), CancellationView.of(state.cancellation()), ReviewView.of(state.review()),
                state.review().status(), PendingMove.of(state), PoliciesView.of(terms.policies()),
                state.history().stream().map(change -> HistoryLine.of(change, named)).toList(),
                state.corrections().stream().map(correction -> CorrectionLine.of(correction, named)).toList(), terms.requestedAt(),
                state.confirmedAt(), state.completedAt(), manageToken);
    }
}
