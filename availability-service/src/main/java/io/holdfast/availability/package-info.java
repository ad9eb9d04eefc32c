/** Who can be booked when. Begin with {@code saga.AvailabilitySaga} for the messages, {@code domain.CalendarDay} for the rules. */
@NullMarked
package io.holdfast.availability;

import org.jspecify.annotations.NullMarked;
