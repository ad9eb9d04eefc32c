/** The offering aggregate, what can be booked, and the questions it asks. */
@NullMarked
package io.holdfast.booking.domain.offering;

import org.jspecify.annotations.NullMarked;
