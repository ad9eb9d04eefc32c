package io.holdfast.matching.domain.match;

import java.util.List;

import io.holdfast.matching.domain.Gender;
import org.jspecify.annotations.Nullable;

/**
 * What the client wants of whoever comes, and will not do without.
 *
 * @param professional only this one, by id
 * @param gender       only one of this gender
 * @param languages    somebody who speaks at least one of these; empty for any
 */
public record Preference(@Nullable String professional, @Nullable Gender gender, List<String> languages) {

    public static final Preference NONE = new Preference(null, null, List.of());

    public Preference {
        languages = List.copyOf(languages);
    }
}
