package io.holdfast.web.admin.bookings;

import java.util.List;

import io.holdfast.web.admin.part.Table;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Sheet;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A booking for admins.
 *
 * @param payments   what came and went, and what failed
 * @param refundable the payment that can be given back; null where there is none
 * @param key        of the refund: a second click is the same one
 * @param events     what happened and what is planned
 * @param messages   who was told what
 * @param match      how somebody was found for it; null where the client chose
 */
public record AdminBookingView(
        Sheet sheet,
        List<Payment> payments,
        @Nullable String refundable,
        String currency,
        String key,
        List<Event> events,
        List<Message> messages,
        Table audit,
        String auditAddress,
        String automations,
        @Nullable String match,
        Form form) {

    /** @param machine of the {@code datetime} attribute @param by null where it is the payment provider's doing */
    public record Event(String text, String when, String machine, @Nullable String by, @Nullable String detail, boolean isPlanned) {}

    /**
     * @param channel null for what is only planned
     * @param sample  where such a message is shown
     * @param itself  where this one is; null where it went elsewhere
     */
    public record Message(
            String text,
            String reader,
            @Nullable String channel,
            String when,
            Badge badge,
            @Nullable String detail,
            String sample,
            @Nullable String itself) {}

    /** @param icon of what it is */
    public record Payment(String icon, String text, String id, String when, @Nullable String reason) {}
}
