package io.holdfast.booking.domain.booking;

import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * What a booking's client said of themselves and of the visit, and may correct before it starts.
 *
 * @param name      the client's
 * @param phone     the client's, E.164
 * @param recipient null where that is the client
 * @param language  BCP 47 tag
 */
public record BookingDetails(
        String name,
        @Nullable String phone,
        @Nullable Recipient recipient,
        @Nullable Address address,
        String language,
        @Nullable String notes) {}
