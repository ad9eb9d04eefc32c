package io.holdfast.booking.domain.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.booking.domain.privacy.PrivacyJob.Status;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a job is asked of the services, and when it is over. */
class PrivacyJobTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final PersonKeys KEYS = new PersonKeys(List.of("client:asha"), List.of("asha"), List.of("a@b.example"), List.of());
    private static final List<String> SERVICES = List.of("booking-service", "payment-service");

    @Test
    void eachPageIsAnEventAndAllTogetherAreAllBookings() {
        List<String> bookings = IntStream.range(0, 201).mapToObj(i -> "b-" + i).toList();

        var decided = asked(Kind.ERASURE).begin(KEYS, bookings, List.of(), SERVICES, NOW);

        assertThat(decided.events()).hasSize(3);
        assertThat(decided.events().stream().flatMap(event -> ((PrivacyEvent.PageRequested) event).bookings().stream()))
                .containsExactlyElementsOf(bookings);
        assertThat(decided.aggregate().status()).isEqualTo(Status.RUNNING);
        assertThat(decided.aggregate().named()).isNull();
        assertThat(decided.aggregate().begin(KEYS, bookings, List.of(), SERVICES, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whoHasNoBookingIsAskedForAllTheSame() {
        assertThat(asked(Kind.EXPORT).begin(KEYS, List.of(), List.of(), SERVICES, NOW).events()).hasSize(1);
    }

    @Test
    void itIsDoneWhenEachServiceIsDoneWithEachPageOnceAndThenNamesNobody() {
        List<String> bookings = IntStream.range(0, 101).mapToObj(i -> "b-" + i).toList();
        PrivacyJob job = asked(Kind.ERASURE).begin(KEYS, bookings, List.of(), SERVICES, NOW).aggregate();

        job = job.handled("booking-service", 1, Map.of("bookings", 100L), NOW).aggregate();
        job = job.handled("booking-service", 1, Map.of("bookings", 100L), NOW).aggregate();
        job = job.handled("payment-service", 2, Map.of(), NOW).aggregate();
        job = job.handled("payment-service", 1, Map.of("payments", 3L), NOW).aggregate();
        assertThat(job.status()).isEqualTo(Status.RUNNING);
        assertThat(job.keys()).isEqualTo(KEYS);
        job = job.handled("booking-service", 2, Map.of("bookings", 1L), NOW).aggregate();

        assertThat(job.status()).isEqualTo(Status.DONE);
        assertThat(job.keys()).isNull();
        assertThat(job.parts().getFirst().found()).containsEntry("bookings", 101L);
        assertThat(job.handled("booking-service", 3, Map.of(), NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(job.handled("a-stranger", 1, Map.of(), NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void anExportKnowsWhomItIsAboutUntilItEnds() {
        PrivacyJob job = asked(Kind.EXPORT).begin(KEYS, List.of("b-1"), List.of(), SERVICES, NOW).aggregate();
        job = job.handled("booking-service", 1, Map.of(), NOW).aggregate();
        job = job.handled("payment-service", 1, Map.of(), NOW).aggregate();

        assertThat(job.status()).isEqualTo(Status.DONE);
        assertThat(job.keys()).isEqualTo(KEYS);
        assertThat(job.named()).isNotNull();
    }

    @Test
    void whatIsInItsWayIsWaitedForADay() {
        PrivacyJob waiting = asked(Kind.ERASURE).putOff(NOW.plusSeconds(5), NOW).aggregate();
        assertThat(waiting.dueAt()).isEqualTo(NOW.plusSeconds(5));

        PrivacyJob failed = waiting.putOff(NOW.plusSeconds(5), NOW.plus(Duration.ofDays(1))).aggregate();

        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.failure()).isEqualTo("person-has-live-bookings");
        assertThat(failed.begin(KEYS, List.of(), List.of(), SERVICES, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatOthersBookedForThemIsOnTheSamePages() {
        List<String> received = IntStream.range(0, 101).mapToObj(n -> "r-" + n).toList();

        var decided = asked(Kind.ERASURE).begin(KEYS, List.of("b-1"), received, SERVICES, NOW);

        assertThat(decided.aggregate().pages()).isEqualTo(2);
        assertThat(decided.aggregate().bookings()).isEqualTo(102);
        assertThat(decided.events()).containsExactly(
                new PrivacyEvent.PageRequested(1, 2, KEYS, List.of("b-1"), received.subList(0, 100)),
                new PrivacyEvent.PageRequested(2, 2, KEYS, List.of(), List.of("r-100")));
    }

    private static PrivacyJob asked(Kind kind) {
        return PrivacyJob.asked(
                "j-1", new TenantId("demo"), kind, new NamedPerson("a@b.example", null, null), false, "admin", "hash", NOW);
    }
}
