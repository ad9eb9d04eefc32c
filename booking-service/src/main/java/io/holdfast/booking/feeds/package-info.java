/**
 * Calendar feeds: a client's or professional's bookings at a secret address that any calendar program reads. A flat slice beside
 * the bookings: {@code Feeds} remembers whose they are, {@code FeedWriter} writes them, {@code FeedsController} serves them.
 */
@NullMarked
package io.holdfast.booking.feeds;

import org.jspecify.annotations.NullMarked;
