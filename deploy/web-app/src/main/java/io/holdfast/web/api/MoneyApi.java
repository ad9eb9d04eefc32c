package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What came in: figures of months, payments, coupons. */
@HttpExchange("/api/v1/admin")
public interface MoneyApi {

    @GetExchange("/analytics")
    Analytics analytics(@RequestParam int year, @RequestParam int month);

    /** Newest first. */
    @GetExchange("/payments")
    Listed<Payment> payments(
            @RequestParam(required = false) @Nullable String status, @RequestParam int page, @RequestParam int limit);

    /** Has what failed for good asked for again. */
    @PostExchange("/payments/{paymentId}/refunds/retry")
    Payment retry(@PathVariable String paymentId);

    @GetExchange("/coupons")
    Listed<Coupon> coupons(@RequestParam(required = false) @Nullable Boolean active, @RequestParam int page, @RequestParam int limit);

    @GetExchange("/coupons/{code}")
    Coupon coupon(@PathVariable String code);

    @PostExchange("/coupons")
    Coupon add(@RequestBody NewCoupon body, @RequestHeader("Idempotency-Key") String key);

    @PutExchange("/coupons/{code}")
    Coupon change(@PathVariable String code, @RequestBody NewCoupon body);

    /**
     * A month in figures: of the bookings that start in it.
     *
     * @param zone         IANA, the tenant's, in which month, days and hours are meant
     * @param popularTimes by the hour in which bookings start
     */
    record Analytics(
            String zone,
            long totalBookings,
            long completedBookings,
            long cancelledBookings,
            long pendingBookings,
            long confirmedBookings,
            long noShowBookings,
            long declinedBookings,
            long expiredBookings,
            long rejectedBookings,
            List<Money> revenueByCurrency,
            Money averageValue,
            double conversionRate,
            Conversion conversion,
            List<DayCount> bookingsByDay,
            List<TimeCount> popularTimes,
            Answers confirmationTimes,
            Refunds refunds,
            List<Share> services,
            List<Share> professionals) {}

    /** How far they got. */
    record Conversion(long started, long paid, long confirmed, long completed) {}

    record DayCount(LocalDate day, long count) {}

    /** @param weekday its English name in capitals */
    record TimeCount(String weekday, int hour, long count) {}

    /** How long those took who were asked to confirm. @param medianSeconds null where nobody answered */
    record Answers(long asked, long answered, long unanswered, @Nullable Long medianSeconds) {}

    /** @param rate of those that were paid for, 0 to 1 */
    record Refunds(long count, double rate, List<Money> byCurrency) {}

    record Share(String id, String name, long bookings, long confirmed, long completed, List<Money> revenueByCurrency) {}

    /** All payments of a booking. @param status of the newest */
    record Payment(
            String bookingId,
            String status,
            @Nullable String orderId,
            @Nullable Money amount,
            List<Attempts.Attempt> attempts,
            List<Capture> captures,
            List<Refund> refunds) {}

    /** @param accepted whether it pays the booking; what does not goes back */
    record Capture(String paymentId, Money amount, boolean accepted, Instant at) {}

    /** @param status {@code REQUESTED, PENDING, FAILED, PROCESSED} @param failure null unless it failed */
    record Refund(
            @Nullable String refundId, String paymentId, Money amount, String reason, String status, @Nullable String failure) {}

    /** @param percent null where an amount is taken off, which is null otherwise */
    record Coupon(
            String code,
            @Nullable Integer percent,
            @Nullable Money amount,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            int maxUses,
            boolean oncePerClient,
            List<String> offeringIds,
            boolean active,
            int used,
            Instant createdAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewCoupon(
            String code,
            @Nullable Integer percent,
            @Nullable Money amount,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Integer maxUses,
            boolean oncePerClient,
            List<String> offeringIds,
            boolean active) {}
}
