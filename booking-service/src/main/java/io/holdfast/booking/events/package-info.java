/** What this service says on its topics: {@link io.holdfast.booking.events.Bodies} of bookings, and those of offerings. */
@NullMarked
package io.holdfast.booking.events;

import org.jspecify.annotations.NullMarked;
