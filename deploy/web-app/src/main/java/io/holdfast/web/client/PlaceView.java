package io.holdfast.web.client;

import org.jspecify.annotations.Nullable;

/**
 * A place in a waitlist.
 *
 * @param kind         of the status: {@code good}, {@code warn} or {@code info}
 * @param status       which texts: {@code waitlist.status.<status>.title}
 * @param professional null for anyone
 * @param duration     in minutes
 * @param offered      when, of what is offered; null while nothing is
 * @param deadline     says until when it can be taken
 * @param live         whether they still wait
 * @param booking      its id, of what came of it; null before
 * @param again        where another time can be chosen
 */
public record PlaceView(
        String id,
        String kind,
        String status,
        String lead,
        String what,
        @Nullable String professional,
        String day,
        int duration,
        @Nullable String offered,
        @Nullable String deadline,
        boolean live,
        @Nullable String booking,
        String again) {}
