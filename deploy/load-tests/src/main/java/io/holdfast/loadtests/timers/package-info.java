/** How late timers fire: start at {@code TimersBenchmark}. */
@NullMarked
package io.holdfast.loadtests.timers;

import org.jspecify.annotations.NullMarked;
