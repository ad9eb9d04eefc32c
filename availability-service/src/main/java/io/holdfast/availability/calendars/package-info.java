/**
 * Where professionals' other calendars are kept, and how they are read: iCalendar files, CalDAV servers and Google. Begin with
 * {@code ReadOutside}, then {@code CalendarFile}.
 */
@NullMarked
package io.holdfast.availability.calendars;

import org.jspecify.annotations.NullMarked;
