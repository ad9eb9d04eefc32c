package io.holdfast.web.booking;

import io.holdfast.web.api.Offering;

/** How long it is to be, where nobody has said it: an hour, where that is offered. */
final class DefaultDuration {

    private static final int USUAL = 60;

    private DefaultDuration() {}

    /** In minutes. */
    static int of(Offering offering) {
        return offering.durations().contains(USUAL) ? USUAL : offering.durations().getFirst();
    }
}
