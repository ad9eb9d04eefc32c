/** What availability-service says of a time, asked before a request is stored. */
@NullMarked
package io.holdfast.booking.slots;

import org.jspecify.annotations.NullMarked;
