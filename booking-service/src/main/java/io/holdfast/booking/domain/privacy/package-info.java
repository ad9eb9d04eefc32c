/** Handing out what is held of a person, and erasing it: the jobs, and how far they are. */
@NullMarked
package io.holdfast.booking.domain.privacy;

import org.jspecify.annotations.NullMarked;
