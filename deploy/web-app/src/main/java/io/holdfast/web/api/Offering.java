package io.holdfast.web.api;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What can be booked, in the reader's language.
 *
 * @param language     of name and description
 * @param mode         {@code DIRECT} or {@code MATCH}
 * @param confirmation {@code INSTANT} or {@code MANUAL}
 * @param durations    in minutes
 * @param price        fixed; null where the hourly rate says what it costs
 * @param hourlyRate   null where the professional's does
 * @param preparation  by language tag
 */
public record Offering(
        String id,
        String name,
        String description,
        String language,
        String mode,
        String confirmation,
        List<Integer> durations,
        @Nullable Money price,
        @Nullable Money hourlyRate,
        Rules rules,
        Policies policies,
        List<Question> intakeFields,
        Map<String, String> preparation,
        boolean video,
        boolean active,
        boolean bookable) {

    public record Rules(int minNoticeMinutes, int maxDaysAhead, boolean sameDay, int holdMinutes) {}

    /** @param fullRefundHours how long before the start everything is given back; after that {@code laterRefundPercent} */
    public record Policies(int fullRefundHours, int laterRefundPercent, int rescheduleNoticeHours, int answerWithinHours) {}

    /** @param type {@code text}, {@code date}, {@code time}, {@code number} or {@code choice} */
    public record Question(String name, String label, String type, @Nullable Boolean required, @Nullable List<String> options) {

        public boolean isRequired() {
            return Boolean.TRUE.equals(required);
        }
    }

    public boolean isMatched() {
        return mode.equals("MATCH");
    }

    public boolean isManual() {
        return confirmation.equals("MANUAL");
    }

    public boolean isFree() {
        return price != null && price.isZero();
    }

    /** What that long costs; null where the professional's hourly rate decides. */
    public @Nullable Money priceOf(int minutes) {
        if (price != null) {
            return price;
        }
        return hourlyRate == null ? null : priceAt(hourlyRate, minutes);
    }

    /** The same with a professional whose hourly rate is used where the offering has no price of its own. */
    public Money priceWith(Professional professional, int minutes) {
        Money own = priceOf(minutes);
        return own == null ? priceAt(professional.hourlyRate(), minutes) : own;
    }

    private static Money priceAt(Money hourly, int minutes) {
        return new Money(Math.round(hourly.amount() * minutes / 60.0), hourly.currency());
    }
}
