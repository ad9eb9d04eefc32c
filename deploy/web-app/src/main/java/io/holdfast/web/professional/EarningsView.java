package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.business.Badge;

/**
 * @param file   the month as CSV
 * @param earned of what took place; {@code expected} of what is still to come
 */
public record EarningsView(
        String month, String earlier, String later, String file, String earned, String expected, List<Row> rows) {

    public record Row(String address, String when, String number, String who, String what, Badge badge, String amount) {}
}
