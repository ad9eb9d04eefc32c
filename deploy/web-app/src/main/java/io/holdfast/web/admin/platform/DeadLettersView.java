package io.holdfast.web.admin.platform;

import java.util.List;

import io.holdfast.web.admin.part.ListView;
import org.jspecify.annotations.Nullable;

/** Messages that could not be handled. @param next what follows; null at the end; {@code earlier} likewise */
public record DeadLettersView(List<Row> rows, @Nullable String earlier, @Nullable String next, List<ListView.Choice> choices) {

    /** @param replayed when it was sent again; null where it was not */
    public record Row(String address, String what, String where, String cause, String at, @Nullable String replayed) {}
}
