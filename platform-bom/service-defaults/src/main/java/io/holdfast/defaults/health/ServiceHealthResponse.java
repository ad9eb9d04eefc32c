package io.holdfast.defaults.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.health.HealthPart.Status;
import org.jspecify.annotations.Nullable;

/**
 * How one instance of a service is.
 *
 * @param status    that of its worst part
 * @param version   {@code development} where it was not built as a release
 * @param upSince   when it was started
 * @param responses null before the first request
 */
public record ServiceHealthResponse(
        String service, Status status, String version, Instant upSince, @Nullable Responses responses, List<Part> parts) {

    /**
     * Since the start.
     *
     * @param maxMillis of the last minutes
     */
    public record Responses(long count, long meanMillis, long maxMillis) {}

    /**
     * @param millis how long it took to find out
     */
    public record Part(
            String name, Status status, @Nullable String detail, long millis, Map<String, Object> figures) {}
}
