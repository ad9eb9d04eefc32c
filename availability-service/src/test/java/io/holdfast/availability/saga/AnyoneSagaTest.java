package io.holdfast.availability.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.application.HoldWithAnyone;
import io.holdfast.availability.domain.AnyoneRequest;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CandidateLists;
import io.holdfast.availability.domain.Candidates;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Bookings that take anyone: one of those who have the time is held, and the same one whatever comes again. */
class AnyoneSagaTest {

    /** Tuesday, 1 December, 10:00 in India. */
    private static final String TEN = "2026-12-01T04:30:00Z";
    private static final String NOON = "2026-12-01T06:30:00Z";

    private static ServiceUnderTest service;
    private static Neighbours others;

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
    void whoHasTheFewestBookingsThatDayIsHeldAndThenBooked() {
        String team = others.team(2);
        service.hears(others.requested("busy-" + team, team, team + "-2", NOON));
        others.answers("busy-" + team, 1);

        OutboxEntry asked = others.requestedOfAnyone("b-" + team, team, TEN);
        service.hears(asked);

        assertThat(others.answered("b-" + team, 1)).containsExactly("slot.reserved.v1");
        assertThat(professionalOf(service.said("b-" + team).getFirst())).isEqualTo(team + "-1");
        service.hears(others.paid("b-" + team, team + "-1", TEN));
        assertThat(others.answered("b-" + team, 2)).endsWith("slot.booked.v1");
    }

    @Test
    void theNextOneIsHeldWhenTheFirstIsTakenAndStaysTheOneWhenTheFirstIsFreeAgain() {
        String team = others.team(2);
        // As if somebody had been faster since it was decided who is asked.
        chosen("b-" + team, team + "-1", team + "-2");
        service.hears(others.requested("first-" + team, team, team + "-1", TEN));
        others.answers("first-" + team, 1);

        OutboxEntry asked = others.requestedOfAnyone("b-" + team, team, TEN);
        service.hears(asked);
        assertThat(professionalOf(others.answers("b-" + team, 1).getFirst())).isEqualTo(team + "-2");
        service.hears(others.expired("first-" + team, team + "-1", TEN));
        others.answers("first-" + team, 2);
        service.hears(asked);
        service.hears(others.requestedOfAnyone("b-" + team, team, TEN));

        assertThat(others.answers("b-" + team, 2)).extracting(AnyoneSagaTest::professionalOf).containsOnly(team + "-2");
        assertThat(holders(team)).containsExactly(Map.entry("b-" + team, team + "-2"));
    }

    @Test
    void whatNobodyHasIsRejectedAndStaysSo() {
        String team = others.team(1);
        service.hears(others.requested("first-" + team, team, team + "-1", TEN));
        others.answers("first-" + team, 1);

        service.hears(others.requestedOfAnyone("b-" + team, team, TEN));
        JsonNode rejected = JsonMapper.shared().readTree(others.answers("b-" + team, 1).getFirst().data());
        assertThat(rejected.path("reason").stringValue()).isEqualTo("HELD");
        service.hears(others.expired("first-" + team, team + "-1", TEN));
        others.answers("first-" + team, 2);
        service.hears(others.requestedOfAnyone("b-" + team, team, TEN));

        assertThat(others.answered("b-" + team, 2)).containsOnly("slot.rejected.v1");
        assertThat(holders(team)).isEmpty();
    }

