package io.holdfast.booking.application;

import java.util.Optional;

/**
 * Asks whoever wants to book to show that they are no program: a puzzle, a captcha, a code by mail. A bean of this type
 * is asked before anything is counted or stored; without one nobody is asked.
 */
public interface BookingChallenge {

    /** A sentence for whoever has not shown it yet; empty when they have, or need not. */
    Optional<String> unmet(BookingDraft request);
}
