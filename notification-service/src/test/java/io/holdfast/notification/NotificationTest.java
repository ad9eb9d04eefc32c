package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.notification.MailChannel.Outcome.Delivered;
import io.holdfast.notification.MailChannel.Outcome.NotTried;
import io.holdfast.notification.MailChannel.Outcome.TryLater;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Notification PENDING = Notification.caused(
                    new BookingRevision(
                            new TenantId("demo"),
                            "b-1",
                            2,
                            BookingFacts.calledOff(
                                    new BookingFacts.Appointment(
                                            "HF-2026-000001", "Consultation", "Dr Khan", "Asha", NOON, NOON, "12 Lotus Marg", null),
                                    new BookingFacts.Cancellation(
                                            "Ill", new Money(0, Currency.getInstance("INR")), null))),
                    NotificationKind.CANCELLED,
                    Recipient.PROFESSIONAL,
                    new Addressee("Dr Khan", "khan@example.com", "en", "Asia/Kolkata"),
                    true,
                    NOON)
            .aggregate();

    @Test
    void identityComesFromTheCause() {
        assertThat(PENDING.id()).isEqualTo("b-1:2:CANCELLED:PROFESSIONAL:EMAIL");
        assertThat(PENDING.predecessors())
                .containsExactly(
                        "b-1:2:AWAITING_CONFIRMATION:PROFESSIONAL:EMAIL",
                        "b-1:2:NEW_BOOKING:PROFESSIONAL:EMAIL",
                        "b-1:2:RESCHEDULED:PROFESSIONAL:EMAIL");
    }

    @Test
    void whoeverComesLateFindsItClaimed() {
        Notification claimed = PENDING.claim(NOON).aggregate();
        assertThat(claimed.claim(NOON.plus(Delivery.CLAIM).minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        Notification again = claimed.claim(NOON.plus(Delivery.CLAIM)).aggregate();
        assertThat(again.delivery().attempts()).isEqualTo(2);

        // The first one's try is over, whatever became of it.
        assertThat(again.record(new Delivered(), claimed.delivery(), NOON)).isInstanceOf(Decision.Unchanged.class);
        assertThat(again.record(new Delivered(), again.delivery(), NOON).events()).containsExactly(new NotificationEvent.Sent());
    }

    @Test
    void pausesGrowToAQuarterOfAnHour() {
        Notification next = PENDING;
        var pauses = new ArrayList<Long>();
        Instant now = NOON;
        for (int i = 0; i < 8; i++) {
            next = after(next, new TryLater("away"), now);
            Instant dueAt = next.delivery().dueAt();
            pauses.add(Duration.between(now, dueAt).toSeconds());
            now = dueAt;
        }
        assertThat(pauses).containsExactly(1L, 5L, 30L, 120L, 300L, 900L, 900L, 900L);
    }

    @Test
    void aDayOfFailuresIsEnoughCountedFromTheFirst() {
        Instant firstTry = NOON.plus(Duration.ofDays(3));
        Notification tried = after(PENDING, new TryLater("away"), firstTry);
        assertThat(tried.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
        Instant end = firstTry.plus(Duration.ofHours(24));
        assertThat(after(tried, new TryLater("away"), end.minusMillis(1)).delivery().status())
                .isEqualTo(DeliveryStatus.PENDING);
        Notification givenUp = after(tried, new TryLater("away"), end);
        assertThat(givenUp.delivery().status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(givenUp.about().facts().appointment().place()).as("what nobody needs any more").isNull();
    }

    @Test
    void whatWasNotTriedDoesNotCount() {
        Delivery back = after(PENDING, new NotTried(), NOON).delivery();
        assertThat(back.attempts()).isZero();
        assertThat(back.triedSince()).isNull();
        assertThat(back.isDue(NOON)).isFalse();
        assertThat(back.isDue(NOON.plusSeconds(1))).isTrue();
    }

    private static Notification after(Notification due, MailChannel.Outcome outcome, Instant now) {
        Notification claimed = due.claim(now).aggregate();
        return claimed.record(outcome, claimed.delivery(), now).aggregate();
    }
}
