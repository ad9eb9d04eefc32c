/** The catalogue of offerings, over HTTP and in the store. What an offering is stands in {@code domain.offering}. */
@NullMarked
package io.holdfast.booking.offerings;

import org.jspecify.annotations.NullMarked;
