package io.holdfast.booking.domain.offering;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds answers against the questions that an offering asks. */
public final class Intake {

    private static final String NUMBER = "[+-]?\\d{1,15}(\\.\\d{1,10})?";

    private static final int DATE_LENGTH = 10;

    private Intake() {}

    /**
     * What is wrong with the answers, by field; empty when nothing is. An offering that asks nothing takes any answers:
     * what a client wants to say is not lost because an admin did not think of the question.
     */
    public static Map<String, String> violations(List<IntakeField> asked, Map<String, String> answers) {
        var violations = new LinkedHashMap<String, String>();
        if (asked.isEmpty()) {
            return violations;
        }
        for (IntakeField field : asked) {
            String answer = answers.get(field.name());
            if (answer == null || answer.isBlank()) {
                if (field.required()) {
                    violations.put(field.name(), "is needed");
                }
            } else if (!fits(field, answer.strip())) {
                violations.put(field.name(), wanted(field));
            }
        }
        answers.keySet().stream()
                .filter(name -> asked.stream().noneMatch(field -> field.name().equals(name)))
                .sorted()
                .forEach(name -> violations.put(name, "is not asked for by this offering"));
        return violations;
    }

    private static boolean fits(IntakeField field, String answer) {
        return switch (field.type()) {
            case TEXT -> true;
            // Years of four digits only: java.time takes longer ones too.
            case DATE -> answer.length() == DATE_LENGTH && parses(() -> LocalDate.parse(answer));
            case TIME -> parses(() -> LocalTime.parse(answer));
            case NUMBER -> answer.matches(NUMBER);
            case CHOICE -> field.options().contains(answer);
        };
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String wanted(IntakeField field) {
        return switch (field.type()) {
            case TEXT -> "must be text";
            case DATE -> "must be a date such as 2026-12-01";
            case TIME -> "must be a time of day such as 09:30";
            case NUMBER -> "must be a number such as 12.5";
            case CHOICE -> "must be one of " + String.join(", ", field.options());
        };
    }
}
