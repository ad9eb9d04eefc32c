package io.holdfast.availability.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.Neighbours.SARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AvailabilitySagaTest {

    private static final AtomicInteger SLOTS = new AtomicInteger();
    private static ServiceUnderTest service;
    private static Neighbours others;

    private final String anna = "anna-" + UUID.randomUUID();
    private final String ben = "ben-" + UUID.randomUUID();
    private String slot;

    @BeforeAll
    static void start() {
        service = Neighbours.seeded();
        others = new Neighbours(service);
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
        assertThat(others.answers(anna, 1).getFirst().data())
                .contains("\"professionalId\":\"dr-sarah-khan\"", "\"start\":\"" + slot + "\"")
                .contains("\"holdUntil\":\"" + service.clock().instant().plus(Duration.ofMinutes(15)) + "\"");
        pay(anna);

        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.booked.v1");
        assertThat(status(anna)).isEqualTo("BOOKED");
    }

    @Test
    void ofTwoBookingsForOneSlotTheSecondIsRejected() {
        request(anna);
        others.answers(anna, 1);
        request(ben);

        assertThat(others.answers(ben, 1).getFirst().data()).contains("\"reason\":\"HELD\"");
        pay(anna);
        others.answers(anna, 2);
        String cleo = "cleo-" + UUID.randomUUID();
        request(cleo);
        assertThat(others.answers(cleo, 1).getFirst().data()).contains("\"reason\":\"BOOKED\"");
    }

    @Test
    void duplicatesGetTheSameAnswerAndHaveOneEffect() {
        OutboxEntry requested = others.requested(anna, "consultation-60", slot);
        OutboxEntry paid = others.paid(anna, slot);
        List.of(requested, requested, paid, paid, requested).forEach(service::hears);

        assertThat(others.answered(anna, 5)).containsExactly(
                "slot.reserved.v1", "slot.reserved.v1", "slot.booked.v1", "slot.booked.v1", "slot.booked.v1");
        assertThat(service.said(anna).stream().map(OutboxEntry::data).collect(Collectors.toSet())).hasSize(2);
        assertThat(reservations(anna)).hasSize(1);
    }

    @Test
    void aRejectedRequestStaysRejectedAfterTheSlotCameFree() {
        request(anna);
        others.answers(anna, 1);
        OutboxEntry requested = others.requested(ben, "consultation-60", slot);
        service.hears(requested);
        others.answers(ben, 1);
        service.hears(others.expired(anna, slot));
        others.answers(anna, 2);
        service.hears(requested);

        assertThat(others.answers(ben, 2)).extracting(OutboxEntry::data).allMatch(d -> d.contains("HELD"));
        assertThat(reservations(ben)).isEmpty();
    }

    @Test
    void theEndOfABookingReleasesItsSlotForTheNext() {
        request(anna);
        service.hears(others.expired(anna, slot));
        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
        request(ben);

        assertThat(others.answered(ben, 1)).containsExactly("slot.reserved.v1");
    }

    @Test
    void cancelledAndDeclinedBookingsReleaseTheirSlotsToo() {
        request(anna);
        service.hears(others.cancelled(anna, SARAH, slot, null));
        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");

        request(ben);
        service.hears(others.declined(ben, slot));
        assertThat(others.answered(ben, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
    }

    @Test
    void aRequestThatComesAfterItsBookingsEndHoldsNothing() {
        service.hears(others.expired(anna, slot));
        request(anna);
        service.awaitIdle();

        assertThat(service.said(anna)).isEmpty();
        assertThat(reservations(anna)).isEmpty();
    }

    @Test
    void guestsWhoCameAndWentLeaveNothingOnTheDayAndTheirLateCopiesGetNothing() {
        String pro = others.newProfessional();
        List<OutboxEntry> requests = IntStream.range(0, 60)
                .mapToObj(i -> others.requested(i + anna, "consultation-60", pro, "2026-12-01T04:30:00Z"))
                .toList();
        for (OutboxEntry request : requests) {
            service.hears(request);
            others.answers(request.key(), 1);
            service.hears(others.expired(request.key(), pro, "2026-12-01T04:30:00Z"));
            others.answers(request.key(), 2);
        }
        Document day = service.mongo().findById("demo:" + pro + ":2026-12-01", Document.class, "calendar_days");
        assertThat(day.getList("reservations", Document.class)).isEmpty();

        OutboxEntry first = requests.getFirst();
        service.hears(first);
        service.awaitIdle();
        assertThat(service.said(first.key())).as("a late copy").hasSize(2);
        service.hears(others.paid(first.key(), pro, "2026-12-01T04:30:00Z"));
        assertThat(others.answers(first.key(), 3).getLast().type()).isEqualTo("slot.lost.v1");
    }

    @Test
    void whatIsOlderThanTombstonesAreNeededIsRefusedForItsAge() {
        String pro = others.newProfessional();
        String booked = others.book(pro, "2026-12-08T04:30:00Z", true);
        OutboxEntry requested =
                others.requested(anna, "consultation-60", pro, "2026-12-09T04:30:00Z");
        OutboxEntry paid = others.paid(ben, pro, "2026-12-09T04:30:00Z");
        OutboxEntry again = others.paid(booked, pro, "2026-12-08T04:30:00Z");
        service.clock().advance(Duration.ofHours(25));

        service.hears(requested);
        assertThat(others.answers(anna, 1).getFirst().data()).contains("\"reason\":\"CLOSED\"", "\"exactReason\":\"TOO_LATE\"");
        service.hears(paid);
        assertThat(others.answers(ben, 1).getFirst().type()).isEqualTo("slot.lost.v1");
        assertThat(reservations(anna)).isEmpty();
        service.hears(again);
        assertThat(others.answered(booked, 3)).as("who has something is answered at any age").endsWith("slot.booked.v1");
    }

    @Test
    void tombstonesAndRejectionsEndWhenNothingCanComeForThemAnyMore() {
        service.hears(others.expired(anna, slot));
        service.hears(others.requested(ben, "consultation-60", "2031-06-02T04:30:00Z"));
        service.awaitIdle();
        String tombstone = "demo:" + anna + ":1";
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNotNull();

        service.clock().advance(Duration.ofDays(2));
        service.bean(RetentionSweep.class).sweep();
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNotNull();
        assertThat(service.documents("slot_rejections")).isNotEmpty();

        service.clock().advance(Duration.ofDays(1).plusMillis(1));
        service.bean(RetentionSweep.class).sweep();
        assertThat(service.mongo().findById(tombstone, Document.class, "slot_tombstones")).isNull();
        assertThat(service.documents("slot_rejections")).isEmpty();
    }

    @Test
    void whoAsksForADateThatIsNotSoldLeavesNoDayBehind() {
        service.hears(others.requested(anna, "consultation-60", "2031-06-02T04:30:00Z"));

        assertThat(others.answers(anna, 1).getFirst().data()).contains("TOO_FAR");
        assertThat(service.mongo().findById("demo:dr-sarah-khan:2031-06-02", Document.class, "calendar_days")).isNull();
    }

    @Test
    void aStartBesideTheStepIsRefusedForThat() {
        // Not beside the test's own hour, which may be the last of the day.
        service.hears(others.requested(anna, "consultation-60", "2026-12-11T05:37:00Z"));

        assertThat(others.answers(anna, 1).getFirst().data())
                .contains("\"reason\":\"CLOSED\"", "\"exactReason\":\"OFF_STEP\"");
    }

    @Test
    void aLapsedHoldIsTakenOverAndItsLatePaymentLosesTheSlot() {
        request(anna);
        others.answers(anna, 1);
        service.clock().advance(Duration.ofMinutes(15));
        request(ben);
        assertThat(others.answered(ben, 1)).containsExactly("slot.reserved.v1");
        pay(anna);

        assertThat(others.answers(anna, 2).getLast().type()).isEqualTo("slot.lost.v1");
        assertThat(service.said(anna).getLast().data()).contains("\"reason\":\"HELD\"");
        assertThat(status(ben)).isEqualTo("HELD");
    }

    @Test
    void aLapsedHoldThatNobodyTookIsStillBooked() {
        request(anna);
        others.answers(anna, 1);
        service.clock().advance(Duration.ofMinutes(40));
        pay(anna);

        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.booked.v1");
    }

    @Test
    void aRejectedBookingThatAnotherInstanceHeldAfterAllIsReleased() {
        request(ben);
        others.answers(ben, 1);
        request(anna);
        others.answers(anna, 1);
        // What a second instance would have written, had it decided at the same time and differently.
        Document day = dayWith(ben);
        Document reservation = new Document(reservations(ben).getFirst()).append("bookingId", anna);
        day.getList("reservations", Document.class).add(reservation);
        service.mongo().save(day, "calendar_days");
        service.hears(others.rejected(anna));

        assertThat(others.answered(anna, 2)).containsExactly("slot.rejected.v1", "slot.released.v1");
        assertThat(reservations(anna)).isEmpty();
    }

    @Test
    void aRejectionOfWhichNothingIsKnownChangesNothing() {
        service.hears(others.rejected(anna));
        service.awaitIdle();

        assertThat(service.said(anna)).isEmpty();
        assertThat(service.transport().deadLetters()).noneMatch(parked -> anna.equals(parked.message().key()));
    }

    @Test
    void poisonIsParkedAndItsSuccessorsAreAnswered() {
        service.hearsPoison("booking.requested.v1", anna, "{\"bookingId\":");
        service.hearsPoison("booking.requested.v1", anna, others.requested(anna, "consultation-60", slot).data()
                .replace("\"end\":", "\"endless\":"));
        service.hearsPoison("booking.requested.v1", anna, others.requested(anna, "consultation-60", slot).data()
                .replaceFirst("\"end\":\"[^\"]*\"", "\"end\":\"" + slot + "\""));
        request(anna);

        assertThat(others.answered(anna, 1)).containsExactly("slot.reserved.v1");
        assertThat(service.transport().deadLetters()).filteredOn(parked -> anna.equals(parked.message().key())).hasSize(3);
    }

    @Test
    void factsThatArriveAfterTheRequestAreWaitedFor() {
        service.hears(others.requested(anna, "consultation-60", "dr-late-" + anna, slot));
        service.hears(others.registered("dr-late-" + anna));

        assertThat(others.answered(anna, 1)).containsExactly("slot.reserved.v1");
    }

    @Test
    void whatIsUnknownForLongIsRejected() {
        OutboxEntry requested =
                others.requested(anna, "consultation-60", "dr-nobody", slot);
        OutboxEntry other = others.requested(ben, "no-offering", slot);
        service.clock().advance(Duration.ofSeconds(10));
        service.hears(requested);
        service.hears(other);

        assertThat(others.answers(anna, 1).getFirst().data()).contains("PROFESSIONAL_UNKNOWN");
        assertThat(others.answers(ben, 1).getFirst().data()).contains("OFFERING_UNKNOWN");
    }

    @Test
    void anotherTenantsProfessionalIsUnknown() {
        OutboxEntry foreign = service.eventOf("other", 1, "booking.requested.v1", "bookingId", anna);
        service.clock().advance(Duration.ofSeconds(10));
        service.hears(foreign);

        assertThat(others.answers(anna, 1).getFirst().data()).contains("PROFESSIONAL_UNKNOWN");
        assertThat(service.said(anna).getFirst().tenantId()).isEqualTo("other");
    }

    @Test
    void staleWordAboutAProfessionalIsDropped() {
        String id = "dr-" + anna;
        OutboxEntry registered =
                service.eventOf("demo", 1, "professional.registered.v1", Neighbours.registeredAs(id));
        service.hears(registered);
        service.hears(service.eventOf("demo", 2, "professional.deactivated.v1", "professionalId", id));
        service.hears(registered);
        service.awaitIdle();

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
                .forEach(id -> service.hears(others.requested(id, offering, slot)));
        await()
                .until(() -> bookings.stream().allMatch(id -> !service.said(id).isEmpty()));

        Map<String, Long> answers = bookings.stream()
                .flatMap(id -> service.said(id).stream())
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
        String pro = others.newProfessional();
        String id = others.book(pro, "2026-12-01T04:30:00Z", true);
        long version = dayWith(id).get("version", Number.class).longValue();

        service.hears(others.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T05:00:00Z"));

        assertThat(others.answered(id, 4))
                .containsExactly("slot.reserved.v1", "slot.booked.v1", "slot.booked.v1", "slot.released.v1");
        assertThat(service.said(id).get(2).data()).contains("\"revision\":2", "\"start\":\"2026-12-01T05:00:00Z\"");
        assertThat(service.said(id).get(3).data()).contains("\"revision\":1");
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 RELEASED", "2 BOOKED");
        assertThat(dayWith(id).get("version", Number.class).longValue()).isEqualTo(version + 1);
        service.hears(others.rescheduled(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T05:00:00Z"));
        service.awaitIdle();
        assertThat(service.said(id)).as("it had gone already").hasSize(4);
        assertThat(statuses(id)).containsExactly("2 BOOKED");
    }

    @Test
    void aBookingThatMovesToAnotherDayKeepsItsSlotUntilItHasMoved() {
        String pro = others.newProfessional();
        String other = others.newProfessional();
        String id = others.book(pro, "2026-12-01T04:30:00Z", true);
        OutboxEntry asked = others.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", other, "2026-12-02T04:30:00Z");

        service.hears(asked);
        others.answers(id, 3);
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 BOOKED", "2 BOOKED");

        service.hears(asked);
        assertThat(others.answered(id, 4)).as("asked again").endsWith("slot.booked.v1", "slot.booked.v1");
        OutboxEntry moved = others.rescheduled(id, pro, "2026-12-01T04:30:00Z", other, "2026-12-02T04:30:00Z");
        service.hears(moved);
        service.hears(moved);
        assertThat(others.answered(id, 5).getLast()).isEqualTo("slot.released.v1");
        service.awaitIdle();
        assertThat(service.said(id)).hasSize(5);
        assertThat(statuses(id)).containsExactly("2 BOOKED");
    }

    @Test
    void whoCannotMoveIsToldSoAgainAndKeepsTheirSlot() {
        String pro = others.newProfessional();
        String id = others.book(pro, "2026-12-01T04:30:00Z", true);
        String inTheWay = others.book(pro, "2026-12-01T06:30:00Z", true);
        OutboxEntry asked = others.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T06:00:00Z");

        service.hears(asked);
        assertThat(others.answers(id, 3).getLast().data())
                .contains("\"revision\":2", "\"reason\":\"BOOKED\"").doesNotContain("conflicts");
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 BOOKED", "2 REFUSED");

        service.hears(others.cancelled(inTheWay, pro, "2026-12-01T06:30:00Z", null));
        others.answers(inTheWay, 3);
        service.hears(asked);
        assertThat(others.answers(id, 4).getLast().type()).isEqualTo("slot.rejected.v1");
    }

    @Test
    void whoCouldNotMoveMayTryTheSameRevisionAgain() {
        String pro = others.newProfessional();
        String id = others.book(pro, "2026-12-01T04:30:00Z", true);
        others.book(pro, "2026-12-01T06:30:00Z", true);
        OutboxEntry first = others.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T06:00:00Z");
        service.hears(first);
        others.answers(id, 3);

        service.hears(others.rescheduleRequested(
                id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-01T08:00:00Z", 2));
        assertThat(others.answered(id, 5)).endsWith("slot.booked.v1", "slot.released.v1");

        service.hears(first);
        service.awaitIdle();
        assertThat(service.said(id)).as("a late copy of the first").hasSize(5);
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 RELEASED", "2 BOOKED");
    }

    @Test
    void cancellingAMoveGivesUpBothSlotsAndALateRequestForItGetsNothing() {
        String pro = others.newProfessional();
        String id = others.book(pro, "2026-12-01T04:30:00Z", true);
        OutboxEntry asked = others.rescheduleRequested(id, pro, "2026-12-01T04:30:00Z", pro, "2026-12-03T04:30:00Z");
        service.hears(asked);
        others.answers(id, 3);

        service.hears(others.cancelled(
                id, pro, "2026-12-01T04:30:00Z", Neighbours.slotOf(2, pro, "2026-12-03T04:30:00Z")));
        assertThat(others.answered(id, 5)).endsWith("slot.released.v1", "slot.released.v1");
        assertThat(statuses(id)).isEmpty();

        service.hears(asked);
        service.awaitIdle();
        assertThat(service.said(id)).hasSize(5);
    }

    @Test
    void anAdminBooksBesideStepAndWindowAndIsToldWhatIsInTheWay() {
        String pro = others.newProfessional();
        String inTheWay = others.book(pro, "2026-12-01T04:30:00Z", true);

        service.hears(others.manual(anna, pro, "2026-12-01T04:37:00Z"));
        assertThat(others.answers(anna, 1).getFirst().data()).contains(
                "\"reason\":\"BOOKED\"",
                "\"conflicts\":[{\"bookingId\":\"" + inTheWay + "\",\"number\":\"HF-2026-000001\","
                        + "\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}]");

        service.hears(others.manual(ben, pro, "2027-03-01T04:37:00Z"));
        assertThat(others.answered(ben, 1)).containsExactly("slot.reserved.v1");
        String cleo = "cleo-" + UUID.randomUUID();
        service.hears(others.manual(cleo, pro, "2027-03-01T14:37:00Z"));
        assertThat(others.answers(cleo, 1).getFirst().data()).as("hours hold for admins too").contains("CLOSED");
    }

    @Test
    void whoAcceptsHasTheSlotAtOnceBesideStepAndWindow() {
        String pro = others.newProfessional();
        String far = "2027-03-02T04:37:00Z";
        service.hears(others.requested(ben, "consultation-60", pro, far));
        assertThat(others.answers(ben, 1).getFirst().data()).contains("TOO_FAR");
        OutboxEntry accepted = others.accepted(anna, pro, far, 1);

        service.hears(accepted);
        service.hears(accepted);

        assertThat(others.answered(anna, 2)).containsExactly("slot.booked.v1", "slot.booked.v1");
        assertThat(service.said(anna).getFirst().data())
                .contains("\"revision\":1", "\"professionalId\":\"" + pro + "\"", "\"start\":\"" + far + "\"");
        assertThat(statuses(anna)).containsExactly("1 BOOKED");
    }

    @Test
    void ofThoseWhoAcceptOneRevisionAfterEachOtherEachGetsTheirOwnAnswer() {
        String busy = others.newProfessional();
        String closed = others.newProfessional();
        String free = others.newProfessional();
        String start = "2026-12-01T04:30:00Z";
        others.book(busy, start, true);
        OutboxEntry first = others.accepted(anna, busy, start, 1);
        service.hears(first);
        assertThat(others.answers(anna, 1).getLast().data())
                .contains("\"reason\":\"BOOKED\"").doesNotContain("attempt", "conflicts");

        service.hears(others.accepted(anna, closed, "2026-12-01T14:30:00Z", 2));
        assertThat(others.answers(anna, 2).getLast().data()).contains("\"reason\":\"CLOSED\"", "\"attempt\":2");
        service.hears(others.accepted(anna, free, start, 3));
        assertThat(others.answers(anna, 3).getLast().type()).isEqualTo("slot.booked.v1");

        service.hears(first);
        assertThat(others.answers(anna, 4).getLast().data()).as("a late copy")
                .contains("\"reason\":\"BOOKED\"").doesNotContain("attempt");
        assertThat(statuses(anna)).containsExactlyInAnyOrder("1 REFUSED", "1 REFUSED", "1 BOOKED");
    }

    @Test
    void whoAcceptsWhatHasEndedIsToldSo() {
        String pro = others.newProfessional();
        service.hears(others.cancelledUnmatched(anna, slot, null));
        service.hears(others.expiredUnmatched(ben, slot));
        service.awaitIdle();

        for (String booking : List.of(anna, ben)) {
            OutboxEntry accepted = others.accepted(booking, pro, slot, 2);
            service.hears(accepted);
            service.hears(accepted);
            assertThat(others.answers(booking, 2)).allSatisfy(answer -> assertThat(answer.data())
                    .contains("\"reason\":\"CLOSED\"", "\"exactReason\":\"ENDED\"", "\"attempt\":2"));
            assertThat(reservations(booking)).isEmpty();
        }
    }

    @Test
    void whatWasAcceptedIsReleasedWhenItsBookingHasEndedMeanwhile() {
        String pro = others.newProfessional();
        service.hears(others.accepted(anna, pro, slot, 1));
        others.answers(anna, 1);

        service.hears(others.cancelledUnmatched(anna, slot, null));
        service.awaitIdle();
        assertThat(statuses(anna)).as("booking-service knows nothing of it yet").containsExactly("1 BOOKED");
        service.hears(others.cancelledUnmatched(anna, slot, Neighbours.slotOf(1, pro, slot)));

        assertThat(others.answered(anna, 2)).containsExactly("slot.booked.v1", "slot.released.v1");
        assertThat(statuses(anna)).isEmpty();
        service.hears(others.accepted(anna, pro, slot, 1));
        assertThat(others.answers(anna, 3).getLast().data()).contains("ENDED");
    }

    @Test
    void whatAProfessionalGivesBackIsReleasedAndSomebodyElseAcceptsTheNextRevision() {
        String pro = others.newProfessional();
        OutboxEntry accepted = others.accepted(anna, pro, slot, 1);
        service.hears(accepted);
        others.answers(anna, 1);

        service.hears(others.givenBack(anna, pro, slot));
        assertThat(others.answered(anna, 2)).containsExactly("slot.booked.v1", "slot.released.v1");
        assertThat(statuses(anna)).isEmpty();
        service.hears(accepted);
        assertThat(others.answers(anna, 3).getLast().data()).as("a late copy").contains("\"exactReason\":\"ENDED\"");

        service.hears(service.event(
                "proposal.accepted.v1", "bookingId", anna, "revision", 2, "professionalId", others.newProfessional(),
                "offeringId", "consultation-60", "start", slot,
                "end", Instant.parse(slot).plus(Duration.ofHours(1)).toString(), "attempt", 1));
        assertThat(others.answers(anna, 4).getLast().type()).isEqualTo("slot.booked.v1");
        assertThat(statuses(anna)).containsExactly("2 BOOKED");
    }

    @Test
    void anOfferIsHeldWhileSomebodyOnTheWaitlistIsAskedAndIsTheirBookingsOnceTheyAccept() {
        String pro = others.newProfessional();
        String start = "2026-12-01T04:30:00Z";
        Instant deadline = service.clock().instant().plus(Duration.ofMinutes(35));
        OutboxEntry wanted = others.slotWanted(anna, pro, start, deadline);
        service.hears(wanted);
        assertThat(others.answers(anna, 1).getFirst()).satisfies(answer -> {
            assertThat(answer.type()).isEqualTo("slot.reserved.v1");
            assertThat(answer.data()).contains("\"heldFor\":\"WAITLIST\"", "\"holdUntil\":\"" + deadline + "\"");
        });
        assertThat(statuses(anna)).containsExactly("1 OFFERED");
        service.hears(others.requested(ben, "consultation-60", pro, start));
        assertThat(others.answers(ben, 1).getFirst().data()).contains("\"reason\":\"HELD\"").doesNotContain("heldFor");

        service.hears(others.requested(anna, "consultation-60", pro, start));
        assertThat(others.answers(anna, 2).getLast()).satisfies(answer -> {
            assertThat(answer.type()).isEqualTo("slot.reserved.v1");
            assertThat(answer.data())
                    .contains("\"holdUntil\":\"" + service.clock().instant().plus(Duration.ofMinutes(15)) + "\"")
                    .doesNotContain("heldFor");
        });
        service.hears(wanted);
        service.hears(others.passed(anna, pro, start));
        service.hears(others.paid(anna, pro, start));
        assertThat(others.answered(anna, 3)).as("late words about the offer change nothing")
                .containsExactly("slot.reserved.v1", "slot.reserved.v1", "slot.booked.v1");
        assertThat(statuses(anna)).containsExactly("1 BOOKED");
    }

    @Test
    void anOfferThatWasPassedIsFreeForTheNextAndALateCopyOfItHoldsNothing() {
        String pro = others.newProfessional();
        String start = "2026-12-01T04:30:00Z";
        Instant deadline = service.clock().instant().plus(Duration.ofMinutes(35));
        OutboxEntry wanted = others.slotWanted(anna, pro, start, deadline);
        OutboxEntry passed = others.passed(anna, pro, start);
        service.hears(wanted);
        service.hears(passed);
        service.hears(passed);
        service.hears(wanted);
        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
        service.hears(others.slotWanted(ben, pro, start, deadline));

        assertThat(others.answered(ben, 1)).containsExactly("slot.reserved.v1");
        service.awaitIdle();
        assertThat(service.said(anna)).hasSize(2);
        assertThat(statuses(anna)).isEmpty();
        assertThat(statuses(ben)).containsExactly("1 OFFERED");
    }

    @Test
    void whatSomebodyElseHasIsNotOfferedNorWhatIsAskedForTooLate() {
        String pro = others.newProfessional();
        String start = "2026-12-01T04:30:00Z";
        Instant deadline = service.clock().instant().plus(Duration.ofMinutes(35));
        others.book(pro, start, true);
        OutboxEntry wanted = others.slotWanted(anna, pro, start, deadline);
        service.hears(wanted);
        service.hears(wanted);
        service.hears(others.slotWanted(ben, pro, "2026-12-02T04:30:00Z", service.clock().instant()));

        assertThat(others.answers(anna, 2)).allSatisfy(answer -> {
            assertThat(answer.type()).isEqualTo("slot.rejected.v1");
            assertThat(answer.data()).contains("\"reason\":\"BOOKED\"", "\"heldFor\":\"WAITLIST\"");
        });
        assertThat(others.answers(ben, 1).getFirst().data())
                .contains("\"exactReason\":\"TOO_LATE\"", "\"heldFor\":\"WAITLIST\"");
        assertThat(reservations(ben)).isEmpty();
    }

    @Test
    void whatIsHeldForAnAcceptedOfferIsFreeWhenItsBookingIsRefused() {
        String pro = others.newProfessional();
        String start = "2026-12-01T04:30:00Z";
        service.hears(others.slotWanted(anna, pro, start, service.clock().instant().plus(Duration.ofMinutes(35))));
        others.answers(anna, 1);

        service.hears(others.rejectedOffer(anna, pro, start));
        service.hears(others.requested(anna, "consultation-60", pro, start));
        service.awaitIdle();

        assertThat(others.answered(anna, 2)).containsExactly("slot.reserved.v1", "slot.released.v1");
        assertThat(service.said(anna)).as("a late request gets nothing").hasSize(2);
        assertThat(reservations(anna)).isEmpty();
    }

    @Test
    void whoMovesEarlierTakesOverWhatIsOfferedInOneWrite() {
        String pro = others.newProfessional();
        String late = "2026-12-01T06:30:00Z";
        String early = "2026-12-01T04:30:00Z";
        String id = others.book(pro, late, true);
        service.hears(others.slotWanted(anna, pro, early, service.clock().instant().plus(Duration.ofMinutes(35))));
        others.answers(anna, 1);
        long version = dayWith(id).get("version", Number.class).longValue();
        OutboxEntry moves = others.movesToOffer(id, pro, late, early, anna);

        service.hears(moves);
        assertThat(others.answered(id, 4)).endsWith("slot.booked.v1", "slot.released.v1");
        service.awaitIdle();
        assertThat(dayWith(id).get("version", Number.class).longValue()).isEqualTo(version + 1);
        assertThat(service.said(anna)).as("it was never free between").hasSize(1);
        assertThat(statuses(id)).containsExactlyInAnyOrder("1 RELEASED", "2 BOOKED");
        assertThat(statuses(anna)).isEmpty();

        service.hears(moves);
        service.hears(others.slotWanted(anna, pro, early, service.clock().instant().plus(Duration.ofMinutes(35))));
        service.hears(others.rescheduled(id, pro, late, pro, early));
        service.awaitIdle();
        assertThat(others.answered(id, 5)).as("asked again").endsWith("slot.booked.v1");
        assertThat(service.said(anna)).as("a late copy of the offer").hasSize(1);
        assertThat(statuses(id)).containsExactly("2 BOOKED");
    }

    @Test
    void whatABookingCouldNotMoveToIsFreeWhoeverRefusedIt() {
        String pro = others.newProfessional();
        String late = "2026-12-01T06:30:00Z";
        String early = "2026-12-01T04:30:00Z";
        String id = others.book(pro, late, true);
        Instant deadline = service.clock().instant().plus(Duration.ofMinutes(35));
        service.hears(others.slotWanted(anna, pro, early, deadline));
        others.answers(anna, 1);
        service.hears(others.refusedToMove(id, pro, early, anna));
        assertThat(others.answered(anna, 2)).as("by booking-service").endsWith("slot.released.v1");

        service.hears(others.slotWanted(ben, pro, early, deadline));
        others.answers(ben, 1);
        service.hears("professional.deactivated.v1", "professionalId", pro);
        service.awaitIdle();
        OutboxEntry moves = others.movesToOffer(id, pro, late, early, ben);
        service.clock().advance(Duration.ofSeconds(10));
        service.hears(moves);
        assertThat(others.answers(id, 3).getLast().data()).contains("PROFESSIONAL_UNKNOWN");
        assertThat(others.answered(ben, 2)).as("here").endsWith("slot.released.v1");
        assertThat(statuses(id)).containsExactly("1 BOOKED");
    }

    @Test
    void whatWasBookedBeforeItsOfferingWasRetiredIsStillAccepted() {
        String pro = "dr-" + UUID.randomUUID();
        others.offering("short-lived", 1);
        service.hears(service.event("professional.registered.v1", "professionalId", pro, "offeringIds", List.of("short-lived")));
        service.awaitIdle();
        service.hears(service.event("offering.retired.v1", "offeringId", "short-lived"));
        service.awaitIdle();

        service.hears(service.event(
                "proposal.accepted.v1", "bookingId", anna, "professionalId", pro, "offeringId", "short-lived", "start", slot,
                "end", Instant.parse(slot).plus(Duration.ofHours(1)).toString(), "attempt", 1));

        assertThat(others.answered(anna, 1)).containsExactly("slot.booked.v1");
    }

    @Test
    void whatIsPaidWithoutAHoldSharesItsSlotWhenItsOfferingIsNamed() {
        for (String id : List.of(anna, ben)) {
            service.hears(others.paidFor(id, "group-yoga", slot));
            assertThat(others.answered(id, 1)).containsExactly("slot.booked.v1");
        }
        String cleo = "cleo-" + UUID.randomUUID();
        service.hears(others.paid(cleo, slot));
        assertThat(others.answered(cleo, 1)).containsExactly("slot.lost.v1");
    }

    private static List<String> statuses(String bookingId) {
        return reservations(bookingId).stream().map(r -> r.get("revision") + " " + r.getString("status")).toList();
    }

    private void request(String bookingId) {
        service.hears(others.requested(bookingId, "consultation-60", slot));
    }

    private void pay(String bookingId) {
        service.hears(others.paid(bookingId, slot));
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
