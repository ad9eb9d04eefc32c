package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.StoreReads;
import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A professional's own calendar over HTTP: schedule, agenda, blocks, and why a time is closed. */
class ProfessionalHttpTest {

    private static final String SCHEDULE = "/api/v1/professionals/me/schedule";
    private static final String BLOCKS = "/api/v1/professionals/me/blocks";
    private static final String AGENDA = "/api/v1/professionals/me/agenda";
    /** Tuesday, 1 December, 10:00 in India. */
    private static final String TEN = "2026-12-01T04:30:00Z";

    private static ServiceUnderTest service;
    private static Neighbours others;
    private static final StoreReads READS = new StoreReads();
    private String id;
    private HoldfastApi me;

    @BeforeAll
    static void start() {
        service = READS.start(Neighbours.onMonday());
        others = new Neighbours(service);
        others.seed();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void someoneNew() {
        id = others.newProfessional();
        me = service.as(id, "professional");
    }

    // ---- schedule

    @Test
    void aNewProfessionalHasTheStandardHoursAndCanSendThemBackAsTheyAre() {
        JsonNode schedule = me.get(SCHEDULE).expect(200).body();

        assertThat(schedule.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(schedule.get("slotStep").asInt()).isEqualTo(15);
        assertThat(schedule.get("weeklyHours").get("MONDAY").toString())
                .isEqualTo("{\"start\":\"09:00\",\"end\":\"17:00\",\"enabled\":true}");
        assertThat(schedule.get("weeklyHours").get("SUNDAY").get("enabled").asBoolean()).isFalse();
        assertThat(schedule.get("buffers").toString()).isEqualTo("{\"before\":0,\"after\":0}");
        assertThat(me.put(SCHEDULE, schedule.toString()).expect(200).body()).isEqualTo(schedule);
    }

    @Test
    void aChangeIsAnsweredListedAndAnnounced() {
        String wanted = """
                {"zone":"Asia/Kolkata","slotStep":30,
                 "weeklyHours":{"TUESDAY":{"start":"20:00","end":"24:00","enabled":true}},
                 "breaks":[{"start":"21:00","end":"21:30","days":["TUESDAY"]}],
                 "overrides":[{"date":"2026-12-08","closed":true},{"date":"2026-12-09","start":"08:00","end":"09:00"}],
                 "buffers":{"before":0,"after":30},
                 "recurring":[{"everyWeeks":2,"from":"2026-12-05","days":["SATURDAY"],"start":"10:00","end":"12:00"}]}""";

        JsonNode answer = me.put(SCHEDULE, wanted).expect(200).body();

        assertThat(answer).isEqualTo(me.get(SCHEDULE).expect(200).body());
        assertThat(me.put(SCHEDULE, answer.toString()).expect(200).body()).as("sent back as it is").isEqualTo(answer);
        assertThat(answer.get("overrides").toString()).isEqualTo(
                "[{\"date\":\"2026-12-08\",\"closed\":true},{\"date\":\"2026-12-09\",\"start\":\"08:00\",\"end\":\"09:00\"}]");
        assertThat(times("2026-12-01", null)).containsExactly("20:00", "21:30", "22:00", "22:30");
        assertThat(times("2026-12-01", "BREAK")).containsExactly("20:30", "21:00");
        assertThat(times("2026-12-01", "CLOSED")).as("its pause would cross midnight").containsExactly("23:00");
        assertThat(times("2026-12-08", null)).isEmpty();
        assertThat(times("2026-12-09", null)).containsExactly("08:00");
        assertThat(times("2026-12-05", null)).containsExactly("10:00", "10:30", "11:00");
        assertThat(times("2026-12-12", null)).isEmpty();
        assertThat(times("2026-12-19", null)).hasSize(3);
        await().until(() -> service.transport().published("schedule.changed.v1").stream()
                .anyMatch(event -> event.key().equals(id) && event.data().contains("\"end\":\"24:00\"")));
    }

    @Test
    void whatIsLeftOutStays() {
        me.put(SCHEDULE, "{\"slotStep\":60}").expect(200);

        JsonNode schedule = me.put(SCHEDULE, "{\"buffers\":{\"before\":5,\"after\":10}}").expect(200).body();

        assertThat(schedule.get("slotStep").asInt()).isEqualTo(60);
        assertThat(schedule.get("weeklyHours").get("FRIDAY").get("enabled").asBoolean()).isTrue();
        assertThat(schedule.get("buffers").get("after").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"zone":"Sea/Atlantis"}                                                              | zone
            {"zone":"+05:30"}                                                                    | zone
            {"slotStep":20}                                                                      | slotStep
            {"weeklyHours":{"MONDAY":{"start":"17:00","end":"09:00","enabled":true}}}            | weeklyHours.MONDAY.end
            {"weeklyHours":{"MONDAY":{"start":"09:00","end":"09:00","enabled":true}}}            | weeklyHours.MONDAY.end
            {"weeklyHours":{"MONDAY":{"start":"9","end":"17:00","enabled":true}}}                | weeklyHours.MONDAY.start
            {"weeklyHours":{"MONDAY":{"start":"09:00","end":"24:15","enabled":true}}}            | weeklyHours.MONDAY.end
            {"weeklyHours":{"MONDAY":{"start":"09:00","end":"17:00"}}}                           | weeklyHours.MONDAY.enabled
            {"weeklyHours":{"FUNDAY":{"start":"09:00","end":"17:00","enabled":true}}}            | weeklyHours.FUNDAY
            {"weeklyHours":{"MONDAY":null}}                                                      | weeklyHours.MONDAY
            {"breaks":[{"start":"13:00","end":"12:00","days":["MONDAY"]}]}                       | breaks[0].end
            {"breaks":[{"start":"12:00","end":"13:00","days":[]}]}                               | breaks[0].days
            {"breaks":[{"start":"12:00","end":"13:00","days":["monday"]}]}                       | breaks[0].days[0]
            {"breaks":[{"start":"12:00","end":"13:00","days":["MONDAY","TUESDAY"]},{"start":"12:30","end":"14:00","days":["TUESDAY"]}]} | breaks[1]
            {"overrides":[{"date":"2026-12-25","closed":true},{"date":"2026-12-25","start":"09:00","end":"10:00"}]} | overrides[1].date
            {"overrides":[{"date":"2026-02-30","closed":true}]}                                  | overrides[0].date
            {"overrides":[{"date":"2026-12-25"}]}                                                | overrides[0].start
            {"overrides":[{"date":"2026-12-25","closed":true,"start":"09:00","end":"10:00"}]}    | overrides[0].closed
            {"buffers":{"before":-1,"after":0}}                                                  | buffers.before
            {"buffers":{"before":0,"after":241}}                                                 | buffers.after
            {"recurring":[{"everyWeeks":0,"from":"2026-12-05","days":["SATURDAY"],"start":"10:00","end":"14:00"}]} | recurring[0].everyWeeks
            {"recurring":[{"everyWeeks":1,"from":"2026-12-05","until":"2026-12-04","days":["SATURDAY"],"start":"10:00","end":"14:00"}]} | recurring[0].until
            {"colour":"red"}                                                                     | colour
            {"slotStep":"15"}                                                                    | slotStep
            """)
    void whatCannotBeIsRefusedByItsField(String body, String field) {
        JsonNode problem = me.put(SCHEDULE, body).expect(400).body();

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(problem.get("errors").get(0).get("message").asString()).isNotBlank();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        JsonNode problem = me.put(SCHEDULE, "{\"zone\":\"Nowhere\",\"slotStep\":1}").expect(400).body();

        assertThat(problem.get("errors").size()).isEqualTo(2);
    }

    @Test
    void aChangeThatWouldLeaveABookingOutsideTheHoursListsItAndChangesNothing() {
        String booked = others.book(id, TEN, true);
        String held = others.book(id, "2026-12-01T06:30:00Z", false);
        JsonNode before = me.get(SCHEDULE).body();
        String afternoonsOnly = "{\"weeklyHours\":{\"TUESDAY\":{\"start\":\"13:00\",\"end\":\"17:00\",\"enabled\":true}}}";

        JsonNode problem = me.put(SCHEDULE, afternoonsOnly).expect(409).body();

        assertThat(problem.get("conflicts").size()).isEqualTo(2);
        assertThat(problem.get("conflicts").get(0).toString()).isEqualTo("{\"bookingId\":\"" + booked
                + "\",\"number\":\"HF-2026-000001\",\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}");
        assertThat(problem.get("conflicts").get(1).get("bookingId").asString()).isEqualTo(held);
        assertThat(me.get(SCHEDULE).body()).isEqualTo(before);
        me.put(SCHEDULE, "{\"breaks\":[{\"start\":\"10:45\",\"end\":\"11:30\",\"days\":[\"TUESDAY\"]}]}").expect(409);
        me.put(SCHEDULE, "{\"overrides\":[{\"date\":\"2026-12-01\",\"closed\":true}]}").expect(409);
        me.put(SCHEDULE, "{\"overrides\":[{\"date\":\"2026-12-08\",\"closed\":true}]}").expect(200);

        // The hold lapses and nobody waits for it any more; the booking stays in the way.
        service.clock().advance(Duration.ofMinutes(16));
        assertThat(me.put(SCHEDULE, afternoonsOnly).expect(409).body().get("conflicts").size()).isEqualTo(1);
    }

    @Test
    void whatClientsWouldSeeWithOtherHoursIsShownAndNothingIsChanged() {
        others.book(id, TEN, true);
        JsonNode before = me.get(SCHEDULE).body();
        String mornings = "{\"slotStep\":30,\"weeklyHours\":{\"TUESDAY\":{\"start\":\"09:30\",\"end\":\"12:00\",\"enabled\":true}},"
                + "\"overrides\":[{\"date\":\"2026-12-02\",\"closed\":true}]}";

        JsonNode seen = me.post(SCHEDULE + "/preview?offeringId=consultation-60&from=2026-12-01&days=2", mornings).expect(200).body();

        assertThat(seen.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(seen.get("duration").asInt()).isEqualTo(60);
        assertThat(seen.get("days").valueStream().map(day -> day.get("date").asString())).containsExactly("2026-12-01", "2026-12-02");
        assertThat(seen.get("days").get(0).get("slots").valueStream()
                        .map(slot -> slot.get("time").asString() + " " + slot.path("reason").asString("")))
                .containsExactly("09:30 BOOKED", "10:00 BOOKED", "10:30 BOOKED", "11:00 ");
        assertThat(seen.get("days").get(1).get("slots")).isEmpty();
        assertThat(me.get(SCHEDULE).body()).isEqualTo(before);
        assertThat(me.post(SCHEDULE + "/preview?offeringId=consultation-60", before.toString()).expect(200).body().get("days")).hasSize(7);
        assertThat(me.post(SCHEDULE + "/preview?offeringId=consultation-60&days=32", "{}").expect(400).errorFields())
                .containsExactly("days");
        assertThat(me.post(SCHEDULE + "/preview?offeringId=consultation-60", "{\"slotStep\":7}").expect(400).errorFields())
                .containsExactly("slotStep");
        me.post(SCHEDULE + "/preview?offeringId=nothing", "{}").expect(404);
        service.as("client-1", "client").post(SCHEDULE + "/preview?offeringId=consultation-60", "{}").expect(403);
    }

    @Test
    void theZoneStaysWhileAnythingIsToCome() {
        me.put(SCHEDULE, "{\"zone\":\"Asia/Kathmandu\"}").expect(200);
        me.put(SCHEDULE, "{\"zone\":\"Asia/Kolkata\"}").expect(200);
        String block = block("2026-12-03T04:30:00Z", "2026-12-03T05:30:00Z").expect(201).body().get("id").asString();
        assertThat(me.put(SCHEDULE, "{\"zone\":\"Asia/Kathmandu\"}").expect(409).body()
                        .get("conflicts").get(0).get("blockId").asString()).isEqualTo(block);
        me.send("DELETE", BLOCKS + "/" + block, null).expect(204);
        String booked = others.book(id, TEN, true);

        JsonNode problem = me.put(SCHEDULE, "{\"zone\":\"America/New_York\"}").expect(409).body();

        assertThat(problem.get("conflicts").get(0).get("bookingId").asString()).isEqualTo(booked);
    }

    @Test
    void onlyProfessionalsHaveASchedule() {
        service.guest().get(SCHEDULE).expect(401);
        service.as(id, "client").get(SCHEDULE).expect(403);
        service.as("admin", "admin").get(SCHEDULE).expect(403);
        service.asOneOf("other", id, "professional").get(SCHEDULE).expect(404);
        service.as(id, "client").post(BLOCKS, "{}").expect(403);
        service.guest().get(AGENDA + "?from=2026-12-01&to=2026-12-02").expect(401);
    }

    // ---- a change of schedule and holds at the same time

    @Test
    void aHoldAndAChangeOfScheduleAtTheSameTimeLeaveNoBookingOutsideTheHours() throws Exception {
        int orphans = 0;
        int refusals = 0;
        for (int round = 0; round < 12; round++) {
            String someone = others.newProfessional();
            HoldfastApi they = service.as(someone, "professional");
            String booking = "race-" + someone;
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var put = both.submit(() -> they.put(SCHEDULE,
                        "{\"weeklyHours\":{\"TUESDAY\":{\"start\":\"13:00\",\"end\":\"17:00\",\"enabled\":true}}}"));
                both.submit(() -> service.hears(others.requested(
                        booking, "consultation-60", someone, TEN)));
                int status = put.get().status();
                String answer = others.answered(booking, 1).getFirst();
                assertThat(status).isIn(200, 409);
                if (status == 200 && answer.equals("slot.reserved.v1")) {
                    orphans++;
                }
                if (status == 409) {
                    refusals++;
                    assertThat(answer).isEqualTo("slot.reserved.v1");
                }
            }
        }
        System.out.println("refused because of the hold: " + refusals + " of 12");
        assertThat(orphans).isZero();
    }

    @Test
    void changesOfOneScheduleAtTheSameTimeWaitForEachOther() {
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() ->
                            me.put(SCHEDULE, "{\"buffers\":{\"before\":0,\"after\":" + (i + 1) + "}}")))
                    .toList();
            answers = running.stream().map(ProfessionalHttpTest::result).toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(me.get(SCHEDULE).body().get("buffers").get("after").asInt()).isBetween(1, 6);
        assertThat(service.documents("professionals").stream().filter(p -> id.equals(p.getString("professionalId")))
                        .allMatch(p -> p.get("draft") == null)).as("no draft is left").isTrue();
    }

    @Test
    void aDraftThatItsWriterLeftBehindStopsNobodyForLong() {
        var document = service.documents("professionals").stream()
                .filter(p -> id.equals(p.getString("professionalId"))).findFirst().orElseThrow();
        document.put("draft", new Document("draftId", "dead").append("schedule", document.get("schedule"))
                .append("since", Date.from(service.clock().instant())));
        service.mongo().save(document, "professionals");
        String booking = "waits-" + id;
        service.hears(others.requested(
                booking, "consultation-60", id, TEN));

        service.clock().advance(Duration.ofSeconds(11));

        assertThat(others.answered(booking, 1)).containsExactly("slot.reserved.v1");
        assertThat(service.documents("professionals").stream().filter(p -> id.equals(p.getString("professionalId")))
                        .allMatch(p -> p.get("draft") == null)).isTrue();
    }

    // ---- agenda

    @Test
    void theAgendaHasReservationsBlocksAndWhatIsLeft() {
        String booked = others.book(id, TEN, true);
        String held = others.book(id, "2026-12-01T06:30:00Z", false);
        String block = block("2026-12-01T08:30:00Z", "2026-12-02T04:30:00Z").expect(201).body().get("id").asString();

        JsonNode agenda = me.get(AGENDA + "?from=2026-12-01&to=2026-12-02").expect(200).body();

        assertThat(agenda.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(agenda.get("reservations").get(0).toString()).isEqualTo("{\"bookingId\":\"" + booked
                + "\",\"number\":\"HF-2026-000001\",\"revision\":1,\"status\":\"BOOKED\",\"bookingStatus\":\"CONFIRMING\","
                + "\"offeringId\":\"consultation-60\",\"offering\":{\"id\":\"consultation-60\",\"name\":\"Consultation\"},"
                + "\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}");
        assertThat(agenda.get("reservations").get(1).get("bookingId").asString()).isEqualTo(held);
        assertThat(agenda.get("reservations").get(1).get("holdUntil").asString()).isNotBlank();
        assertThat(agenda.get("reservations").get(1).get("bookingStatus").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(agenda.get("reservations").get(1).get("offering").get("name").asString()).isEqualTo("Consultation");
        assertThat(agenda.get("reservations").get(1).has("client")).as("nobody has paid").isFalse();
        assertThat(agenda.get("blocks").toString()).isEqualTo("[{\"id\":\"" + block
                + "\",\"start\":\"2026-12-01T08:30:00Z\",\"end\":\"2026-12-02T04:30:00Z\",\"note\":\"dentist\"}]");
        assertThat(agenda.get("free").toString()).isEqualTo("""
                [{"start":"2026-12-01T03:30:00Z","end":"2026-12-01T04:30:00Z"},\
                {"start":"2026-12-01T05:30:00Z","end":"2026-12-01T06:30:00Z"},\
                {"start":"2026-12-01T07:30:00Z","end":"2026-12-01T08:30:00Z"},\
                {"start":"2026-12-02T04:30:00Z","end":"2026-12-02T11:30:00Z"}]""");
        assertThat(me.get(AGENDA + "?from=2026-12-01T05:00:00Z&to=2026-12-01T06:30:00Z").expect(200).body()
                        .get("reservations").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2026-12-01&to=2028-01-05 | to
            from=2026-12-01&to=2027-03-03 | to
            from=2026-12-02&to=2026-12-01 | to
            from=2026-13-01&to=2026-12-01 | from
            from=yesterday&to=2026-12-01  | from
            from=2026-12-01               | to
            to=2026-12-01                 | from
            """)
    void aRangeThatCannotBeNamesItsField(String range, String field) {
        JsonNode problem = me.get(AGENDA + "?" + range).expect(400).body();

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void aQuarterIsOneRead() {
        others.book(id, TEN, true);
        int before = READS.ofDays();

        me.get(AGENDA + "?from=2026-12-01&to=2027-03-02").expect(200);

        assertThat(READS.ofDays()).isEqualTo(before + 1);
    }

    @Test
    void theAgendaFollowsItsBookings() {
        String booking = others.book(id, TEN, true);
        assertThat(inAgenda(booking).toString()).contains("CONFIRMING").doesNotContain("client");

        service.hears(others.described("booking.awaiting-confirmation.v1", booking, id, TEN, "offering.name", "First talk"));
        assertThat(bookingStatusOf(booking)).isEqualTo("PENDING_CONFIRMATION");
        assertThat(inAgenda(booking).get("client").toString()).isEqualTo("{\"name\":\"Asha Rao\"}");
        assertThat(inAgenda(booking).get("offering").get("name").asString()).as("as it was booked").isEqualTo("First talk");

        OutboxEntry confirmed = others.described("booking.confirmed.v1", booking, id, TEN, "number", "HF-2026-000042");
        service.hears(confirmed);
        assertThat(bookingStatusOf(booking)).isEqualTo("CONFIRMED");
        assertThat(inAgenda(booking).get("number").asString()).isEqualTo("HF-2026-000042");

        service.hears(others.described("booking.corrected.v1", booking, id, TEN, "client.name", "Asha Mehta"));
        assertThat(bookingStatusOf(booking)).isEqualTo("CONFIRMED");
        assertThat(inAgenda(booking).get("client").get("name").asString()).isEqualTo("Asha Mehta");

        service.hears("booking.started.v1", "bookingId", booking);
        assertThat(bookingStatusOf(booking)).isEqualTo("IN_PROGRESS");
        service.hears("booking.completed.v1", "bookingId", booking, "professionalId", id);
        assertThat(bookingStatusOf(booking)).isEqualTo("COMPLETED");
        service.hears("booking.no-show-recorded.v1", "bookingId", booking, "professionalId", id);
        assertThat(bookingStatusOf(booking)).isEqualTo("NO_SHOW");
        service.hears(confirmed);
        assertThat(bookingStatusOf(booking)).as("what is older than what is known").isEqualTo("NO_SHOW");
    }

    @Test
    void whatMovesIsInTheAgendaOfWhoHasIt() {
        String booking = others.book(id, TEN, true);
        String other = others.newProfessional();
        service.hears(others.described("booking.confirmed.v1", booking, id, TEN));
        service.hears(others.rescheduleRequested(booking, id, TEN, other, TEN));
        others.answers(booking, 3);
        service.awaitIdle();
        String day = AGENDA + "?from=2026-12-01&to=2026-12-01";
        JsonNode notYet = service.as(other, "professional").get(day).expect(200).body().get("reservations").get(0);
        assertThat(notYet.get("bookingId").asString()).isEqualTo(booking);
        assertThat(notYet.has("client")).as("whose client they are is told once they are").isFalse();
        service.hears(others.rescheduled(booking, id, TEN, other, TEN));
        service.awaitIdle();

        assertThat(me.get(day).expect(200).body().get("reservations").isEmpty()).isTrue();
        JsonNode theirs = service.as(other, "professional").get(day).expect(200).body().get("reservations").get(0);
        assertThat(theirs.get("bookingStatus").asString()).isEqualTo("CONFIRMED");
        assertThat(theirs.get("client").get("name").asString()).isEqualTo("Asha Rao");
    }

    @Test
    void clientsAreNamedForAQuarterAndTheAgendaForAYear() {
        String booking = others.book(id, TEN, true);
        service.hears(others.described("booking.confirmed.v1", booking, id, TEN));
        service.awaitIdle();
        try {
            service.clock().set(Instant.parse("2026-12-01T05:30:00Z").plus(Duration.ofDays(91)));
            service.bean(RetentionSweep.class).sweep();
            assertThat(service.documents("known_bookings")).noneMatch(known -> known.getString("bookingId").equals(booking));
            assertThat(inAgenda(booking).has("client")).isFalse();
            assertThat(inAgenda(booking).get("status").asString()).isEqualTo("BOOKED");
        } finally {
            service.clock().set(Neighbours.MONDAY);
        }
    }

    @Test
    void whoIsErasedIsNamedInNoAgendaWhateverIsHeardLate() {
        String booking = others.book(id, TEN, true);
        OutboxEntry confirmed = others.described("booking.confirmed.v1", booking, id, TEN, "client.name", "Zarina Zed");
        service.hears(confirmed);
        service.awaitIdle();
        assertThat(inAgenda(booking).toString()).contains("Zarina Zed");

        String job = "j-" + booking;
        service.hears("person.erasure-requested.v1", "jobId", job, "page", 1, "pages", 1, "subjects", List.of(),
                "addressHashes", List.of(), "phoneHashes", List.of(), "bookingIds", List.of(booking));
        service.awaitIdle();
        assertThat(inAgenda(booking).toString()).doesNotContain("Zarina");
        service.hears(others.described("booking.confirmed.v1", booking, id, TEN, "client.name", "Zarina Zed"));
        service.awaitIdle();
        service.clock().advance(Duration.ofSeconds(31));
        service.awaitIdle();
        service.clock().set(Neighbours.MONDAY);

        assertThat(inAgenda(booking).toString()).doesNotContain("Zarina");
        assertThat(service.documents("known_bookings")).noneMatch(known -> known.toJson().contains("Zarina"));
        assertThat(service.said("person.part-handled.v1", job)).singleElement()
                .satisfies(said -> assertThat(said.toString()).contains("\"collection\":\"known_bookings\""));
    }

    private String bookingStatusOf(String booking) {
        service.awaitIdle();
        return inAgenda(booking).get("bookingStatus").asString();
    }

    private JsonNode inAgenda(String booking) {
        return me.get(AGENDA + "?from=2026-12-01&to=2026-12-01").expect(200).body().get("reservations").valueStream()
                .filter(reservation -> reservation.get("bookingId").asString().equals(booking))
                .findFirst()
                .orElseThrow();
    }

    // ---- blocks

    @Test
    void blocksAreListedUntilTheyAreOver() {
        String second = block("2026-12-03T04:30:00Z", "2026-12-05T04:30:00Z").expect(201).body().get("id").asString();
        String first = block("2026-12-02T04:30:00Z", "2026-12-02T05:30:00Z").expect(201).body().get("id").asString();
        String gone = block("2026-12-06T04:30:00Z", "2026-12-06T05:30:00Z").expect(201).body().get("id").asString();
        service.as("dr-sarah-khan", "professional").send("DELETE", BLOCKS + "/" + first, null).expect(404);
        me.send("DELETE", BLOCKS + "/" + gone, null).expect(204);
        others.book(id, TEN, true);
        block(TEN, "2026-12-01T05:30:00Z").expect(409);

        JsonNode list = me.get(BLOCKS).expect(200).body();
        assertThat(list.get("items").get(0).toString()).isEqualTo("{\"id\":\"" + first
                + "\",\"start\":\"2026-12-02T04:30:00Z\",\"end\":\"2026-12-02T05:30:00Z\",\"note\":\"dentist\"}");
        assertThat(list.get("items").get(1).get("id").asString()).as("of three days").isEqualTo(second);
        assertThat(list.get("items").get(1).get("end").asString()).isEqualTo("2026-12-05T04:30:00Z");
        assertThat(list.get("pagination").toString()).isEqualTo("{\"total\":2,\"pages\":1,\"currentPage\":1}");
        assertThat(me.get(BLOCKS + "?from=2026-12-03").expect(200).body().get("items").get(0).get("id").asString()).isEqualTo(second);
        assertThat(me.get(BLOCKS + "?page=2&limit=1").expect(200).body().get("items").get(0).get("id").asString()).isEqualTo(second);
        assertThat(me.get(BLOCKS + "?from=yesterday").expect(400).errorFields()).containsExactly("from");
        service.guest().get(BLOCKS).expect(401);
        service.as("asha", "client").get(BLOCKS).expect(403);
    }

    @Test
    void aDayTakesOnlySoManyBlocksAndAScheduleOnlySoManyBreaksOverridesAndRecurringHours() {
        Instant start = Instant.parse("2026-12-01T00:00:00Z");
        for (int i = 0; i < 100; i++) {
            Instant from = start.plusSeconds(60L * i);
            me.post(BLOCKS, Map.of("start", from.toString(), "end", from.plusSeconds(60).toString())).expect(201);
        }

        JsonNode problem = me.post(BLOCKS, Map.of("start", "2026-12-01T10:00:00Z", "end", "2026-12-01T10:01:00Z"))
                .expect(422)
                .body();
        assertThat(problem.get("code").asString()).isEqualTo("too-many-blocks");
        me.post(BLOCKS, Map.of("start", "2026-12-02T10:00:00Z", "end", "2026-12-02T10:01:00Z")).expect(201);

        for (var field : Map.of("breaks", 51, "overrides", 1_001, "recurring", 51).entrySet()) {
            JsonNode refused = me.put(SCHEDULE, Map.of(field.getKey(), Collections.nCopies(field.getValue(), Map.of())))
                    .expect(400)
                    .body();
            assertThat(refused.get("errors").toString())
                    .isEqualTo("[{\"field\":\"" + field.getKey() + "\",\"message\":\"must have at most "
                            + (field.getValue() - 1) + " entries\"}]");
        }
    }

    @Test
    void aBlockClosesItsTimeUntilItIsTakenAway() {
        Answer placed = block("2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z").expect(201);
        String block = placed.body().get("id").asString();

        assertThat(placed.body().get("note").asString()).isEqualTo("dentist");
        assertThat(times("2026-12-01", "CLOSED")).containsExactly("09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45");
        me.send("DELETE", BLOCKS + "/" + block, null).expect(204);
        assertThat(times("2026-12-01", "CLOSED")).isEmpty();
        me.send("DELETE", BLOCKS + "/" + block, null).expect(404);
        service.as(others.newProfessional(), "professional").send("DELETE", BLOCKS + "/" + block, null).expect(404);
    }

    @Test
    void aBlockOverSeveralDaysIsOnAllOfThemOrOnNone() {
        String booked = others.book(id, "2026-12-03T04:30:00Z", true);

        JsonNode problem = block("2026-12-01T00:00:00Z", "2026-12-05T00:00:00Z").expect(409).body();

        assertThat(problem.get("conflicts").get(0).get("bookingId").asString()).isEqualTo(booked);
        assertThat(times("2026-12-01", "CLOSED")).isEmpty();
        assertThat(service.documents("times_off").stream()
                        .filter(t -> id.equals(t.getString("professionalId")))
                        .map(t -> t.getString("state"))).containsExactly("REFUSED");
        block("2026-12-01T00:00:00Z", "2026-12-02T18:30:00Z").expect(201);
        assertThat(times("2026-12-01", null)).isEmpty();
        assertThat(times("2026-12-02", null)).isEmpty();
        assertThat(times("2026-12-03", null)).isNotEmpty();
        JsonNode twice = block("2026-12-02T10:00:00Z", "2026-12-02T11:00:00Z").expect(409).body();
        assertThat(twice.get("conflicts").get(0).get("blockId").asString()).isNotBlank();
    }

    @Test
    void whatWasLeftHalfDoneIsFinished() {
        block("2026-12-01T00:00:00Z", "2026-12-04T00:00:00Z").expect(201);
        var document = service.documents("times_off").stream()
                .filter(t -> id.equals(t.getString("professionalId"))).findFirst().orElseThrow();
        // As if the process had died after the first day.
        document.put("state", "PLACING");
        document.put("dueAt", Date.from(service.clock().instant().plusSeconds(30)));
        service.mongo().save(document, "times_off");
        var second = service.documents("calendar_days").stream()
                .filter(d -> id.equals(d.getString("professionalId")) && "2026-12-02".equals(d.getString("date")))
                .findFirst().orElseThrow();
        second.put("blocks", List.of());
        service.mongo().save(second, "calendar_days");

        service.clock().advance(Duration.ofSeconds(31));
        service.bean("timeOff", DueWork.class).tick();

        // Whoever looked first does it, and that may be the service by itself.
        await().untilAsserted(() -> assertThat(service.documents("times_off").stream()
                        .filter(t -> id.equals(t.getString("professionalId")))
                        .map(t -> t.getString("state"))).containsExactly("PLACED"));
        JsonNode agenda = me.get(AGENDA + "?from=2026-12-02&to=2026-12-02").expect(200).body();
        assertThat(agenda.get("blocks").size()).isEqualTo(1);
    }

    @Test
    void theSameKeyBlocksOnce() {
        Map<String, String> body = Map.of("start", TEN, "end", "2026-12-01T05:30:00Z", "note", "dentist");

        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> me.post(BLOCKS, body, "Idempotency-Key", "k-1")))
                    .toList();
            answers = running.stream().map(ProfessionalHttpTest::result).toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(a -> a.body().get("id").asString()).distinct()).hasSize(1);
        me.post(BLOCKS, Map.of("start", TEN, "end", "2026-12-01T06:30:00Z"), "Idempotency-Key", "k-1").expect(422);
        assertThat(me.get(AGENDA + "?from=2026-12-01&to=2026-12-01").body().get("blocks").size()).isEqualTo(1);
        me.post(BLOCKS, body, "Idempotency-Key", "x".repeat(256)).expect(400);
        assertThat(me.post(BLOCKS, body, "Idempotency-Key", "k-2").expect(409).text())
                .isEqualTo(me.post(BLOCKS, body, "Idempotency-Key", "k-2").expect(409).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"start":"2026-12-01T05:30:00Z","end":"2026-12-01T04:30:00Z"} | end
            {"start":"2026-12-01T05:30:00Z"}                              | end
            {"end":"2026-12-01T05:30:00Z"}                                | start
            {"start":"2026-12-01T05:30:00Z","end":"2027-12-01T04:30:00Z"} | end
            {"start":"tomorrow","end":"2027-12-01T04:30:00Z"}             | start
            """)
    void aBlockThatCannotBeNamesItsField(String body, String field) {
        assertThat(me.post(BLOCKS, body).expect(400).body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    // ---- why not

    @Test
    void everyRuleThatClosesATimeIsNamedAndSaysWhatOpens() {
        me.put(SCHEDULE, """
                {"breaks":[{"start":"13:00","end":"14:00","days":["TUESDAY"]}],"buffers":{"before":0,"after":15},
                 "overrides":[{"date":"2026-12-02","closed":true}]}""").expect(200);
        others.book(id, TEN, true);
        String holdUntil = service.said(others.book(id, "2026-12-01T06:00:00Z", false)).getFirst().data()
                .replaceAll(".*\"holdUntil\":\"([^\"]*)\".*", "$1");
        block("2026-12-01T10:30:00Z", "2026-12-01T11:30:00Z").expect(201);

        explained("2026-12-03T03:30:00Z", "null", "null", "null");
        explained("2026-12-01T03:30:00Z", "BOOKED", "buffer", "2026-12-01T08:30:00Z");
        explained("2026-11-22T04:30:00Z", "TOO_SOON", "past", null);
        explained("2026-12-03T03:00:00Z", "CLOSED", "hours", "2026-12-03T03:30:00Z");
        explained("2026-12-01T03:37:00Z", "OFF_STEP", "step", null);
        explained("2026-12-02T04:30:00Z", "CLOSED", "override", "2026-12-03T03:30:00Z");
        explained("2026-12-01T07:30:00Z", "BREAK", "break", "2026-12-01T08:30:00Z");
        explained("2026-12-01T10:30:00Z", "CLOSED", "block", "2026-12-03T03:30:00Z");
        explained("2026-12-01T04:30:00Z", "BOOKED", "booked", "2026-12-01T08:30:00Z");
        explained("2026-12-01T06:00:00Z", "HELD", "held", holdUntil);
        explained("2026-12-25T04:30:00Z", "TOO_FAR", "window", null);
        JsonNode booked = explained("2026-12-01T03:45:00Z", "BOOKED", "booked", null);
        assertThat(booked.get("detail").asString()).contains("Tuesday, 1 December 2026, 09:15 (Asia/Kolkata)");
        assertThat(booked.get("next").get("start").asString()).isEqualTo("2026-12-01T08:30:00Z");
        assertThat(explained("2026-12-25T04:30:00Z", "TOO_FAR", "window", null).get("opensAt").asString())
                .as("midnight in India, thirty days before").isEqualTo("2026-11-24T18:30:00Z");
    }

    @Test
    void tooSoonNamesTheNoticeAndTheNextTime() {
        String soon = service.clock().instant().plus(Duration.ofMinutes(45)).truncatedTo(ChronoUnit.HOURS)
                .plus(Duration.ofMinutes(30)).toString();

        JsonNode why = explained(soon, "TOO_SOON", "notice", null);

        assertThat(why.get("detail").asString()).contains("120 minutes");
        assertThat(why.get("opensAt").isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            offeringId=consultation-60&start=now                                 | 400 | start
            offeringId=consultation-60&start=2026-12-01                          | 400 | start
            offeringId=consultation-60                                           | 400 | start
            start=2026-12-01T04:30:00Z                                           | 400 | offeringId
            offeringId=consultation-60&start=2026-12-01T04:30:00Z&duration=one   | 400 | duration
            offeringId=consultation-60&start=2026-12-01T04:30:00Z&duration=-60   | 400 | duration
            """)
    void aQuestionThatCannotBeNamesItsField(String query, int status, String field) {
        JsonNode problem = service.guest()
                .get("/api/v1/professionals/" + id + "/availability/explain?" + query).expect(status).body();

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void aDurationThatIsNotOfferedIsARuleAndStrangersAreUnknown() {
        String path = "/availability/explain?offeringId=consultation-60&start=" + TEN;
        assertThat(service.guest().get("/api/v1/professionals/" + id + path + "&duration=45").expect(422).body()
                        .get("code").asString()).isEqualTo("duration-not-offered");
        service.guest().get("/api/v1/professionals/nobody" + path).expect(404);
    }

    // ---- zones

    @Test
    void slotsAreShownInAnotherZoneToo() {
        JsonNode day = service.guest().get("/api/v1/professionals/" + id
                + "/availability?offeringId=consultation-60&date=2026-12-01&zone=America/New_York").expect(200).body();

        assertThat(day.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(day.get("displayZone").asString()).isEqualTo("America/New_York");
        assertThat(day.get("slots").get(0).get("time").asString()).isEqualTo("09:00");
        assertThat(day.get("slots").get(0).get("displayTime").asString()).isEqualTo("22:30");
        assertThat(day.get("slots").get(0).get("displayDate").asString()).isEqualTo("2026-11-30");
        assertThat(service.guest().get("/api/v1/professionals/" + id
                        + "/availability?offeringId=consultation-60&date=2026-12-01&zone=Nowhere").expect(400).body()
                        .get("errors").get(0).get("field").asString()).isEqualTo("zone");
    }

    private Answer block(String start, String end) {
        return me.post(BLOCKS, Map.of("start", start, "end", end, "note", "dentist"));
    }

    /** @param opensAt null when it does not matter here, "null" for none */
    private JsonNode explained(String start, String reason, String rule, String opensAt) {
        JsonNode why = service.guest().get("/api/v1/professionals/" + id
                + "/availability/explain?offeringId=consultation-60&duration=60&start=" + start).expect(200).body();
        assertThat(why.get("available").asBoolean()).as(start).isEqualTo("null".equals(reason));
        assertThat(text(why, "reason")).as(start).isEqualTo(reason);
        assertThat(text(why, "rule")).as(start).isEqualTo(rule);
        assertThat(why.get("detail").asString()).as(start).endsWith(".");
        if (opensAt != null) {
            assertThat(text(why, "opensAt")).as(start + ": " + why).isEqualTo(opensAt);
        }
        return why;
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).isNull() ? "null" : node.get(field).asString();
    }

    private List<String> times(String date, String reason) {
        var times = new ArrayList<String>();
        service.guest().get("/api/v1/professionals/" + id + "/availability?offeringId=consultation-60&date=" + date)
                .expect(200).body().get("slots").forEach(slot -> {
                    if (reason == null ? slot.get("available").asBoolean() : text(slot, "reason").equals(reason)) {
                        times.add(slot.get("time").asString());
                    }
                });
        return times;
    }

    private static Answer result(Future<Answer> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
