package io.holdfast.testsupport.scenario;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

/** Finds free times by asking the platform, and never the same one twice, so that tests stay out of each other's way. */
public final class Slots {

    private final HoldfastApi api;
    private final Supplier<LocalDate> today;
    private final Set<String> given = new HashSet<>();

    /** On the embedded platform, by its clock. */
    public Slots(HoldfastApi api) {
        this(api, () -> LocalDate.parse(
                api.get("/demo/clock").expect(200).body().get("now").asString().substring(0, 10)));
    }

    /** On a platform whose clock is known otherwise. */
    public Slots(HoldfastApi api, Supplier<LocalDate> today) {
        this.api = api;
        this.today = today;
    }

    /** A time at which {@code professional} is free for {@code offering} for an hour, at least two days from now. */
    public synchronized Slot free(String professional, String offering) {
        YearMonth month = YearMonth.from(today.get());
        for (int i = 0; i < 3; i++) {
            for (JsonNode date : dates(professional, offering, month.plusMonths(i))) {
                LocalDate day = LocalDate.parse(date.asString());
                if (day.isBefore(today.get().plusDays(3))) {
                    continue;
                }
                for (JsonNode slot : day(professional, offering, day).get("slots")) {
                    // On the hour, so that no two of them overlap.
                    if (slot.get("available").asBoolean()
                            && slot.get("time").asString().endsWith(":00")
                            && given.add(professional + slot.get("start").asString())) {
                        return new Slot(professional, offering, day, slot.get("start").asString());
                    }
                }
            }
        }
        throw new AssertionError(professional + " has no free hour left for " + offering);
    }

    /** Whether the platform shows that time as available now. */
    public boolean isFree(Slot slot) {
        for (JsonNode shown : day(slot.professional(), slot.offering(), slot.day()).get("slots")) {
            if (shown.get("start").asString().equals(slot.start())) {
                return shown.get("available").asBoolean();
            }
        }
        throw new AssertionError(slot + " is not listed at all");
    }

    private JsonNode dates(String professional, String offering, YearMonth month) {
        return api.get("/api/v1/professionals/" + professional + "/available-dates?duration=60&offeringId=" + offering + "&month=" + month)
                .expect(200)
                .body()
                .get("availableDates");
    }

    private JsonNode day(String professional, String offering, LocalDate day) {
        return api.get("/api/v1/professionals/" + professional + "/availability?duration=60&offeringId=" + offering + "&date=" + day)
                .expect(200)
                .body();
    }

    /** A time that was free when it was looked up; an hour long. */
    public record Slot(String professional, String offering, LocalDate day, String start) {}
}
