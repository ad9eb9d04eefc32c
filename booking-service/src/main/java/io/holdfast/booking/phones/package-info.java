/** Phone numbers as people write them. */
@NullMarked
package io.holdfast.booking.phones;

import org.jspecify.annotations.NullMarked;
