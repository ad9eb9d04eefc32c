package io.holdfast.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.ServiceHealthResponse;
import org.jspecify.annotations.Nullable;

/**
 * How the platform is.
 *
 * @param status         that of the worst service
 * @param activeBookings that are not over, of the tenant; null when booking-service does not answer
 * @param matching       its figures and whether it is {@code enabled} for the tenant; null when matching-service does not answer
 * @param components     by what they are (store, broker, cache, mail, provider, breakers …), the worst that any service says
 * @param services       one by one
 */
record SystemHealthResponse(
        Status status,
        Instant checkedAt,
        @Nullable Long activeBookings,
        @Nullable Map<String, Object> matching,
        List<Component> components,
        List<Service> services) {

    /** @param detail a sentence; null where there is nothing to add */
    record Component(String name, Status status, @Nullable String detail, Map<String, Object> figures) {}

    /** @param said null when it did not answer; then {@code detail} says so */
    record Service(
            String name, Status status, @Nullable String detail, long millis, @Nullable ServiceHealthResponse said) {}
}
