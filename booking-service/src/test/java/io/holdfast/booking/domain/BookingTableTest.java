package io.holdfast.booking.domain;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
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

import static io.holdfast.booking.domain.BookingMother.BOOKED;
import static io.holdfast.booking.domain.BookingMother.CONFIRMING_UNTIL;
import static io.holdfast.booking.domain.BookingMother.END;
import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.REQUEST_UNTIL;
import static io.holdfast.booking.domain.BookingMother.START;
import static io.holdfast.booking.domain.BookingMother.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

/** What each message means in each status, for a paid booking whose deadlines are reached when the timers ring. */
class BookingTableTest {

    /**
     * A status: the booking moves there and says so. {@code -}: nothing changes, for a reason. {@code =}: only what it
     * knows of others changes. {@code !}: the end is told again. {@code x}: whoever asks is refused because of the
     * status. {@code >}: it stays where it is and says something else.
     */
    private static final String TABLE = """
            message                REQ PAY CFG PCF CFD PRG COM NOS REJ EXP DEC CAN
            slotReserved           PAY  -   -   -   -   -   -   -   !   !   !   !
            slotRejected           REJ  -   -   -   -   -   -   -   -   -   -   -
            slotBooked              -   -  CFD  -   -   -   -   -   !   !   !   !
            slotLost                -   -  CAN  -   -   -   -   -   -   -   -   -
            paymentOrderCreated     =   -   -   -   -   -   -   -   =   -   -   -
            paymentOrderRefused     -  CAN  -   -   -   -   -   -   -   -   -   -
            paymentCaptured         =  CFG  -   -   -   -   -   -   =   =   -   -
            paymentFailed           =   =   =   =   =   =   =   =   =   =   =   =
            paymentRefundRequested  =   =   =   =   =   =   =   =   =   =   =   =
            paymentRefunded         =   =   =   =   =   =   =   =   =   =   =   =
            paymentRefundFailed     =   =   =   =   =   =   =   =   =   =   =   =
            requestTimedOut        REJ  -   -   -   -   -   -   -   -   -   -   -
            holdTimedOut            -  EXP  -   -   -   -   -   -   -   -   -   -
            confirmingTimedOut      -   -  CAN  -   -   -   -   -   -   -   -   -
            confirmationTimedOut    -   -   -  DEC  -   -   -   -   -   -   -   -
            startReached            -   -   -   -  PRG  -   -   -   -   -   -   -
            endReached              -   -   -   -  COM COM  -   -   -   -   -   -
            overdue                REJ EXP CAN DEC COM COM  -   -   -   -   -   -
            meetingArranged         -   -   -   -   =   =   =   =   -   -   -   -
            meetingPutOff           -   -   -   -   =   =   =   =   -   -   -   -
            confirm                 x   x   x  CFD  x   x   x   x   x   x   x   x
            decline                 x   x   x  DEC  x   x   x   x   x   x   x   x
            cancel                 CAN CAN CAN CAN CAN  x   x   x   x   x   x   x
            reschedule              x   x   x   x   >   x   x   x   x   x   x   x
            noShow                  x   x   x   x  NOS NOS NOS  x   x   x   x   x
            complete                x   x   x   x  COM COM  x  COM  x   x   x   x
            review                  x   x   x   x   x   x   >   x   x   x   x   x
            """;

    /** The same for a confirmed booking that is being moved, about the revision that it has. */
    private static final String WHILE_MOVING = """
            slotReserved - slotRejected - slotBooked - slotLost - paymentOrderCreated - paymentOrderRefused -
            paymentCaptured -
            paymentFailed = paymentRefundRequested = paymentRefunded = paymentRefundFailed =
            requestTimedOut - holdTimedOut - confirmingTimedOut - confirmationTimedOut - startReached = endReached =
            overdue > meetingArranged = meetingPutOff =
            confirm x decline x cancel CAN reschedule x noShow x complete x review x
            """;

