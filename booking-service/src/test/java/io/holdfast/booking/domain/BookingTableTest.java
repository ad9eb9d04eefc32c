package io.holdfast.booking.domain;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.holdfast.booking.domain.BookingMother.END;
import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.START;
import static org.assertj.core.api.Assertions.assertThat;

/** What each message means in each status, for a paid booking whose deadlines are reached when the timers ring. */
class BookingTableTest {

    /**
     * A status: the booking moves there and says so. {@code -}: nothing changes, for a reason. {@code =}: only the view of
     * the payment changes. {@code !}: the end is told again.
     */
    private static final String TABLE = """
            message                REQ PAY CFG PCF CFD PRG COM REJ EXP DEC CAN
            slotReserved           PAY  -   -   -   -   -   -   !   !   !   !
            slotRejected           REJ  -   -   -   -   -   -   -   -   -   -
            slotBooked              -   -  CFD  -   -   -   -   !   !   !   !
            slotLost                -   -  CAN  -   -   -   -   -   -   -   -
            paymentOrderCreated     =   -   -   -   -   -   -   =   -   -   -
            paymentCaptured         =  CFG  -   -   -   -   -   =   =   -   -
            paymentFailed           =   =   -   -   -   -   -   =   =   -   -
            paymentRefundRequested  =   =   =   =   =   =   =   =   =   =   =
            paymentRefunded         =   =   =   =   =   =   =   =   =   =   =
            paymentRefundFailed     =   =   =   =   =   =   =   =   =   =   =
            holdTimedOut            -  EXP  -   -   -   -   -   -   -   -   -
            confirmationTimedOut    -   -   -  DEC  -   -   -   -   -   -   -
            startReached            -   -   -   -  PRG  -   -   -   -   -   -
            endReached              -   -   -   -  COM COM  -   -   -   -   -
            confirm                 -   -   -  CFD  -   -   -   -   -   -   -
            decline                 -   -   -  DEC  -   -   -   -   -   -   -
            """;

    private static final Map<String, BookingStatus> SHORT = Map.ofEntries(
            Map.entry("REQ", BookingStatus.REQUESTED),
            Map.entry("PAY", BookingStatus.PENDING_PAYMENT),
            Map.entry("CFG", BookingStatus.CONFIRMING),
            Map.entry("PCF", BookingStatus.PENDING_CONFIRMATION),
            Map.entry("CFD", BookingStatus.CONFIRMED),
            Map.entry("PRG", BookingStatus.IN_PROGRESS),
            Map.entry("COM", BookingStatus.COMPLETED),
            Map.entry("REJ", BookingStatus.REJECTED),
            Map.entry("EXP", BookingStatus.EXPIRED),
            Map.entry("DEC", BookingStatus.DECLINED),
            Map.entry("CAN", BookingStatus.CANCELLED));

    private static final Map<String, Function<Booking, Outcome>> MESSAGES = Map.ofEntries(
            Map.entry("slotReserved", b -> b.slotReserved(1, HOLD_UNTIL, NOW)),
            Map.entry("slotRejected", b -> b.slotRejected(1, "BOOKED", NOW)),
            Map.entry("slotBooked", b -> b.slotBooked(1, NOW)),
            Map.entry("slotLost", b -> b.slotLost(1, "BOOKED", NOW)),
            Map.entry("paymentOrderCreated", b -> b.paymentOrderCreated("order_1", "rzp_test")),
            Map.entry("paymentCaptured", b -> b.paymentCaptured(PRICE, NOW)),
            Map.entry("paymentFailed", Booking::paymentFailed),
            Map.entry("paymentRefundRequested", Booking::paymentRefundRequested),
            Map.entry("paymentRefunded", b -> b.paymentRefunded(true)),
            Map.entry("paymentRefundFailed", Booking::paymentRefundFailed),
            Map.entry("holdTimedOut", b -> b.holdTimedOut(1, HOLD_UNTIL, HOLD_UNTIL)),
            Map.entry("confirmationTimedOut", b -> b.confirmationTimedOut(1, START, START)),
            Map.entry("startReached", b -> b.startReached(1, START, START)),
            Map.entry("endReached", b -> b.endReached(1, END, END)),
            Map.entry("confirm", b -> b.confirm(TriggeredBy.PROFESSIONAL, NOW)),
            Map.entry("decline", b -> b.decline("On leave", TriggeredBy.PROFESSIONAL, NOW)));

