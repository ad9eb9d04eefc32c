/** Where bookings take place by video: a private Jitsi room, or Google Meet where that is configured. */
@NullMarked
package io.holdfast.booking.meetings;

import org.jspecify.annotations.NullMarked;
