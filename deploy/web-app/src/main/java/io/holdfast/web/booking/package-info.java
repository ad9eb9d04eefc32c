/** The way to a booking: what is offered, by whom and when, details and payment. */
@NullMarked
package io.holdfast.web.booking;

import org.jspecify.annotations.NullMarked;
