/** Money that is owed, paid and given back, as a booking sees it. */
@NullMarked
package io.holdfast.booking.domain.payment;

import org.jspecify.annotations.NullMarked;
