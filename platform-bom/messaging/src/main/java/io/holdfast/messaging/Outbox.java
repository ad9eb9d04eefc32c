package io.holdfast.messaging;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a document that holds the events its changes caused and that may not have been sent yet.
 *
 * <p>State and events commit together because they are one document. A write keeps the entries that it loaded: they
 * may not be sent yet, and a duplicate is cheaper than a loss.
 *
 * @param lastSequence sequence of the newest event that this document ever caused, 0 for none
 * @param unsent       oldest first
 */
public record Outbox(long lastSequence, List<OutboxEntry> unsent) {

    public static final Outbox EMPTY = new Outbox(0, List.of());

    public Outbox {
        unsent = List.copyOf(unsent);
    }

    Outbox plus(List<OutboxEntry> entries) {
        if (entries.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(unsent);
        all.addAll(entries);
        return new Outbox(entries.getLast().sequence(), all);
    }
}
