package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.ChannelSender.Outcome.Delivered;
import io.holdfast.notification.ChannelSender.Outcome.NotTried;
import io.holdfast.notification.ChannelSender.Outcome.TryLater;
import io.holdfast.notification.ChannelSender.Outcome.Undeliverable;
import io.holdfast.notification.Notification.Attempt;
import io.holdfast.notification.Notification.Surroundings;
import org.junit.jupiter.api.Test;

import static io.holdfast.notification.Recipient.ADMIN;
import static io.holdfast.notification.Recipient.CLIENT;
import static io.holdfast.notification.Recipient.PROFESSIONAL;
import static io.holdfast.notification.Samples.ASHA;
import static io.holdfast.notification.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class NotificationTest {

    private static final Surroundings CLEAR = new Surroundings(EnumSet.allOf(Channel.class), List.of(), false);
    private static final Notification PENDING =
            Samples.mail(Samples.booking("b-1", 2, Samples.cancelled()), NotificationKind.CANCELLED, ASHA, PROFESSIONAL);
    private static final Notification CONFIRMED =
            Samples.mail(Samples.booking("b-1", 2, Samples.standing()), NotificationKind.CONFIRMED, ASHA, CLIENT, PROFESSIONAL, ADMIN);

    @Test
    void identityComesFromTheCause() {
        assertThat(PENDING.id()).isEqualTo("b-1:2:CANCELLED");
        assertThat(Samples.message(PENDING).id()).isEqualTo("b-1:2:CANCELLED:PROFESSIONAL:EMAIL");
        assertThat(PENDING.predecessors())
                .containsExactly("b-1:2:AWAITING_CONFIRMATION", "b-1:2:CONFIRMED", "b-1:2:NEW_BOOKING", "b-1:2:RESCHEDULED");
    }

    @Test
    void whoeverComesLateFindsItClaimed() {
        Notification claimed = claim(PENDING, NOON);
        assertThat(claimed.claim(CLEAR, NOON.plus(Delivery.CLAIM).minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        Notification again = claim(claimed, NOON.plus(Delivery.CLAIM));
        assertThat(again.deliveries().getFirst().attempts()).isEqualTo(2);

        // The first one's try is over, whatever became of it.
        assertThat(record(again, claimed, new Delivered(), NOON)).isInstanceOf(Decision.Unchanged.class);
        assertThat(record(again, again, new Delivered(), NOON).events()).containsExactly(new NotificationEvent.Sent());
    }

    @Test
    void oneEventTellsHowAllEndedOnceTheyHave() {
        Notification claimed = claim(CONFIRMED, NOON);
        assertThat(claimed.claimed()).hasSize(3);
        Decision<Notification, NotificationEvent> some = claimed.record(
                List.of(attempt(claimed, 0, new Delivered()), attempt(claimed, 1, new TryLater("away")),
                        attempt(claimed, 2, new Undeliverable("550"))),
                NOON);
        assertThat(some.events()).isEmpty();
        assertThat(some.aggregate().dueAt()).contains(NOON.plusSeconds(1));

        Notification last = claim(some.aggregate(), NOON.plusSeconds(1));
        assertThat(last.claimedSince(some.aggregate())).extracting(Delivery::recipient).containsExactly(PROFESSIONAL);
        Decision<Notification, NotificationEvent> all = last.record(List.of(attempt(last, 1, new Delivered())), NOON);
        assertThat(all.events()).containsExactly(new NotificationEvent.Sent());
        assertThat(all.aggregate().deliveries()).extracting(Delivery::status)
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.SENT, DeliveryStatus.FAILED);
        assertThat(all.aggregate().dueAt()).isEmpty();
    }

    @Test
    void whatNobodyGotHasFailed() {
        Notification claimed = claim(PENDING, NOON);
        assertThat(record(claimed, claimed, new Undeliverable("550"), NOON).events())
                .containsExactly(new NotificationEvent.Failed());
        var nobody = Samples.mail(PENDING.about(), NotificationKind.CANCELLED, new Person("X", null, null, null, "en", "UTC"), CLIENT);
        assertThat(nobody.begin().events()).containsExactly(new NotificationEvent.Failed());
    }

    @Test
    void whoHasSomethingToReadBeforeWaitsAndTheOthersDoNot() {
        Notification request = Samples.mail(CONFIRMED.about(), NotificationKind.AWAITING_CONFIRMATION, ASHA, PROFESSIONAL);
        Notification claimed = CONFIRMED.claim(new Surroundings(Set.of(Channel.EMAIL), List.of(request), false), NOON).aggregate();
        assertThat(claimed.claimed()).extracting(Delivery::recipient).containsExactly(CLIENT, ADMIN);
        assertThat(claimed.pendingAt()).contains(NOON.plusSeconds(1));
    }

    @Test
    void nothingIsClaimedForAChannelThatIsAway() {
        assertThat(CONFIRMED.claim(new Surroundings(Set.of(), List.of(), false), NOON)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatIsOutdatedOrTooLateIsSkippedWithASentence() {
        Notification outdated = CONFIRMED.claim(new Surroundings(Set.of(Channel.EMAIL), List.of(), true), NOON).aggregate();
        assertThat(outdated.deliveries()).allSatisfy(delivery -> assertThat(delivery)
                .extracting(Delivery::status, Delivery::reason)
                .containsExactly(DeliveryStatus.SKIPPED, "The booking has changed"));
        var brief = new Notification(CONFIRMED.about(), CONFIRMED.kind(), null, NOON, false, CONFIRMED.deliveries());
        assertThat(claim(brief, NOON).deliveries()).extracting(Delivery::status).containsOnly(DeliveryStatus.SKIPPED);
    }

    @Test
    void whatTellsThatABookingStandsIsKeptUntilItIsOver() {
        Notification claimed = claim(CONFIRMED, NOON);
        Notification sent = claimed.record(
                        List.of(attempt(claimed, 0, new Delivered()), attempt(claimed, 1, new Delivered()),
                                attempt(claimed, 2, new Delivered())),
                        NOON)
                .aggregate();
        assertThat(sent.about().facts().appointment().place()).isEqualTo("12 Lotus Marg");
        Notification over = sent.end().aggregate();
        assertThat(over.about().facts().appointment().place()).isNull();
        assertThat(over.about().client().phone()).isNull();
        assertThat(over.end()).isInstanceOf(Decision.Unchanged.class);
        // One that is not sent yet needs it until it is.
        assertThat(claimed.end().aggregate().about().facts().appointment().place()).isEqualTo("12 Lotus Marg");
    }

    @Test
    void pausesGrowToAQuarterOfAnHour() {
        Notification next = PENDING;
        var pauses = new ArrayList<Long>();
        Instant now = NOON;
        for (int i = 0; i < 8; i++) {
            next = after(next, new TryLater("away"), now);
            Instant dueAt = next.dueAt().orElseThrow();
            pauses.add(Duration.between(now, dueAt).toSeconds());
            now = dueAt;
        }
        assertThat(pauses).containsExactly(1L, 5L, 30L, 120L, 300L, 900L, 900L, 900L);
    }

    @Test
    void aDayOfFailuresIsEnoughCountedFromTheFirst() {
        Notification tried = after(PENDING, new TryLater("away"), NOON);
        assertThat(tried.deliveries().getFirst().status()).isEqualTo(DeliveryStatus.PENDING);
        Instant end = NOON.plus(Duration.ofHours(24));
        assertThat(after(tried, new TryLater("away"), end.minusMillis(1)).deliveries().getFirst().status())
                .isEqualTo(DeliveryStatus.PENDING);
        Notification givenUp = after(tried, new TryLater("away"), end);
        assertThat(givenUp.deliveries().getFirst().status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(givenUp.about().facts().appointment().place()).as("what nobody needs any more").isNull();
    }

    @Test
    void whatWasNotTriedDoesNotCount() {
        Delivery back = after(PENDING, new NotTried(), NOON).deliveries().getFirst();
        assertThat(back.attempts()).isZero();
        assertThat(back.triedSince()).isNull();
        assertThat(back.isDue(NOON)).isFalse();
        assertThat(back.isDue(NOON.plusSeconds(1))).isTrue();
    }

    private static Notification claim(Notification due, Instant now) {
        return due.claim(CLEAR, now).aggregate();
    }

    private static Notification after(Notification due, Outcome outcome, Instant now) {
        Notification claimed = claim(due, now);
        return record(claimed, claimed, outcome, now).aggregate();
    }

    private static Decision<Notification, NotificationEvent> record(
            Notification stored, Notification claimed, Outcome outcome, Instant now) {
        return stored.record(List.of(attempt(claimed, 0, outcome)), now);
    }

    private static Attempt attempt(Notification claimed, int delivery, Outcome outcome) {
        return new Attempt(claimed.deliveries().get(delivery), outcome);
    }
}
