package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A booking as its client, guest or professional may see it.
 *
 * @param professional  null while nobody is found who provides it
 * @param duration      in minutes
 * @param displayZone   IANA, the client's
 * @param intake        answers to the offering's questions, by their names
 * @param answers       the same in the questions' words as they were when it was booked; null from an API that does not say them
 * @param payment       null where nothing is owed
 * @param match         who is looked for; null in mode DIRECT
 * @param rescheduling  the move that is not answered yet, null when there is none
 * @param reviewStatus  {@code NONE, REQUESTED, SUBMITTED, CLOSED}
 * @param manageToken   only for the guest who has just made it
 */
public record Booking(
        String id,
        String number,
        BookingStatus status,
        int revision,
        String mode,
        Named offering,
        @Nullable Provider professional,
        Instant start,
        Instant end,
        int duration,
        String displayZone,
        String language,
        Person client,
        @Nullable Person recipient,
        @Nullable Address address,
        Map<String, String> intake,
        @Nullable List<Answer> answers,
        @Nullable String notes,
        Price price,
        @Nullable Payment payment,
        @Nullable Instant confirmationDeadline,
        @Nullable Match match,
        @Nullable String meetingUrl,
        @Nullable Cancellation cancellation,
        @Nullable Review review,
        String reviewStatus,
        @Nullable Move rescheduling,
        Policies policies,
        List<Change> statusHistory,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable String manageToken) {

    public record Answer(String question, String answer) {}

    public record Named(String id, String name) {}

    public record Provider(String id, String displayName) {}

    public record Person(String name, @Nullable String email, @Nullable String phone) {}

    public record Address(String street, String city, @Nullable String building, @Nullable String apartment) {}

    /** @param professionalPayment what of the total the professional earns */
    public record Price(
            Money base, Money discount, @JsonProperty("final") Money total, Money professionalPayment, @Nullable String coupon) {}

    /**
     * @param status    {@code CREATED, AUTHORIZED, CAPTURED, FAILED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED, REFUND_FAILED}
     * @param orderId   null until the provider has made the order
     * @param keyId     whose checkout the page opens
     * @param holdUntil null once it is not held any more
     */
    public record Payment(
            String status,
            @Nullable String orderId,
            @Nullable String keyId,
            Money amount,
            @Nullable Instant holdUntil,
            List<Fact> captures,
            List<Fact> refunds) {

        public boolean isPaid() {
            return !captures.isEmpty();
        }

        public boolean hasFailed() {
            return status.equals("FAILED");
        }
    }

    public record Fact(@Nullable String paymentId, @Nullable Money amount, Instant at) {}

    /** @param until until when somebody is looked for; null when nobody is */
    public record Match(@Nullable String gender, List<String> languages, @Nullable Instant until) {}

    /** @param by {@code CLIENT, PROFESSIONAL, ADMIN, PLATFORM} */
    public record Cancellation(String by, String reason, int refundPercentage, Money refund) {}

    public record Review(int rating, @Nullable String text, Instant at) {}

    public record Move(Provider professional, Instant start, Instant end) {}

    public record Policies(int fullRefundHours, int laterRefundPercent, int rescheduleNoticeHours) {}

    public record Change(BookingStatus status, Instant at, String triggeredBy, @Nullable String reason) {}
}
