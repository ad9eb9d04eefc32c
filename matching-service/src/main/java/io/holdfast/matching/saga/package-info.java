/** What this service listens to. */
@NullMarked
package io.holdfast.matching.saga;

import org.jspecify.annotations.NullMarked;
