package io.holdfast.web.admin.part;

import java.time.Instant;
import java.util.Locale;

import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** What the API calls by codes, in the reader's words. */
public final class Words {

    private Words() {}

    /** The text of a code below a prefix; the code itself, spaced, where we have no word for it yet. */
    public static String of(Page page, String prefix, String code) {
        String key = prefix + code.toLowerCase(Locale.ROOT).replace('_', '-');
        return page.texts().has(key) ? page.text(key) : code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A moment beside others in a table, whose zone is said once. */
    public static String when(Times times, @Nullable Instant at) {
        return at == null ? "–" : times.day(at) + ", " + times.time(at);
    }
}
