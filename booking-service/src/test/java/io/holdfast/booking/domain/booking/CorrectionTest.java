package io.holdfast.booking.domain.booking;

import java.util.List;

import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.holdfast.booking.domain.booking.BookingMother.ADMIN;
import static io.holdfast.booking.domain.booking.BookingMother.CLIENT;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.withPhone;
import static io.holdfast.booking.domain.booking.Decisions.changes;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client said can be put right before the start, and who was told of it is told again. */
class CorrectionTest {

    private static final String PHONE = "+919812345670";

    @Test
    void whoDidItAndWhichFieldsStaysAndWhatTheyWereDoesNot() {
        Booking booking = BookingMother.homeVisit();
        var wanted = new BookingDetails(
                "Asha R", null, new Recipient("Ravi Rao", null), new Address("13 Lotus Marg", "Mumbai", null, null), "hi", null);

        var decision = booking.correct(ADMIN, wanted, NOW);

        booking = changes(decision);
        assertThat(booking.terms().details()).isEqualTo(wanted);
        assertThat(booking.terms().client().contact().email()).isEqualTo("asha@example.com");
        var correction = new Correction(
                1, NOW, TriggeredBy.ADMIN, List.of(Correction.Field.values()), "admin");
        assertThat(booking.state().corrections()).containsExactly(correction);
        assertThat(decision.events()).containsExactly(new BookingEvent.Corrected(correction));
        assertThat(BookingMother.timelineOf(booking)).filteredOn(entry -> entry.type().equals("booking.corrected"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail()).isEqualTo("client.name, client.phone, recipient, address, language, notes");
                    assertThat(entry.by()).isEqualTo("admin");
                    assertThat(entry.toString()).doesNotContain("Lotus");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = BookingStatus.class,
            names = {"REQUESTED", "PENDING_PAYMENT", "CONFIRMING"})
    void whereNobodyWasToldAnythingNobodyIsToldOfTheCorrection(BookingStatus status) {
        var decision = BookingMother.in(status).correct(CLIENT, withPhone(BookingMother.in(status), PHONE), NOW);

        assertThat(changes(decision).terms().client().contact().phone()).isEqualTo(PHONE);
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsNoCorrection() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(booking.correct(CLIENT, booking.terms().details(), NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void onceItHasBegunItStaysAsItIs() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        changes(booking.correct(CLIENT, withPhone(booking, PHONE), START.minusMillis(1)));
        assertThat(refusal(booking.correct(CLIENT, withPhone(booking, PHONE), START)).code()).isEqualTo("booking-started");
    }

    @Test
    void aCorrectionDoesNotTurnAVideoBookingIntoAVisitOrAVisitIntoNothing() {
        Booking online = BookingMother.online();
        Booking visit = BookingMother.homeVisit();

        assertThat(refusal(online.correct(CLIENT, visit.terms().details(), NOW)))
                .extracting(CommandRefusal::ground, CommandRefusal::code)
                .containsExactly(CommandRefusal.Ground.RULE, "address-not-wanted");
        assertThat(refusal(visit.correct(CLIENT, online.terms().details(), NOW)).code()).isEqualTo("address-needed");
    }

    @Test
    void nobodyCorrectsForEver() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        for (int i = 0; i < Correction.MOST_CORRECTIONS; i++) {
            booking = changes(booking.correct(CLIENT, withPhone(booking, "+91981234567" + i % 10), NOW));
        }

        assertThat(refusal(booking.correct(CLIENT, withPhone(booking, PHONE), NOW)).code()).isEqualTo("too-many-corrections");
    }
}
