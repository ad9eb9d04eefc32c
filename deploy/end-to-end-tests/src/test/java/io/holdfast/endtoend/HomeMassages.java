package io.holdfast.endtoend;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Bookings for which somebody is looked for, and the one professional who comes. */
final class HomeMassages {

    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
    private static final String PROPOSALS = "/api/v1/professionals/me/proposals";

    private final Apart apart;
    private final String offering;
    private final String professional;
    private int booked;

    /** Registers both; returns when matching knows them. */
    HomeMassages(Apart apart, String name) {
        this.apart = apart;
        this.offering = "massage-" + name;
        this.professional = "therapist-" + name;
        apart.plant("/api/v1/admin/offerings/" + offering, Map.of(
                "name", "Massage at home", "description", "", "mode", "MATCH", "video", false, "durations", List.of(60),
                "price", Map.of("amount", 20_000, "currency", "ILS"), "confirmation", "INSTANT"));
        apart.plant("/api/v1/admin/professionals/" + professional, Map.of(
                "displayName", name(), "email", email(), "category", "Massage therapist",
                "hourlyRate", Map.of("amount", 20_000, "currency", "ILS"), "zone", ISRAEL.getId(),
                "languages", List.of("he"), "serviceArea", List.of("Haifa"), "offeringIds", List.of(offering)));
        Eventually.see(
                "matching knows them and their hours",
                () -> apart.stored("matching-service", "candidates").stream()
                        .anyMatch(candidate -> professional.equals(candidate.getString("professionalId"))
                                && candidate.getList("doing", String.class).contains(offering)
                                && candidate.get("schedule", Document.class) != null),
                known -> known);
    }

    /** What the professional is called. */
    String name() {
        return "Dr. " + professional;
    }

    String email() {
        return professional + "@holdfast.example";
    }

    Booked book(Map<String, ?> client, String street, String notes) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", offering);
        body.put("mode", "MATCH");
        body.put("start", start().toString());
        body.put("duration", 60);
        body.put("displayZone", ISRAEL.getId());
        body.put("client", client);
        body.put("notes", notes);
        body.put("address", Map.of("street", street, "city", "Haifa"));
        JsonNode booking = apart.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
        return new Booked(
                booking.get("id").asString(),
                booking.get("number").asString(),
                booking.get("client").get("email").asString(),
                booking.get("manageToken").asString());
    }

    /** Each at another hour of a workday. */
    private Instant start() {
        LocalDate day = LocalDate.now(ISRAEL).plusDays(3);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(LocalTime.of(10 + booked++, 0)).atZone(ISRAEL).toInstant();
    }

    void accept(Booked wanted) {
        HoldfastApi therapist = apart.professional(professional);
        String proposal = Eventually.see(
                "somebody is asked",
                () -> {
                    Answer asked = therapist.get(PROPOSALS + "?status=PENDING&limit=100");
                    return asked.status() != 200 ? null : Platform.list(asked.body().get("items")).stream()
                            .map(item -> item.get("id").asString())
                            .filter(id -> id.startsWith(wanted.id()))
                            .findFirst()
                            .orElse(null);
                },
                found -> found != null);
        Answer accepted = therapist.post(PROPOSALS + "/" + proposal + "/accept", Map.of());
        assertThat(accepted.status()).as("%s", accepted).isIn(200, 202);
    }
}
