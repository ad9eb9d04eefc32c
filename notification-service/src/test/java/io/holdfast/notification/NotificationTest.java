package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Notification pending = Notification.pending(
            new Notification.About(
                    "demo",
                    "b-1",
                    2,
                    new BookingFacts("HF-2026-000001", "Consultation", "Dr Khan", "Asha", null, NOON, NOON, null, null,
                            null, null, null, null, null)),
            Kind.CANCELLED,
            Recipient.PROFESSIONAL,
            new Reader("Dr Khan", "khan@example.com", "en", "Asia/Kolkata"),
            true,
            NOON);

    @Test
    void identityComesFromTheCause() {
        assertThat(pending.id()).isEqualTo("b-1:2:CANCELLED:PROFESSIONAL:EMAIL");
        assertThat(pending.predecessors())
                .containsExactly(
                        "b-1:2:AWAITING_CONFIRMATION:PROFESSIONAL:EMAIL",
                        "b-1:2:NEW_BOOKING:PROFESSIONAL:EMAIL",
                        "b-1:2:RESCHEDULED:PROFESSIONAL:EMAIL");
    }

    @Test
    void pausesGrowToAQuarterOfAnHour() {
        Notification next = pending;
        var pauses = new java.util.ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            next = next.claimed(NOON).failedFor("away", NOON);
            pauses.add(Duration.between(NOON, next.nextTryAt()).toSeconds());
        }
        assertThat(pauses).containsExactly(1L, 5L, 30L, 120L, 300L, 900L, 900L, 900L);
    }

    @Test
    void aDayOfFailuresIsEnoughCountedFromTheFirst() {
        Instant firstTry = NOON.plus(Duration.ofDays(3));
        Notification tried = pending.claimed(firstTry);
        assertThat(pending.isWorthAnotherTry(firstTry)).isTrue();
        assertThat(tried.isWorthAnotherTry(firstTry.plus(Duration.ofHours(24)).minusMillis(1))).isTrue();
        assertThat(tried.failedFor("away", firstTry).claimed(firstTry.plusSeconds(1))
                .isWorthAnotherTry(firstTry.plus(Duration.ofHours(24)))).isFalse();
    }

    @Test
    void whatWasNotTriedDoesNotCount() {
        Notification back = pending.claimed(NOON).untried(Duration.ofSeconds(1), NOON);
        assertThat(back.attempts()).isZero();
        assertThat(back.triedSince()).isNull();
        assertThat(back.isDue(NOON)).isFalse();
        assertThat(back.isDue(NOON.plusSeconds(1))).isTrue();
    }
}
