package io.holdfast.notification.saga;

import java.util.List;
import java.util.Map;

import io.holdfast.notification.BookingFacts.Answer;
import io.holdfast.notification.BookingFacts.Visit;
import org.jspecify.annotations.Nullable;

/** What a booking's events carry for the professional alone. */
final class Intake {

    private Intake() {}

    static Visit visit(
            Client client,
            @Nullable ServiceRecipient recipient,
            @Nullable String notes,
            @Nullable Map<String, String> answers) {
        return new Visit(client.phone(), ServiceRecipient.phoneOf(recipient), notes, sorted(answers));
    }

    /** By name, so that the same booking reads the same in every mail. */
    private static List<Answer> sorted(@Nullable Map<String, String> answers) {
        return answers == null
                ? List.of()
                : answers.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(answer -> new Answer(answer.getKey(), answer.getValue()))
                        .toList();
    }
}
