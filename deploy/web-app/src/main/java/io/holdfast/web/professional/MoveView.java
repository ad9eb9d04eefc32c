package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.page.Form;

/**
 * A booking that is to be moved, and a day with its free times.
 *
 * @param when  it is now
 * @param days  near the one that is shown
 * @param slots what is free on it; each button sends one
 * @param key   of the request: a second click is the same one
 * @param back  where it leads to afterwards
 */
public record MoveView(
        String id,
        String number,
        String who,
        String what,
        String when,
        String date,
        String day,
        String zone,
        List<Day> days,
        List<Slot> slots,
        String key,
        String back,
        Form form) {

    public record Day(String address, String text, boolean isChosen) {}

    /** @param start an instant */
    public record Slot(String start, String time) {}
}
