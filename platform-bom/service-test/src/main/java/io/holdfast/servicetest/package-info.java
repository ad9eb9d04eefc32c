/** A service under test, whole and alone in this JVM: begin with {@link io.holdfast.servicetest.ServiceUnderTest}. */
@NullMarked
package io.holdfast.servicetest;

import org.jspecify.annotations.NullMarked;
