package io.holdfast.booking.domain.privacy;

import java.util.List;

/** What a privacy job says. */
public sealed interface PrivacyEvent {

    /**
     * Every service is to do its part of one page.
     *
     * @param page     from 1; each has the keys, so that each can be done by itself
     * @param bookings their ids
     * @param recipientOf ids of those that somebody else made for them
     */
    record PageRequested(int page, int pages, PersonKeys keys, List<String> bookings, List<String> recipientOf)
            implements PrivacyEvent {

        public PageRequested {
            bookings = List.copyOf(bookings);
            recipientOf = List.copyOf(recipientOf);
        }
    }
}
