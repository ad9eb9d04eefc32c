/** The events this service listens to, as small records of its own, and what it does about each. */
@NullMarked
package io.holdfast.availability.saga;

import org.jspecify.annotations.NullMarked;
