package io.holdfast.razorpay.simulator;

import java.security.SecureRandom;

import org.springframework.stereotype.Component;

/** Ids as Razorpay makes them: a prefix and 14 base62 characters. */
@Component
class Identifiers {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 14;

    private final SecureRandom random = new SecureRandom();

    String order() {
        return next("order_");
    }

    String payment() {
        return next("pay_");
    }

    String refund() {
        return next("rfnd_");
    }

    /** Of a webhook event; Razorpay's have no prefix. */
    String event() {
        return next("");
    }

    private String next(String prefix) {
        var id = new StringBuilder(prefix);
        random.ints(LENGTH, 0, BASE62.length()).forEach(index -> id.append(BASE62.charAt(index)));
        return id.toString();
    }
}
