/** Professionals in the document server. */
@NullMarked
package io.holdfast.matching.persistence;

import org.jspecify.annotations.NullMarked;
