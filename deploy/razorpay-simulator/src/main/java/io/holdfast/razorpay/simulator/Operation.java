package io.holdfast.razorpay.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Razorpay's API is asked to do, for faults that concern only some of it. */
enum Operation {
    CREATE_ORDER, FIND_ORDERS, FETCH_ORDER, PAYMENTS_OF_ORDER, FETCH_PAYMENT, CAPTURE, REFUND, FETCH_REFUND;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Operation> named(String name) {
        return Arrays.stream(values()).filter(operation -> operation.wireName().equals(name)).findFirst();
    }

    /** Empty for paths that there are none of. */
    static Optional<Operation> of(String method, String path) {
        var parts = path.split("/");
        if (parts.length < 3) {
            return Optional.empty();
        }
        var last = parts.length > 4 ? parts[4] : "";
        return Optional.ofNullable(switch (method + " " + parts[2]) {
            case "POST orders" -> CREATE_ORDER;
            case "GET orders" -> last.equals("payments") ? PAYMENTS_OF_ORDER : parts.length == 3 ? FIND_ORDERS : FETCH_ORDER;
            case "POST payments" -> last.equals("capture") ? CAPTURE : REFUND;
            case "GET payments" -> last.equals("refunds") ? FETCH_REFUND : FETCH_PAYMENT;
            case "GET refunds" -> FETCH_REFUND;
            default -> null;
        });
    }
}
