package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.business.AgendaRow;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Grid;
import org.jspecify.annotations.Nullable;

/**
 * A day, a week or a month.
 *
 * @param view  {@code day}, {@code week} or {@code month}
 * @param show  the kind of status that is shown alone; empty for all
 * @param views those to choose from
 * @param kinds what the colours mean, each an address that shows it alone
 * @param empty whether there is nothing at all
 * @param complete false where there is more than can be shown at once
 */
public record CalendarView(
        String view,
        String show,
        String title,
        String date,
        List<Choice> views,
        List<Choice> kinds,
        String earlier,
        String later,
        String today,
        String zone,
        Grid grid,
        List<Day> days,
        boolean empty,
        boolean complete) {

    /** @param badge null where it is a word alone */
    public record Choice(String address, String text, @Nullable Badge badge, boolean isChosen) {}

    public record Day(String name, String address, boolean isToday, List<AgendaRow> rows) {}
}
