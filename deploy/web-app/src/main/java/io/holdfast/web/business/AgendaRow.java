package io.holdfast.web.business;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of somebody's day: a booking, or time that is kept for something else. It stands in a list; where there is room for a
 * grid, {@code calendar.js} draws the same element there.
 *
 * @param address where it is shown; null for what has no page
 * @param machine of the {@code datetime} attribute
 * @param badge   null for time that is no booking's
 * @param who     the client; null where nobody is told yet
 * @param acts    buttons beside it
 */
public record AgendaRow(
        @Nullable String address,
        String time,
        String machine,
        @Nullable Badge badge,
        @Nullable String who,
        @Nullable String what,
        Place place,
        List<Act> acts) {

    /**
     * Where a grid has it.
     *
     * @param start wall time such as {@code 2026-12-01T10:00}, in the calendar's zone
     * @param moves where it is moved by a form; null where it cannot be
     */
    public record Place(String id, String start, String end, @Nullable String moves) {}

    /** A button that is one form. @param isUsual what is done most of the time */
    public record Act(String address, String text, boolean isUsual) {}

    /** For lists beside which something else is to be done. */
    public AgendaRow withoutActs() {
        return new AgendaRow(address, time, machine, badge, who, what, place, List.of());
    }

    /** What it is coloured by. */
    public String kind() {
        return badge == null ? "off" : badge.kind();
    }
}
