package io.holdfast.web.admin.platform;

import java.util.List;

import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/**
 * An import and its report.
 *
 * @param runs    whether the page asks for itself again
 * @param failure a sentence; null unless it failed
 * @param isTried whether it was only tried, and could be done now
 */
public record ImportView(
        String title,
        Badge badge,
        List<Fact> facts,
        Table report,
        Table refusals,
        int done,
        int total,
        boolean runs,
        String address,
        @Nullable String failure,
        boolean isTried) {}
