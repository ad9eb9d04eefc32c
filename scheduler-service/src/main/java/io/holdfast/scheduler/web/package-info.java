/** HTTP: what admins see of the timers. */
@NullMarked
package io.holdfast.scheduler.web;

import org.jspecify.annotations.NullMarked;
