package io.holdfast.web.professional;

import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;

/** Where a form leads to that stands on several pages of a professional. */
final class Backs {

    private Backs() {}

    /** What was asked for where it is one of their pages, else {@code usual}. */
    static String of(@Nullable String asked, String usual) {
        String ours = Redirect.ours(asked);
        return ours.matches("/pro([/?#].*)?") ? ours : usual;
    }
}
