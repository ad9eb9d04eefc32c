package io.holdfast.matching.domain.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.matching.domain.waitlist.WaitingLine.Turn;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.matching.domain.waitlist.WaitingMother.NOW;
import static io.holdfast.matching.domain.waitlist.WaitingMother.RULES;
import static io.holdfast.matching.domain.waitlist.WaitingMother.START;
import static io.holdfast.matching.domain.waitlist.WaitingMother.entry;
import static io.holdfast.matching.domain.waitlist.WaitingMother.gap;
import static io.holdfast.matching.domain.waitlist.WaitingMother.line;
import static io.holdfast.matching.domain.waitlist.WaitingMother.moving;
import static io.holdfast.matching.domain.waitlist.WaitingMother.wish;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose turn it is, for what, and for how long. */
class WaitingLineTest {

    private static final Instant TEN = START.plus(Duration.ofHours(1));

    @Test
    void theFirstWhomTheGapSuitsIsAskedAndStartsWhereTheyWantOrWhereItBegins() {
        WaitingLine line = line(entry("long", wish(90, null)), entry("ten", wish(30, TEN)), entry("nine", wish(60, START)));

        WaitingLine hour = fill(line, gap("g-1", 60));
        assertThat(offerTo(hour, "nine").start()).isEqualTo(START);
        assertThat(statuses(hour)).containsExactly(EntryStatus.WAITING, EntryStatus.WAITING, EntryStatus.RESERVING);

        WaitingLine longer = fill(hour, Gap.of("g-2", "dr-sarah-khan", "Dr. Sarah Khan", START, TEN.plus(Duration.ofMinutes(29))));
        assertThat(statuses(longer)).as("89 minutes suit neither").isEqualTo(statuses(hour));

        WaitingLine twoHours = fill(line, gap("g-3", 120));
        assertThat(offerTo(twoHours, "long").end()).isEqualTo(START.plus(Duration.ofMinutes(90)));
    }

