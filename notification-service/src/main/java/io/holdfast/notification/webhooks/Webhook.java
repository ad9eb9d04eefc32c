package io.holdfast.notification.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events and how far it is. It has a place in the feed: all that it wants up to there is delivered, but for what
 * is held back. While events of one subject wait for the first of them, which failed, those of others go on; when several fail
 * and none is taken, the receiver is away: it is asked now and then, and the feed is what waits.
 *
 * @param id          its document's
 * @param target      where it is and what it gets, as its admin wants it
 * @param status      whether it gets any
 * @param secrets     the newest last; at most {@value #MOST_SECRETS}
 * @param position    its place in the feed
 * @param generation  which of its places this is: a replay begins another, and what a round before it found counts no more
 * @param heldBack    by subject, in the order of the feed; at most {@value #MOST_HELD_BACK} events
 * @param away        rounds in a row that found the receiver away
 * @param failingSince since when something failed and nothing was taken; null when it is otherwise
 * @param claimedUntil until when one instance delivers; null when none does
 * @param dueAt       when there is something to do next; null when it gets nothing
 * @param idle        whether it waits for the feed to go on
 * @param stoppedFor  why the platform stopped it; null when it did not
 * @param noticeDueAt when its admin is to be told that it was stopped; null when nobody is to be
 */
record Webhook(
        String id,
        TenantId tenantId,
        Target target,
        Status status,
        List<SigningSecret> secrets,
        long position,
        int generation,
        List<HeldBack> heldBack,
        int away,
        @Nullable Instant failingSince,
        @Nullable Instant claimedUntil,
        @Nullable Instant dueAt,
        boolean idle,
        @Nullable String stoppedFor,
        @Nullable Instant stoppedAt,
        @Nullable Instant noticeDueAt,
        Instant createdAt) {

    static final int MOST_SECRETS = 2;
    static final int MOST_HELD_BACK = 500;
    /** Events that one round takes in hand of the feed, and subjects of which something is held back. */
    static final int MOST_AT_ONCE = 50;
    /** Events of a subject that one round tries again. */
    private static final int MOST_OF_A_SUBJECT = 5;
    /** Of the feed, while the receiver is away. */
    private static final int MOST_WHILE_AWAY = 5;
    /** Subjects that fail in a round in which nothing is taken. One alone may be an event that the receiver does not like. */
    private static final int AWAY_FROM = 3;

    /** How long events, or the whole receiver, may fail. */
    static final Duration PATIENCE = Duration.ofDays(3);

    /** How long the secret before the newest signs, too. */
    static final Duration ROTATION = Duration.ofHours(24);

    /** Longer than a round takes, so that two instances do not overtake each other. */
    static final Duration CLAIM = Duration.ofSeconds(90);

    /** When one that waits for the feed looks by itself, should nobody have told it. */
    static final Duration IDLE_LOOK = Duration.ofMinutes(10);

    Webhook {
        secrets = List.copyOf(secrets);
        heldBack = List.copyOf(heldBack);
    }

    /** @param types names and patterns, as {@code EventTypes} reads them */
    record Target(String url, List<String> types, String description) {
        Target {
            types = List.copyOf(types);
        }
    }

    enum Status {
        ACTIVE,
        /** By its admin; it keeps its place. */
        PAUSED,
        /** By the platform, since the receiver took nothing for {@link #PATIENCE} or said that it is gone; it keeps its place. */
        DISABLED
    }

    static Webhook create(String id, TenantId tenantId, Target target, boolean active, long position, Instant now) {
        return new Webhook(
                id, tenantId, target, active ? Status.ACTIVE : Status.PAUSED, List.of(SigningSecret.random(now)), position, 1,
                List.of(), 0, null, null, active ? now : null, false, null, null, null, now);
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Another target; switched on again, it goes on where it stood, and with new patience. */
    Webhook change(Target next, boolean active, Instant now) {
        Draft draft = new Draft(this);
        draft.target = next;
        if (!active) {
            draft.status = status == Status.DISABLED ? Status.DISABLED : Status.PAUSED;
            draft.dueAt = null;
        } else {
            if (status != Status.ACTIVE) {
                draft.forgetFailures();
                draft.heldBack = heldBack.stream().map(held -> held.anew(now)).toList();
            }
            draft.status = Status.ACTIVE;
            draft.stoppedFor = null;
            draft.stoppedAt = null;
            draft.noticeDueAt = null;
            draft.wake(now);
        }
        return draft.build();
    }

    /** A new secret; the one before signs along for a day. */
    Webhook rotate(Instant now) {
        Draft draft = new Draft(this);
        SigningSecret before = secrets.getLast();
        draft.secrets = List.of(before.until(now.plus(ROTATION)), SigningSecret.random(now));
        return draft.build();
    }

    /** Those that sign now. */
    List<SigningSecret> signingAt(Instant now) {
        return secrets.stream().filter(secret -> secret.isGood(now)).toList();
    }

    /** Delivers once more what comes after a place, or leaves out what comes before it. */
    Webhook replay(long after, Instant now) {
        Draft draft = new Draft(this);
        draft.position = after;
        draft.generation = generation + 1;
        draft.heldBack = List.of();
        if (isActive()) {
            draft.wake(now);
        }
        return draft.build();
    }

    /** The feed has gone on. */
    Webhook wake(Instant now) {
        if (!idle || !isActive()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.wake(now);
        return draft.build();
    }

    /** Takes it in hand; empty when there is nothing to do, or another instance is at it. */
    Optional<Webhook> claim(Instant now) {
        if (!isActive() || dueAt == null || dueAt.isAfter(now)) {
            return Optional.empty();
        }
        Draft draft = new Draft(this);
        draft.claimedUntil = now.plus(CLAIM);
        draft.dueAt = draft.claimedUntil;
        draft.idle = false;
        return Optional.of(draft.build());
    }

    /**
     * Places that are to be tried again now, of a subject in their order; while the receiver is away, whatever is held back. Who
     * has waited longest comes first, and of each subject a few, so that one whose first event is never taken keeps no other.
     */
    List<Long> dueAgain(Instant now) {
        return heldBack.stream()
                .filter(held -> away > 0 || held.isDue(now))
                .sorted(Comparator.comparing(HeldBack::dueAt))
                .limit(MOST_AT_ONCE)
                .flatMap(held -> held.positions().stream().limit(MOST_OF_A_SUBJECT))
                .toList();
    }

    /** How many events of the feed there is room for. */
    int room() {
        int held = heldBack.stream().mapToInt(each -> each.positions().size()).sum();
        return Math.max(0, Math.min(MOST_HELD_BACK - held, away > 0 ? MOST_WHILE_AWAY : MOST_AT_ONCE));
    }

    boolean holdsBack(String subject) {
        return heldBack.stream().anyMatch(held -> held.subject().equals(subject));
    }

    /**
     * What a round found.
     *
     * @param givenUp places of events that were tried for {@link #PATIENCE} and are left out
     */
    record Recorded(Webhook webhook, List<Long> givenUp) {}

    /** Records a round; what of it was before a replay counts no more. */
    Recorded record(Round round, Instant now) {
        Draft draft = new Draft(this);
        draft.claimedUntil = null;
        if (round.generation() != generation) {
            draft.dueAt = isActive() ? now : null;
            return new Recorded(draft.build(), List.of());
        }
        var givenUp = new ArrayList<Long>();
        draft.position = Math.max(position, round.next());
        draft.heldBack = heldBackAfter(round, givenUp, now);
        draft.count(round, now);
        if (round.isOver()) {
            draft.stop("The receiver answered 410: it wants no events any more", now);
        } else if (draft.failingSince != null && round.anyFailed() && !now.isBefore(draft.failingSince.plus(PATIENCE))) {
            draft.stop("The receiver has taken nothing for three days", now);
        } else {
            draft.goOn(round.more(), now);
        }
        return new Recorded(draft.build(), givenUp);
    }

    private List<HeldBack> heldBackAfter(Round round, List<Long> givenUp, Instant now) {
        Map<String, HeldBack> bySubject = new LinkedHashMap<>();
        // Who is back is asked for all of it, and nothing is given up for how long they were away.
        boolean isBack = away > 0 && round.anyTaken();
        heldBack.forEach(held -> bySubject.put(held.subject(), isBack ? held.anew(now) : held));
        for (Attempt attempt : round.attempts()) {
            String subject = attempt.event().subject();
            long place = attempt.event().position();
            HeldBack held = bySubject.getOrDefault(subject, HeldBack.of(subject, now));
            bySubject.put(subject, switch (attempt.result()) {
                case Attempt.Result.Taken taken -> held.without(place, now);
                case Attempt.Result.Failed failed -> afterFailure(held.with(place), place, round, givenUp, now);
                case Attempt.Result.Gone gone -> held.with(place).failed(now);
                case Attempt.Result.NotTried notTried -> held.with(place);
            });
        }
        for (Long place : round.vanished()) {
            bySubject.replaceAll((subject, held) -> held.positions().contains(place) ? held.without(place, now) : held);
        }
        return bySubject.values().stream()
                .filter(held -> !held.positions().isEmpty())
                .sorted(Comparator.comparing(held -> held.positions().getFirst()))
                .toList();
    }

    /** An event that fails although others are taken is left out one day, so that those behind it come. */
    private HeldBack afterFailure(HeldBack held, long place, Round round, List<Long> givenUp, Instant now) {
        HeldBack failed = held.failed(now);
        boolean othersAreTaken = round.anyTaken() || failingSince == null;
        if (othersAreTaken && failed.isTriedSince(PATIENCE, now)) {
            givenUp.add(place);
            return failed.without(place, now);
        }
        return failed;
    }

    /** Its admin was told, or is not told any more. */
    Webhook noticed() {
        Draft draft = new Draft(this);
        draft.noticeDueAt = null;
        return draft.build();
    }

    /** Its admin could not be told yet. */
    Webhook noticeLater(Instant then) {
        Draft draft = new Draft(this);
        draft.noticeDueAt = then;
        return draft.build();
    }

    /** The next state while it is being made. */
    private static final class Draft {

        private final Webhook before;
        private Target target;
        private Status status;
        private List<SigningSecret> secrets;
        private long position;
        private int generation;
        private List<HeldBack> heldBack;
        private int away;
        private @Nullable Instant failingSince;
        private @Nullable Instant claimedUntil;
        private @Nullable Instant dueAt;
        private boolean idle;
        private @Nullable String stoppedFor;
        private @Nullable Instant stoppedAt;
        private @Nullable Instant noticeDueAt;

        Draft(Webhook before) {
            this.before = before;
            this.target = before.target;
            this.status = before.status;
            this.secrets = before.secrets;
            this.position = before.position;
            this.generation = before.generation;
            this.heldBack = before.heldBack;
            this.away = before.away;
            this.failingSince = before.failingSince;
            this.claimedUntil = before.claimedUntil;
            this.dueAt = before.dueAt;
            this.idle = before.idle;
            this.stoppedFor = before.stoppedFor;
            this.stoppedAt = before.stoppedAt;
            this.noticeDueAt = before.noticeDueAt;
        }

        /** Now, or when whoever is at it has ended: two at once would send events of one subject in any order. */
        private void wake(Instant now) {
            dueAt = claimedUntil != null && now.isBefore(claimedUntil) ? claimedUntil : now;
            idle = false;
        }

        private void forgetFailures() {
            away = 0;
            failingSince = null;
        }

        private void count(Round round, Instant now) {
            if (round.anyTaken()) {
                forgetFailures();
            } else if (round.anyFailed()) {
                away = round.subjectsFailed() >= AWAY_FROM || away > 0 ? away + 1 : 0;
                failingSince = failingSince == null ? now : failingSince;
            }
        }

        private void stop(String why, Instant now) {
            status = Status.DISABLED;
            stoppedFor = why;
            stoppedAt = now;
            noticeDueAt = now;
            dueAt = null;
            idle = false;
        }

        private void goOn(boolean more, Instant now) {
            if (status != Status.ACTIVE) {
                dueAt = null;
            } else if (away > 0) {
                dueAt = now.plus(RetryPauses.after(away));
            } else if (more) {
                dueAt = now;
            } else {
                Optional<Instant> again = heldBack.stream().map(HeldBack::dueAt).min(Comparator.naturalOrder());
                // The feed may bring something for others meanwhile.
                idle = true;
                dueAt = Stream.concat(again.stream(), Stream.of(now.plus(IDLE_LOOK))).min(Comparator.naturalOrder()).orElseThrow();
            }
        }

        private Webhook build() {
            return new Webhook(
                    before.id, before.tenantId, target, status, secrets, position, generation, heldBack, away, failingSince,
                    claimedUntil, dueAt, idle, stoppedFor, stoppedAt, noticeDueAt, before.createdAt);
        }
    }
}
