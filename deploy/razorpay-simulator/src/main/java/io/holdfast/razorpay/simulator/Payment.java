package io.holdfast.razorpay.simulator;

import java.util.Locale;

/** One attempt of a payer at an order; amounts in the currency's minor unit, times in epoch seconds as on the wire. */
record Payment(String id, long amount, Status status, boolean captured, long amountRefunded, long createdAt) {

    enum Status {
        AUTHORIZED, CAPTURED, REFUNDED, FAILED;

        String onTheWire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Payment authorized(String id, long amount, long now) {
        return new Payment(id, amount, Status.AUTHORIZED, false, 0, now);
    }

    static Payment failed(String id, long amount, long now) {
        return new Payment(id, amount, Status.FAILED, false, 0, now);
    }

    Payment capture() {
        return new Payment(id, amount, Status.CAPTURED, true, 0, createdAt);
    }

    Payment refund(long refunded) {
        long total = Math.addExact(amountRefunded, refunded);
        return new Payment(id, amount, total == amount ? Status.REFUNDED : status, captured, total, createdAt);
    }

    long refundable() {
        return captured ? amount - amountRefunded : 0;
    }
}
