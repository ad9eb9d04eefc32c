/** Who books and how they are reached. */
@NullMarked
package io.holdfast.booking.domain.client;

import org.jspecify.annotations.NullMarked;
