package io.holdfast.availability.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.holdfast.availability.Neighbours;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Hours in an import are held to what a professional's own are held to, checked without a trace, and written once. */
class ImportedSchedulesTest {

    private static final String SUBMITTED = "import.professionals-submitted.v1";
    private static final String ANSWERED = "import.schedules-answered.v1";
    private static final List<Map<String, String>> HOURS = List.of(
            hours("MONDAY", "09:00", "12:00"), hours("MONDAY", "13:00", "18:00"), hours("TUESDAY", "10:00", "16:00"));

    private static ServiceUnderTest service;
    private static Neighbours others;

    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        service = Neighbours.seeded();
        others = new Neighbours(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfThemAndChangesNothing() {
        String known = others.newProfessional();
        JsonNode before = schedule(known);

        assertThat(statusOf(job, true, known, HOURS)).isEqualTo("UPDATED");
        assertThat(statusOf(UUID.randomUUID().toString(), true, "dr-" + job, HOURS)).as("of who is to be registered").isEqualTo("UPDATED");

        assertThat(schedule(known)).isEqualTo(before);
    }

    @Test
    void theTimeBetweenTwoStretchesIsABreakAndTheSameAgainChangesNothing() {
        String known = others.newProfessional();

        assertThat(statusOf(job, false, known, HOURS)).isEqualTo("UPDATED");

        JsonNode schedule = schedule(known);
        assertThat(schedule.at("/weeklyHours/MONDAY/end").asString()).isEqualTo("18:00");
        assertThat(schedule.at("/weeklyHours/WEDNESDAY/enabled").asBoolean()).isFalse();
        assertThat(schedule.at("/breaks/0/start").asString()).isEqualTo("12:00");
        assertThat(schedule.at("/breaks/0/end").asString()).isEqualTo("13:00");
        assertThat(statusOf(UUID.randomUUID().toString(), false, known, HOURS)).isEqualTo("UNCHANGED");
    }

    @Test
    void ofWhoIsNotKnownYetNothingIsSaidUntilTheyAre() {
        String late = "dr-late-" + job;
        hears(job, false, late, HOURS);
        assertThat(service.said(ANSWERED, job)).isEmpty();

        service.hears(others.registered(late));

        await().until(() -> !service.said(ANSWERED, job).isEmpty());
        assertThat(service.said(ANSWERED, job).getLast().at("/answers/0/status").asString()).isEqualTo("UPDATED");
        assertThat(schedule(late).at("/weeklyHours/TUESDAY/start").asString()).isEqualTo("10:00");
    }

    @Test
    void hoursThatWouldLeaveABookingOutsideAreRefusedWithItsTime() {
        String known = others.newProfessional();
        // A Wednesday, 10:00 in India.
        others.book(known, "2026-12-02T04:30:00Z", true);

        for (boolean dryRun : new boolean[] {true, false}) {
            String each = UUID.randomUUID().toString();
            assertThat(statusOf(each, dryRun, known, HOURS)).isEqualTo("REFUSED");
            assertThat(service.said(ANSWERED, each).getLast().at("/answers/0/violations/0/message").asString())
                    .isEqualTo("A booking from 2026-12-02T04:30:00Z to 2026-12-02T05:30:00Z would be outside the new hours.");
        }
    }

    @Test
    void whatIsWrongIsSaidInTheWordsOfTheApi() {
        String known = others.newProfessional();

        assertThat(statusOf(job, false, known, List.of(hours("MONDAY", "9", "08:00")))).isEqualTo("REFUSED");

        assertThat(service.said(ANSWERED, job).getLast().at("/answers/0/violations/0").toString())
                .contains("\"field\":\"hours\"", "must be a time of day such as 09:30");
    }

    @Test
    void whoSaysNothingOfHoursKeepsThem() {
        String known = others.newProfessional();
        JsonNode before = schedule(known);

        assertThat(statusOf(job, false, known, null)).isEqualTo("UNCHANGED");

        assertThat(schedule(known)).isEqualTo(before);
    }

    private static Map<String, String> hours(String day, String start, String end) {
        return Map.of("day", day, "start", start, "end", end);
    }

    private static String statusOf(String importId, boolean dryRun, String professional, List<Map<String, String>> hours) {
        OutboxEntry submitted = hears(importId, dryRun, professional, hours);
        service.awaitIdle();
        String status = service.said(ANSWERED, importId).getLast().at("/answers/0/status").asString();
        // However often it comes, it is answered alike.
        service.hears(submitted);
        service.awaitIdle();
        assertThat(service.said(ANSWERED, importId)).extracting(said -> said.at("/answers/0/status").asString()).containsOnly(status);
        return status;
    }

    private static OutboxEntry hears(String importId, boolean dryRun, String professional, List<Map<String, String>> hours) {
        var row = new ArrayList<Object>(List.of("importId", importId, "dryRun", dryRun, "professionals.0.professionalId", professional));
        row.addAll(Arrays.asList("professionals.0.hours", hours, "professionals.0.breaks", null));
        return service.hears(SUBMITTED, row.toArray());
    }

    private static JsonNode schedule(String professional) {
        return service.as(professional, "professional").get("/api/v1/professionals/me/schedule").expect(200).body();
    }
}
