package io.holdfast.razorpay.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.holdfast.razorpay.simulator.SimulatorProblem.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * What the payer does. Read by hand, so that whoever mistypes a field is told which one and what it may be.
 *
 * @param capture as the order says when null
 */
record CheckoutRequest(String orderId, Outcome outcome, WebhookMode webhook, @Nullable Capture capture) {
    private static final Set<String> FIELDS = Set.of("orderId", "outcome", "webhook", "capture");

    enum Outcome {
        SUCCESS, FAILURE, DISMISS
    }

    enum Capture {
        /** At once, as the account's settings usually ask for. */
        AUTOMATIC,
        /** Left to {@code POST /v1/payments/{id}/capture}. */
        MANUAL
    }

    static CheckoutRequest read(JsonNode body) {
        var problems = new ArrayList<FieldProblem>();
        body.propertyNames().stream().filter(name -> !FIELDS.contains(name)).sorted().forEach(name ->
            problems.add(new FieldProblem(name, "is unknown; known are orderId, outcome, webhook, capture")));
        var orderId = body.path("orderId");
        if (!orderId.isString() || orderId.asString().isBlank()) {
            problems.add(new FieldProblem("orderId", "must be an order's id, order_…"));
        }
        var outcome = choice(body, "outcome", Outcome.values(), null, problems);
        var webhook = choice(body, "webhook", WebhookMode.values(), WebhookMode.NORMAL, problems);
        var capture = body.has("capture") ? choice(body, "capture", Capture.values(), null, problems) : null;
        if (!problems.isEmpty() || outcome == null || webhook == null) {
            throw new SimulatorProblem(HttpStatus.BAD_REQUEST, "The request is not a checkout.", List.copyOf(problems));
        }
        return new CheckoutRequest(orderId.asString(), outcome, webhook, capture);
    }

    private static <E extends Enum<E>> @Nullable E choice(JsonNode body, String field, E[] values,
            @Nullable E otherwise, List<FieldProblem> problems) {
        var given = body.get(field);
        if (given == null && otherwise != null) {
            return otherwise;
        }
        if (given != null && given.isString()) {
            for (var value : values) {
                if (wireName(value).equals(given.asString())) {
                    return value;
                }
            }
        }
        problems.add(new FieldProblem(field,
            "must be one of " + String.join(", ", Arrays.stream(values).map(CheckoutRequest::wireName).toList())));
        return null;
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
