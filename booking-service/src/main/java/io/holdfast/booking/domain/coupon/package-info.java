/** Coupons: what clients pay less with, and who has used one. */
@NullMarked
package io.holdfast.booking.domain.coupon;

import org.jspecify.annotations.NullMarked;
