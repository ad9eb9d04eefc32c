package io.holdfast.web.business;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a booking another time, from a list of free ones or by dragging it there. The old one stays until the new one is held. */
@Component
public final class Moves {

    private static final int TAKEN = 409;
    private static final int RULE = 422;
    private static final int UNAVAILABLE = 503;

    private final BookingsApi bookings;

    Moves(BookingsApi bookings) {
        this.bookings = bookings;
    }

    public static boolean isMovable(Page page, Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED
                && booking.rescheduling() == null
                && booking.professional() != null
                && page.now().isBefore(booking.start());
    }

    /** Whether a time is meant: by a button, or typed. */
    public static boolean saysWhen(Form form) {
        return start(form, ZoneOffset.UTC) != null;
    }

    /**
     * @param form {@code start}, an instant, or {@code at}, a wall time in {@code zone}; {@code reason}; {@code key};
     *             {@code professional}, who takes it over, without it they stay
     * @return key of the notice that says what was done
     */
    public String move(String id, Form form, ZoneId zone) {
        String key = Keys.of(form);
        Instant start = Objects.requireNonNull(start(form, zone), "asked for by saysWhen");
        Booking moved = bookings.reschedule(
                id, new BookingsApi.NewTime(start, form.valueOrNull("professional"), form.valueOrNull("reason")), key);
        return moved.rescheduling() == null ? "booking-moved" : "booking-moving";
    }

    private static @Nullable Instant start(Form form, ZoneId zone) {
        try {
            return form.has("start") ? Instant.parse(form.value("start")) : LocalDateTime.parse(form.value("at")).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether whoever asked is told why; anything else is not about the move. */
    public static boolean isRefusal(ApiProblem problem) {
        return problem.status() == TAKEN || problem.status() == RULE || problem.status() == UNAVAILABLE;
    }

    /** Why it stays where it is. */
    public static String sentence(Page page, ApiProblem problem) {
        if (problem.status() == UNAVAILABLE) {
            return page.text("business.move.unavailable");
        }
        return page.text("business.move.stays") + " " + page.refusal("business.move.rule.", problem.code());
    }
}