    @Test
    void whatIsHeldForABookingThatWasRejectedAllTheSameIsGivenBack() {
        String team = others.team(2);
        service.hears(others.requestedOfAnyone("b-" + team, team, TEN));
        others.answers("b-" + team, 1);

        service.hears(others.rejected("b-" + team));

        assertThat(others.answered("b-" + team, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
        assertThat(holders(team)).isEmpty();
    }

    @Test
    void whatNobodyProvidesIsRejectedOnceNobodyCanBeOnTheWayAnyMore() {
        String team = others.team(0);
        OutboxEntry asked = service.eventOf(
                "demo", 1, "booking.requested.v1", "bookingId", "b-" + team, "professionalId", null, "offeringId", team,
                "start", TEN, "end", "2026-12-01T05:30:00Z", "manual", null);
        service.hears(asked);
        service.clock().advance(Duration.ofSeconds(11));
        try {
            JsonNode rejected = JsonMapper.shared().readTree(others.answers("b-" + team, 1).getFirst().data());
            assertThat(rejected.path("reason").stringValue()).isEqualTo("PROFESSIONAL_UNKNOWN");
        } finally {
            service.clock().set(Neighbours.MONDAY);
        }
    }

    @Test
    void aBookingThatEndedBeforeGetsNothing() {
        String team = others.team(2);
        service.hears(others.cancelledUnmatched("b-" + team, TEN, null));
        service.awaitIdle();

        service.hears(others.requestedOfAnyone("b-" + team, team, TEN));
        service.awaitIdle();

        assertThat(service.said("b-" + team)).isEmpty();
        assertThat(holders(team)).isEmpty();
    }

    /** Each request comes to both instances at once, as after a change of who consumes what. */
    @Test
    void oneBookingIsHeldWithOneProfessionalHoweverManyDecideAtOnce() throws Exception {
        String team = others.team(4);
        try (ServiceUnderTest another = service.beside().start()) {
            var start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = new ArrayList<Future<?>>();
                for (int i = 0; i < 7; i++) {
                    AnyoneRequest request = request("crowd-" + i + "-" + team, team);
                    for (ServiceUnderTest instance : List.of(service, another)) {
                        running.add(threads.submit(() -> {
                            start.await();
                            holdAsAConsumerWould(instance.bean(HoldWithAnyone.class), request);
                            return null;
                        }));
                    }
                }
                start.countDown();
                for (Future<?> client : running) {
                    client.get(2, TimeUnit.MINUTES);
                }
            }

            Map<String, String> holders = holders(team);
            assertThat(holders).hasSize(4);
            assertThat(holders.values()).doesNotHaveDuplicates();
            assertThat(service.documents("slot_rejections").stream()
                            .map(rejection -> rejection.getString("bookingId"))
                            .filter(id -> id.endsWith(team)))
                    .hasSize(3)
                    .doesNotContainAnyElementsOf(holders.keySet());
        }
    }

    private static void holdAsAConsumerWould(HoldWithAnyone hold, AnyoneRequest request) {
        for (int tries = 0; tries < 1_000; tries++) {
            try {
                hold.hold(request, Neighbours.MONDAY);
                return;
            } catch (OptimisticLockingFailureException | DuplicateKeyException again) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("Every race was lost");
    }

    private static AnyoneRequest request(String booking, String offering) {
        return new AnyoneRequest(
                new TenantId("demo"),
                new OfferingId(offering),
                new BookingRevision(booking, 1),
                "HF-2026-000001",
                new Slot(Instant.parse(TEN), Instant.parse(TEN).plus(Duration.ofHours(1))),
                SlotRequest.By.CLIENT);
    }

    private static void chosen(String booking, String... professionals) {
        service.bean(CandidateLists.class).keep(new Candidates(
                new TenantId("demo"),
                new BookingRevision(booking, 1),
                new Slot(Instant.parse(TEN), Instant.parse(TEN).plus(Duration.ofHours(1))),
                Stream.of(professionals).map(ProfessionalId::new).toList(),
                RejectionReason.HELD));
    }

    private static String professionalOf(OutboxEntry reserved) {
        return JsonMapper.shared().readTree(reserved.data()).path("professionalId").stringValue();
    }

    /** Who is held for which booking that takes anyone, on all days of a team. */
    private static Map<String, String> holders(String team) {
        var holders = new HashMap<String, String>();
        for (Document day : service.documents("calendar_days")) {
            if (day.getString("professionalId").startsWith(team)) {
                for (Document reservation : day.getList("reservations", Document.class)) {
                    if (reservation.getString("status").equals("HELD")) {
                        assertThat(holders.put(reservation.getString("bookingId"), day.getString("professionalId")))
                                .as("held twice").isNull();
                    }
                }
            }
        }
        return holders;
    }
}
