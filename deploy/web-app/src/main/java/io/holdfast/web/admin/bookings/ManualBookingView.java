package io.holdfast.web.admin.bookings;

import java.util.List;

import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A booking to make by hand.
 *
 * @param isMatched whether the platform finds who comes, and so where to
 * @param times     what is free that day
 * @param conflicts what was in the way when it was sent
 * @param key       of the request: a second click is the same one
 */
public record ManualBookingView(
        String offering,
        String name,
        boolean isMatched,
        List<Filter.Option> durations,
        List<Filter.Option> professionals,
        List<Filter.Option> languages,
        List<Time> times,
        String zone,
        List<Offering.Question> questions,
        List<Obstacle> conflicts,
        Form form,
        String key) {

    public record Time(String start, String text) {}

    /** @param address null where nobody knows which booking it is */
    public record Obstacle(@Nullable String address, String text, String when) {}
}
