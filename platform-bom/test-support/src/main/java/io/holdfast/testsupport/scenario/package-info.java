/** Holdfast as its users meet it, in the words of a test: people, slots, bookings, and waiting for facts. */
@NullMarked
package io.holdfast.testsupport.scenario;

import org.jspecify.annotations.NullMarked;
