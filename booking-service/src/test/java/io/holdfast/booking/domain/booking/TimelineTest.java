package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.domain.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The timeline is in the order in which we learned of things, whatever the clocks of others say. */
class TimelineTest {

    private static final String[] AS_IT_WAS = {
        "booking.requested",
        "booking.awaiting-payment",
        "payment.order-created",
        "payment.captured",
        "booking.paid",
        "booking.confirmed"
    };

    @Test
    void theProvidersWholeSecondsComeNotBeforeTheRequest() {
        Instant captured = NOW.plusMillis(900);
        Booking booking = paid(NOW, NOW.minusMillis(500), captured, captured.plusMillis(5));

        assertThat(happened(booking)).containsExactly(AS_IT_WAS);
        assertThat(entry(booking, "payment.captured").at()).isEqualTo(captured);
        assertThat(entry(booking, "payment.captured").providerAt()).isEqualTo(NOW.minusSeconds(1));
        assertThat(entry(booking, "booking.requested").providerAt()).isNull();
    }

    @Test
    void withinOneMomentTheOrderIsThatOfTheStore() {
        assertThat(happened(paid(NOW, NOW, NOW, NOW))).containsExactly(AS_IT_WAS);
    }

    @Test
    void anInstanceWhoseClockIsBehindChangesNoOrder() {
        Instant behind = NOW.minus(Duration.ofSeconds(20));

        assertThat(happened(paid(NOW, behind, behind, behind.plusMillis(1)))).containsExactly(AS_IT_WAS);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, request", "PENDING_PAYMENT, slot.reserved", "CONFIRMING, payment.captured",
        "PENDING_CONFIRMATION, slot.booked", "CONFIRMED, slot.booked", "IN_PROGRESS, booking.start-reached",
        "COMPLETED, booking.end-reached", "NO_SHOW, no-show", "REJECTED, slot.rejected", "EXPIRED, hold.timed-out",
        "DECLINED, decline", "CANCELLED, slot.lost"
    })
    void eachChangeSaysWhatCausedIt(BookingStatus status, String cause) {
        Booking booking = BookingMother.in(status);

        assertThat(entry(booking, "booking." + wireName(booking)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"REQUESTED, request.timed-out", "PENDING_PAYMENT, hold.timed-out", "CONFIRMING, confirming.timed-out",
        "PENDING_CONFIRMATION, confirmation.timed-out", "CONFIRMED, booking.end-reached", "IN_PROGRESS, booking.end-reached"})
    void whatIsOverdueWasCausedByItsDeadlineWhetherATimerRangOrNot(BookingStatus status, String cause) {
        Booking booking = after(BookingMother.in(status).overdue(BookingMother.END.plusSeconds(30)));

        assertThat(entry(booking, "booking." + wireName(booking)).cause()).isEqualTo(cause);
    }

    @Test
    void aSlotThatIsBookedTooLateCausesTheEndAndNoTimerDoes() {
        Booking noTimeLeft = after(BookingMother.confirmingManual().slotBooked(1, BOOKED, BookingMother.START));
        Booking past = after(BookingMother.in(BookingStatus.CONFIRMING).slotBooked(1, BOOKED, BookingMother.END));

        assertThat(entry(noTimeLeft, "booking.cancelled").cause()).isEqualTo("slot.booked");
        assertThat(entry(past, "booking.cancelled").cause()).isEqualTo("slot.booked");
    }

    @Test
    void aMoveAndAnAdminsCompletionSayWhatCausedThem() {
        Booking moved = after(BookingMother.moving().slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW));
        Booking completed = after(BookingMother.in(BookingStatus.CONFIRMED)
                .complete(BookingMother.ADMIN, null, BookingMother.START));

        assertThat(entry(moved, "booking.rescheduled").cause()).isEqualTo("slot.booked");
        assertThat(entry(completed, "booking.started").cause()).isEqualTo("booking.start-reached");
        assertThat(entry(completed, "booking.completed"))
                .extracting(Timeline.Entry::cause, Timeline.Entry::by)
                .containsExactly("complete", "admin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "REQUESTED            | request.timed-out PT5M",
        "PENDING_PAYMENT      | hold.reminder-due PT5M, hold.timed-out PT15M",
        "CONFIRMING           | confirming.timed-out PT10M",
        "PENDING_CONFIRMATION | confirmation.reminder-due PT12H, confirmation.timed-out PT24H",
        "CONFIRMED            | reminder.due PT42H30M, reminder.due PT65H30M, reminder.due PT66H15M, booking.start-reached PT66H30M,"
                + " booking.end-reached PT67H30M",
        "IN_PROGRESS          | booking.end-reached PT67H30M",
        "COMPLETED            | review-request.due PT91H30M, review-request.due PT163H30M, review-request.due PT331H30M,"
                + " booking.archived PT787H30M",
        "NO_SHOW              | booking.archived PT787H30M",
        "CANCELLED            | booking.archived PT787H30M"
    })
    void whatWillBeIsWhatIsArmed(BookingStatus status, String expected) {
        assertThat(toCome(BookingMother.in(status), NOW)).containsExactly(expected.split(", "));
    }

    @Test
    void aReminderThatIsPastIsNotToCome() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(toCome(booking, BookingMother.START.minus(Duration.ofHours(1))))
                .containsExactly("reminder.due PT66H15M", "booking.start-reached PT66H30M", "booking.end-reached PT67H30M");
    }

    @Test
    void nobodyIsRemindedOfWhatWasRemindedOfOrReviewed() {
        Booking held = BookingMother.in(BookingStatus.PENDING_PAYMENT);
        Booking reminded = after(BookingMother.timer(held, 1, NOW, NOW).holdReminderDue());
        Booking reviewed = after(BookingMother.in(BookingStatus.COMPLETED).review(5, null, BookingMother.END));

        assertThat(toCome(reminded, NOW)).containsExactly("hold.timed-out PT15M");
        assertThat(entry(reminded, "booking.payment-due").cause()).isEqualTo("hold.reminder-due");
        assertThat(toCome(reviewed, NOW)).containsExactly("booking.archived PT787H30M");
    }

    @Test
    void whatIsArchivedIsPast() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        Instant archived = BookingMother.END.plus(Duration.ofDays(30));

        assertThat(Timeline.of(booking, List.of(), Duration.ofDays(30), archived).getLast())
                .extracting(Timeline.Entry::type, Timeline.Entry::happened, Timeline.Entry::at)
                .containsExactly("booking.archived", true, archived);
    }

    @Test
    void whatWasSentStandsBetweenWhatHappenedAndClientsSeeWhatTheyWereSent() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var toClient = new SentMessage(
                "n-1", "CONFIRMED", null, "CLIENT", "EMAIL", SentMessage.Status.SENT, NOW.plusSeconds(1), null);
        var toProfessional = new SentMessage(
                "n-1", "CONFIRMED", null, "PROFESSIONAL", "PUSH", SentMessage.Status.FAILED, NOW.plusSeconds(2), "410");
        var late = new SentMessage(
                "n-2", "REMINDER", "PT24H", "CLIENT", "SMS", SentMessage.Status.SKIPPED, NOW.plusSeconds(3), "nobody wants it");

        List<Timeline.Entry> entries = Timeline.of(
                booking, List.of(toClient, toProfessional, late), Duration.ofDays(30), NOW.plusSeconds(4));
        List<Timeline.Entry> happened = entries.stream().filter(Timeline.Entry::happened).toList();

        assertThat(happened.subList(happened.size() - 3, happened.size()))
                .extracting(
                        Timeline.Entry::type, Timeline.Entry::kind, Timeline.Entry::recipient, Timeline.Entry::channel,
                        Timeline.Entry::detail)
                .containsExactly(
                        tuple("notification.sent", "CONFIRMED", "CLIENT", "EMAIL", null),
                        tuple("notification.failed", "CONFIRMED", "PROFESSIONAL", "PUSH", "410"),
                        tuple("notification.skipped", "REMINDER", "CLIENT", "SMS", "PT24H, nobody wants it"));
        assertThat(entries.stream().flatMap(entry -> entry.forClients().stream()).map(Timeline.Entry::recipient))
                .contains("CLIENT").doesNotContain("PROFESSIONAL");
    }

    private static List<String> toCome(Booking booking, Instant now) {
        return Timeline.of(booking, List.of(), Duration.ofDays(30), now).stream()
                .filter(entry -> !entry.happened())
                .map(entry -> entry.type() + " " + Duration.between(NOW, entry.at()))
                .toList();
    }

    private static String wireName(Booking booking) {
        return switch (booking.status()) {
            case CONFIRMING -> "paid";
            case IN_PROGRESS -> "started";
            case PENDING_PAYMENT -> "awaiting-payment";
            case PENDING_CONFIRMATION -> "awaiting-confirmation";
            case NO_SHOW -> "no-show-recorded";
            default -> booking.status().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Booking paid(Instant held, Instant captured, Instant heard, Instant booked) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        booking = after(booking.slotReserved(1, HOLD_UNTIL, held, held));
        booking = after(told(booking, "1", held).orderCreated("order_1", "rzp_test"));
        booking = after(new PaymentMessage(booking, "2", true, captured, heard).captured("pay_1", PRICE));
        booking = after(booking.slotBooked(1, BOOKED, booked));
        return booking;
    }

    private static List<String> happened(Booking booking) {
        return BookingMother.timelineOf(booking).stream()
                .filter(Timeline.Entry::happened)
                .map(Timeline.Entry::type)
                .filter(type -> !type.startsWith("meeting"))
                .toList();
    }

    private static Timeline.Entry entry(Booking booking, String type) {
        return BookingMother.timelineOf(booking).stream().filter(entry -> entry.type().equals(type)).findFirst().orElseThrow();
    }
}
