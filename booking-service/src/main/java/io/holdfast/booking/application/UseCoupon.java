package io.holdfast.booking.application;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.CouponCode;
import io.holdfast.booking.domain.coupon.CouponRefusal;
import io.holdfast.booking.domain.coupon.Coupons;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.payment.Payment;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Uses a coupon for a booking, and gives it back when that came to nothing. The coupon's own document decides who is the
 * last; the booking then says what was taken off, whatever becomes of the coupon.
 */
@Component
public class UseCoupon {

    private final Coupons coupons;
    private final Bookings bookings;
    private final PriceRules prices;

    UseCoupon(Coupons coupons, Bookings bookings, PriceRules prices) {
        this.coupons = coupons;
        this.bookings = bookings;
        this.prices = prices;
    }

    /**
     * What a request pays less.
     *
     * @param coupon null for none
     */
    record Discount(@Nullable Coupon coupon, Coupon.@Nullable Wish wish, Money off) {

        static Discount none(Money price) {
            return new Discount(null, null, Money.zero(price.currency()));
        }

        @Nullable String code() {
            return coupon == null ? null : coupon.code();
        }
    }

    /**
     * Looks whether the coupon that a request names is good for it, and uses nothing yet.
     *
     * @throws Refused 400 or 422
     */
    Discount find(BookingId id, BookingDraft request, Offering offering, Money price, Instant now) {
        if (request.coupon() == null) {
            return Discount.none(price);
        }
        if (request.manual()) {
            throw Refused.invalid("coupon", "must be left out: nobody pays for this through the platform");
        }
        Coupon coupon = CouponCode.normalise(request.coupon())
                .flatMap(code -> coupons.find(request.tenant(), code))
                .orElseThrow(() -> refused(CouponRefusal.UNKNOWN));
        var wish = new Coupon.Wish(
                id.value(), DigestUtils.sha256Hex(request.clientKey()), offering.id(), price, now);
        require(coupon, wish);
        return new Discount(coupon, wish, prices.payableDiscount(price, coupon.off(price)));
    }

    /**
     * Uses it, once for this booking however often that is asked. Last of all, so that nothing refuses the request after it.
     *
     * @throws Refused 422 when somebody else was faster
     */
    void use(Discount discount) {
        Coupon coupon = discount.coupon();
        Coupon.Wish wish = discount.wish();
        if (coupon == null || wish == null) {
            return;
        }
        Optional<Coupon> used = coupons.change(coupon.tenant(), coupon.code(), now -> {
            require(now, wish);
            return now.used(wish);
        });
        if (used.isEmpty()) {
            throw refused(CouponRefusal.UNKNOWN);
        }
    }

    /** A booking has ended: what it used and nobody paid with is free for another. */
    public void ended(TenantId tenant, BookingId id) {
        bookings.find(tenant, id).filter(UseCoupon::endedUnpaid).ifPresent(booking -> {
            String code = booking.terms().price().coupon();
            if (code != null) {
                coupons.change(tenant, code, coupon -> coupon.givenBack(id.value()));
            }
        });
    }

    private static boolean endedUnpaid(Booking booking) {
        Payment payment = booking.state().payment();
        boolean ended = switch (booking.status()) {
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> true;
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS,
                    COMPLETED, NO_SHOW -> false;
        };
        return ended && (payment == null || payment.captures().isEmpty());
    }

    private static void require(Coupon coupon, Coupon.Wish wish) {
        coupon.refusal(wish).ifPresent(why -> {
            throw refused(why);
        });
    }

    private static Refused refused(CouponRefusal why) {
        return Refused.rule(why.code(), why.sentence());
    }
}
