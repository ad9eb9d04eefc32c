package io.holdfast.booking.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookedSlot;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingMother;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportContent;
import io.holdfast.booking.domain.imports.ImportEvent;
import io.holdfast.booking.domain.imports.ImportFormat;
import io.holdfast.booking.domain.imports.ImportId;
import io.holdfast.booking.domain.imports.ImportOptions;
import io.holdfast.booking.domain.imports.ImportStep;
import io.holdfast.booking.domain.imports.ProfessionalRow;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingEvent;
import io.holdfast.booking.domain.offering.OfferingPolicies;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyEvent;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.events.Bodies;
import io.holdfast.booking.events.ImportBodies;
import io.holdfast.booking.events.OfferingBodies;
import io.holdfast.booking.events.PrivacyBodies;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.ADMIN;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.MATCH_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.TOMORROW;
import static io.holdfast.booking.domain.booking.Decisions.after;

class ContractsTest {

    private static final Cancellation CANCELLATION =
            new Cancellation(Cancellation.By.CLIENT, "The client asked for it", 100, PRICE);

    private static final Instant REMIND_AT = NOW.plus(Duration.ofMinutes(5));

    @Test
    void whatIsSaidIsPublished() {
        Booking detailed = BookingMother.detailed();
        Booking asked = after(detailed.reschedule(ADMIN, TOMORROW, null, null, NOW));
        Booking moved = after(asked.slotBooked(2, BookedSlot.of(TOMORROW), NOW));
        Reschedule move = moved.state().rescheduling().last().orElseThrow();
        Booking corrected = after(detailed.correct(ADMIN, BookingMother.withPhone(detailed, "+919812345670"), NOW));
        ProducedContracts.check("booking-service", Stream.of(
                        said(
                                detailed,
                                new BookingEvent.Requested(HOLD_UNTIL),
                                new BookingEvent.AwaitingPayment(HOLD_UNTIL, REMIND_AT),
                                new BookingEvent.PaymentDue(HOLD_UNTIL),
                                new BookingEvent.PaymentFailed("pay_1", "The bank declined", HOLD_UNTIL),
                                new BookingEvent.Paid(PRICE, HOLD_UNTIL),
                                new BookingEvent.AwaitingConfirmation(HOLD_UNTIL, REMIND_AT),
                                new BookingEvent.Confirmed(NOW),
                                new BookingEvent.Rejected("BOOKED"),
                                new BookingEvent.Declined("Unavailable that day", PRICE, TriggeredBy.PROFESSIONAL),
                                new BookingEvent.Expired(),
                                new BookingEvent.Cancelled(CANCELLATION, true, Optional.of(move)),
                                new BookingEvent.RescheduleRejected(2, TOMORROW, "BOOKED"),
                                new BookingEvent.RescheduleRejected(2, TOMORROW, "HELD", Optional.of(BookingMother.OFFER)),
                                new BookingEvent.OfferReturned(2, TOMORROW, BookingMother.OFFER),
                                new BookingEvent.NoShowRecorded(TriggeredBy.PROFESSIONAL, NOW),
                                new BookingEvent.Reviewed(5, NOW),
                                new BookingEvent.Started(NOW),
                                new BookingEvent.Completed(NOW, true, List.of(NOW.plus(Duration.ofDays(1))))),
                        said(asked, new BookingEvent.RescheduleRequested(move)),
                        said(
                                moved,
                                new BookingEvent.Rescheduled(move),
                                new BookingEvent.Cancelled(CANCELLATION, true, Optional.empty())),
                        said(
                                BookingMother.correctedByGuest(),
                                new BookingEvent.Rescheduled(guestsMove()),
                                new BookingEvent.Corrected(
                                        BookingMother.correctedByGuest().state().corrections().getFirst())),
                        said(corrected, new BookingEvent.Corrected(corrected.state().corrections().getFirst())),
                        said(BookingMother.manual(), new BookingEvent.Requested(HOLD_UNTIL)),
                        said(
                                BookingMother.byGuest(),
                                new BookingEvent.RescheduleRejected(2, TOMORROW, "HELD", Optional.of(BookingMother.OFFER))),
                        said(BookingMother.refusedOffer().aggregate(), new BookingEvent.Rejected("There is no such offering.")),
                        after(detailed.moveToOffer(BookingMother.OFFER, BookingMother.CLIENT, TOMORROW, null, NOW)).state()
                                .rescheduling().pending().stream()
                                .map(offered -> Bodies.of(detailed, new BookingEvent.RescheduleRequested(offered))),
                        said(BookingMother.anyones(), new BookingEvent.Requested(HOLD_UNTIL)),
                        said(
                                BookingMother.byGuest(),
                                new BookingEvent.AwaitingPayment(HOLD_UNTIL, REMIND_AT),
                                new BookingEvent.Paid(PRICE, HOLD_UNTIL),
                                new BookingEvent.AwaitingConfirmation(HOLD_UNTIL, REMIND_AT),
                                new BookingEvent.PaymentDue(HOLD_UNTIL),
                                new BookingEvent.PaymentFailed("pay_1", "The bank declined", HOLD_UNTIL),
                                new BookingEvent.Expired(),
                                new BookingEvent.Confirmed(NOW),
                                new BookingEvent.Started(NOW),
                                new BookingEvent.Completed(NOW, false, List.of()),
                                new BookingEvent.Declined("There was no answer in time", PRICE, TriggeredBy.SCHEDULER),
                                new BookingEvent.Cancelled(CANCELLATION, false, Optional.empty())),
                        said(
                                BookingMother.match(PRICE),
                                new BookingEvent.AwaitingPayment(HOLD_UNTIL, REMIND_AT),
                                new BookingEvent.PaymentDue(HOLD_UNTIL),
                                new BookingEvent.PaymentFailed("pay_1", "The bank declined", HOLD_UNTIL),
                                new BookingEvent.Expired()),
                        said(
                                BookingMother.searching(),
                                new BookingEvent.AwaitingMatch(MATCH_UNTIL, Optional.empty()),
                                new BookingEvent.Cancelled(CANCELLATION, false, Optional.empty()),
                                new BookingEvent.Cancelled(
                                        CANCELLATION, false, Optional.empty(),
                                        Optional.of(BookedSlot.of(BookingMother.matched().state().slot())))),
                        said(BookingMother.plainMatch(), new BookingEvent.AwaitingMatch(MATCH_UNTIL, Optional.empty())),
                        BookingMother.givenBack().events().stream()
                                .map(event -> Bodies.of(BookingMother.givenBack().aggregate(), event)),
                        said(BookingMother.quiet(), new BookingEvent.Confirmed(NOW)),
                        Stream.of(professionals(true), professionals(false)),
                        said(BookingMother.moving(), new BookingEvent.RescheduleRequested(clientsMove())),
                        said(movedByClient(), new BookingEvent.Rescheduled(clientsMove())),
                        privacy(PrivacyJob.Kind.EXPORT),
                        privacy(PrivacyJob.Kind.ERASURE),
                        Stream.of(
                                published(offering(PRICE, null)),
                                published(offering(null, PRICE)),
                                published(offering(null, null)),
                                OfferingBodies.of(
                                        offering(PRICE, null), new OfferingEvent.Retired(new OfferingId("consultation-60")))))
                .flatMap(events -> events));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check(
                "booking-service",
                new BookingSaga(null, null, null, null, null, null, null, null, null, null, Clock.systemUTC()).subscriptions().bodies(),
                WireJson::read);
    }

