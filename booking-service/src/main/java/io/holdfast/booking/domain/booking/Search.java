package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.booking.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;

/**
 * The search for somebody who provides a booking, in mode MATCH.
 *
 * @param revision the booking's when it last began; 1 before it did
 * @param until    until when somebody is looked for; null before it began, and in mode DIRECT
 * @param excluded who had it and gave it back, and is not asked again
 * @param booked   whose time availability says it has booked, while matching has not said that they were found: when the
 *     booking ends in between, nobody else knows that it has to be given back
 */
public record Search(int revision, @Nullable Instant until, List<ProfessionalId> excluded, @Nullable BookedSlot booked) {

    static final Search NONE = new Search(1, null, List.of(), null);

    public Search {
        excluded = List.copyOf(excluded);
    }

    Search begun(Instant deadline) {
        return new Search(revision, deadline, excluded, null);
    }

    /** For the next revision, without who gave it back. */
    Search begunAgain(int next, Instant deadline, ProfessionalId whoGaveItBack) {
        return new Search(next, deadline, Stream.concat(excluded.stream(), Stream.of(whoGaveItBack)).distinct().toList(), null);
    }

    Search with(BookedSlot slot) {
        return new Search(revision, until, excluded, slot);
    }

    /** How often a professional gave it back. */
    int times() {
        return excluded.size();
    }
}
