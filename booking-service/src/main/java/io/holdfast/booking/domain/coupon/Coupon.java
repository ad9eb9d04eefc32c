package io.holdfast.booking.domain.coupon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A code that makes bookings cheaper, with all of its uses: whoever uses it last is decided here and nowhere else, and a
 * booking's id is the cause of its use, so that asking twice is using it once.
 *
 * @param terms     what it is good for
 * @param uses      by bookings that are paid with it or may still be; the earliest first
 * @param createdBy the request that it comes from; null when that came without a key
 */
public record Coupon(
        TenantId tenant, String code, Terms terms, List<Use> uses, Instant createdAt, @Nullable CreatedBy createdBy) {

    /** So often at most, so that the uses of one fit into its document. */
    public static final int MOST_USES = 1_000;

    public static final int MOST_OFFERINGS = 50;

    /**
     * What a coupon is good for.
     *
     * @param percent      of the price that is taken off, 1 to 100; null where {@code amount} says it
     * @param amount       that is taken off, at most the price; null where {@code percent} says it
     * @param validFrom    bookings that are requested then or later; null for any
     * @param validUntil   bookings that are requested before; null for any
     * @param maxUses      how many bookings in all, 1 to {@link #MOST_USES}
     * @param oncePerClient whether a client can use it for one booking only
     * @param offerings    for which; none for all
     * @param active       whether it can be used
     */
    public record Terms(
            @Nullable Integer percent,
            @Nullable Money amount,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            int maxUses,
            boolean oncePerClient,
            List<OfferingId> offerings,
            boolean active) {

        public Terms {
            if ((percent == null) == (amount == null)) {
                throw new IllegalArgumentException("A coupon takes off a percentage or an amount.");
            }
            if (maxUses < 1 || maxUses > MOST_USES || offerings.size() > MOST_OFFERINGS) {
                throw new IllegalArgumentException("A coupon is for at most " + MOST_USES + " uses.");
            }
            offerings = List.copyOf(offerings);
        }
    }

    /**
     * One use of it.
     *
     * @param booking its id
     * @param client  stands for who booked
     * @param settled whether the booking is known to be there
     */
    public record Use(String booking, String client, Instant at, boolean settled) {}

    /** A request that is not done again, as those of offerings are. */
    public record CreatedBy(String keyId, String requestHash, Instant at) {}

    /** Somebody who wants to use it. */
    public record Wish(String booking, String client, OfferingId offering, Money price, Instant at) {}

    public Coupon {
        uses = List.copyOf(uses);
    }

    /** Why it cannot be used for that; empty when it can, or is already. */
    public Optional<CouponRefusal> refusal(Wish wish) {
        return uses.stream().anyMatch(use -> use.booking().equals(wish.booking()))
                ? Optional.empty()
                : Optional.ofNullable(objection(wish));
    }

    private @Nullable CouponRefusal objection(Wish wish) {
        if (!terms.active()) {
            return CouponRefusal.UNKNOWN;
        }
        if (terms.validFrom() != null && wish.at().isBefore(terms.validFrom())) {
            return CouponRefusal.NOT_YET;
        }
        if (terms.validUntil() != null && !wish.at().isBefore(terms.validUntil())) {
            return CouponRefusal.EXPIRED;
        }
        boolean otherCurrency = terms.amount() != null && !terms.amount().currency().equals(wish.price().currency());
        if (otherCurrency || (!terms.offerings().isEmpty() && !terms.offerings().contains(wish.offering()))) {
            return CouponRefusal.NOT_FOR_THIS;
        }
        if (terms.oncePerClient() && uses.stream().anyMatch(use -> use.client().equals(wish.client()))) {
            return CouponRefusal.USED_BY_CLIENT;
        }
        return uses.size() >= terms.maxUses() ? CouponRefusal.USED_UP : null;
    }

    /** What it takes off a price in its currency, at most all of it. */
    public Money off(Money price) {
        if (terms.percent() != null) {
            return price.percent(terms.percent());
        }
        Money amount = terms.amount();
        return amount == null || amount.minorUnits() > price.minorUnits() ? price : amount;
    }

    /** Used for a booking; the same where it is already. */
    public Coupon used(Wish wish) {
        return uses.stream().anyMatch(use -> use.booking().equals(wish.booking()))
                ? this
                : with(Stream.concat(uses.stream(), Stream.of(new Use(wish.booking(), wish.client(), wish.at(), false))).toList());
    }

    /** The booking came to nothing, so it is free for another one. */
    public Coupon givenBack(String booking) {
        return with(uses.stream().filter(use -> !use.booking().equals(booking)).toList());
    }

    /** The booking is there. */
    public Coupon settled(String booking) {
        return with(uses.stream()
                .map(use -> use.booking().equals(booking) ? new Use(booking, use.client(), use.at(), true) : use)
                .toList());
    }

    public Coupon with(Terms other) {
        return new Coupon(tenant, code, other, uses, createdAt, createdBy);
    }

    private Coupon with(List<Use> others) {
        return new Coupon(tenant, code, terms, others, createdAt, createdBy);
    }
}
