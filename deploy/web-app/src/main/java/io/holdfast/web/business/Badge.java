package io.holdfast.web.business;

import java.util.Locale;

import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.page.Page;

/**
 * Where a booking stands, in a word; colour and icon say the same.
 *
 * @param kind of its class
 */
public record Badge(String kind, String icon, String text) {

    public static Badge of(Page page, BookingStatus status) {
        String text = page.text("business.status." + status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return switch (status) {
            case CONFIRMED -> new Badge("info", "calendar", text);
            case IN_PROGRESS -> new Badge("now", "clock", text);
            case COMPLETED -> new Badge("good", "success", text);
            case REQUESTED, CONFIRMING, PENDING_PAYMENT, PENDING_CONFIRMATION, PENDING_MATCH -> new Badge("warn", "warning", text);
            case NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> new Badge("bad", "cross", text);
        };
    }
}
