/**
 * Measures and prints, and judges nothing. {@code saga} is Holdfast as its clients meet it, {@code choreography} the
 * messaging library alone; here is what both measure with. README.md says what the figures mean.
 */
@NullMarked
package io.holdfast.loadtests;

import org.jspecify.annotations.NullMarked;
