package io.holdfast.web.admin.money;

import java.util.List;

import io.holdfast.web.admin.part.Table;
import org.jspecify.annotations.Nullable;

/**
 * A month in figures.
 *
 * @param value   the month as a field has it
 * @param zone    in which days and hours are meant
 * @param isEmpty whether nobody asked for anything
 * @param heat    null where nothing begins in the month
 */
public record AnalyticsView(
        String month,
        String value,
        String earlier,
        String later,
        String zone,
        boolean isEmpty,
        List<Figure> figures,
        Series days,
        Series steps,
        Series outcomes,
        @Nullable Heat heat,
        Table offerings,
        Table professionals,
        String pdf,
        String csv) {

    /** @param more what belongs to it, said more quietly */
    public record Figure(String name, String value, String more) {}

    /** What a chart is drawn of, and a table. @param of what the points are @param counts what is counted */
    public record Series(String title, String of, String counts, List<Point> points) {}

    /** @param shown the value as people of the page's language write it */
    public record Point(String name, long value, String shown) {}
}
