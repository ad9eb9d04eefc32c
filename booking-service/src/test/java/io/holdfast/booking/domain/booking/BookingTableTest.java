package io.holdfast.booking.domain.booking;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.CLIENT;
import static io.holdfast.booking.domain.booking.BookingMother.CONFIRMING_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.LEE;
import static io.holdfast.booking.domain.booking.BookingMother.MATCH_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.OFFER;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.PROFESSIONAL;
import static io.holdfast.booking.domain.booking.BookingMother.REQUEST_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.TOMORROW;
import static io.holdfast.booking.domain.booking.BookingMother.timer;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.BookingMother.withPhone;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.changes;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What each message means in each status, for a paid booking whose deadlines are reached when the timers ring. */
class BookingTableTest {

    /**
     * A status: the booking moves there and says so. {@code -}: nothing changes, for a reason. {@code =}: only what it
     * knows of others changes. {@code !}: the end is told again. {@code x}: whoever asks is refused because of the
     * status. {@code >}: it stays where it is and says something else. {@code ~}: its client is forgotten, and nobody is told;
     * {@code o}: whom it is for is.
     */
    private static final String TABLE = """
            message               REQ PAY CFG PCF PMA CFD PRG COM NOS REJ EXP DEC CAN
            slotReserved          PAY  -   -   -   -   -   -   -   -   !   !   !   !
            slotRejected          REJ  -   -   -   -   -   -   -   -   -   -   -   -
            slotBooked             -   -  CFD  -   =   -   -   -   -   !   !   !   !
            slotLost               -   -  CAN  -   -   -   -   -   -   -   -   -   -
            matchFound             -   -   -   -  CFD  -   -   -   -   -   -   -   !
            matchFailed            -   -   -   -  CAN  -   -   -   -   -   -   -   -
            orderCreated           =   -   -   -   -   -   -   -   -   =   -   -   -
            orderRefused           -  CAN  -   -   -   -   -   -   -   -   -   -   -
            captured               =  CFG  -   -   -   -   -   -   -   =   =   -   -
            failed                 =   >   =   =   =   =   =   =   =   =   =   =   =
            refundRequested        =   =   =   =   =   =   =   =   =   =   =   =   =
            refunded               =   =   =   =   =   =   =   =   =   =   =   =   =
            refundFailed           =   =   =   =   =   =   =   =   =   =   =   =   =
            requestTimedOut       REJ  -   -   -   -   -   -   -   -   -   -   -   -
            holdReminderDue        -   >   -   -   -   -   -   -   -   -   -   -   -
            holdTimedOut           -  EXP  -   -   -   -   -   -   -   -   -   -   -
            confirmingTimedOut     -   -  CAN  -   -   -   -   -   -   -   -   -   -
            confirmationTimedOut   -   -   -  DEC  -   -   -   -   -   -   -   -   -
            matchTimedOut          -   -   -   -  CAN  -   -   -   -   -   -   -   -
            startReached           -   -   -   -   -  PRG  -   -   -   -   -   -   -
            endReached             -   -   -   -   -  COM COM  -   -   -   -   -   -
            reviewRequestDue       -   -   -   -   -   -   -   =   -   -   -   -   -
            overdue               REJ EXP CAN DEC CAN COM COM  -   -   -   -   -   -
            meetingArranged        -   -   -   -   -   =   =   =   =   -   -   -   -
            meetingPutOff          -   -   -   -   -   =   =   =   =   -   -   -   -
            confirm                x   x   x  CFD  x   x   x   x   x   x   x   x   x
            decline                x   x   x  DEC  x   x   x   x   x   x   x   x   x
            cancel                CAN CAN CAN CAN CAN CAN  x   x   x   x   x   x   x
            release               CAN CAN  x   x   x   x   x   x   x   x   x   x   x
            reschedule             x   x   x   x   x   >   x   x   x   x   x   x   x
            moveToOffer            >   >   >   >   >   >   >   >   >   >   >   >   >
            correct                =   =   =   >   =   >   x   x   x   x   x   x   x
            noShow                 x   x   x   x   x  NOS NOS NOS  x   x   x   x   x
            complete               x   x   x   x   x  COM COM  x  COM  x   x   x   x
            review                 x   x   x   x   x   x   x   >   x   x   x   x   x
            erase                  x   x   x   x   x   x   x   ~   ~   ~   ~   ~   ~
            eraseRecipient         x   x   x   x   x   x   x   o   o   o   o   o   o
            """;

