/**
 * The people who book with a tenant: one contact each, a projection of their bookings, with notes of the business's own.
 * Begin at {@link io.holdfast.booking.contacts.Contacts}.
 */
@NullMarked
package io.holdfast.booking.contacts;

import org.jspecify.annotations.NullMarked;
