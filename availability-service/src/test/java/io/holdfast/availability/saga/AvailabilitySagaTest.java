package io.holdfast.availability.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.availability.IncomingBodies;
import io.holdfast.availability.RunningService;
import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.messaging.OutboxEntry;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AvailabilitySagaTest {

    private static final AtomicInteger SLOTS = new AtomicInteger();
    private static RunningService service;

    private final String anna = "anna-" + UUID.randomUUID();
    private final String ben = "ben-" + UUID.randomUUID();
    private String slot;

    @BeforeAll
    static void start() {
        service = new RunningService();
        service.seed();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Every test has an hour of its own. */
    @BeforeEach
    void chooseSlot() {
        int n = SLOTS.getAndIncrement();
        int day = List.of(1, 2, 3, 4, 7, 8, 9, 10).get(n / 7);
        slot = "2026-12-%02dT%02d:30:00Z".formatted(day, 4 + n % 7);
    }

    @Test
    void aRequestedSlotIsHeldAndAPaidOneIsBooked() {
        request(anna);
        assertThat(service.answers(anna, 1).getFirst().data())
                .contains("\"professionalId\":\"dr-sarah-khan\"", "\"start\":\"" + slot + "\"")
                .contains("\"holdUntil\":\"" + service.clock.instant().plus(Duration.ofMinutes(15)) + "\"");
        pay(anna);

        assertThat(service.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.booked.v1");
        assertThat(status(anna)).isEqualTo("BOOKED");
    }

    @Test
    void ofTwoBookingsForOneSlotTheSecondIsRejected() {
        request(anna);
        service.answers(anna, 1);
        request(ben);

        assertThat(service.answers(ben, 1).getFirst().data()).contains("\"reason\":\"HELD\"");
        pay(anna);
        service.answers(anna, 2);
        String cleo = "cleo-" + UUID.randomUUID();
        request(cleo);
        assertThat(service.answers(cleo, 1).getFirst().data()).contains("\"reason\":\"BOOKED\"");
    }

    @Test
    void duplicatesGetTheSameAnswerAndHaveOneEffect() {
        OutboxEntry requested = service.event("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", slot));
        OutboxEntry paid = service.event("booking.paid.v1", anna, IncomingBodies.paid(anna, slot));
        List.of(requested, requested, paid, paid, requested).forEach(service.transport::send);

        assertThat(service.answered(anna, 5)).containsExactly(
                "slot.reserved.v1", "slot.reserved.v1", "slot.booked.v1", "slot.booked.v1", "slot.booked.v1");
        assertThat(service.answers(anna).stream().map(OutboxEntry::data).collect(Collectors.toSet())).hasSize(2);
        assertThat(reservations(anna)).hasSize(1);
    }

    @Test
    void aRejectedRequestStaysRejectedAfterTheSlotCameFree() {
        request(anna);
        service.answers(anna, 1);
        OutboxEntry requested = service.event("booking.requested.v1", ben, IncomingBodies.requested(ben, "consultation-60", slot));
        service.transport.send(requested);
        service.answers(ben, 1);
        service.send("booking.expired.v1", anna, IncomingBodies.expired(anna, slot));
        service.answers(anna, 2);
        service.transport.send(requested);

        assertThat(service.answers(ben, 2)).extracting(OutboxEntry::data).allMatch(d -> d.contains("HELD"));
        assertThat(reservations(ben)).isEmpty();
    }

    @Test
    void theEndOfABookingReleasesItsSlotForTheNext() {
        request(anna);
        service.send("booking.expired.v1", anna, IncomingBodies.expired(anna, slot));
        assertThat(service.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
        request(ben);

        assertThat(service.answered(ben, 1)).containsExactly("slot.reserved.v1");
    }

    @Test
    void cancelledAndDeclinedBookingsReleaseTheirSlotsToo() {
        request(anna);
        service.send("booking.cancelled.v1", anna, """
                {"bookingId":"%s","number":"HF-2026-000001","revision":1,"offering":{"id":"consultation-60","name":"C"},
                 "professional":{"id":"dr-sarah-khan","displayName":"Dr Sarah Khan"},
                 "client":{"name":"Asha","email":"asha@example.com"},"language":"en","start":"%s","end":"%s",
                 "displayZone":"Asia/Kolkata","by":"CLIENT","reason":"ill","refundPercentage":100,
                 "refund":{"amount":150000,"currency":"INR"},"wasConfirmed":true}"""
                .formatted(anna, slot, slot.replace(":30:", ":59:")));
        assertThat(service.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");

        request(ben);
        service.send("booking.declined.v1", ben, """
                {"bookingId":"%s","number":"HF-2026-000002","revision":1,"professionalId":"dr-sarah-khan","start":"%s",
                 "end":"%s","reason":"away","refund":{"amount":150000,"currency":"INR"}}"""
                .formatted(ben, slot, slot.replace(":30:", ":59:")));
        assertThat(service.answered(ben, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
    }

    @Test
    void aRequestThatComesAfterItsBookingsEndHoldsNothing() {
        service.send("booking.expired.v1", anna, IncomingBodies.expired(anna, slot));
        request(anna);
        service.settled(anna);

        assertThat(service.answers(anna)).isEmpty();
        assertThat(reservations(anna)).isEmpty();
    }

    @Test
    void guestsWhoCameAndWentLeaveNothingOnTheDayAndTheirLateCopiesGetNothing() {
        String pro = service.newProfessional();
        List<OutboxEntry> requests = IntStream.range(0, 60)
                .mapToObj(i -> service.event("booking.requested.v1", i + anna,
                        IncomingBodies.requested(i + anna, "consultation-60", pro, "2026-12-01T04:30:00Z")))
                .toList();
        for (OutboxEntry request : requests) {
            service.transport.send(request);
            service.answers(request.key(), 1);
            service.send("booking.expired.v1", request.key(),
                    IncomingBodies.expired(request.key(), "2026-12-01T04:30:00Z").replace("dr-sarah-khan", pro));
            service.answers(request.key(), 2);
        }
        Document day = service.mongo().findById("demo:" + pro + ":2026-12-01", Document.class, "calendar_days");
        assertThat(day.getList("reservations", Document.class)).isEmpty();

        OutboxEntry first = requests.getFirst();
        service.transport.send(first);
        service.settled(first.key());
        assertThat(service.answers(first.key())).as("a late copy").hasSize(2);
        service.send("booking.paid.v1", first.key(), IncomingBodies.paid(first.key(), pro, "2026-12-01T04:30:00Z"));
        assertThat(service.answers(first.key(), 3).getLast().type()).isEqualTo("slot.lost.v1");
    }

    @Test
    void whatIsOlderThanTombstonesAreNeededIsRefusedForItsAge() {
        String pro = service.newProfessional();
        String booked = service.book(pro, "2026-12-08T04:30:00Z", true);
        OutboxEntry requested =
                service.event("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", pro, "2026-12-09T04:30:00Z"));
        OutboxEntry paid = service.event("booking.paid.v1", ben, IncomingBodies.paid(ben, pro, "2026-12-09T04:30:00Z"));
        OutboxEntry again = service.event("booking.paid.v1", booked, IncomingBodies.paid(booked, pro, "2026-12-08T04:30:00Z"));
        service.clock.advance(Duration.ofHours(25));

        service.transport.send(requested);
        assertThat(service.answers(anna, 1).getFirst().data()).contains("\"reason\":\"CLOSED\"", "\"exactReason\":\"TOO_LATE\"");
        service.transport.send(paid);
        assertThat(service.answers(ben, 1).getFirst().type()).isEqualTo("slot.lost.v1");
        assertThat(reservations(anna)).isEmpty();
        service.transport.send(again);
        assertThat(service.answered(booked, 3)).as("who has something is answered at any age").endsWith("slot.booked.v1");
    }

    @Test
    void tombstonesAndRejectionsEndWhenNothingCanComeForThemAnyMore() {
        service.send("booking.expired.v1", anna, IncomingBodies.expired(anna, slot));
        service.settled(anna);
        String tombstone = "demo:" + anna + ":1";
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNotNull();

        service.clock.advance(Duration.ofDays(2));
        service.bean(RetentionSweep.class).sweep();
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNotNull();
        assertThat(service.documents("slot_rejections")).as("markers").isNotEmpty();

        service.clock.advance(Duration.ofDays(1).plusMillis(1));
        service.bean(RetentionSweep.class).sweep();
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNull();
        assertThat(service.documents("slot_rejections")).isEmpty();
    }

    @Test
    void whoAsksForADateThatIsNotSoldLeavesNoDayBehind() {
        service.send("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", "2031-06-02T04:30:00Z"));

        assertThat(service.answers(anna, 1).getFirst().data()).contains("TOO_FAR");
        assertThat(service.mongo().findById("demo:dr-sarah-khan:2031-06-02", Document.class, "calendar_days")).isNull();
    }

    @Test
    void aStartBesideTheStepIsRefusedForThat() {
        service.send("booking.requested.v1", anna,
                IncomingBodies.requested(anna, "consultation-60", slot.replace(":30:00Z", ":37:00Z")));

        assertThat(service.answers(anna, 1).getFirst().data())
                .contains("\"reason\":\"CLOSED\"", "\"exactReason\":\"OFF_STEP\"");
    }

    @Test
    void aLapsedHoldIsTakenOverAndItsLatePaymentLosesTheSlot() {
        request(anna);
        service.answers(anna, 1);
        service.clock.advance(Duration.ofMinutes(15));
        request(ben);
        assertThat(service.answered(ben, 1)).containsExactly("slot.reserved.v1");
        pay(anna);

        assertThat(service.answers(anna, 2).getLast().type()).isEqualTo("slot.lost.v1");
        assertThat(service.answers(anna).getLast().data()).contains("\"reason\":\"HELD\"");
        assertThat(status(ben)).isEqualTo("HELD");
    }

    @Test
    void aLapsedHoldThatNobodyTookIsStillBooked() {
        request(anna);
        service.answers(anna, 1);
        service.clock.advance(Duration.ofMinutes(40));
        pay(anna);

        assertThat(service.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.booked.v1");
    }

    @Test
    void aRejectedBookingThatAnotherInstanceHeldAfterAllIsReleased() {
        request(ben);
        service.answers(ben, 1);
        request(anna);
        service.answers(anna, 1);
        // What a second instance would have written, had it decided at the same time and differently.
        Document day = dayWith(ben);
        Document reservation = new Document(reservations(ben).getFirst()).append("bookingId", anna);
        day.getList("reservations", Document.class).add(reservation);
        service.mongo().save(day, "calendar_days");
        service.send("booking.rejected.v1", anna, IncomingBodies.rejected(anna));

        assertThat(service.answered(anna, 2)).containsExactly("slot.rejected.v1", "slot.released.v1");
        assertThat(reservations(anna)).isEmpty();
    }

    @Test
    void aRejectionOfWhichNothingIsKnownChangesNothing() {
        service.send("booking.rejected.v1", anna, IncomingBodies.rejected(anna));
        service.settled(anna);

        assertThat(service.answers(anna)).isEmpty();
        assertThat(service.transport.deadLetters()).noneMatch(parked -> anna.equals(parked.message().key()));
    }

    @Test
    void poisonIsParkedAndItsSuccessorsAreAnswered() {
        service.sendPoison("booking.requested.v1", anna, "{\"bookingId\":");
        service.sendPoison("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", slot)
                .replace("\"end\":", "\"endless\":"));
        service.sendPoison("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", slot)
                .replaceFirst("\"end\":\"[^\"]*\"", "\"end\":\"" + slot + "\""));
        request(anna);

        assertThat(service.answered(anna, 1)).containsExactly("slot.reserved.v1");
        assertThat(service.transport.deadLetters()).filteredOn(parked -> anna.equals(parked.message().key())).hasSize(3);
    }

    @Test
    void factsThatArriveAfterTheRequestAreWaitedFor() {
        service.send("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", "dr-late-" + anna, slot));
        service.send(
                "professional.registered.v1", "dr-late-" + anna, IncomingBodies.professional("dr-late-" + anna, true));

        assertThat(service.answered(anna, 1)).containsExactly("slot.reserved.v1");
    }

    @Test
    void whatIsUnknownForLongIsRejected() {
        OutboxEntry requested =
                service.event("booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", "dr-nobody", slot));
        OutboxEntry other = service.event("booking.requested.v1", ben, IncomingBodies.requested(ben, "no-offering", slot));
        service.clock.advance(Duration.ofSeconds(10));
        service.transport.send(requested);
        service.transport.send(other);

        assertThat(service.answers(anna, 1).getFirst().data()).contains("PROFESSIONAL_UNKNOWN");
        assertThat(service.answers(ben, 1).getFirst().data()).contains("OFFERING_UNKNOWN");
    }

    @Test
    void anotherTenantsProfessionalIsUnknown() {
        OutboxEntry foreign = service.event(
                "other", "booking.requested.v1", anna, IncomingBodies.requested(anna, "consultation-60", slot), 1);
        service.clock.advance(Duration.ofSeconds(10));
        service.transport.send(foreign);

        assertThat(service.answers(anna, 1).getFirst().data()).contains("PROFESSIONAL_UNKNOWN");
        assertThat(service.answers(anna).getFirst().tenantId()).isEqualTo("other");
    }

    @Test
    void staleWordAboutAProfessionalIsDropped() {
        String id = "dr-" + anna;
        OutboxEntry registered =
                service.event("demo", "professional.registered.v1", id, IncomingBodies.professional(id, true), 1);
        service.transport.send(registered);
        service.transport.send(service.event(
                "demo", "professional.deactivated.v1", id, "{\"professionalId\":\"" + id + "\"}", 2));
        service.transport.send(registered);
        service.settled(id);

        Document known = service.mongo().findById("demo:" + id, Document.class, "professionals");
        assertThat(known).containsEntry("active", false).containsEntry("sequence", 2L);
    }

    @Test
    void twoHundredRequestsForOneSlotHoldItOnce() {
        assertThat(holdsAmong(200, "consultation-60")).isEqualTo(1);
    }

    @Test
    void aGroupSlotHasRoomForItsCapacity() {
        assertThat(holdsAmong(30, "group-yoga")).isEqualTo(3);
    }

    /** Sends as many requests for one slot and counts, in the day itself, how many hold it. */
    private long holdsAmong(int clients, String offering) {
        List<String> bookings =
                IntStream.range(0, clients).mapToObj(i -> i + "-" + UUID.randomUUID()).toList();
        bookings.parallelStream()
                .forEach(id -> service.send("booking.requested.v1", id, IncomingBodies.requested(id, offering, slot)));
        await()
                .until(() -> bookings.stream().allMatch(id -> !service.answers(id).isEmpty()));

        Map<String, Long> answers = bookings.stream()
                .flatMap(id -> service.answers(id).stream())
                .collect(Collectors.groupingBy(OutboxEntry::type, Collectors.counting()));
        long holds = service.documents("calendar_days").stream()
                .flatMap(day -> day.getList("reservations", Document.class).stream())
                .filter(r -> bookings.contains(r.getString("bookingId")) && "HELD".equals(r.getString("status")))
                .count();
        assertThat(answers).containsEntry("slot.reserved.v1", holds).containsEntry("slot.rejected.v1", clients - holds);
        return holds;
    }

    @Test
    void aBookingThatMovesWithinItsDaySwapsItsSlotsInOneWrite() {
        String pro = service.newProfessional();
        String id = service.book(pro, "2026-12-01T04:30:00Z", true);
        long version = dayWith(id).get("version", Number.class).longValue();

        service.send("booking.reschedule-requested.v1", id, IncomingBodies.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T05:00:00Z"));

        assertThat(service.answered(id, 4))
                .containsExactly("slot.reserved.v1", "slot.booked.v1", "slot.booked.v1", "slot.released.v1");
        assertThat(service.answers(id).get(2).data()).contains("\"revision\":2", "\"start\":\"2026-12-01T05:00:00Z\"");
        assertThat(service.answers(id).get(3).data()).contains("\"revision\":1");
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 RELEASED", "2 BOOKED");
        assertThat(dayWith(id).get("version", Number.class).longValue()).isEqualTo(version + 1);
        service.send("booking.rescheduled.v1", id, IncomingBodies.rescheduled(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T05:00:00Z"));
        service.settled(id);
        assertThat(service.answers(id)).as("it had gone already").hasSize(4);
        assertThat(statuses(id)).containsExactly("2 BOOKED");
    }

    @Test
    void aBookingThatMovesToAnotherDayKeepsItsSlotUntilItHasMoved() {
        String pro = service.newProfessional();
        String other = service.newProfessional();
        String id = service.book(pro, "2026-12-01T04:30:00Z", true);
        String asked = IncomingBodies.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", other, "2026-12-02T04:30:00Z");

        service.send("booking.reschedule-requested.v1", id, asked);
        service.answers(id, 3);
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 BOOKED", "2 BOOKED");

        service.send("booking.reschedule-requested.v1", id, asked);
        assertThat(service.answered(id, 4)).as("asked again").endsWith("slot.booked.v1", "slot.booked.v1");
        String moved = IncomingBodies.rescheduled(id, pro, "2026-12-01T04:30:00Z", other, "2026-12-02T04:30:00Z");
        service.send("booking.rescheduled.v1", id, moved);
        service.send("booking.rescheduled.v1", id, moved);
        assertThat(service.answered(id, 5).getLast()).isEqualTo("slot.released.v1");
        service.settled(id);
        assertThat(service.answers(id)).hasSize(5);
        assertThat(statuses(id)).containsExactly("2 BOOKED");
    }

    @Test
    void whoCannotMoveIsToldSoAgainAndKeepsTheirSlot() {
        String pro = service.newProfessional();
        String id = service.book(pro, "2026-12-01T04:30:00Z", true);
        String inTheWay = service.book(pro, "2026-12-01T06:30:00Z", true);
        OutboxEntry asked = service.event("booking.reschedule-requested.v1", id, IncomingBodies.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T06:00:00Z"));

        service.transport.send(asked);
        assertThat(service.answers(id, 3).getLast().data())
                .contains("\"revision\":2", "\"reason\":\"BOOKED\"").doesNotContain("conflicts");
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 BOOKED", "2 REFUSED");

        service.send("booking.cancelled.v1", inTheWay, IncomingBodies.cancelled(inTheWay, pro, "2026-12-01T06:30:00Z", ""));
        service.answers(inTheWay, 3);
        service.transport.send(asked);
        assertThat(service.answers(id, 4).getLast().type()).isEqualTo("slot.rejected.v1");
    }

    @Test
    void whoCouldNotMoveMayTryTheSameRevisionAgain() {
        String pro = service.newProfessional();
        String id = service.book(pro, "2026-12-01T04:30:00Z", true);
        service.book(pro, "2026-12-01T06:30:00Z", true);
        String taken = IncomingBodies.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T06:00:00Z");
        OutboxEntry first = service.event("booking.reschedule-requested.v1", id, taken);
        service.transport.send(first);
        service.answers(id, 3);

        service.send("booking.reschedule-requested.v1", id, IncomingBodies.secondAttempt(IncomingBodies.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T08:00:00Z")));
        assertThat(service.answered(id, 5)).endsWith("slot.booked.v1", "slot.released.v1");

        service.transport.send(first);
        service.settled(id);
        assertThat(service.answers(id)).as("a late copy of the first").hasSize(5);
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 RELEASED", "2 BOOKED");
    }

    @Test
    void cancellingAMoveGivesUpBothSlotsAndALateRequestForItGetsNothing() {
        String pro = service.newProfessional();
        String id = service.book(pro, "2026-12-01T04:30:00Z", true);
        String asked = IncomingBodies.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-03T04:30:00Z");
        service.send("booking.reschedule-requested.v1", id, asked);
        service.answers(id, 3);

        service.send("booking.cancelled.v1", id, IncomingBodies.cancelled(
                id, pro, "2026-12-01T04:30:00Z", IncomingBodies.slot(2, pro, "2026-12-03T04:30:00Z")));
        assertThat(service.answered(id, 5)).endsWith("slot.released.v1", "slot.released.v1");
        assertThat(statuses(id)).isEmpty();

        service.send("booking.reschedule-requested.v1", id, asked);
        service.settled(id);
        assertThat(service.answers(id)).hasSize(5);
    }

    @Test
    void anAdminBooksBesideStepAndWindowAndIsToldWhatIsInTheWay() {
        String pro = service.newProfessional();
        String inTheWay = service.book(pro, "2026-12-01T04:30:00Z", true);

        service.send("booking.requested.v1", anna, IncomingBodies.manual(anna, pro, "2026-12-01T04:37:00Z"));
        assertThat(service.answers(anna, 1).getFirst().data()).contains(
                "\"reason\":\"BOOKED\"",
                "\"conflicts\":[{\"bookingId\":\"" + inTheWay + "\",\"number\":\"HF-2026-000001\","
                        + "\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}]");

        service.send("booking.requested.v1", ben, IncomingBodies.manual(ben, pro, "2027-03-01T04:37:00Z"));
        assertThat(service.answered(ben, 1)).containsExactly("slot.reserved.v1");
        String cleo = "cleo-" + UUID.randomUUID();
        service.send("booking.requested.v1", cleo, IncomingBodies.manual(cleo, pro, "2027-03-01T14:37:00Z"));
        assertThat(service.answers(cleo, 1).getFirst().data()).as("hours hold for admins too").contains("CLOSED");
    }

    @Test
    void whatIsPaidWithoutAHoldSharesItsSlotWhenItsOfferingIsNamed() {
        for (String id : List.of(anna, ben)) {
            service.send("booking.paid.v1", id, IncomingBodies.paidFor(id, "group-yoga", slot));
            assertThat(service.answered(id, 1)).containsExactly("slot.booked.v1");
        }
        String cleo = "cleo-" + UUID.randomUUID();
        service.send("booking.paid.v1", cleo, IncomingBodies.paid(cleo, slot));
        assertThat(service.answered(cleo, 1)).containsExactly("slot.lost.v1");
    }

    private static List<String> statuses(String bookingId) {
        return reservations(bookingId).stream().map(r -> r.get("revision") + " " + r.getString("status")).toList();
    }

    private void request(String bookingId) {
        service.send("booking.requested.v1", bookingId, IncomingBodies.requested(bookingId, "consultation-60", slot));
    }

    private void pay(String bookingId) {
        service.send("booking.paid.v1", bookingId, IncomingBodies.paid(bookingId, slot));
    }

    private static Document dayWith(String bookingId) {
        return service.documents("calendar_days").stream()
                .filter(day -> day.getList("reservations", Document.class).stream()
                        .anyMatch(r -> bookingId.equals(r.getString("bookingId"))))
                .findFirst()
                .orElseThrow();
    }

    private static List<Document> reservations(String bookingId) {
        return service.documents("calendar_days").stream()
                .flatMap(day -> day.getList("reservations", Document.class).stream())
                .filter(r -> bookingId.equals(r.getString("bookingId")))
                .toList();
    }

    private static String status(String bookingId) {
        return reservations(bookingId).getFirst().getString("status");
    }
}
