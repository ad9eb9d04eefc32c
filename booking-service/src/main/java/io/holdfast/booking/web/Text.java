package io.holdfast.booking.web;

import org.jspecify.annotations.Nullable;

/** How text from people is brought into form before it is checked, and the forms that are asked for. */
final class Text {

    /** One line, because names end up in mail headers and file names. */
    static final String ONE_LINE = "\\P{Cntrl}*";

    static final String EMAIL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+";
    static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";
    static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private Text() {}

    static @Nullable String strip(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    /** What is left blank is left out. */
    static @Nullable String optional(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
