/** The use cases: arm, withdraw, fire. */
@NullMarked
package io.holdfast.scheduler.application;

import org.jspecify.annotations.NullMarked;
