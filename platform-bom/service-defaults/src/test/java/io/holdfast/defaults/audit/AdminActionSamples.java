package io.holdfast.defaults.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.contracts.ProducedEvent;
import org.jspecify.annotations.Nullable;

/** What is said of admins' actions, every field in one of them. */
public final class AdminActionSamples {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final String BOOKING = "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10";

    private AdminActionSamples() {}

    public static Stream<ProducedEvent> events() {
        var moved = action("5d0c3a3e-0f53-4d9b-9a55-6a8f4c0f1b22", "demo-admin", null, "POST /api/v1/bookings/{id}/reschedule");
        var byKey = action("0b9a4f7e-3a2c-4c41-8d53-2f1e5a7b9c33", "api-key:k-1", "k-1", "POST /api/v1/admin/bookings");
        var overridden = new Ending();
        overridden.addSubjects(List.of(BOOKING));
        overridden.addOverride("reschedule-notice");
        return Stream.of(
                Bodies.attempted(moved),
                Bodies.attempted(byKey),
                Bodies.ended(moved, overridden, 200, null, NOON.plusMillis(40)),
                Bodies.ended(byKey, new Ending(), 403, "scope-missing", NOON.plusMillis(4)));
    }

    private static AdminAction action(String id, String actor, @Nullable String apiKeyId, String what) {
        return new AdminAction(
                id, "demo", NOON, actor, apiKeyId, "booking-service", what,
                apiKeyId == null ? List.of(BOOKING) : List.of(), "req-7f3c2a1e");
    }
}
