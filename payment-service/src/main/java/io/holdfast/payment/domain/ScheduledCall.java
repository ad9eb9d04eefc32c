package io.holdfast.payment.domain;

import java.time.Instant;

/**
 * When a piece of {@link Work} is done.
 *
 * @param work  its name
 * @param tries how often it was begun
 * @param dueAt not before this
 */
public record Task(String work, Integer tries, Instant dueAt) {

    Task claimed(Instant until) {
        return new Task(work, tries + 1, until);
    }

    Task dueAt(Instant at) {
        return new Task(work, tries, at);
    }

    /** What went wrong does not count as a look. */
    Task untried(Instant at) {
        return new Task(work, Math.max(0, tries - 1), at);
    }
}
