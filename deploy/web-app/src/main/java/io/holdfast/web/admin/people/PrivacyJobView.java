package io.holdfast.web.admin.people;

import java.util.List;

import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's data on its way out.
 *
 * @param total   0 before anybody was asked
 * @param runs    whether the page asks for itself again
 * @param archive where it is downloaded; null while it is not there
 * @param failure a sentence; null unless it failed
 */
public record PrivacyJobView(
        String title,
        Badge badge,
        List<Fact> facts,
        Table parts,
        int done,
        int total,
        boolean runs,
        String address,
        @Nullable String archive,
        @Nullable String failure) {}
