package io.holdfast.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The part of a document that holds the events its changes caused and that may not have been sent yet.
 *
 * <p>State and events commit together because they are one document. A write keeps the entries that it loaded, but for those
 * that this instance has sent: the others may not be sent yet, and a duplicate is cheaper than a loss.
 *
 * @param lastSequence sequence of the newest event that this document ever caused, 0 for none
 * @param unsent       oldest first
 */
public record Outbox(long lastSequence, List<OutboxEntry> unsent) {

    public static final Outbox EMPTY = new Outbox(0, List.of());

    public Outbox {
        unsent = List.copyOf(unsent);
    }

    Outbox without(Predicate<OutboxEntry> sent) {
        List<OutboxEntry> left = unsent.stream().filter(sent.negate()).toList();
        return left.size() == unsent.size() ? this : new Outbox(lastSequence, left);
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
