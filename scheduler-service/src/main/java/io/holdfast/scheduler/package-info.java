/** Owns every deadline; start reading at {@link io.holdfast.scheduler.saga.SchedulerSaga}. */
@NullMarked
package io.holdfast.scheduler;

import org.jspecify.annotations.NullMarked;
