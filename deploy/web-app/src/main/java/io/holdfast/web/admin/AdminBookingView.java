package io.holdfast.web.admin;

import java.util.List;

import io.holdfast.web.business.Sheet;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A booking for admins.
 *
 * @param payments   what came and went, and what failed
 * @param refundable the payment that can be given back; null where there is none
 * @param key        of the refund: a second click is the same one
 */
public record AdminBookingView(
        Sheet sheet, List<Payment> payments, @Nullable String refundable, String currency, String key, Form form) {

    /** @param icon of what it is */
    public record Payment(String icon, String text, String id, String when, @Nullable String reason) {}
}
