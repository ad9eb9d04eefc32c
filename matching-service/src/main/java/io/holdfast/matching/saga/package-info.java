/** What this service listens to; nothing yet. */
@NullMarked
package io.holdfast.matching.saga;

import org.jspecify.annotations.NullMarked;
