/** Owns professionals and publishes them; start reading at {@link io.holdfast.matching.domain.Professional}. */
@NullMarked
package io.holdfast.matching;

import org.jspecify.annotations.NullMarked;
