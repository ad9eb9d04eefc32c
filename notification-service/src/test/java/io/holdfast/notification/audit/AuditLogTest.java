package io.holdfast.notification.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.notification.NotificationService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit log by its API: what every service says of admins' actions is in it, once, and for their tenant alone. */
class AuditLogTest {

    private static final String AUDIT = "/api/v1/admin/audit";
    private static final String CANCEL = "POST /api/v1/bookings/{id}/cancel";
    private static final String MAKE = "POST /api/v1/admin/offerings";

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static ServiceUnderTest service;

    // A log of its own for each test.
    private final String tenant = "t-" + UUID.randomUUID();
    private final HoldfastApi admin = service.asOneOf(tenant, "boss", "admin");

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with("HOLDFAST_NOTIFICATIONS_SANDBOX=true", "notification.patience=0s")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anActionIsAttemptedUntilItIsKnownHowItEnded() {
        String id = UUID.randomUUID().toString();
        hears(attempted(id, "boss", CANCEL, "b-1"));
        JsonNode open = one("");
        assertThat(open.get("outcome").asString()).isEqualTo("ATTEMPTED");
        assertThat(open.get("status").isNull()).isTrue();

        hears(ended(id, "boss", CANCEL, "b-1", 200, null));
        JsonNode done = one("");
        assertThat(done.propertyNames()).containsExactlyInAnyOrder(
                "id", "at", "actor", "apiKeyId", "service", "action", "subjects", "outcome", "status", "code", "overrides",
                "requestId", "endedAt");
        assertThat(done.get("id").asString()).isEqualTo(id);
        assertThat(done.get("at").asString()).isEqualTo(CLOCK.instant().toString());
        assertThat(done.get("actor").asString()).isEqualTo("boss");
        assertThat(done.get("action").asString()).isEqualTo(CANCEL);
        assertThat(done.get("subjects").toString()).isEqualTo("[\"b-1\"]");
        assertThat(done.get("outcome").asString()).isEqualTo("DONE");
        assertThat(done.get("status").asInt()).isEqualTo(200);
        assertThat(done.get("code").isNull()).isTrue();
    }

    @Test
    void whatComesTwiceOrTheOtherWayRoundIsOneEntryAndComplete() {
        String id = UUID.randomUUID().toString();
        OutboxEntry begun = attempted(id, "boss", CANCEL, "b-1");
        OutboxEntry ended = ended(id, "boss", CANCEL, "b-1", 409, "booking-over");
        hears(ended);
        hears(begun);
        hears(ended);
        hears(begun);

        JsonNode entry = one("");
        assertThat(entry.get("outcome").asString()).isEqualTo("REFUSED");
        assertThat(entry.get("code").asString()).isEqualTo("booking-over");
    }

    @ParameterizedTest
    @CsvSource({"201, DONE", "403, REFUSED", "500, FAILED"})
    void anOutcomeIsWhatTheStatusSays(int status, String outcome) {
        hears(ended(UUID.randomUUID().toString(), "boss", CANCEL, "b-1", status, status < 400 ? null : "some-code"));

        assertThat(one("").get("outcome").asString()).isEqualTo(outcome);
    }

    @Test
    void entriesAreFoundByWhoWhatWhatAboutAndWhen() {
        Instant noon = CLOCK.instant();
        done("boss", CANCEL, "b-1");
        CLOCK.set(noon.plus(Duration.ofHours(1)));
        done("api-key:k-1", CANCEL, "b-2");
        CLOCK.set(noon.plus(Duration.ofHours(2)));
        done("boss", MAKE, "o-1");

        assertThat(subjects("")).containsExactly("o-1", "b-2", "b-1");
        assertThat(subjects("?actor=boss")).containsExactly("o-1", "b-1");
        assertThat(subjects("?actor=api-key:k-1")).containsExactly("b-2");
        assertThat(subjects("?action=" + encoded(CANCEL))).containsExactly("b-2", "b-1");
        assertThat(subjects("?action=" + encoded(CANCEL) + "&actor=boss")).containsExactly("b-1");
        assertThat(subjects("?subject=b-2")).containsExactly("b-2");
        assertThat(subjects("?subject=b-2&actor=boss")).isEmpty();
        assertThat(subjects("?from=" + noon.plus(Duration.ofHours(1)))).containsExactly("o-1", "b-2");
        assertThat(subjects("?to=" + noon.plus(Duration.ofHours(1)))).containsExactly("b-1");
        assertThat(subjects("?actor=boss&from=" + noon.plusMillis(1) + "&to=" + noon.plus(Duration.ofDays(1))))
                .containsExactly("o-1");
    }

