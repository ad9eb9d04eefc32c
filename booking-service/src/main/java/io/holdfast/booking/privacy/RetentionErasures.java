package io.holdfast.booking.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.defaults.DerivedId;
import org.springframework.stereotype.Component;

/**
 * Forgets who booked what is over for longer than {@code booking.privacy.forget-after}: the same as an erasure, a hundred
 * bookings at a time, begun by time. Without that setting nobody is forgotten by age.
 */
@Component
public class RetentionErasures {

    private final Bookings bookings;
    private final PrivacyJobs jobs;
    private final PrivacySettings settings;
    private final Clock clock;

    RetentionErasures(
            Bookings bookings,
            PrivacyJobs jobs,
            PrivacySettings settings,
            Clock clock) {
        this.bookings = bookings;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether anybody is to be forgotten by now. */
    public boolean isDue() {
        return !outOfTime().isEmpty();
    }

    /** Begins a job for each tenant; while one is being done, this is the same one. */
    public void begin() {
        Map<TenantId, List<String>> byTenant = outOfTime().stream().collect(Collectors.groupingBy(
                booking -> booking.terms().tenant(),
                LinkedHashMap::new,
                Collectors.mapping(booking -> booking.id().value(), Collectors.toList())));
        byTenant.forEach((tenant, ids) -> {
            String id = DerivedId.of("retention", tenant.value(), String.join(",", ids)).toString();
            jobs.add(PrivacyJob.outOfTime(id, tenant, ids, clock.instant()));
        });
    }

    private List<Booking> outOfTime() {
        Duration age = settings.forgetAfter();
        return age == null ? List.of() : bookings.forgettable(clock.instant().minus(age), PrivacyJob.PAGE);
    }
}
