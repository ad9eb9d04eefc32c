package io.holdfast.defaults.privacy;

import java.time.Instant;
import java.util.List;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service's part of one page: how often it is done, and what is left of it. */
class PersonTaskTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Person PERSON = new Person(
            "demo", "j-1", 1, List.of("asha"), List.of(Person.hashOf("Asha@example.com")), List.of(), List.of("b-1"),
            List.of());

    @Test
    void anErasureIsDoneTwiceAndSaysItOnceWithAllThatThereWas() {
        PersonTask task = PersonTask.begin(PERSON, PersonTask.Kind.ERASURE, NOW);

        var first = task.finish(1, found(3), NOW);
        assertThat(first.events()).isEmpty();
        assertThat(first.aggregate().dueAt()).isEqualTo(NOW.plus(PersonTask.PAUSE));
        assertThat(first.aggregate().finish(1, found(3), NOW)).isInstanceOf(Decision.Unchanged.class);

        var second = first.aggregate().finish(2, found(1), NOW);
        assertThat(second.events()).containsExactly(new PersonTask.Handled(found(4)));
        assertThat(second.aggregate().dueAt()).isNull();
        assertThat(second.aggregate().person().toString()).doesNotContain("asha", Person.hashOf("asha@example.com"));
        assertThat(second.aggregate().person().bookingIds()).containsExactly("b-1");
        assertThat(second.aggregate().finish(3, found(1), NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void anExportIsFoundOnceAndKeepsWhatItsArchiveIsReadBy() {
        var done = PersonTask.begin(PERSON, PersonTask.Kind.EXPORT, NOW).finish(1, found(0), NOW);

        assertThat(done.events()).containsExactly(new PersonTask.Handled(List.of()));
        assertThat(done.aggregate().person()).isEqualTo(PERSON);
    }

    @Test
    void anAddressIsTheSameInWhateverCase() {
        assertThat(PERSON.hasAddress(" ASHA@example.com ")).isTrue();
        assertThat(PERSON.hasAddress("asha@example.org")).isFalse();
        assertThat(PERSON.hasAddress(null)).isFalse();
    }

    private static List<PersonHandled.Found> found(long documents) {
        return List.of(new PersonHandled.Found("bookings", documents));
    }
}
