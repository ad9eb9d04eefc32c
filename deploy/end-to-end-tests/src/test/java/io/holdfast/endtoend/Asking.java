package io.holdfast.endtoend;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.awaitility.Awaitility;

/** People whose service is killed under them: whoever gets no answer asks again. */
final class Asking {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    /** Many who knock without a pause would take the processor from the service that is starting. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Asking() {}

    static Answer untilAnswered(Supplier<Answer> question) {
        return Awaitility.await("an answer")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .pollDelay(Duration.ZERO)
                .until(() -> once(question), Optional::isPresent)
                .orElseThrow();
    }

    /** Empty when nobody answered, or answered that it cannot just now. */
    static Optional<Answer> once(Supplier<Answer> question) {
        try {
            Answer answer = question.get();
            return answer.status() == 503 || answer.status() == 429 ? Optional.empty() : Optional.of(answer);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