    private static final Map<String, BookingStatus> SHORT = Map.ofEntries(
            Map.entry("REQ", BookingStatus.REQUESTED),
            Map.entry("PAY", BookingStatus.PENDING_PAYMENT),
            Map.entry("CFG", BookingStatus.CONFIRMING),
            Map.entry("PCF", BookingStatus.PENDING_CONFIRMATION),
            Map.entry("CFD", BookingStatus.CONFIRMED),
            Map.entry("PRG", BookingStatus.IN_PROGRESS),
            Map.entry("COM", BookingStatus.COMPLETED),
            Map.entry("NOS", BookingStatus.NO_SHOW),
            Map.entry("REJ", BookingStatus.REJECTED),
            Map.entry("EXP", BookingStatus.EXPIRED),
            Map.entry("DEC", BookingStatus.DECLINED),
            Map.entry("CAN", BookingStatus.CANCELLED));

    private static final Map<String, Function<Booking, Outcome>> MESSAGES = Map.ofEntries(
            Map.entry("slotReserved", b -> b.slotReserved(1, HOLD_UNTIL, NOW, NOW)),
            Map.entry("slotRejected", b -> b.slotRejected(1, 1, "BOOKED", List.of(), NOW)),
            Map.entry("slotBooked", b -> b.slotBooked(1, BOOKED, NOW)),
            Map.entry("slotLost", b -> b.slotLost(1, "BOOKED", NOW)),
            Map.entry("paymentOrderCreated", b -> b.paymentOrderCreated("order_1", "rzp_test", BookingMother.told(NOW))),
            Map.entry("paymentCaptured", b -> b.paymentCaptured("pay_1", PRICE, BookingMother.told(NOW))),
            Map.entry("paymentFailed", b -> b.paymentFailed("pay_0", "declined", BookingMother.told(NOW))),
            Map.entry("paymentRefundRequested", b -> b.paymentRefundRequested("pay_1", PRICE, BookingMother.told(NOW))),
            Map.entry("paymentRefunded", b -> b.paymentRefunded("pay_1", "rfnd_1", PRICE, BookingMother.told(NOW))),
            Map.entry("paymentRefundFailed", b -> b.paymentRefundFailed("pay_1", PRICE, "closed", BookingMother.told(NOW))),
            Map.entry("paymentOrderRefused", b -> b.paymentOrderRefused(1, "amount-not-accepted", NOW)),
            Map.entry("requestTimedOut", b -> b.requestTimedOut(1, REQUEST_UNTIL, REQUEST_UNTIL)),
            Map.entry("confirmingTimedOut", b -> b.confirmingTimedOut(1, CONFIRMING_UNTIL, CONFIRMING_UNTIL)),
            Map.entry("overdue", b -> b.overdue(END.plusSeconds(30))),
            Map.entry("holdTimedOut", b -> b.holdTimedOut(1, HOLD_UNTIL, HOLD_UNTIL)),
            Map.entry("confirmationTimedOut", b -> b.confirmationTimedOut(1, START, START)),
            Map.entry("startReached", b -> b.startReached(1, START, START)),
            Map.entry("endReached", b -> b.endReached(1, END, END)),
            Map.entry("meetingArranged", b -> b.meetingArranged(1, "https://meet.example.com/room", START)),
            Map.entry("meetingPutOff", b -> b.meetingPutOff(END)),
            Map.entry("cancel", b -> b.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, NOW)),
            Map.entry("reschedule", b -> b.reschedule(TriggeredBy.CLIENT, TOMORROW, null, null, NOW)),
            Map.entry("noShow", b -> b.noShow(TriggeredBy.PROFESSIONAL, null, START)),
            Map.entry("complete", b -> b.complete(TriggeredBy.PROFESSIONAL, null, START)),
            Map.entry("review", b -> b.review(5, "Good", END)),
            Map.entry("confirm", b -> b.confirm(TriggeredBy.PROFESSIONAL, NOW)),
            Map.entry("decline", b -> b.decline("On leave", TriggeredBy.PROFESSIONAL, NOW)));

    private static final Map<BookingStatus, Class<? extends BookingEvent>> TOLD = Map.of(
            BookingStatus.PENDING_PAYMENT, BookingEvent.AwaitingPayment.class,
            BookingStatus.CONFIRMING, BookingEvent.Paid.class,
            BookingStatus.CONFIRMED, BookingEvent.Confirmed.class,
            BookingStatus.IN_PROGRESS, BookingEvent.Started.class,
            BookingStatus.COMPLETED, BookingEvent.Completed.class,
            BookingStatus.NO_SHOW, BookingEvent.NoShowRecorded.class,
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

        assertDecision(booking, message, expected);
    }

    @ParameterizedTest(name = "{0} while it is being moved")
    @MethodSource("messages")
    void everyPairIsDecidedWhileTheBookingIsBeingMoved(String message) {
        List<String> cells = List.of(WHILE_MOVING.strip().split("\\s+"));
        String expected = cells.get(cells.indexOf(message) + 1);

        assertDecision(BookingMother.moving(), message, expected);
    }

    static Stream<String> messages() {
        return MESSAGES.keySet().stream().sorted();
    }

    private static void assertDecision(Booking booking, String message, String expected) {
        BookingStatus status = booking.status();
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
                assertThat(after).isNotEqualTo(before);
                assertThat(after.history()).isEqualTo(before.history());
            }
            case ">" -> {
                assertThat(told(outcome)).hasSize(1);
                assertThat(after).isNotEqualTo(before);
                assertThat(after.history()).isEqualTo(before.history());
            }
            case "x" -> {
                assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.because()).isEqualTo(Outcome.Because.STATE);
                    assertThat(refused.code()).matches("[a-z-]+");
                    assertThat(refused.why()).endsWith(".");
                });
                assertThat(after).isEqualTo(before);
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

    /** Timers are the decisions that are told about an instant, {@code (about, due, now)}. */
    private static final List<String> TIMERS = Arrays.stream(Booking.class.getDeclaredMethods())
            .filter(method -> List.of(method.getParameterTypes()).equals(List.of(int.class, Instant.class, Instant.class)))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .toList();

    static Stream<BookingStatus> waiting() {
        return Arrays.stream(BookingStatus.values()).filter(status -> !status.isOver());
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void whereABookingWaitsItHasADeadlineATimerAndAnEndWithoutOne(BookingStatus status) {
        Booking booking = BookingMother.in(status);
        Instant due = booking.state().deadline().due();
        assertThat(due).isAfter(NOW);

        assertThat(TIMERS).as("a timer that ends %s", status).anyMatch(timer -> {
            Booking rung = BookingMother.in(status);
            MESSAGES.get(timer).apply(rung);
            return rung.status() != status;
        });
        assertThat(booking.overdueAt()).hasValueSatisfying(at -> assertThat(at).isBetween(due, due.plusSeconds(60)));
        assertThat(booking.overdue(due)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.overdue(due.plusSeconds(60))).isInstanceOf(Outcome.Changed.class);
        assertThat(booking.status()).isNotEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsOverWaitsForNothing(BookingStatus status, String message) {
        Booking booking = BookingMother.in(status);
        MESSAGES.get(message).apply(booking);

        assertThat(booking.overdueAt().isEmpty()).isEqualTo(booking.status().isOver());
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void aTimerThatRingsTooSoonIsKeptInMindUntilItsTimeHasCome(BookingStatus status) {
        Booking booking = BookingMother.in(status);
        Instant due = booking.state().deadline().due();
        BookingState before = booking.state();

        TIMERS.forEach(timer -> tooSoon(booking, timer, due));

        assertThat(booking.status()).isEqualTo(status);
        assertThat(booking.state().history()).isEqualTo(before.history());
        assertThat(booking.overdueAt()).contains(due);
        assertThat(booking.overdue(due.minusMillis(1))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.overdue(due)).isInstanceOf(Outcome.Changed.class);
        assertThat(booking.status()).isNotEqualTo(status);
    }

    private static void tooSoon(Booking booking, String timer, Instant due) {
        try {
            Booking.class.getMethod(timer, int.class, Instant.class, Instant.class).invoke(booking, 1, due, due.minusMillis(1));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
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
