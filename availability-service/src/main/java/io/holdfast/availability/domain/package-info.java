/** Schedules, the rule engine and the calendar day: plain Java, time is an argument, no framework. */
@NullMarked
package io.holdfast.availability.domain;

import org.jspecify.annotations.NullMarked;
