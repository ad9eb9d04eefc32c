package io.holdfast.availability.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An offering as it is projected here; booking-service owns it.
 *
 * @param name      as clients read it; null where that was never said
 * @param durations how long it can last, the usual one first
 * @param capacity  how many bookings may share a slot, 1 or more
 * @param matched   the platform finds the professional, so nobody chooses times of one
 * @param retired   can no longer be booked
 * @param tariff    what it costs; empty where that was never said, in what was stored by an earlier version
 */
public record Offering(
        OfferingId id,
        @Nullable String name,
        List<Duration> durations,
        int capacity,
        OfferingRules rules,
        boolean matched,
        boolean retired,
        Optional<Tariff> tariff) {

    private static final Duration USUAL = Duration.ofMinutes(60);

    public Offering {
        durations = List.copyOf(durations);
        if (durations.isEmpty() || capacity < 1) {
            throw new IllegalArgumentException("An offering has a duration and a capacity of 1 or more");
        }
    }

    public Offering retire() {
        return new Offering(id, name, durations, capacity, rules, matched, true, tariff);
    }

    /** As it was when somebody booked it: that it is retired ends no promise. */
    public Offering asPromised() {
        return new Offering(id, name, durations, capacity, rules, matched, false, tariff);
    }

    public boolean lasts(Duration length) {
        return durations.contains(length);
    }

    /** What it costs with whoever takes {@code rate} for an hour; empty where that is not known. */
    public Optional<Money> priceOf(Duration length, Optional<Money> rate) {
        return tariff.flatMap(known -> known.priceOf(length, rate));
    }

    /** What is meant when nobody says how long: an hour if it can be had, else the first. */
    public Duration usualDuration() {
        return lasts(USUAL) ? USUAL : durations.getFirst();
    }
}
