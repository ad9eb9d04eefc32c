package io.holdfast.web.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Messages that could not be handled. @param next what follows; null at the end; {@code earlier} likewise */
public record DeadLettersView(List<Row> rows, @Nullable String earlier, @Nullable String next) {

    /** @param replayed when it was sent again; null where it was not */
    public record Row(String address, String what, String where, String cause, String at, @Nullable String replayed) {}
}
