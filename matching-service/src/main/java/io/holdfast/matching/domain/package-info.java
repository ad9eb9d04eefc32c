/** What a professional is and what a change of one means; plain Java. */
@NullMarked
package io.holdfast.matching.domain;

import org.jspecify.annotations.NullMarked;