    private static final Map<BookingStatus, Class<? extends BookingEvent>> TOLD = Map.of(
            BookingStatus.PENDING_PAYMENT, BookingEvent.AwaitingPayment.class,
            BookingStatus.CONFIRMING, BookingEvent.Paid.class,
            BookingStatus.CONFIRMED, BookingEvent.Confirmed.class,
            BookingStatus.IN_PROGRESS, BookingEvent.Started.class,
            BookingStatus.COMPLETED, BookingEvent.Completed.class,
            BookingStatus.REJECTED, BookingEvent.Rejected.class,
            BookingStatus.EXPIRED, BookingEvent.Expired.class,
            BookingStatus.DECLINED, BookingEvent.Declined.class,
            BookingStatus.CANCELLED, BookingEvent.Cancelled.class);

    static Stream<Arguments> pairs() {
        return MESSAGES.keySet().stream().sorted().flatMap(message -> Arrays.stream(BookingStatus.values())
                .map(status -> Arguments.of(status, message)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("pairs")
    void everyPairIsDecided(BookingStatus status, String message) {
        String expected = cells().get(status + " " + message);
        assertThat(expected).as("the table says nothing about %s in %s", message, status).isNotNull();
        Booking booking = BookingMother.in(status);
        assertThat(booking.status()).isEqualTo(status);
        BookingState before = booking.state();

        Outcome outcome = MESSAGES.get(message).apply(booking);

        BookingState after = booking.state();
        switch (expected) {
            case "-" -> {
                assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
                assertThat(((Outcome.Unchanged) outcome).why()).isNotBlank();
                assertThat(after).isEqualTo(before);
            }
            case "=" -> {
                assertThat(outcome).isEqualTo(new Outcome.Changed(List.of()));
                assertThat(after.payment()).isNotEqualTo(before.payment());
                assertThat(after.history()).isEqualTo(before.history());
            }
            case "!" -> {
                assertThat(told(outcome)).singleElement().isInstanceOf(TOLD.get(status));
                assertThat(after).isEqualTo(before);
            }
            default -> {
                BookingStatus target = SHORT.get(expected);
                assertThat(told(outcome)).last().isInstanceOf(TOLD.get(target));
                assertThat(after.status()).isEqualTo(target);
                assertThat(after.history()).hasSizeGreaterThan(before.history().size());
                assertThat(after.history().getLast().status()).isEqualTo(target);
            }
        }
    }

    @ParameterizedTest(name = "{1} twice in {0}")
    @MethodSource("pairs")
    void whatIsRepeatedMovesNothingFurther(BookingStatus status, String message) {
        Booking booking = BookingMother.in(status);
        MESSAGES.get(message).apply(booking);
        BookingState once = booking.state();

        MESSAGES.get(message).apply(booking);

        assertThat(booking.state()).isEqualTo(once);
    }

    @Test
    void everyDecisionOfABookingHasARow() {
        List<String> decisions = Arrays.stream(Booking.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Outcome.class)
                .map(Method::getName)
                .toList();
        assertThat(MESSAGES.keySet()).containsExactlyInAnyOrderElementsOf(decisions);
    }

    private static List<BookingEvent> told(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return ((Outcome.Changed) outcome).events();
    }

    /** "STATUS message" → cell. */
    private static Map<String, String> cells() {
        List<String> lines = TABLE.lines().toList();
        String[] columns = lines.getFirst().split("\\s+");
        var cells = new HashMap<String, String>();
        lines.stream().skip(1).map(line -> line.split("\\s+")).forEach(row -> {
            for (int column = 1; column < row.length; column++) {
                cells.put(SHORT.get(columns[column]) + " " + row[0], row[column]);
            }
        });
        return cells;
    }
}
