/**
 * What any service has parked, for a tenant's admins to see and to have handled once more. A flat slice beside the bookings:
 * {@code DeadLetters} takes in and remembers, {@code DeadLettersController} shows, {@code Replays} sends back.
 */
@NullMarked
package io.holdfast.booking.deadletters;

import org.jspecify.annotations.NullMarked;
