package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.holdfast.razorpay.simulator.SimulatorProblem.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * A fault and when it strikes.
 *
 * @param times how often at most; null without end
 * @param probability with which it strikes each time that it could, 0 to 1
 * @param seed of the random numbers, so that a run can be repeated
 * @param delay for faults that wait
 * @param on the operations it is kept to; empty for all
 */
record FaultRule(Fault fault, @Nullable Integer times, double probability, long seed, Duration delay, Set<Operation> on) {
    private static final Set<String> FIELDS = Set.of("fault", "times", "probability", "seed", "delay", "on");
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** Without {@code times} and {@code probability} it strikes once; with a probability alone, until it is called off. */
    static FaultRule read(JsonNode body) {
        var problems = new ArrayList<FieldProblem>();
        body.propertyNames().stream().filter(name -> !FIELDS.contains(name)).sorted().forEach(name ->
            problems.add(new FieldProblem(name, "is unknown; known are fault, times, probability, seed, delay, on")));
        var fault = Fault.named(body.path("fault").asString("")).orElse(null);
        if (fault == null) {
            problems.add(new FieldProblem("fault",
                "must be one of " + String.join(", ", Arrays.stream(Fault.values()).map(Fault::wireName).toList())));
        }
        var times = times(body, problems);
        var probability = probability(body, problems);
        var seed = seed(body, problems);
        var delay = delay(body, problems);
        var on = on(body, fault, problems);
        if (fault == null || !problems.isEmpty()) {
            throw new SimulatorProblem(HttpStatus.BAD_REQUEST, "The request is not a fault.", List.copyOf(problems));
        }
        return new FaultRule(fault, times == null && !body.has("probability") ? Integer.valueOf(1) : times, probability,
            seed, delay == null ? fault.usualDelay() : delay, on);
    }

    private static @Nullable Integer times(JsonNode body, List<FieldProblem> problems) {
        var given = body.get("times");
        if (given == null) {
            return null;
        }
        if (given.canConvertToInt() && given.isIntegralNumber() && given.intValue() > 0) {
            return given.intValue();
        }
        problems.add(new FieldProblem("times", "must be a whole number above 0"));
        return null;
    }

    private static double probability(JsonNode body, List<FieldProblem> problems) {
        var given = body.get("probability");
        if (given == null) {
            return 1;
        }
        if (given.isNumber() && given.doubleValue() > 0 && given.doubleValue() <= 1) {
            return given.doubleValue();
        }
        problems.add(new FieldProblem("probability", "must be a number above 0 and at most 1"));
        return 1;
    }

    private static long seed(JsonNode body, List<FieldProblem> problems) {
        var given = body.get("seed");
        if (given == null) {
            return 0;
        }
        if (given.isIntegralNumber() && given.canConvertToLong()) {
            return given.longValue();
        }
        problems.add(new FieldProblem("seed", "must be a whole number"));
        return 0;
    }

    private static @Nullable Duration delay(JsonNode body, List<FieldProblem> problems) {
        var given = body.get("delay");
        if (given == null) {
            return null;
        }
        try {
            var delay = Duration.parse(given.asString(""));
            if (!delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0) {
                return delay;
            }
        } catch (DateTimeParseException notADuration) {
            problems.add(new FieldProblem("delay", "must be an ISO 8601 duration such as PT2S"));
            return null;
        }
        problems.add(new FieldProblem("delay", "must be between nothing and " + LONGEST_DELAY));
        return null;
    }

    private static Set<Operation> on(JsonNode body, @Nullable Fault fault, List<FieldProblem> problems) {
        var given = body.get("on");
        var operations = EnumSet.noneOf(Operation.class);
        if (given == null) {
            return operations;
        }
        given.forEach(name -> Operation.named(name.asString("")).ifPresent(operations::add));
        if (!given.isArray() || operations.size() != given.size()) {
            problems.add(new FieldProblem("on", "must be a list of "
                + String.join(", ", Arrays.stream(Operation.values()).map(Operation::wireName).toList())));
        } else if (fault != null && !fault.isOfAnswers()) {
            problems.add(new FieldProblem("on", "goes with server-error, timeout, slow and rate-limit only"));
        }
        return operations;
    }
}
