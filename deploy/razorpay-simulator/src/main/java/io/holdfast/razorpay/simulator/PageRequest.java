package io.holdfast.razorpay.simulator;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a list, which comes newest first.
 *
 * @param from in epoch seconds
 * @param to   in epoch seconds, included
 * @param skip so many are left out
 * @param count at most
 */
record PageRequest(long from, long to, int skip, int count) {
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST = 100;

    static PageRequest read(Map<String, String> parameters) {
        return new PageRequest(
            number("from", parameters.get("from"), 0, Long.MAX_VALUE, 0),
            number("to", parameters.get("to"), 0, Long.MAX_VALUE, Long.MAX_VALUE),
            (int) number("skip", parameters.get("skip"), 0, Integer.MAX_VALUE, 0),
            (int) number("count", parameters.get("count"), 1, MOST, DEFAULT_COUNT));
    }

    boolean includes(long createdAt) {
        return createdAt >= from && createdAt <= to;
    }

    private static long number(String field, @Nullable String given, long least, long most, long otherwise) {
        if (given == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw RazorpayError.invalid(field, "The " + field + " must be an integer.");
        }
        throw RazorpayError.invalid(field, "The " + field + " must be between " + least + " and " + most + ".");
    }
}
