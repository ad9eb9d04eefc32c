package io.holdfast.razorpay.simulator;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a payer at an order; amounts in the currency's minor unit, times in epoch seconds as on the wire.
 *
 * @param releasedAt real time at which the payer gets the money back if it is not captured before; null for never
 */
record Payment(String id, long amount, Status status, boolean captured, long amountRefunded, long createdAt,
        @Nullable Instant releasedAt) {

    enum Status {
        AUTHORIZED, CAPTURED, REFUNDED, FAILED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Payment authorized(String id, long amount, long now) {
        return new Payment(id, amount, Status.AUTHORIZED, false, 0, now, null);
    }

    static Payment failed(String id, long amount, long now) {
        return new Payment(id, amount, Status.FAILED, false, 0, now, null);
    }

    Payment releasedAt(@Nullable Instant at) {
        return new Payment(id, amount, status, captured, amountRefunded, createdAt, at);
    }

    Payment capture() {
        return new Payment(id, amount, Status.CAPTURED, true, 0, createdAt, null);
    }

    Payment release() {
        return new Payment(id, amount, Status.REFUNDED, false, amount, createdAt, null);
    }

    Payment refund(long refunded) {
        long total = Math.addExact(amountRefunded, refunded);
        return new Payment(id, amount, total == amount ? Status.REFUNDED : status, captured, total, createdAt, null);
    }

    /** The inverse of {@link #refund}. */
    Payment takeBack(long notRefunded) {
        return new Payment(id, amount, Status.CAPTURED, captured, amountRefunded - notRefunded, createdAt, null);
    }

    boolean isToBeReleased() {
        return status == Status.AUTHORIZED && releasedAt != null;
    }

    long refundable() {
        return captured ? amount - amountRefunded : 0;
    }
}
