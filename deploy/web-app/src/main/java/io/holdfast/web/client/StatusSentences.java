package io.holdfast.web.client;

import java.util.Locale;

import io.holdfast.web.api.Booking;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;

/** Where a booking stands, as its client reads it: a title, a sentence, a colour and an icon for each status. */
final class StatusSentences {

    private final Page page;
    private final Booking booking;
    private final Times times;
    private final boolean paid;

    /** @param paid whether the reader has just paid, of which the booking may not know yet */
    StatusSentences(Page page, Booking booking, boolean paid) {
        this.page = page;
        this.booking = booking;
        this.times = page.times(booking.displayZone());
        this.paid = paid;
    }

    String kind() {
        return switch (booking.status()) {
            case CONFIRMED, IN_PROGRESS, COMPLETED -> "good";
            case PENDING_PAYMENT, PENDING_CONFIRMATION, PENDING_MATCH -> "warn";
            case REQUESTED, CONFIRMING -> "info";
            case REJECTED, EXPIRED, DECLINED, CANCELLED, NO_SHOW -> "bad";
        };
    }

    String icon() {
        return switch (booking.status()) {
            case CONFIRMED, COMPLETED -> "success";
            case IN_PROGRESS -> "video";
            case PENDING_PAYMENT -> paid ? "clock" : "money";
            case REQUESTED, CONFIRMING, PENDING_CONFIRMATION -> "clock";
            case PENDING_MATCH -> "search";
            case REJECTED, EXPIRED, DECLINED, CANCELLED, NO_SHOW -> "cross";
        };
    }

    String title() {
        return page.text(key() + ".title");
    }

    String lead() {
        return switch (booking.status()) {
            case PENDING_PAYMENT -> paid || booking.payment() == null || booking.payment().holdUntil() == null
                    ? page.text(key() + ".lead")
                    : page.text("client.status.pending-payment.until", times.timeInZone(booking.payment().holdUntil()));
            case PENDING_CONFIRMATION -> booking.confirmationDeadline() == null
                    ? page.text(key() + ".lead")
                    : page.text("client.status.pending-confirmation.until", times.moment(booking.confirmationDeadline()));
            case PENDING_MATCH -> booking.match() == null || booking.match().until() == null
                    ? page.text(key() + ".lead")
                    : page.text("client.status.pending-match.until", times.moment(booking.match().until()));
            case CONFIRMED -> booking.rescheduling() == null
                    ? page.text(key() + ".lead")
                    : page.text(
                            "client.status.moving", times.range(booking.rescheduling().start(), booking.rescheduling().end()));
            case CANCELLED -> cancelled();
            default -> page.text(key() + ".lead");
        };
    }

    private String cancelled() {
        if (booking.cancellation() == null) {
            return page.text(key() + ".lead");
        }
        return switch (booking.cancellation().by()) {
            case "CLIENT" -> page.text("client.status.cancelled.client");
            case "PROFESSIONAL", "ADMIN" -> page.text("client.status.cancelled.business");
            default -> page.text("client.status.cancelled.platform");
        };
    }

    private String key() {
        boolean justPaid = paid && booking.status().name().equals("PENDING_PAYMENT");
        return "client.status." + (justPaid ? "paying" : booking.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
