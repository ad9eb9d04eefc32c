/** What people and the saga do with bookings and offerings: one class per use case. */
@NullMarked
package io.holdfast.booking.application;

import org.jspecify.annotations.NullMarked;
