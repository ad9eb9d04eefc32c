package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.acceptance;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.occupancy;
import static io.holdfast.availability.domain.Examples.offer;
import static io.holdfast.availability.domain.Examples.reason;
import static io.holdfast.availability.domain.Examples.request;
import static io.holdfast.availability.domain.Examples.rules;
import static org.assertj.core.api.Assertions.assertThat;

/** What every message means in every state: the state afterwards, what is said, and what the same message says again. */
class CalendarDayMatrixTest {

    private static final BookingRevision OURS = booking("ours");
    /** As which it has its slot on another day, while it asks for this one. */
    private static final BookingRevision BEFORE = new BookingRevision("ours", 0);
    private static final BookingRevision AFTER = new BookingRevision("ours", 2);
    private static final BookingRevision THEIRS = booking("theirs");
    private static final BookingRevision MOVED = booking("moving");
    private static final BookingRevision MOVING = new BookingRevision("moving", 2);
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Instant DEADLINE = LATER.plus(Duration.ofMinutes(30));

    enum Given {
        NOTHING,
        NOTHING_AND_TAKEN,
        NOTHING_AND_BLOCKED,
        NOTHING_AND_BUSY,
        HELD,
        HELD_AND_BUSY,
        HELD_PAST_DEADLINE,
        HELD_PAST_DEADLINE_AND_BUSY,
        OFFERED,
        OFFERED_PAST_DEADLINE,
        BOOKED,
        BOOKED_AND_BUSY,
        LAPSED_AND_TAKEN,
        LAPSED_AND_FREE,
        LAPSED_AND_BLOCKED,
        REFUSED_A_MOVE,
        MOVED_WITHIN_THE_DAY,
        LOST;

        CalendarDay day() {
            return switch (this) {
                case NOTHING -> EMPTY_DAY;
                case NOTHING_AND_TAKEN -> takenBy(THEIRS, EMPTY_DAY);
                case NOTHING_AND_BLOCKED -> EMPTY_DAY.block(new Block("b", TEN, ""), NOW).aggregate();
                case NOTHING_AND_BUSY -> busy(EMPTY_DAY);
                case HELD_AND_BUSY -> busy(HELD.day());
                case HELD_PAST_DEADLINE_AND_BUSY -> busy(HELD_PAST_DEADLINE.day());
                case BOOKED_AND_BUSY -> busy(BOOKED.day());
                case LAPSED_AND_BLOCKED -> hold(EMPTY_DAY, OURS, NOW).block(new Block("b", TEN, ""), LATER).aggregate();
                case REFUSED_A_MOVE -> NOTHING_AND_TAKEN.day().reschedule(request(OURS, TEN), BEFORE, rules(), NOW).aggregate()
                        .release(THEIRS).aggregate();
                case HELD -> hold(EMPTY_DAY, OURS, LATER);
                case HELD_PAST_DEADLINE -> hold(EMPTY_DAY, OURS, NOW);
                case OFFERED -> EMPTY_DAY.offer(offer(OURS, TEN), rules(), DEADLINE, LATER).aggregate();
                case OFFERED_PAST_DEADLINE -> EMPTY_DAY.offer(offer(OURS, TEN), rules(), LATER, NOW).aggregate();
                case BOOKED -> HELD.day().confirm(OURS, occupancy(TEN), LATER).aggregate();
                case LAPSED_AND_TAKEN -> takenBy(THEIRS, hold(EMPTY_DAY, OURS, NOW));
                case LAPSED_AND_FREE -> LAPSED_AND_TAKEN.day().release(THEIRS).aggregate();
                case MOVED_WITHIN_THE_DAY -> BOOKED.day()
                        .reschedule(request(AFTER, hourFrom("2026-12-01T07:30:00Z")), OURS, rules(), NOW)
                        .aggregate();
                case LOST -> LAPSED_AND_TAKEN.day().confirm(OURS, occupancy(TEN), LATER).aggregate();
            };
        }

        private static CalendarDay busy(CalendarDay day) {
            return day.replaceBusy("c", List.of(TEN), true, LATER).aggregate();
        }

        private static CalendarDay takenBy(BookingRevision who, CalendarDay day) {
            return hold(day, who, LATER).confirm(who, occupancy(TEN), LATER).aggregate();
        }

