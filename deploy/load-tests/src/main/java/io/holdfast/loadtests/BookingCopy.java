package io.holdfast.loadtests;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.search.SearchTerms;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A booking as booking-service stored one itself, with other ids and times. Nothing of a copy is due. */
public final class BookingCopy {

    private static final String TERMS = "terms";
    private static final String STATE = "state";
    private static final String SLOT = "slot";
    private static final String NUMBER = "number";
    private static final String PROFESSIONAL = "professional";
    private static final String SEARCHED = "searchTerms";
    private static final String VALUE = "value";

    private final Document copy;

    private BookingCopy(Document copy) {
        this.copy = copy;
    }

    /** @param requested when somebody asked for it, by which lists are in order */
    public static BookingCopy of(Document one, String id, Instant requested, Instant start, Duration length) {
        Date from = Date.from(start);
        Date to = Date.from(start.plus(length));
        var terms = new Document(one.get(TERMS, Document.class)).append("requestedAt", Date.from(requested));
        terms.put("_id", like(terms.get("_id"), id));
        var state = new Document(one.get(STATE, Document.class));
        state.put(SLOT, new Document(state.get(SLOT, Document.class)).append("start", from).append("end", to));
        var copy = new Document(one)
                .append("_id", id)
                .append(TERMS, terms)
                .append(STATE, state)
                .append("requestedAt", Date.from(requested))
                .append("start", from)
                .append("end", to);
        copy.remove("overdueAt");
        copy.remove("meetingDueAt");
        copy.computeIfPresent("forgettableSince", (key, since) -> to);
        return new BookingCopy(copy);
    }

    /** With a number of its own, by which it is found. */
    public BookingCopy numbered(String number) {
        Document terms = copy.get(TERMS, Document.class);
        var searched = new LinkedHashSet<>(new SearchTerms().number(number).toList());
        searched.addAll(copy.getList(SEARCHED, String.class, List.of()));
        new SearchTerms().number(textOf(terms.get(NUMBER))).toList().forEach(searched::remove);
        copy.put(SEARCHED, List.copyOf(searched));
        terms.put(NUMBER, like(terms.get(NUMBER), number));
        return this;
    }

    /** With somebody else who provides it. */
    public BookingCopy by(String professional, String displayName) {
        copy.put("professionalId", professional);
        Document slot = copy.get(STATE, Document.class).get(SLOT, Document.class);
        var other = new Document(slot.get(PROFESSIONAL, Document.class)).append("displayName", displayName);
        other.put("_id", like(other.get("_id"), professional));
        slot.put(PROFESSIONAL, other);
        return this;
    }

    public Document document() {
        return copy;
    }

    /** An id is a text by itself, or one within a document. */
    private static Object like(@Nullable Object stored, String text) {
        return stored instanceof Document ? new Document(VALUE, text) : text;
    }

    private static String textOf(@Nullable Object stored) {
        return stored instanceof Document wrapped ? wrapped.getString(VALUE) : Objects.toString(stored);
    }
}
