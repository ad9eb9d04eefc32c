package io.holdfast.defaults.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * One page of a job, as far as this service has come with it. An erasure is done twice: whoever was at work on a message when
 * the first round began has stored what came of it by the second.
 *
 * @param rounds how many are over
 * @param found  what there was, of all rounds
 * @param dueAt  when the next round is; null when all are over
 */
record PersonTask(
        Person person,
        Kind kind,
        Instant requestedAt,
        int rounds,
        List<PersonHandled.Found> found,
        @Nullable Instant dueAt) {

    /** Longer than a handler takes, each of whose calls to the store ends after ten seconds. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** What is done. */
    enum Kind {
        EXPORT(1),
        ERASURE(2);

        private final int rounds;

        Kind(int rounds) {
            this.rounds = rounds;
        }
    }

    /** It is done. */
    record Handled(List<PersonHandled.Found> found) {}

    PersonTask {
        found = List.copyOf(found);
    }

    static PersonTask begin(Person person, Kind kind, Instant now) {
        return new PersonTask(person, kind, now, 0, List.of(), now);
    }

    static String idOf(String jobId, int page) {
        return jobId + ":" + page;
    }

    String id() {
        return idOf(person.jobId(), person.page());
    }

    /** @param round which is over, from 1: another instance may have been faster */
    Decision<PersonTask, Handled> finish(int round, List<PersonHandled.Found> inIt, Instant now) {
        if (round != rounds + 1 || dueAt == null) {
            return Decision.unchanged(this, "this round was done before");
        }
        List<PersonHandled.Found> all = sum(found, inIt);
        if (round < kind.rounds) {
            return Decision.changed(new PersonTask(person, kind, requestedAt, round, all, now.plus(PAUSE)));
        }
        Person left = kind == Kind.ERASURE ? person.forgotten() : person;
        return Decision.changed(new PersonTask(left, kind, requestedAt, round, all, null), new Handled(all));
    }

    private static List<PersonHandled.Found> sum(List<PersonHandled.Found> one, List<PersonHandled.Found> other) {
        Map<String, Long> documents = new TreeMap<>();
        var both = new ArrayList<>(one);
        both.addAll(other);
        both.forEach(found -> documents.merge(found.collection(), found.documents(), Long::sum));
        return documents.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new PersonHandled.Found(each.getKey(), each.getValue()))
                .toList();
    }
}
