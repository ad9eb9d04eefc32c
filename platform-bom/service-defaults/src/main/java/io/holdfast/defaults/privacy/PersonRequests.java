package io.holdfast.defaults.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.Aggregates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's part in jobs about a person: a request is stored and acknowledged, then done page by page and answered with how
 * much there was. A repeated request finds its task; a service that was killed goes on with what is stored.
 */
public final class PersonRequests {

    private static final Logger log = LoggerFactory.getLogger(PersonRequests.class);

    private final Aggregates<PersonTask, PersonTask.Handled, PersonTaskDocument> tasks;
    private final List<PersonalRecords> all;
    private final PersonReader reader;
    private final ErasedBookings erased;
    private final Clock clock;

    PersonRequests(
            Aggregates<PersonTask, PersonTask.Handled, PersonTaskDocument> tasks,
            List<PersonalRecords> all,
            PersonReader reader,
            ErasedBookings erased,
            Clock clock) {
        this.tasks = tasks;
        this.all = List.copyOf(all);
        this.reader = reader;
        this.erased = erased;
        this.clock = clock;
    }

    /** Somebody's data is to be handed out: it is found now, and read when the archive is. */
    public void export(ReceivedEvent<PersonRequested> event) {
        begin(event, PersonTask.Kind.EXPORT);
    }

    /** Somebody's data is to be erased. */
    public void erase(ReceivedEvent<PersonRequested> event) {
        begin(event, PersonTask.Kind.ERASURE);
    }

    private void begin(ReceivedEvent<PersonRequested> event, PersonTask.Kind kind) {
        Person person = event.body().person(event.tenantId());
        if (kind == PersonTask.Kind.ERASURE) {
            // Before the offset moves: what comes behind this message on any topic meets it.
            erased.addAll(person, clock.instant());
        }
        tasks.decideOrCreate(PersonTask.idOf(person.jobId(), person.page()), known -> known
                .<Decision<PersonTask, PersonTask.Handled>>map(task -> Decision.unchanged(task, "it was asked for before"))
                .orElseGet(() -> Decision.changed(PersonTask.begin(person, kind, clock.instant()))));
    }

    void perform(String id) {
        Optional<PersonTask> due = tasks.find(id).filter(task -> task.dueAt() != null);
        if (due.isEmpty()) {
            return;
        }
        PersonTask task = due.get();
        int round = task.rounds() + 1;
        try {
            List<PersonHandled.Found> found = switch (task.kind()) {
                case EXPORT -> count(task.person());
                case ERASURE -> eraseAll(task.person());
            };
            Instant now = clock.instant();
            tasks.decide(id, stored -> stored.finish(round, found, now));
        } catch (RetryLater e) {
            log.debug("{} waits: {}", id, e.getMessage());
        }
    }

    private List<PersonHandled.Found> count(Person person) {
        var found = new ArrayList<PersonHandled.Found>();
        for (PersonalRecords records : all) {
            long[] documents = {0};
            reader.read(records, person, document -> documents[0]++);
            found.add(new PersonHandled.Found(records.collection(), documents[0]));
        }
        return found;
    }

    private List<PersonHandled.Found> eraseAll(Person person) {
        if (all.stream().anyMatch(records -> reader.hasUnsentEvents(records, person))) {
            throw new RetryLater("Some of their events are not sent yet.", null);
        }
        var found = new ArrayList<PersonHandled.Found>();
        for (PersonalRecords records : all) {
            found.add(new PersonHandled.Found(records.collection(), records.erase(person)));
        }
        return found;
    }
}
