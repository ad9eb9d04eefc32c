/** What is stored to be done later: the firing of timers. */
@NullMarked
package io.holdfast.scheduler.work;

import org.jspecify.annotations.NullMarked;
