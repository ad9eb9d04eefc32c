/** One document per booking, offering, professional and counter; state and events in one write. */
@NullMarked
package io.holdfast.booking.persistence;

import org.jspecify.annotations.NullMarked;
