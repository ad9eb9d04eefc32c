package io.holdfast.web.admin.platform;

import java.util.List;

import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/** Who was asked for one booking, wave by wave. @param failure why nobody was found; null where somebody was, or may be */
public record MatchView(
        String number, Badge badge, @Nullable String failure, List<Fact> facts, Table asked, List<Wave> waves) {

    /** @param unsuitable who could not be asked and why, in words; null where nobody was */
    public record Wave(String title, String at, String considered, @Nullable String unsuitable, Table candidates) {}
}