    @Test
    void whoWantsTheSameAsWhoWasRefusedIsNotAskedInVainAndTheOthersAre() {
        WaitingLine line = line(entry("a"), entry("b"), entry("c", wish(30, null)));
        WaitingLine asked = fill(line, gap("g-1", 60));
        WaitingLine refused = asked.reject(offerTo(asked, "a").bookingId(), false).aggregate();
        assertThat(refused.openGapOf(offerTo(asked, "a").bookingId())).hasValueSatisfying(gap ->
                assertThat(gap.id()).isEqualTo("g-1"));

        WaitingLine next = fill(refused, gap("g-1", 60));
        assertThat(statuses(next)).containsExactly(EntryStatus.WAITING, EntryStatus.WAITING, EntryStatus.RESERVING);
        assertThat(next.isHandling("g-1")).isTrue();

        // Another gap, and it is their turn again, where they always were.
        WaitingLine again = fill(next, gap("g-2", 60));
        assertThat(offerTo(again, "a").bookingId()).isNotEqualTo(offerTo(asked, "a").bookingId());
        assertThat(again.reserve(offerTo(asked, "a").bookingId(), NOW)).as("of the offer before").isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatIsRefusedWhenWhoWantedItHasLeftOrWasWithdrawnIsForTheOthersAllTheSame() {
        WaitingLine line = line(entry("a"), entry("b", wish(30, null)));
        WaitingLine asked = fill(line, gap("g-1", 60));
        String offer = offerTo(asked, "a").bookingId();

        for (WaitingLine gone : List.of(
                asked.leave("e-a", NOW).aggregate(), asked.catchUp(NOW.plus(Duration.ofMinutes(30))).aggregate())) {
            WaitingLine refused = gone.reject(offer, false).aggregate();
            assertThat(refused.openGapOf(offer)).isPresent();
            assertThat(fill(refused, gap("g-1", 60)).entry("e-b").orElseThrow().status()).isEqualTo(EntryStatus.RESERVING);
        }
        WaitingLine accepted = asked.reserve(offer, NOW).then(held -> held.accept("e-a", NOW)).aggregate();
        assertThat(accepted.reject(offer, false)).as("of the booking that came of it").isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatWasAskedForTooLongAgoIsAskedForAgain() {
        WaitingLine asked = fill(line(entry("a"), entry("b")), gap("g-1", 60));
        String offer = offerTo(asked, "a").bookingId();
        Instant later = NOW.plus(Duration.ofHours(2));
        WaitingLine late = asked.catchUp(later).aggregate().reject(offer, true).aggregate();

        WaitingLine again = late.fill(gap("g-1", 60), Turn.WITHOUT_BOOKING, RULES, later).aggregate();

        assertThat(statuses(again)).containsExactly(EntryStatus.RESERVING, EntryStatus.WAITING);
        assertThat(offerTo(again, "a").bookingId()).isNotEqualTo(offer);
    }

    @Test
    void eachGapIsOfferedToOneAtATimeHoweverOftenItIsHeardOf() {
        WaitingLine line = line(entry("a"), entry("b"), entry("c"));
        for (String id : List.of("g-1", "g-2", "g-1", "g-2", "g-1")) {
            line = fill(line, gap(id, 60));
        }

        assertThat(statuses(line)).containsExactly(EntryStatus.RESERVING, EntryStatus.RESERVING, EntryStatus.WAITING);
    }

    @Test
    void whoHasABookingComesAfterWhoHasNothingAndOnlyEarlierIsAnything() {
        WaitingLine line = line(entry("mover", moving("b-1", TEN)), entry("late", wish(60, null)));
        assertThat(line.placeOf(line.entries().get(0))).isEqualTo(2);
        assertThat(line.placeOf(line.entries().get(1))).isEqualTo(1);

        WaitingLine first = fill(line, gap("g-1", 60));
        assertThat(statuses(first)).containsExactly(EntryStatus.WAITING, EntryStatus.RESERVING);
        WaitingLine second = first.fill(gap("g-2", 60), Turn.MOVING, RULES, NOW).aggregate();
        assertThat(offerTo(second, "mover").start()).isEqualTo(START);

        Gap later = Gap.of("g-3", "dr-sarah-khan", "Dr. Sarah Khan", TEN, TEN.plus(Duration.ofHours(1)));
        assertThat(line.fill(later, Turn.MOVING, RULES, NOW)).as("no earlier than it is").isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whoseBookingIsOverDoesNotWantItEarlierAnyMore() {
        WaitingLine line = line(entry("mover", moving("b-1", TEN)), entry("late"), entry("other", moving("b-2", TEN)))
                .fill(gap("g-1", 60), Turn.MOVING, RULES, NOW)
                .aggregate();

        var ended = line.endMove("b-1", NOW);

        assertThat(statuses(ended.aggregate())).containsExactly(EntryStatus.LEFT, EntryStatus.WAITING, EntryStatus.WAITING);
        assertThat(ended.events()).hasAtLeastOneElementOfType(WaitingEvent.Passed.class)
                .hasAtLeastOneElementOfType(WaitingEvent.Left.class)
                .hasSize(2);
        assertThat(ended.aggregate().endMove("b-1", NOW)).as("again").isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void theTimeToAnswerEndsBeforeTheNoticeDoesAndWhoWouldHaveTooLittleIsNotAsked() {
        WaitingLine line = line(entry("a"));
        // Notice is two hours, five minutes before it is the last moment.
        Instant latest = START.minus(Duration.ofMinutes(125));

        assertThat(offerTo(fill(line, latest.minus(Duration.ofMinutes(31))), "a").deadline())
                .isEqualTo(latest.minus(Duration.ofMinutes(1)));
        assertThat(offerTo(fill(line, latest.minus(Duration.ofMinutes(10))), "a").deadline()).isEqualTo(latest);
        assertThat(statuses(fill(line, latest.minus(Duration.ofMinutes(9))))).containsExactly(EntryStatus.WAITING);
        var wanted = (WaitingEvent.SlotWanted) line.fill(gap("g-1", 60), Turn.WITHOUT_BOOKING, RULES, NOW).events().getFirst();
        assertThat(Duration.between(wanted.offer().deadline(), wanted.holdUntil())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aLineIsBoundedAndForgetsWhoEndedFirst() {
        WaitingLine line = WaitingLine.empty(WaitingMother.LINE);
        for (int i = 0; i < WaitingLine.MOST_WAITING; i++) {
            line = line.join(entry("p" + i)).aggregate();
        }
        assertThat(line.join(entry("one-more")).refusal()).contains(WaitlistRefusal.FULL);
        assertThat(line.placeOf(line.entries().getLast())).isEqualTo(WaitingLine.MOST_WAITING);

        var order = new ArrayList<String>();
        for (int i = 0; i < WaitingLine.MOST_ENDED + 5; i++) {
            // The one who came last leaves first, so that who came first is not who ended first.
            String id = line.entries().stream().filter(entry -> entry.status().isLive()).toList().getLast().id();
            order.add(id);
            line = line.leave(id, NOW.plusSeconds(i)).aggregate();
            line = line.join(entry("later" + i)).aggregate();
        }
        WaitingLine full = line;
        assertThat(full.entries()).hasSize(WaitingLine.MOST_WAITING + WaitingLine.MOST_ENDED);
        assertThat(order.subList(0, 5)).allMatch(id -> full.entry(id).isEmpty());
        assertThat(order.subList(5, order.size())).allMatch(id -> full.entry(id).isPresent());

        for (int i = 0; i < WaitingLine.MOST_GAPS + 10; i++) {
            line = fill(line, gap("g-" + i, 60));
        }
        assertThat(line.gaps()).hasSize(WaitingLine.MOST_GAPS);
    }

    private static WaitingLine fill(WaitingLine line, Gap gap) {
        return line.fill(gap, Turn.WITHOUT_BOOKING, RULES, NOW).aggregate();
    }

    private static WaitingLine fill(WaitingLine line, Instant now) {
        return line.fill(gap("g-1", 60), Turn.WITHOUT_BOOKING, RULES, now).aggregate();
    }

    private static Offer offerTo(WaitingLine line, String name) {
        return line.entry("e-" + name).orElseThrow().offer();
    }

    private static List<EntryStatus> statuses(WaitingLine line) {
        return line.entries().stream().map(Entry::status).toList();
    }
}