    /** The same for a booking for which the platform finds the professional; found nobody, where it is cancelled. */
    private static final String MATCH = """
            message               PAY PMA CFD PRG COM EXP CAN
            slotReserved           -   -   -   -   -   !   !
            slotRejected           -   -   -   -   -   -   -
            slotBooked             -   =   -   -   -   !   !
            slotLost               -   -   -   -   -   -   -
            matchFound             -  CFD  -   -   -   -   !
            matchFailed            -  CAN  -   -   -   -   -
            orderCreated           -   -   -   -   -   =   -
            orderRefused          CAN  -   -   -   -   -   -
            captured              PMA  -   -   -   -   =   -
            failed                 >   =   =   =   =   =   =
            refundRequested        =   =   =   =   =   =   =
            refunded               =   =   =   =   =   =   =
            refundFailed           =   =   =   =   =   =   =
            requestTimedOut        -   -   -   -   -   -   -
            holdReminderDue        >   -   -   -   -   -   -
            holdTimedOut          EXP  -   -   -   -   -   -
            confirmingTimedOut     -   -   -   -   -   -   -
            confirmationTimedOut   -   -   -   -   -   -   -
            matchTimedOut          -  CAN  -   -   -   -   -
            startReached           -   -  PRG  -   -   -   -
            endReached             -   -  COM COM  -   -   -
            reviewRequestDue       -   -   -   -   =   -   -
            overdue               EXP CAN COM COM  -   -   -
            meetingArranged        -   -   =   =   =   -   -
            meetingPutOff          -   -   -   -   -   -   -
            confirm                x   x   x   x   x   x   x
            decline                x   x   x   x   x   x   x
            cancel                CAN CAN CAN  x   x   x   x
            release               CAN  x   x   x   x   x   x
            reschedule             x   x   >   x   x   x   x
            moveToOffer            >   >   >   >   >   >   >
            correct                =   =   >   x   x   x   x
            noShow                 x   x  NOS NOS NOS  x   x
            complete               x   x  COM COM  x   x   x
            review                 x   x   x   x   >   x   x
            erase                  x   x   x   x   ~   ~   ~
            eraseRecipient         x   x   x   x   o   o   o
            """;

    /** The same for a confirmed booking that is being moved, about the revision that it has. */
    private static final String WHILE_MOVING = """
            slotReserved - slotRejected - slotBooked - slotLost - orderCreated - orderRefused - matchFound - matchFailed - matchTimedOut -
            captured        -
            failed        = refundRequested = refunded = refundFailed =
            requestTimedOut - holdReminderDue - holdTimedOut - confirmingTimedOut - confirmationTimedOut - startReached = endReached =
            reviewRequestDue - overdue > meetingArranged = meetingPutOff =
            confirm x decline x cancel CAN release x reschedule x moveToOffer > correct > noShow x complete x review x erase x
            eraseRecipient x
            """;

    private static final Map<String, BookingStatus> SHORT = Map.ofEntries(
            Map.entry("REQ", BookingStatus.REQUESTED),
            Map.entry("PAY", BookingStatus.PENDING_PAYMENT),
            Map.entry("CFG", BookingStatus.CONFIRMING),
            Map.entry("PCF", BookingStatus.PENDING_CONFIRMATION),
            Map.entry("PMA", BookingStatus.PENDING_MATCH),
            Map.entry("CFD", BookingStatus.CONFIRMED),
            Map.entry("PRG", BookingStatus.IN_PROGRESS),
            Map.entry("COM", BookingStatus.COMPLETED),
            Map.entry("NOS", BookingStatus.NO_SHOW),
            Map.entry("REJ", BookingStatus.REJECTED),
            Map.entry("EXP", BookingStatus.EXPIRED),
            Map.entry("DEC", BookingStatus.DECLINED),
            Map.entry("CAN", BookingStatus.CANCELLED));

