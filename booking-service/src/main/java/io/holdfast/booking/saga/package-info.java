/** What others' events mean here: one table, {@link io.holdfast.booking.saga.BookingSaga}. */
@NullMarked
package io.holdfast.booking.saga;

import org.jspecify.annotations.NullMarked;
