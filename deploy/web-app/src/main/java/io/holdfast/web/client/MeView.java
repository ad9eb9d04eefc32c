package io.holdfast.web.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client has booked.
 *
 * @param unpaid   held for them until they pay
 * @param next     the one that comes first; null without any
 * @param upcoming those after it, the first to come first
 * @param past     a page of them, what was booked last first
 * @param newer    where the page before is; null at the beginning
 */
public record MeView(
        List<BookingCard> unpaid,
        @Nullable BookingCard next,
        List<BookingCard> upcoming,
        List<Waiting> waiting,
        List<BookingCard> past,
        @Nullable String newer,
        @Nullable String older) {

    public boolean isEmpty() {
        return unpaid.isEmpty() && next == null && waiting.isEmpty() && past.isEmpty() && newer == null && older == null;
    }

    /** @param how their place, or that something is offered to them */
    public record Waiting(String address, String day, String how) {}
}
