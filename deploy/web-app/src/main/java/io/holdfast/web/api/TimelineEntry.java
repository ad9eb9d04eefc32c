package io.holdfast.web.api;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a booking, or is going to.
 *
 * @param type     such as {@code booking.confirmed}; for the future, the timer that will ring
 * @param happened false for what is scheduled
 * @param kind      what a message says; null for what is none
 * @param recipient the role of who was written to
 * @param detail    reason, amount or times; null where the type says all
 */
public record TimelineEntry(
        Instant at,
        String type,
        boolean happened,
        @Nullable String triggeredBy,
        @Nullable String kind,
        @Nullable String channel,
        @Nullable String recipient,
        @Nullable String detail) {}
