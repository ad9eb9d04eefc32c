/** Domain events on their way to the wire. */
@NullMarked
package io.holdfast.availability.publishing;

import org.jspecify.annotations.NullMarked;
