/** A booking in people's calendars: one entry, however it reaches them. */
@NullMarked
package io.holdfast.defaults.calendar;

import org.jspecify.annotations.NullMarked;