    @Test
    void whoReadsOnByTheCursorMeetsEachEntryOnceWhateverComesMeanwhile() {
        for (int i = 0; i < 7; i++) {
            done("boss", CANCEL, "b-" + i);
        }
        var read = new ArrayList<String>();
        JsonNode page = admin.get(AUDIT + "?limit=3&actor=boss").expect(200).body();
        page.get("items").forEach(entry -> read.add(entry.at("/subjects/0").asString()));
        CLOCK.advance(Duration.ofMillis(1));
        done("boss", CANCEL, "b-new");
        while (page.at("/pagination").has("next")) {
            page = admin.get(AUDIT + "?limit=3&actor=boss&after=" + page.at("/pagination/next").asString())
                    .expect(200)
                    .body();
            page.get("items").forEach(entry -> read.add(entry.at("/subjects/0").asString()));
        }

        assertThat(read).containsExactlyInAnyOrder("b-0", "b-1", "b-2", "b-3", "b-4", "b-5", "b-6");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor=", "subject=", "action=", "from=soon", "after=x", "limit=101", "actor=a&actor=b",
            "to=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z"})
    void whatCannotBeMeantIsRefused(String query) {
        assertThat(admin.get(AUDIT + "?" + query).expect(400).errorFields())
                .containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aLogIsItsTenantsAndItsAdmins() {
        done("boss", CANCEL, "b-1");

        assertThat(subjects("")).containsExactly("b-1");
        assertThat(service.asOneOf("other-" + tenant, "boss", "admin").get(AUDIT + "?subject=b-1").expect(200).body().get("items"))
                .isEmpty();
        service.asOneOf(tenant, "sarah", "professional").get(AUDIT).expect(403);
        service.asOneOf(tenant, "asha", "client").get(AUDIT).expect(403);
        service.guest().get(AUDIT).expect(401);
    }

    @Test
    void itIsKeptForTwoYears() {
        Instant noon = CLOCK.instant();
        done("boss", CANCEL, "b-1");
        CLOCK.set(noon.plus(Duration.ofDays(730)));
        service.bean(RetentionSweep.class).sweep();
        assertThat(subjects("")).containsExactly("b-1");
        CLOCK.set(noon.plus(Duration.ofDays(730)).plusMillis(1));
        service.bean(RetentionSweep.class).sweep();
        assertThat(subjects("")).isEmpty();
    }

    /** The service is one of those whose admins are recorded. */
    @Test
    void whatAnAdminDoesHereIsSaidToo() {
        String id = admin.post("/api/v1/admin/webhooks", Map.of("url", "https://8.8.8.8/hook", "types", List.of("*"), "active", false))
                .expect(201)
                .body()
                .get("id")
                .asString();
        service.asOneOf(tenant, "asha", "client").get("/api/v1/me/notifications").expect(200);
        service.awaitIdle();

        List<OutboxEntry> said = service.transport().published().stream()
                .filter(event -> event.tenantId().equals(tenant))
                .toList();
        assertThat(said).extracting(OutboxEntry::type).containsExactly("admin-action.attempted.v1", "admin-action.ended.v1");
        service.awaitIdle();
        JsonNode entry = one("?subject=" + id);
        assertThat(entry.get("action").asString()).isEqualTo("POST /api/v1/admin/webhooks");
        assertThat(entry.get("service").asString()).isEqualTo("notification-service");
        assertThat(entry.toString()).doesNotContain("8.8.8.8", "whsec_");
    }

    private void done(String actor, String action, String subject) {
        hears(ended(UUID.randomUUID().toString(), actor, action, subject, 200, null));
    }

    private OutboxEntry attempted(String id, String actor, String action, String subject) {
        return service.eventOf(
                tenant, 1, "admin-action.attempted.v1", "actionId", id, "at", CLOCK.instant(), "actor", actor, "apiKeyId", null,
                "action", action, "subjects", List.of(subject));
    }

    private OutboxEntry ended(String id, String actor, String action, String subject, int status, @Nullable String code) {
        return service.eventOf(
                tenant, 2, "admin-action.ended.v1", "actionId", id, "at", CLOCK.instant(), "actor", actor, "apiKeyId", null,
                "action", action, "subjects", List.of(subject), "status", status, "code", code, "overrides", List.of());
    }

    private void hears(OutboxEntry event) {
        service.hears(event);
        service.awaitIdle();
    }

    private JsonNode one(String query) {
        JsonNode items = admin.get(AUDIT + query).expect(200).body().get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<String> subjects(String query) {
        return admin.get(AUDIT + query).expect(200).body().get("items").valueStream()
                .map(entry -> entry.at("/subjects/0").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
