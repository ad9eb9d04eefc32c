/** Coupons in the store and over HTTP, one flat slice; what they decide is in {@code domain.coupon}. */
@NullMarked
package io.holdfast.booking.coupons;

import org.jspecify.annotations.NullMarked;
