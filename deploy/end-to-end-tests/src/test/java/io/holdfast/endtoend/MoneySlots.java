package io.holdfast.endtoend;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import tools.jackson.databind.JsonNode;

/** Enough half hours, of professionals whom no other test books. */
final class MoneySlots {

    static final int MINUTES = 30;
    private static final String OFFERING = "consultation-60";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Apart apart;
    private final Queue<Slot> free = new ConcurrentLinkedQueue<>();

    MoneySlots(Apart apart, int needed) {
        this.apart = apart;
        for (int professional = 1; free.size() < needed; professional++) {
            String id = "money-" + professional;
            apart.register(id, OFFERING);
            addAll(id);
        }
    }

    Slot next() {
        Slot slot = free.poll();
        if (slot == null) {
            throw new AssertionError("More were needed than was said");
        }
        return slot;
    }

    private void addAll(String professional) {
        String of = "/api/v1/professionals/" + professional;
        String what = "offeringId=" + OFFERING + "&duration=" + MINUTES;
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (YearMonth month : List.of(YearMonth.from(today), YearMonth.from(today).plusMonths(1))) {
            JsonNode dates = Eventually.see(
                            "availability knows " + professional,
                            PATIENCE,
                            () -> apart.anybody.get(of + "/available-dates?" + what + "&month=" + month),
                            answer -> answer.status() == 200)
                    .body()
                    .get("availableDates");
            for (JsonNode date : dates) {
                LocalDate day = LocalDate.parse(date.asString());
                // Two days ahead, so that cancelling gives everything back.
                if (day.isAfter(today.plusDays(2))) {
                    JsonNode shown = apart.anybody.get(of + "/availability?" + what + "&date=" + day).expect(200).body();
                    Platform.list(shown.get("slots")).stream()
                            .filter(slot -> slot.get("available").asBoolean()
                                    && slot.get("time").asString().matches("\\d+:[03]0"))
                            .forEach(slot -> free.add(new Slot(
                                    professional, OFFERING, day, slot.get("start").asString())));
                }
            }
        }
    }
}
