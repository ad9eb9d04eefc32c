package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.business.AgendaRow;
import org.jspecify.annotations.Nullable;

/**
 * What a professional opens in the morning.
 *
 * @param next     whom they meet next; null where nobody is booked for a week
 * @param requests what waits for their answer, the most urgent first
 * @param done     of today what is over and needs nothing any more; {@code rows} the rest
 * @param earned   of this week's bookings that took place
 * @param expected of those that are still to come
 */
public record DeskView(
        String name,
        String today,
        String zone,
        @Nullable Next next,
        List<Waiting> requests,
        List<AgendaRow> done,
        List<AgendaRow> rows,
        String earned,
        String expected) {

    public record Next(String address, String when, String who, @Nullable String what) {}

    /**
     * @param deadline null where none is set
     * @param act      where the usual answer is sent, which says {@code answer}
     * @param declines where one says no and why; null where that takes no word
     */
    public record Waiting(
            String address, String what, String when, @Nullable String deadline, String act, String answer, @Nullable String declines) {}
}
