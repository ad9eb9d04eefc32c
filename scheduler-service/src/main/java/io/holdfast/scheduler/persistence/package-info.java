/** Timers in the document server, and the work of firing them. */
@NullMarked
package io.holdfast.scheduler.persistence;

import org.jspecify.annotations.NullMarked;
