package io.holdfast.booking.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.holdfast.booking.analytics.BookingNews.Appointment;
import io.holdfast.booking.analytics.BookingNews.Occasion;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingMother;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A booking's row says the same, in whatever order and however often it was told. */
class BookingFactTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant LATER = Instant.parse("2027-01-02T04:30:00Z");
    private static final BookingFact UNKNOWN = BookingFact.unknown("demo", "b-1");

    private static final List<UnaryOperator<BookingFact>> LIFE = List.of(
            fact -> fact.with(news(1, Standing.PENDING, null, new Appointment(START, "sarah"))),
            fact -> fact.with(news(4, Standing.PENDING, Occasion.ASKED, new Appointment(START, "sarah"))),
            fact -> fact.with(news(5, Standing.CONFIRMED, Occasion.CONFIRMED, new Appointment(START, "sarah"))),
            fact -> fact.with(news(7, Standing.CONFIRMED, null, new Appointment(LATER, "james"))),
            fact -> fact.with(news(9, Standing.COMPLETED, null, null)),
            fact -> fact.with(news(10, Standing.NO_SHOW, null, null)),
            fact -> fact.withCapture("pay_1", Money.of(150_000, "INR")),
            fact -> fact.withRefund("rfnd_1", Money.of(50_000, "INR")),
            fact -> fact.withRefund("rfnd_2", Money.of(25_000, "INR")));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void orderAndRepetitionChangeNothing(int seed) {
        BookingFact expected = told(LIFE);
        var reordered = new ArrayList<>(LIFE);
        reordered.addAll(LIFE);
        Collections.shuffle(reordered, new Random(seed));

        BookingFact fact = told(reordered);

        assertThat(fact.start()).isEqualTo(LATER);
        assertThat(fact.professional()).isEqualTo("james");
        assertThat(fact.standing()).isEqualTo(Standing.NO_SHOW);
        assertThat(fact).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(expected);
    }

    @Test
    void theAnswerTookFromWhenSomebodyWasAsked() {
        BookingFact fact = told(LIFE);

        assertThat(fact.askedAt()).isEqualTo(NOW.plusSeconds(4));
        assertThat(fact.answeredAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(told(List.of(LIFE.get(1), each -> each.with(news(5, Standing.DECLINED, Occasion.UNANSWERED, null)))).answeredAt())
                .isNull();
    }

    @Test
    void whatABookingSaysItselfTakesNothingFromWhatIsNewer() {
        var booking = BookingMother.detailed();
        BookingFact early = BookingFact.of(booking, 3);
        BookingFact known = BookingFact.unknown("demo", booking.id().value())
                .with(news(5, Standing.CANCELLED, null, null))
                .withRefund("rfnd_1", Money.of(50_000, "INR"));

        BookingFact rebuilt = known.merged(early);

        assertThat(rebuilt.standing()).isEqualTo(Standing.CANCELLED);
        assertThat(rebuilt.refunds()).hasSize(1);
        assertThat(rebuilt.start()).isEqualTo(booking.state().slot().start());
        assertThat(rebuilt.merged(early)).isEqualTo(rebuilt);
    }

    private static BookingFact told(List<UnaryOperator<BookingFact>> life) {
        BookingFact fact = UNKNOWN;
        for (UnaryOperator<BookingFact> each : life) {
            fact = each.apply(fact);
        }
        return fact;
    }

    private static BookingNews news(long sequence, Standing standing, Occasion occasion, Appointment slot) {
        return new BookingNews(
                new TenantId("demo"), "b-1", sequence, NOW.plusSeconds(sequence), standing, occasion, "consultation-60", slot);
    }
}
