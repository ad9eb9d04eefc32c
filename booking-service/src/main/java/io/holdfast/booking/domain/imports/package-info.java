/** What is taken over from another system: rows of a file, checked and then written, a chunk at a time. */
@NullMarked
package io.holdfast.booking.domain.imports;

import org.jspecify.annotations.NullMarked;
