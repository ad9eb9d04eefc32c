/** How often one client may book, kept in Redis, and counted in the store while Redis is away. */
@NullMarked
package io.holdfast.booking.limits;

import org.jspecify.annotations.NullMarked;