        private static CalendarDay hold(CalendarDay day, BookingRevision who, Instant at) {
            Decision<CalendarDay, SlotEvent> decision = day.hold(request(who, TEN), rules(), at);
            assertThat(decision.refusal()).isEmpty();
            return decision.aggregate();
        }
    }

    enum Message {
        HOLD,
        HOLD_OR_PASS,
        CONFIRM,
        RESCHEDULE,
        ACCEPT,
        RELEASE,
        RELEASE_FOR_GOOD,
        OFFER,
        WITHDRAW_OFFER,
        WITHDRAW_OFFER_FOR_GOOD,
        /** Another booking moves to what is offered as ours. */
        TAKE_OVER,
        /** Another calendar of the professional has something then. */
        BUSY,
        /** It has nothing any more. */
        NOT_BUSY;

        Decision<CalendarDay, SlotEvent> to(CalendarDay day) {
            return switch (this) {
                case HOLD -> day.hold(request(OURS, TEN), rules(), LATER);
                case HOLD_OR_PASS -> day.holdOrPass(request(OURS, TEN), rules(), LATER);
                case CONFIRM -> day.confirm(OURS, occupancy(TEN), LATER);
                case RESCHEDULE -> day.reschedule(request(OURS, TEN), BEFORE, rules(), LATER);
                case ACCEPT -> day.accept(acceptance(OURS, TEN, 1), rules(), LATER);
                case RELEASE -> day.release(OURS);
                case RELEASE_FOR_GOOD -> day.releaseForGood(OURS);
                case OFFER -> day.offer(offer(OURS, TEN), rules(), DEADLINE, LATER);
                case WITHDRAW_OFFER -> day.withdrawOffer(OURS);
                case WITHDRAW_OFFER_FOR_GOOD -> day.withdrawOfferForGood(OURS);
                case TAKE_OVER -> day.takeOver(request(MOVING, TEN), MOVED, OURS, rules(), LATER);
                case BUSY -> day.replaceBusy("c", List.of(TEN), true, LATER);
                case NOT_BUSY -> day.replaceBusy("c", List.of(), true, LATER);
            };
        }
    }

