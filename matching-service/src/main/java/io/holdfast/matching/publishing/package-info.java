/** From domain events to the wire. */
@NullMarked
package io.holdfast.matching.publishing;

import org.jspecify.annotations.NullMarked;
