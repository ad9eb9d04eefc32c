package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Professionals who look every now and then at what they are asked, and answer as their dice fall: one throw for each
 * booking and professional, the same for the same seed.
 */
final class Therapists implements AutoCloseable {

    private static final String PROPOSALS = "/api/v1/professionals/me/proposals";
    /** After the end of the time to answer, by a clock that all share here. */
    private static final Duration TOO_LATE = Duration.ofMillis(500);
    private static final int LOOKING_AT_ONCE = 4;
    private static final int ANSWERING_AT_ONCE = 48;
    private static final int CONFLICT = 409;
    private static final int ACCEPTED = 202;

    private enum Way {
        ACCEPTS, ACCEPTS_TWICE, ACCEPTS_LATE, DECLINES, SAYS_NOTHING
    }

    /** Somebody was told that a booking is theirs. */
    record Won(String booking, String professional) {}

    private final Map<String, HoldfastApi> people = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers;
    private final long seed;
    private final Duration answerWithin;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(LOOKING_AT_ONCE);
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(ANSWERING_AT_ONCE);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Queue<Won> won = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /**
     * They begin to look.
     *
     * @param numbers of the bookings that they answer about, by id: what the dice are thrown for
     */
    Therapists(Apart apart, List<String> professionals, Map<String, Integer> numbers, long seed, Duration answerWithin) {
        this.numbers = numbers;
        this.seed = seed;
        this.answerWithin = answerWithin;
        long pause = answerWithin.toMillis() / 6;
        for (int i = 0; i < professionals.size(); i++) {
            String id = professionals.get(i);
            people.put(id, apart.professional(id));
            clock.scheduleWithFixedDelay(() -> look(id), pause * i / professionals.size(), pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Who was told 200 and whose booking it is. */
    List<Won> won() {
        return List.copyOf(won);
    }

    /** Answers that nobody should get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How often what happened. */
    Map<String, AtomicInteger> counts() {
        return new TreeMap<>(counts);
    }

    private void look(String professional) {
        try {
            Asking.once(() -> people.get(professional).get(PROPOSALS + "?status=PENDING&limit=100"))
                    .ifPresent(answer -> {
                        if (answer.status() == 200) {
                            answer.body().get("items").forEach(proposal -> decide(professional, proposal));
                        } else {
                            surprises.add(professional + " looked and was answered " + answer);
                        }
                    });
        } catch (RuntimeException e) {
            // Else nobody would look again, and not be missed.
            surprises.add(professional + " could not look: " + e);
        }
    }

    private void decide(String professional, JsonNode proposal) {
        String id = proposal.get("id").asString();
        Integer number = numbers.get(id.substring(0, id.indexOf('.')));
        if (number == null || !seen.add(id)) {
            return;
        }
        var dice = new Random(seed * 31 + number * 1_009L + professional.hashCode());
        Way way = way(dice.nextInt(100));
        count(way.name());
        Duration thinks = Duration.ofMillis(dice.nextLong(answerWithin.toMillis() / 3));
        Duration left = Duration.between(Instant.now(), Instant.parse(proposal.get("deadline").asString()));
        switch (way) {
            case ACCEPTS -> after(thinks, () -> accept(professional, id, way));
            case ACCEPTS_TWICE -> {
                after(thinks, () -> accept(professional, id, way));
                after(thinks, () -> accept(professional, id, way));
            }
            case ACCEPTS_LATE -> after(left.plus(TOO_LATE), () -> accept(professional, id, way));
            case DECLINES -> after(thinks, () -> decline(professional, id));
            case SAYS_NOTHING -> {}
        }
    }

    private static Way way(int lot) {
        if (lot < 35) {
            return Way.ACCEPTS;
        } else if (lot < 50) {
            return Way.ACCEPTS_TWICE;
        } else if (lot < 60) {
            return Way.ACCEPTS_LATE;
        }
        return lot < 80 ? Way.DECLINES : Way.SAYS_NOTHING;
    }

    private void after(Duration pause, Runnable answer) {
        clock.schedule(
                () -> answers.submit(() -> {
                    places.acquireUninterruptibly();
                    try {
                        answer.run();
                    } catch (RuntimeException | AssertionError e) {
                        surprises.add("Somebody gave up: " + e);
                    } finally {
                        places.release();
                    }
                }),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void accept(String professional, String proposal, Way way) {
        Answer answer = Asking.untilAnswered(() ->
                people.get(professional).post(PROPOSALS + "/" + proposal + "/accept", Map.of(), "Prefer", "wait=2"));
        boolean taken = answer.status() == 200 || answer.status() == ACCEPTED;
        if (answer.status() == 200) {
            won.add(new Won(answer.body().get("booking").get("id").asString(), professional));
        }
        count("accept " + (answer.status() == CONFLICT ? codeOf(answer) : answer.status()));
        if ((!taken && answer.status() != CONFLICT) || (taken && way == Way.ACCEPTS_LATE)) {
            surprises.add(way + " " + proposal + " was answered " + answer);
        }
    }

    private void decline(String professional, String proposal) {
        Answer answer = Asking.untilAnswered(() ->
                people.get(professional).post(PROPOSALS + "/" + proposal + "/decline", Map.of("reason", "No time")));
        count("decline " + (answer.status() == CONFLICT ? codeOf(answer) : answer.status()));
        if (answer.status() != 200 && answer.status() != CONFLICT) {
            surprises.add("Declining " + proposal + " was answered " + answer);
        }
    }

    private static String codeOf(Answer refused) {
        return refused.body().path("code").asString("409");
    }

    private void count(String what) {
        counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    /** They go home: what they have not said yet, they never say. */
    @Override
    public void close() {
        clock.shutdownNow();
        answers.shutdownNow();
    }
}