    @ParameterizedTest(name = "{0} × {1} → {2}, {3}, {4}")
    @CsvSource(delimiter = '|', textBlock = """
            NOTHING                     | HOLD                    | HELD     | Reserved       | Reserved
            NOTHING                     | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            NOTHING                     | CONFIRM                 | BOOKED   | Booked         | Booked
            NOTHING                     | RESCHEDULE              | BOOKED   | Booked         | Booked
            NOTHING                     | ACCEPT                  | BOOKED   | Booked         | Booked
            NOTHING                     | RELEASE                 | -        | -              | -
            NOTHING                     | RELEASE_FOR_GOOD        | -        | -              | -
            NOTHING                     | OFFER                   | OFFERED  | Offered        | Offered
            NOTHING                     | WITHDRAW_OFFER          | -        | -              | -
            NOTHING                     | WITHDRAW_OFFER_FOR_GOOD | -        | -              | -
            NOTHING                     | TAKE_OVER               | -        | Booked         | Booked
            NOTHING                     | BUSY                    | -        | TimeOffChanged | -
            NOTHING                     | NOT_BUSY                | -        | -              | -
            NOTHING_AND_TAKEN           | HOLD                    | -        | not BOOKED     | not BOOKED
            NOTHING_AND_TAKEN           | HOLD_OR_PASS            | REFUSED  | -              | -
            NOTHING_AND_TAKEN           | CONFIRM                 | LOST     | Lost           | Lost
            NOTHING_AND_TAKEN           | RESCHEDULE              | REFUSED  | Rejected       | Rejected
            NOTHING_AND_TAKEN           | ACCEPT                  | REFUSED  | Rejected       | Rejected
            NOTHING_AND_TAKEN           | RELEASE                 | -        | -              | -
            NOTHING_AND_TAKEN           | RELEASE_FOR_GOOD        | -        | -              | -
            NOTHING_AND_TAKEN           | OFFER                   | -        | not BOOKED     | not BOOKED
            NOTHING_AND_TAKEN           | WITHDRAW_OFFER          | -        | -              | -
            NOTHING_AND_TAKEN           | WITHDRAW_OFFER_FOR_GOOD | -        | -              | -
            NOTHING_AND_TAKEN           | TAKE_OVER               | -        | Rejected       | Rejected
            NOTHING_AND_TAKEN           | BUSY                    | -        | TimeOffChanged | -
            NOTHING_AND_TAKEN           | NOT_BUSY                | -        | -              | -
            NOTHING_AND_BLOCKED         | HOLD                    | -        | not CLOSED     | not CLOSED
            NOTHING_AND_BLOCKED         | HOLD_OR_PASS            | REFUSED  | -              | -
            NOTHING_AND_BLOCKED         | CONFIRM                 | LOST     | Lost           | Lost
            NOTHING_AND_BLOCKED         | RESCHEDULE              | REFUSED  | Rejected       | Rejected
            NOTHING_AND_BLOCKED         | ACCEPT                  | REFUSED  | Rejected       | Rejected
            NOTHING_AND_BLOCKED         | RELEASE                 | -        | -              | -
            NOTHING_AND_BLOCKED         | RELEASE_FOR_GOOD        | -        | -              | -
            NOTHING_AND_BLOCKED         | OFFER                   | -        | not CLOSED     | not CLOSED
            NOTHING_AND_BLOCKED         | WITHDRAW_OFFER          | -        | -              | -
            NOTHING_AND_BLOCKED         | WITHDRAW_OFFER_FOR_GOOD | -        | -              | -
            NOTHING_AND_BLOCKED         | TAKE_OVER               | -        | Rejected       | Rejected
            NOTHING_AND_BLOCKED         | BUSY                    | -        | -              | -
            NOTHING_AND_BLOCKED         | NOT_BUSY                | -        | -              | -
            NOTHING_AND_BUSY            | HOLD                    | -        | not CLOSED     | not CLOSED
            NOTHING_AND_BUSY            | HOLD_OR_PASS            | REFUSED  | -              | -
            NOTHING_AND_BUSY            | CONFIRM                 | LOST     | Lost           | Lost
            NOTHING_AND_BUSY            | RESCHEDULE              | REFUSED  | Rejected       | Rejected
            NOTHING_AND_BUSY            | ACCEPT                  | REFUSED  | Rejected       | Rejected
            NOTHING_AND_BUSY            | RELEASE                 | -        | -              | -
            NOTHING_AND_BUSY            | RELEASE_FOR_GOOD        | -        | -              | -
            NOTHING_AND_BUSY            | OFFER                   | -        | not CLOSED     | not CLOSED
            NOTHING_AND_BUSY            | WITHDRAW_OFFER          | -        | -              | -
            NOTHING_AND_BUSY            | WITHDRAW_OFFER_FOR_GOOD | -        | -              | -
            NOTHING_AND_BUSY            | TAKE_OVER               | -        | Rejected       | Rejected
            NOTHING_AND_BUSY            | BUSY                    | -        | -              | -
            NOTHING_AND_BUSY            | NOT_BUSY                | -        | TimeOffChanged | -
            HELD                        | HOLD                    | HELD     | Reserved       | Reserved
            HELD                        | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            HELD                        | CONFIRM                 | BOOKED   | Booked         | Booked
            HELD                        | RESCHEDULE              | BOOKED   | Booked         | Booked
            HELD                        | ACCEPT                  | BOOKED   | Booked         | Booked
            HELD                        | RELEASE                 | -        | Released       | -
            HELD                        | RELEASE_FOR_GOOD        | -        | Released       | -
            HELD                        | OFFER                   | HELD     | -              | -
            HELD                        | WITHDRAW_OFFER          | HELD     | -              | -
            HELD                        | WITHDRAW_OFFER_FOR_GOOD | HELD     | -              | -
            HELD                        | TAKE_OVER               | HELD     | Rejected       | Rejected
            HELD                        | BUSY                    | HELD     | TimeOffChanged | -
            HELD                        | NOT_BUSY                | HELD     | -              | -
            HELD_AND_BUSY               | HOLD                    | HELD     | Reserved       | Reserved
            HELD_AND_BUSY               | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            HELD_AND_BUSY               | CONFIRM                 | BOOKED   | Booked         | Booked
            HELD_AND_BUSY               | RESCHEDULE              | BOOKED   | Booked         | Booked
            HELD_AND_BUSY               | ACCEPT                  | BOOKED   | Booked         | Booked
            HELD_AND_BUSY               | RELEASE                 | -        | Released       | -
            HELD_AND_BUSY               | RELEASE_FOR_GOOD        | -        | Released       | -
            HELD_AND_BUSY               | OFFER                   | HELD     | -              | -
            HELD_AND_BUSY               | WITHDRAW_OFFER          | HELD     | -              | -
            HELD_AND_BUSY               | WITHDRAW_OFFER_FOR_GOOD | HELD     | -              | -
            HELD_AND_BUSY               | TAKE_OVER               | HELD     | Rejected       | Rejected
            HELD_AND_BUSY               | BUSY                    | HELD     | -              | -
            HELD_AND_BUSY               | NOT_BUSY                | HELD     | TimeOffChanged | -
            HELD_PAST_DEADLINE          | HOLD                    | HELD     | Reserved       | Reserved
            HELD_PAST_DEADLINE          | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            HELD_PAST_DEADLINE          | CONFIRM                 | BOOKED   | Booked         | Booked
            HELD_PAST_DEADLINE          | RESCHEDULE              | BOOKED   | Booked         | Booked
            HELD_PAST_DEADLINE          | ACCEPT                  | BOOKED   | Booked         | Booked
            HELD_PAST_DEADLINE          | RELEASE                 | -        | Released       | -
            HELD_PAST_DEADLINE          | RELEASE_FOR_GOOD        | -        | Released       | -
            HELD_PAST_DEADLINE          | OFFER                   | HELD     | -              | -
            HELD_PAST_DEADLINE          | WITHDRAW_OFFER          | HELD     | -              | -
            HELD_PAST_DEADLINE          | WITHDRAW_OFFER_FOR_GOOD | HELD     | -              | -
            HELD_PAST_DEADLINE          | TAKE_OVER               | LAPSED   | Booked         | Booked
            HELD_PAST_DEADLINE          | BUSY                    | HELD     | TimeOffChanged | -
            HELD_PAST_DEADLINE          | NOT_BUSY                | HELD     | -              | -
            HELD_PAST_DEADLINE_AND_BUSY | HOLD                    | HELD     | Reserved       | Reserved
            HELD_PAST_DEADLINE_AND_BUSY | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            HELD_PAST_DEADLINE_AND_BUSY | CONFIRM                 | LOST     | Lost           | Lost
            HELD_PAST_DEADLINE_AND_BUSY | RESCHEDULE              | LOST     | Lost           | Lost
            HELD_PAST_DEADLINE_AND_BUSY | ACCEPT                  | LOST     | Lost           | Lost
            HELD_PAST_DEADLINE_AND_BUSY | RELEASE                 | -        | Released       | -
            HELD_PAST_DEADLINE_AND_BUSY | RELEASE_FOR_GOOD        | -        | Released       | -
            HELD_PAST_DEADLINE_AND_BUSY | OFFER                   | HELD     | -              | -
            HELD_PAST_DEADLINE_AND_BUSY | WITHDRAW_OFFER          | HELD     | -              | -
            HELD_PAST_DEADLINE_AND_BUSY | WITHDRAW_OFFER_FOR_GOOD | HELD     | -              | -
            HELD_PAST_DEADLINE_AND_BUSY | TAKE_OVER               | HELD     | Rejected       | Rejected
            HELD_PAST_DEADLINE_AND_BUSY | BUSY                    | HELD     | -              | -
            HELD_PAST_DEADLINE_AND_BUSY | NOT_BUSY                | HELD     | TimeOffChanged | -
            OFFERED                     | HOLD                    | HELD     | Reserved       | Reserved
            OFFERED                     | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            OFFERED                     | CONFIRM                 | BOOKED   | Booked         | Booked
            OFFERED                     | RESCHEDULE              | BOOKED   | Booked         | Booked
            OFFERED                     | ACCEPT                  | BOOKED   | Booked         | Booked
            OFFERED                     | RELEASE                 | -        | Released       | -
            OFFERED                     | RELEASE_FOR_GOOD        | -        | Released       | -
            OFFERED                     | OFFER                   | OFFERED  | Offered        | Offered
            OFFERED                     | WITHDRAW_OFFER          | -        | Released       | -
            OFFERED                     | WITHDRAW_OFFER_FOR_GOOD | -        | Released       | -
            OFFERED                     | TAKE_OVER               | -        | Booked         | Booked
            OFFERED                     | BUSY                    | OFFERED  | TimeOffChanged | -
            OFFERED                     | NOT_BUSY                | OFFERED  | -              | -
            OFFERED_PAST_DEADLINE       | HOLD                    | HELD     | Reserved       | Reserved
            OFFERED_PAST_DEADLINE       | HOLD_OR_PASS            | HELD     | Reserved       | Reserved
            OFFERED_PAST_DEADLINE       | CONFIRM                 | BOOKED   | Booked         | Booked
            OFFERED_PAST_DEADLINE       | RESCHEDULE              | BOOKED   | Booked         | Booked
            OFFERED_PAST_DEADLINE       | ACCEPT                  | BOOKED   | Booked         | Booked
            OFFERED_PAST_DEADLINE       | RELEASE                 | -        | Released       | -
            OFFERED_PAST_DEADLINE       | RELEASE_FOR_GOOD        | -        | Released       | -
            OFFERED_PAST_DEADLINE       | OFFER                   | OFFERED  | Offered        | Offered
            OFFERED_PAST_DEADLINE       | WITHDRAW_OFFER          | -        | Released       | -
            OFFERED_PAST_DEADLINE       | WITHDRAW_OFFER_FOR_GOOD | -        | Released       | -
            OFFERED_PAST_DEADLINE       | TAKE_OVER               | -        | Booked         | Booked
            OFFERED_PAST_DEADLINE       | BUSY                    | OFFERED  | TimeOffChanged | -
            OFFERED_PAST_DEADLINE       | NOT_BUSY                | OFFERED  | -              | -
            BOOKED                      | HOLD                    | BOOKED   | Booked         | Booked
            BOOKED                      | HOLD_OR_PASS            | BOOKED   | Booked         | Booked
            BOOKED                      | CONFIRM                 | BOOKED   | Booked         | Booked
            BOOKED                      | RESCHEDULE              | BOOKED   | Booked         | Booked
            BOOKED                      | ACCEPT                  | BOOKED   | Booked         | Booked
            BOOKED                      | RELEASE                 | -        | Released       | -
            BOOKED                      | RELEASE_FOR_GOOD        | -        | Released       | -
            BOOKED                      | OFFER                   | BOOKED   | -              | -
            BOOKED                      | WITHDRAW_OFFER          | BOOKED   | -              | -
            BOOKED                      | WITHDRAW_OFFER_FOR_GOOD | BOOKED   | -              | -
            BOOKED                      | TAKE_OVER               | BOOKED   | Rejected       | Rejected
            BOOKED                      | BUSY                    | BOOKED   | TimeOffChanged | -
            BOOKED                      | NOT_BUSY                | BOOKED   | -              | -
            BOOKED_AND_BUSY             | HOLD                    | BOOKED   | Booked         | Booked
            BOOKED_AND_BUSY             | HOLD_OR_PASS            | BOOKED   | Booked         | Booked
            BOOKED_AND_BUSY             | CONFIRM                 | BOOKED   | Booked         | Booked
            BOOKED_AND_BUSY             | RESCHEDULE              | BOOKED   | Booked         | Booked
            BOOKED_AND_BUSY             | ACCEPT                  | BOOKED   | Booked         | Booked
            BOOKED_AND_BUSY             | RELEASE                 | -        | Released       | -
            BOOKED_AND_BUSY             | RELEASE_FOR_GOOD        | -        | Released       | -
            BOOKED_AND_BUSY             | OFFER                   | BOOKED   | -              | -
            BOOKED_AND_BUSY             | WITHDRAW_OFFER          | BOOKED   | -              | -
            BOOKED_AND_BUSY             | WITHDRAW_OFFER_FOR_GOOD | BOOKED   | -              | -
            BOOKED_AND_BUSY             | TAKE_OVER               | BOOKED   | Rejected       | Rejected
            BOOKED_AND_BUSY             | BUSY                    | BOOKED   | -              | -
            BOOKED_AND_BUSY             | NOT_BUSY                | BOOKED   | TimeOffChanged | -
            LAPSED_AND_TAKEN            | HOLD                    | LAPSED   | Reserved       | Reserved
            LAPSED_AND_TAKEN            | HOLD_OR_PASS            | LAPSED   | Reserved       | Reserved
            LAPSED_AND_TAKEN            | CONFIRM                 | LOST     | Lost           | Lost
            LAPSED_AND_TAKEN            | RESCHEDULE              | LOST     | Lost           | Lost
            LAPSED_AND_TAKEN            | ACCEPT                  | LOST     | Lost           | Lost
            LAPSED_AND_TAKEN            | RELEASE                 | -        | -              | -
            LAPSED_AND_TAKEN            | RELEASE_FOR_GOOD        | -        | -              | -
            LAPSED_AND_TAKEN            | OFFER                   | LAPSED   | -              | -
            LAPSED_AND_TAKEN            | WITHDRAW_OFFER          | LAPSED   | -              | -
            LAPSED_AND_TAKEN            | WITHDRAW_OFFER_FOR_GOOD | LAPSED   | -              | -
            LAPSED_AND_TAKEN            | TAKE_OVER               | LAPSED   | Rejected       | Rejected
            LAPSED_AND_TAKEN            | BUSY                    | LAPSED   | TimeOffChanged | -
            LAPSED_AND_TAKEN            | NOT_BUSY                | LAPSED   | -              | -
            LAPSED_AND_FREE             | HOLD                    | LAPSED   | Reserved       | Reserved
            LAPSED_AND_FREE             | HOLD_OR_PASS            | LAPSED   | Reserved       | Reserved
            LAPSED_AND_FREE             | CONFIRM                 | BOOKED   | Booked         | Booked
            LAPSED_AND_FREE             | RESCHEDULE              | BOOKED   | Booked         | Booked
            LAPSED_AND_FREE             | ACCEPT                  | BOOKED   | Booked         | Booked
            LAPSED_AND_FREE             | RELEASE                 | -        | -              | -
            LAPSED_AND_FREE             | RELEASE_FOR_GOOD        | -        | -              | -
            LAPSED_AND_FREE             | OFFER                   | LAPSED   | -              | -
            LAPSED_AND_FREE             | WITHDRAW_OFFER          | LAPSED   | -              | -
            LAPSED_AND_FREE             | WITHDRAW_OFFER_FOR_GOOD | LAPSED   | -              | -
            LAPSED_AND_FREE             | TAKE_OVER               | LAPSED   | Booked         | Booked
            LAPSED_AND_FREE             | BUSY                    | LAPSED   | TimeOffChanged | -
            LAPSED_AND_FREE             | NOT_BUSY                | LAPSED   | -              | -
            LAPSED_AND_BLOCKED          | HOLD                    | LAPSED   | Reserved       | Reserved
            LAPSED_AND_BLOCKED          | HOLD_OR_PASS            | LAPSED   | Reserved       | Reserved
            LAPSED_AND_BLOCKED          | CONFIRM                 | LOST     | Lost           | Lost
            LAPSED_AND_BLOCKED          | RESCHEDULE              | LOST     | Lost           | Lost
            LAPSED_AND_BLOCKED          | ACCEPT                  | LOST     | Lost           | Lost
            LAPSED_AND_BLOCKED          | RELEASE                 | -        | -              | -
            LAPSED_AND_BLOCKED          | RELEASE_FOR_GOOD        | -        | -              | -
            LAPSED_AND_BLOCKED          | OFFER                   | LAPSED   | -              | -
            LAPSED_AND_BLOCKED          | WITHDRAW_OFFER          | LAPSED   | -              | -
            LAPSED_AND_BLOCKED          | WITHDRAW_OFFER_FOR_GOOD | LAPSED   | -              | -
            LAPSED_AND_BLOCKED          | TAKE_OVER               | LAPSED   | Rejected       | Rejected
            LAPSED_AND_BLOCKED          | BUSY                    | LAPSED   | -              | -
            LAPSED_AND_BLOCKED          | NOT_BUSY                | LAPSED   | -              | -
            REFUSED_A_MOVE              | HOLD                    | REFUSED  | Rejected       | Rejected
            REFUSED_A_MOVE              | HOLD_OR_PASS            | REFUSED  | -              | -
            REFUSED_A_MOVE              | CONFIRM                 | REFUSED  | Lost           | Lost
            REFUSED_A_MOVE              | RESCHEDULE              | REFUSED  | Rejected       | Rejected
            REFUSED_A_MOVE              | ACCEPT                  | REFUSED  | Rejected       | Rejected
            REFUSED_A_MOVE              | RELEASE                 | -        | -              | -
            REFUSED_A_MOVE              | RELEASE_FOR_GOOD        | -        | -              | -
            REFUSED_A_MOVE              | OFFER                   | REFUSED  | -              | -
            REFUSED_A_MOVE              | WITHDRAW_OFFER          | REFUSED  | -              | -
            REFUSED_A_MOVE              | WITHDRAW_OFFER_FOR_GOOD | REFUSED  | -              | -
            REFUSED_A_MOVE              | TAKE_OVER               | REFUSED  | Booked         | Booked
            REFUSED_A_MOVE              | BUSY                    | REFUSED  | TimeOffChanged | -
            REFUSED_A_MOVE              | NOT_BUSY                | REFUSED  | -              | -
            MOVED_WITHIN_THE_DAY        | HOLD                    | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | HOLD_OR_PASS            | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | CONFIRM                 | RELEASED | Lost           | Lost
            MOVED_WITHIN_THE_DAY        | RESCHEDULE              | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | ACCEPT                  | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | RELEASE                 | -        | -              | -
            MOVED_WITHIN_THE_DAY        | RELEASE_FOR_GOOD        | -        | -              | -
            MOVED_WITHIN_THE_DAY        | OFFER                   | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | WITHDRAW_OFFER          | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | WITHDRAW_OFFER_FOR_GOOD | RELEASED | -              | -
            MOVED_WITHIN_THE_DAY        | TAKE_OVER               | RELEASED | Booked         | Booked
            MOVED_WITHIN_THE_DAY        | BUSY                    | RELEASED | TimeOffChanged | -
            MOVED_WITHIN_THE_DAY        | NOT_BUSY                | RELEASED | -              | -
            LOST                        | HOLD                    | LOST     | Lost           | Lost
            LOST                        | HOLD_OR_PASS            | LOST     | Lost           | Lost
            LOST                        | CONFIRM                 | LOST     | Lost           | Lost
            LOST                        | RESCHEDULE              | LOST     | Lost           | Lost
            LOST                        | ACCEPT                  | LOST     | Lost           | Lost
            LOST                        | RELEASE                 | -        | -              | -
            LOST                        | RELEASE_FOR_GOOD        | -        | -              | -
            LOST                        | OFFER                   | LOST     | -              | -
            LOST                        | WITHDRAW_OFFER          | LOST     | -              | -
            LOST                        | WITHDRAW_OFFER_FOR_GOOD | LOST     | -              | -
            LOST                        | TAKE_OVER               | LOST     | Rejected       | Rejected
            LOST                        | BUSY                    | LOST     | TimeOffChanged | -
            LOST                        | NOT_BUSY                | LOST     | -              | -
            """)
    void everyPairIsDecided(Given given, Message message, String after, String said, String saidAgain) {
        Decision<CalendarDay, SlotEvent> first = message.to(given.day());
        assertThat(said(first)).isEqualTo(said);
        assertThat(status(first.aggregate())).isEqualTo(after);

        Decision<CalendarDay, SlotEvent> second = message.to(first.aggregate());
        assertThat(said(second)).as("repeated").isEqualTo(saidAgain);
        assertThat(second.aggregate().reservations()).as("repeated").isEqualTo(first.aggregate().reservations());
        if (saidAgain.equals(said)) {
            assertThat(second.events()).isEqualTo(first.events());
        }
    }

    @Test
    void thisTableHasEveryPair() throws NoSuchMethodException {
        String table = getClass()
                .getDeclaredMethod("everyPairIsDecided", Given.class, Message.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        assertThat(table.lines().filter(line -> !line.isBlank())).hasSize(Given.values().length * Message.values().length);
    }

    private static String status(CalendarDay day) {
        return day.find(OURS).map(reservation -> reservation.status().name()).orElse("-");
    }

    private static String said(Decision<CalendarDay, SlotEvent> decision) {
        Optional<RejectionReason> reason = reason(decision);
        if (reason.isPresent()) {
            return "not " + reason.get();
        }
        return decision.events().isEmpty() ? "-" : decision.events().getFirst().getClass().getSimpleName();
    }
}
