package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * One correction of a booking's {@link BookingDetails}: who made it and what of them is new. What it was before is nobody's
 * any more.
 *
 * @param number      1 for a booking's first
 * @param fields      never empty
 * @param by          the {@code sub} of the admin who did it; null where the client did
 */
public record Correction(int number, Instant at, TriggeredBy triggeredBy, List<Field> fields, @Nullable String by) {

    // More would only be somebody's program gone wild, and a document has its limits.
    public static final int MOST_CORRECTIONS = 50;

    /** What can be corrected. */
    public enum Field {
        CLIENT_NAME("client.name"),
        CLIENT_PHONE("client.phone"),
        RECIPIENT("recipient"),
        ADDRESS("address"),
        LANGUAGE("language"),
        NOTES("notes");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        /** As requests and events call it. */
        public String label() {
            return label;
        }
    }

    public Correction {
        fields = List.copyOf(fields);
    }

    /** As requests and events call what is new. */
    public List<String> changed() {
        return fields.stream().map(Field::label).toList();
    }

    static Decision<Booking, BookingEvent> decide(Booking booking, Actor by, BookingDetails wanted, Instant now) {
        BookingTerms terms = booking.terms();
        List<Field> fields = differences(terms.details(), wanted);
        if (fields.isEmpty()) {
            return booking.unchanged("everything is as it should be already");
        }
        if (fields.contains(Field.ADDRESS) && terms.video()) {
            return booking.againstRule("address-not-wanted", "The booking takes place by video, so it has no address.");
        }
        if (fields.contains(Field.ADDRESS) && wanted.address() == null) {
            return booking.againstRule(
                    "address-needed", "The booking takes place at this address. It can be corrected, not removed.");
        }
        if (fields.contains(Field.ADDRESS) && booking.status() == BookingStatus.PENDING_MATCH) {
            return booking.againstRule(
                    "address-being-matched",
                    "People near this address are being asked right now. Please correct it once somebody is found, or cancel"
                            + " and book again.");
        }
        List<Correction> earlier = booking.state().corrections();
        if (earlier.size() == MOST_CORRECTIONS) {
            return booking.againstRule(
                    "too-many-corrections", "The booking was corrected " + MOST_CORRECTIONS + " times; please call us.");
        }
        var correction = new Correction(earlier.size() + 1, now, by.role(), fields, by.signature());
        Booking corrected = new Booking(terms.with(wanted), booking.state())
                .with(next -> next.corrections = Stream.concat(earlier.stream(), Stream.of(correction)).toList());
        return switch (booking.status()) {
            // Nobody was told anything yet; what they will be told is right.
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_MATCH -> corrected.tells();
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED ->
                corrected.tells(new BookingEvent.Corrected(correction));
        };
    }

    private static List<Field> differences(BookingDetails before, BookingDetails after) {
        var fields = new ArrayList<Field>();
        note(fields, Field.CLIENT_NAME, before.name(), after.name());
        note(fields, Field.CLIENT_PHONE, before.phone(), after.phone());
        note(fields, Field.RECIPIENT, before.recipient(), after.recipient());
        note(fields, Field.ADDRESS, before.address(), after.address());
        note(fields, Field.LANGUAGE, before.language(), after.language());
        note(fields, Field.NOTES, before.notes(), after.notes());
        return fields;
    }

    private static void note(List<Field> fields, Field field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(field);
        }
    }
}
