/**
 * A tenant's month in figures, for its admins. A flat slice beside the bookings: {@code BookingFacts} keeps one small document
 * per booking as events tell of it, {@code MonthFigures} folds those of a month, {@code AnalyticsController} shows them,
 * {@code FactRebuilds} makes the documents anew from the bookings. Nothing in it names a person.
 */
@NullMarked
package io.holdfast.booking.analytics;

import org.jspecify.annotations.NullMarked;
