package io.holdfast.web.booking;

import java.util.List;

import io.holdfast.web.page.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Days and times of what is to be booked.
 *
 * @param professional null for whoever is free, or will be found
 * @param waitlist     where one can wait for what is taken; null while something is free
 * @param stream       of the day's slots as they change; null where there is none
 */
public record TimesView(
        OfferingCard offering,
        @Nullable ProfessionalCard professional,
        Steps steps,
        String back,
        List<Duration> durations,
        DayChoice choice,
        @Nullable String waitlist,
        String policy,
        String price,
        @Nullable String stream) {

    /** @param address null for the one that is chosen */
    public record Duration(int minutes, String price, @Nullable String address) {}
}
