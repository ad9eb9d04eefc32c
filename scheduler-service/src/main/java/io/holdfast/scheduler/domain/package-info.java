/** What a timer is and decides; plain Java. */
@NullMarked
package io.holdfast.scheduler.domain;

import org.jspecify.annotations.NullMarked;