    private static WireEvent professionals(boolean full) {
        var hours = List.of(new ProfessionalRow.Stretch("MONDAY", "09:00", "17:00"));
        ProfessionalRow row = full
                ? new ProfessionalRow(
                        2, "dr-sarah-khan", "Dr Sarah Khan", "sarah.khan@example.com", "+919811122233", "medical", 150_000L, "INR",
                        "Asia/Kolkata", List.of("en"), List.of("consultation-60"), true, hours, hours)
                : new ProfessionalRow(
                        3, "dr-james-lee", null, null, null, null, null, null, null, null, null, null, null, null);
        var job = Import.request(
                new ImportId("4f1c2a7e-96b1-4c0f-8f4e-0a6f3c1d2b58"),
                new TenantId("demo"),
                new ImportOptions("csv", ImportFormat.CSV, true, false, false, "admin"),
                new ImportContent("content", "hash", Map.of(RowKind.PROFESSIONALS, 1)),
                NOW);
        var step = new ImportStep(!full, RowKind.PROFESSIONALS, 0);
        return ImportBodies.of(job.aggregate(), new ImportEvent.ProfessionalsSubmitted(step, List.of(row)));
    }

    private static Booking movedByClient() {
        return after(BookingMother.moving().slotBooked(2, BookedSlot.of(TOMORROW), NOW));
    }

    private static Reschedule guestsMove() {
        return BookingMother.correctedByGuest().state().rescheduling().last().orElseThrow();
    }

    private static Reschedule clientsMove() {
        return movedByClient().state().rescheduling().last().orElseThrow();
    }

    private static Stream<WireEvent> said(Booking booking, BookingEvent... events) {
        return Stream.of(events).map(event -> Bodies.of(booking, event));
    }

    private static Stream<WireEvent> privacy(PrivacyJob.Kind kind) {
        var named = new NamedPerson("asha.rao@example.com", null, null);
        PrivacyJob job = PrivacyJob.asked(
                "4b1c8c52-7f0e-4f5e-9d4c-0a1f6f0f4b11", new TenantId("demo"), kind, named, false, "admin", "0".repeat(64), NOW);
        var keys = new PersonKeys(
                List.of("client:demo-client"), List.of("demo-client"), List.of("asha.rao@example.com"), List.of("+919812345678"));
        return Stream.of(
                        new PrivacyEvent.PageRequested(1, 2, keys, List.of(BookingMother.OFFER.id().value()), List.of("r-1")),
                        new PrivacyEvent.PageRequested(2, 2, PersonKeys.NONE, List.of(), List.of()))
                .map(event -> PrivacyBodies.of(job, event));
    }

    private static WireEvent published(Offering offering) {
        return OfferingBodies.of(offering, new OfferingEvent.Published(offering));
    }

    private static Offering offering(Money price, Money hourlyRate) {
        return new Offering(
                new TenantId("demo"),
                new OfferingId("consultation-60"),
                "Consultation",
                "An hour with a doctor of your choice.",
                "en",
                Map.of(),
                Mode.DIRECT,
                Confirmation.INSTANT,
                List.of(30, 60, 90, 120),
                price,
                hourlyRate,
                1,
                OfferingRules.DEFAULT,
                OfferingPolicies.USUAL,
                List.of(),
                Map.of(),
                List.of(),
                true,
                true,
                null);
    }
}