    private static final Map<String, Function<Booking, Decision<Booking, BookingEvent>>> MESSAGES = Map.ofEntries(
            Map.entry("slotReserved", b -> b.slotReserved(1, HOLD_UNTIL, NOW, NOW)),
            Map.entry("slotRejected", b -> b.slotRejected(1, 1, "BOOKED", List.of(), NOW)),
            Map.entry("slotBooked", b -> b.slotBooked(1, BOOKED, NOW)),
            Map.entry("slotLost", b -> b.slotLost(1, "BOOKED", NOW)),
            Map.entry("matchFound", b -> b.matchFound(1, LEE, NOW)),
            Map.entry("matchFailed", b -> b.matchFailed(1, "Nobody was found", NOW)),
            Map.entry("matchTimedOut", b -> timer(b, 1, MATCH_UNTIL, MATCH_UNTIL).matchTimedOut()),
            Map.entry("orderCreated", b -> told(b, NOW).orderCreated("order_1", "rzp_test")),
            Map.entry("captured", b -> told(b, NOW).captured("pay_1", PRICE)),
            Map.entry("failed", b -> told(b, NOW).failed("pay_0", "declined")),
            Map.entry("refundRequested", b -> told(b, NOW).refundRequested("pay_1", PRICE)),
            Map.entry("refunded", b -> told(b, NOW).refunded("pay_1", "rfnd_1", PRICE)),
            Map.entry("refundFailed", b -> told(b, NOW).refundFailed("pay_1", PRICE, "closed")),
            Map.entry("orderRefused", b -> told(b, NOW).orderRefused(1, "amount-not-accepted")),
            Map.entry("requestTimedOut", b -> timer(b, 1, REQUEST_UNTIL, REQUEST_UNTIL).requestTimedOut()),
            Map.entry("confirmingTimedOut", b -> timer(b, 1, CONFIRMING_UNTIL, CONFIRMING_UNTIL).confirmingTimedOut()),
            Map.entry("overdue", b -> b.overdue(END.plusSeconds(30))),
            Map.entry("holdReminderDue", b -> timer(b, 1, NOW, NOW).holdReminderDue()),
            Map.entry("reviewRequestDue", b -> b.reviewRequestDue(1, true)),
            Map.entry("holdTimedOut", b -> timer(b, 1, HOLD_UNTIL, HOLD_UNTIL).holdTimedOut()),
            Map.entry("confirmationTimedOut", b -> timer(b, 1, START, START).confirmationTimedOut()),
            Map.entry("startReached", b -> timer(b, 1, START, START).startReached()),
            Map.entry("endReached", b -> timer(b, 1, END, END).endReached()),
            Map.entry("meetingArranged", b -> b.meetingArranged(1, "https://meet.example.com/room", START)),
            Map.entry("meetingPutOff", b -> b.meetingPutOff(END)),
            Map.entry("cancel", b -> b.cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW)),
            Map.entry("release", b -> b.release(CLIENT, NOW)),
            Map.entry("reschedule", b -> b.reschedule(CLIENT, TOMORROW, null, null, NOW)),
            Map.entry("moveToOffer", b -> b.moveToOffer(OFFER, CLIENT, TOMORROW, null, NOW)),
            Map.entry("correct", b -> b.correct(CLIENT, withPhone(b, "+919812345670"), NOW)),
            Map.entry("noShow", b -> b.noShow(PROFESSIONAL, null, START)),
            Map.entry("complete", b -> b.complete(PROFESSIONAL, null, START)),
            Map.entry("review", b -> b.review(5, "Good", END)),
            Map.entry("erase", Booking::erase),
            Map.entry("eraseRecipient", b -> forSomebodyElse(b).eraseRecipient()),
            Map.entry("confirm", b -> b.confirm(PROFESSIONAL, NOW)),
            Map.entry("decline", b -> b.decline("On leave", PROFESSIONAL, NOW)));

    private static Booking forSomebodyElse(Booking booking) {
        BookingDetails known = booking.terms().details();
        return new Booking(
                booking.terms().with(new BookingDetails(
                        known.name(), known.phone(), new Recipient("Ravi Rao", null), known.address(), known.language(), known.notes())),
                booking.state());
    }

    /** Bookings for which the platform finds the professional, in the statuses that make a difference. */
    private static final Map<BookingStatus, Supplier<Booking>> MATCHES = Map.of(
            BookingStatus.PENDING_PAYMENT, () -> after(told(BookingMother.match(PRICE), NOW).orderCreated("order_1", "rzp_test")),
            BookingStatus.PENDING_MATCH, BookingMother::searching,
            BookingStatus.CONFIRMED, BookingMother::matched,
            BookingStatus.IN_PROGRESS, () -> after(timer(BookingMother.matched(), 1, START, START).startReached()),
            BookingStatus.COMPLETED, () -> after(timer(BookingMother.matched(), 1, END, END).endReached()),
            BookingStatus.EXPIRED,
                    () -> after(timer(BookingMother.match(PRICE), 1, HOLD_UNTIL, HOLD_UNTIL).holdTimedOut()),
            BookingStatus.CANCELLED, () -> after(BookingMother.searching().matchFailed(1, "Nobody was found", NOW)));

    private static final Map<BookingStatus, Class<? extends BookingEvent>> TOLD = Map.ofEntries(
            Map.entry(BookingStatus.PENDING_PAYMENT, BookingEvent.AwaitingPayment.class),
            Map.entry(BookingStatus.CONFIRMING, BookingEvent.Paid.class),
            Map.entry(BookingStatus.PENDING_MATCH, BookingEvent.AwaitingMatch.class),
            Map.entry(BookingStatus.CONFIRMED, BookingEvent.Confirmed.class),
            Map.entry(BookingStatus.IN_PROGRESS, BookingEvent.Started.class),
            Map.entry(BookingStatus.COMPLETED, BookingEvent.Completed.class),
            Map.entry(BookingStatus.NO_SHOW, BookingEvent.NoShowRecorded.class),
            Map.entry(BookingStatus.REJECTED, BookingEvent.Rejected.class),
            Map.entry(BookingStatus.EXPIRED, BookingEvent.Expired.class),
            Map.entry(BookingStatus.DECLINED, BookingEvent.Declined.class),
            Map.entry(BookingStatus.CANCELLED, BookingEvent.Cancelled.class));

    static Stream<Arguments> pairs() {
        return MESSAGES.keySet().stream().sorted().flatMap(message -> Arrays.stream(BookingStatus.values())
                .map(status -> Arguments.of(status, message)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("pairs")
    void everyPairIsDecided(BookingStatus status, String message) {
        String expected = cells(TABLE).get(status + " " + message);
        assertThat(expected).as("the table says nothing about %s in %s", message, status).isNotNull();
        Booking booking = BookingMother.in(status);
        assertThat(booking.status()).isEqualTo(status);

        assertDecision(booking, message, expected);
    }

    static Stream<Arguments> matchPairs() {
        return MESSAGES.keySet().stream().sorted().flatMap(message -> MATCHES.keySet().stream()
                .sorted()
                .map(status -> Arguments.of(status, message)));
    }

    @ParameterizedTest(name = "{1} in {0} of a match")
    @MethodSource("matchPairs")
    void everyPairOfAMatchIsDecided(BookingStatus status, String message) {
        String expected = cells(MATCH).get(status + " " + message);
        assertThat(expected).as("the table says nothing about %s in %s", message, status).isNotNull();
        Booking booking = MATCHES.get(status).get();
        assertThat(booking.status()).isEqualTo(status);

        assertDecision(booking, message, expected);
    }

    @ParameterizedTest(name = "{1} twice in {0} of a match")
    @MethodSource("matchPairs")
    void whatIsRepeatedMovesAMatchNoFurther(BookingStatus status, String message) {
        Booking once = after(MESSAGES.get(message).apply(MATCHES.get(status).get()));

        assertThat(after(MESSAGES.get(message).apply(once)).state()).isEqualTo(once.state());
        assertThat(once.overdueAt().isEmpty()).isEqualTo(once.status().isOver());
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

        var decision = MESSAGES.get(message).apply(booking);

        assertThat(booking.state()).isEqualTo(before);
        BookingState after = decision.aggregate().state();
        switch (expected) {
            case "-" -> {
                assertThat(decision).isInstanceOfSatisfying(
                        Decision.Unchanged.class, unchanged -> assertThat(unchanged.why()).isNotBlank());
                assertThat(after).isEqualTo(before);
            }
            case "=" -> {
                assertThat(said(decision)).isEmpty();
                assertThat(after).isNotEqualTo(before);
                assertThat(after.history()).isEqualTo(before.history());
            }
            case ">" -> {
                assertThat(said(decision)).hasSize(1);
                assertThat(after).isNotEqualTo(before);
                assertThat(after.history()).isEqualTo(before.history());
            }
            case "x" -> {
                assertThat(refusal(decision).ground()).isEqualTo(CommandRefusal.Ground.STATE);
                assertThat(refusal(decision).code()).matches("[a-z-]+");
                assertThat(refusal(decision).why()).endsWith(".");
                assertThat(after).isEqualTo(before);
            }
            case "~" -> {
                assertThat(said(decision)).isEmpty();
                assertThat(decision.aggregate().terms().client()).isEqualTo(Client.ERASED);
                assertThat(after.history()).extracting(StatusChange::status)
                        .isEqualTo(before.history().stream().map(StatusChange::status).toList());
            }
            case "o" -> {
                assertThat(said(decision)).isEmpty();
                assertThat(decision.aggregate().terms().recipient()).isNull();
                assertThat(decision.aggregate().terms().client()).isEqualTo(booking.terms().client());
                assertThat(after).isEqualTo(before);
            }
            case "!" -> {
                assertThat(said(decision)).singleElement().isInstanceOf(TOLD.get(status));
                assertThat(after).isEqualTo(before);
            }
            default -> {
                BookingStatus target = SHORT.get(expected);
                assertThat(said(decision)).last().isInstanceOf(TOLD.get(target));
                assertThat(after.status()).isEqualTo(target);
                assertThat(after.history()).hasSizeGreaterThan(before.history().size());
                assertThat(after.history().getLast().status()).isEqualTo(target);
            }
        }
    }

    @ParameterizedTest(name = "{1} twice in {0}")
    @MethodSource("pairs")
    void whatIsRepeatedMovesNothingFurther(BookingStatus status, String message) {
        Booking once = after(MESSAGES.get(message).apply(BookingMother.in(status)));

        var twice = MESSAGES.get(message).apply(once);

        assertThat(after(twice).state()).isEqualTo(once.state());
        // Whoever acts for a booking that has ended is told so each time.
        if (!once.status().isOver()) {
            assertThat(twice.events()).isEmpty();
        }
    }

    private static final List<Method> TIMERS = decisionsOf(FiredTimer.class).toList();

    private static Stream<Method> decisionsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Decision.class);
    }

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
            Booking rung = after(MESSAGES.get(timer.getName()).apply(BookingMother.in(status)));
            return rung.status() != status;
        });
        assertThat(booking.overdueAt()).hasValueSatisfying(at -> assertThat(at).isBetween(due, due.plusSeconds(60)));
        assertThat(booking.overdue(due)).isInstanceOf(Decision.Unchanged.class);
        assertThat(changes(booking.overdue(due.plusSeconds(60))).status()).isNotEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsOverWaitsForNothing(BookingStatus status, String message) {
        Booking booking = after(MESSAGES.get(message).apply(BookingMother.in(status)));

        assertThat(booking.overdueAt().isEmpty()).isEqualTo(booking.status().isOver());
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void aTimerThatRingsTooSoonIsKeptInMindUntilItsTimeHasCome(BookingStatus status) {
        Booking booking = BookingMother.in(status);
        Instant due = booking.state().deadline().due();
        BookingState before = booking.state();

        for (Method timer : TIMERS) {
            booking = tooSoon(booking, timer, due);
        }

        assertThat(booking.status()).isEqualTo(status);
        assertThat(booking.state().history()).isEqualTo(before.history());
        assertThat(booking.overdueAt()).contains(due);
        assertThat(booking.overdue(due.minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        assertThat(changes(booking.overdue(due)).status()).isNotEqualTo(status);
    }

    @SuppressWarnings("unchecked")
    private static Booking tooSoon(Booking booking, Method timer, Instant due) {
        try {
            return after((Decision<Booking, BookingEvent>) timer.invoke(timer(booking, 1, due, due.minusMillis(1))));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyDecisionOfABookingHasARow() {
        assertThat(MESSAGES.keySet()).containsExactlyInAnyOrderElementsOf(
                Stream.of(Booking.class, PaymentMessage.class, FiredTimer.class)
                        .flatMap(BookingTableTest::decisionsOf)
                        .map(Method::getName)
                        .distinct()
                        .toList());
    }

    private static List<BookingEvent> said(Decision<Booking, BookingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return decision.events();
    }

    /** "STATUS message" → cell. */
    private static Map<String, String> cells(String table) {
        List<String> lines = table.lines().toList();
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
