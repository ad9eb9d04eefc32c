package io.holdfast.booking.coupons;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.Coupons;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Looks whether bookings that coupons were to be used for are there. A coupon is used before its booking is stored; who dies
 * in between leaves a use of nothing, which is given back a day later.
 */
@Component
public class CouponChecks {

    /** Of a batch at most; the others are looked at right after. */
    private static final int MOST_AT_ONCE = 200;

    private final MongoOperations mongo;
    private final Coupons coupons;
    private final Bookings bookings;
    private final Clock clock;

    CouponChecks(MongoOperations mongo, Coupons coupons, Bookings bookings, Clock clock) {
        this.mongo = mongo;
        this.coupons = coupons;
        this.bookings = bookings;
        this.clock = clock;
    }

    /** Where {@link #perform} finds its work. */
    public String collection() {
        return mongo.getCollectionName(CouponDocument.class);
    }

    /** @param id of the coupon's document */
    public void perform(String id) {
        Instant before = clock.instant().minus(CouponDocument.LOOK_AFTER);
        Optional.ofNullable(mongo.findById(id, CouponDocument.class)).map(CouponDocument::coupon).ifPresent(coupon -> {
            List<String> open = coupon.uses().stream()
                    .filter(use -> !use.settled() && !use.at().isAfter(before))
                    .map(Coupon.Use::booking)
                    .limit(MOST_AT_ONCE)
                    .toList();
            List<String> there = open.stream().filter(booking -> isThere(coupon.tenant(), booking)).toList();
            coupons.change(coupon.tenant(), coupon.code(), now -> {
                Coupon checked = now;
                for (String booking : open) {
                    checked = there.contains(booking) ? checked.settled(booking) : checked.givenBack(booking);
                }
                return checked;
            });
        });
    }

    private boolean isThere(TenantId tenant, String booking) {
        return bookings.find(tenant, new BookingId(booking)).isPresent();
    }
}
