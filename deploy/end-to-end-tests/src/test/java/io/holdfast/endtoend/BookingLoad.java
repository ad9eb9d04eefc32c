package io.holdfast.endtoend;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Guests who book and pay without a pause. They behave as clients should: who got no answer asks again with the same
 * {@code Idempotency-Key}, for as long as it takes, and so each of them ends with an answer.
 */
final class BookingLoad implements AutoCloseable {

    /** How long the bookings are: short ones, so that a month has enough of them. */
    static final int MINUTES = 30;

    /** How long a platform may be silent that has said it is ready. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    // Eight guests who knock without a pause would take the processor from the platform that is starting.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HoldfastApi api;
    private final BooleanSupplier platformIsReady;
    private final List<Slot> slots;
    private final AtomicInteger nextSlot = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ExecutorService guests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> journeys = new ArrayList<>();
    private final Queue<Audit.Promise> promises = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();

    /**
     * @param platformIsReady whether an answer can be expected; while a start waits for those of other tests it cannot
     * @param slots           the times to book, in this order; begun again from the first when all were tried
     */
    BookingLoad(HoldfastApi api, BooleanSupplier platformIsReady, List<Slot> slots) {
        this.api = api;
        this.platformIsReady = platformIsReady;
        this.slots = slots;
    }

    void begin(int concurrency, long seed) {
        for (int i = 0; i < concurrency; i++) {
            var random = new Random(seed + i);
            journeys.add(guests.submit(() -> {
                while (!stopping.get()) {
                    bookAndPay(random);
                }
            }));
        }
    }

    /** Lets everybody finish what they began. */
    void finish() throws InterruptedException {
        stopping.set(true);
        for (Future<?> journey : journeys) {
            try {
                journey.get();
            } catch (ExecutionException e) {
                surprises.add("A guest gave up: " + e.getCause());
            }
        }
    }

    /** What the platform promised by answering 201 or 202. */
    List<Audit.Promise> promises() {
        return List.copyOf(promises);
    }

    /** Answers that nobody should ever get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How many were told that the slot is taken; their bookings are there, rejected. */
    int refused() {
        return refused.get();
    }

    @Override
    public String toString() {
        return promises.size() + " promised, " + refused + " refused, " + askedAgain + " questions asked again";
    }

    @Override
    public void close() {
        stopping.set(true);
        guests.shutdownNow();
    }

    private void bookAndPay(Random random) {
        Slot slot = slots.get(chosen(random));
        String email = Platform.freshEmail();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Platform.guestRequest(slot, email);
        body.put("duration", MINUTES);
        Answer answer = answered(
                () -> api.post("/api/v1/bookings", body, "Prefer", "wait=10", "Idempotency-Key", key));
        switch (answer.status()) {
            case 201, 202 -> {
                JsonNode booking = answer.body();
                promises.add(new Audit.Promise(
                        booking.get("id").asString(), booking.get("number").asString(), email));
                if (answer.status() == 201) {
                    pay(booking, random);
                }
            }
            case 409 -> refused.incrementAndGet();
            default -> surprises.add("Booking " + slot + " was answered " + answer);
        }
    }

    /** Mostly the next one; now and then one that others want, too. */
    private int chosen(Random random) {
        int next = random.nextInt(8) == 0 ? nextSlot.get() - 1 : nextSlot.getAndIncrement();
        return Math.floorMod(next, slots.size());
    }

    private void pay(JsonNode booking, Random random) {
        if (!"PENDING_PAYMENT".equals(booking.get("status").asString())) {
            surprises.add("Answered 201 in state " + booking.get("status"));
            return;
        }
        String order = booking.get("payment").get("orderId").asString();
        switch (random.nextInt(10)) {
            case 0 -> { } // goes away and never pays
            case 1 -> {
                checkout(order, "failure", "normal");
                checkout(order, "success", "normal");
            }
            case 2, 3 -> checkout(order, "success", "duplicate");
            default -> checkout(order, "success", "normal");
        }
    }

    private void checkout(String order, String outcome, String webhook) {
        var request = Map.of("orderId", order, "outcome", outcome, "webhook", webhook);
        Answer answer = answered(() -> api.post("/demo/checkout", request));
        // 409: paid already, by the first try, whose answer was lost.
        if (answer.status() != 200 && answer.status() != 409) {
            surprises.add("Paying " + order + " was answered " + answer);
        }
    }

    /** Asks until somebody answers: the platform may be dead, or not quite alive yet. */
    private Answer answered(Supplier<Answer> question) {
        Optional<Answer> first = ask(question);
        if (first.isPresent()) {
            return first.get();
        }
        askedAgain.incrementAndGet();
        while (true) {
            Awaitility.await("a platform that is ready")
                    .atMost(PlatformProcess.LONGEST_START)
                    .pollInterval(PAUSE)
                    .until(platformIsReady::getAsBoolean);
            Optional<Answer> answer = answeredWhileReady(question);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** Empty when the platform was killed meanwhile. */
    private Optional<Answer> answeredWhileReady(Supplier<Answer> question) {
        var answer = new AtomicReference<Optional<Answer>>(Optional.empty());
        Awaitility.await("an answer").atMost(PATIENCE).pollInterval(PAUSE).until(() -> {
            answer.set(ask(question));
            return answer.get().isPresent() || !platformIsReady.getAsBoolean();
        });
        return answer.get();
    }

    private static Optional<Answer> ask(Supplier<Answer> question) {
        try {
            Answer answer = question.get();
            return answer.status() == 503 ? Optional.empty() : Optional.of(answer);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
