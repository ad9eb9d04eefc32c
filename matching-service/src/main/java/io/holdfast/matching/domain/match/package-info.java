/** Matching: who is asked to take a booking, in which order, and what becomes of it; plain Java. Begin with {@code Match}. */
@NullMarked
package io.holdfast.matching.domain.match;

import org.jspecify.annotations.NullMarked;
