package io.holdfast.web.admin.part;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page that is a list: what it is of, what it can be made shorter by, its rows.
 *
 * @param lead    a sentence about it; null where the title says enough
 * @param path    where the filter sends to
 * @param actions what can be added
 * @param views   the same list by what is asked for most, as links; empty without
 * @param total   how many there are, in words
 * @param files   the same as files
 */
public record ListView(
        String title,
        @Nullable String lead,
        String path,
        List<Link> actions,
        List<Choice> views,
        List<Filter> filters,
        @Nullable String total,
        Table table,
        Pager pager,
        List<Link> files) {

    public record Choice(String address, String text, boolean isCurrent) {}
}
