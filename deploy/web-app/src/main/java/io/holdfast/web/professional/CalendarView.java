package io.holdfast.web.professional;

import java.util.List;

/** @param isDay one day, else a week */
public record CalendarView(
        boolean isDay,
        String date,
        String dayAddress,
        String weekAddress,
        String earlier,
        String later,
        String today,
        String zone,
        List<Day> days) {

    public record Day(String name, String address, boolean isToday, List<AgendaRow> rows) {}
}
