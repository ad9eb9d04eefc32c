package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.holdfast.matching.domain.waitlist.WaitingMother;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A waitlist under test, and availability, which sells each start of the professional once at a time. */
final class Waitlist {

    static final String WAITLIST = "/api/v1/waitlist";
    static final String SARAH = "dr-sarah-khan";
    static final LocalDate DATE = WaitingMother.DATE;

    private final ServiceUnderTest service;
    private final Set<String> handled = new HashSet<>();
    /** By start, whose it is. */
    private final Map<Instant, String> calendar = new TreeMap<>();

    Waitlist(ServiceUnderTest service) {
        this.service = service;
    }

    void professional(String id) {
        service.as("admin", "admin").put("/api/v1/admin/professionals/" + id, Map.of(
                "displayName", "The " + id, "email", id + "@example.com", "category", "Consultant",
                "hourlyRate", Map.of("amount", 20_000, "currency", "INR"), "zone", "Asia/Kolkata",
                "languages", List.of("en"), "offeringIds", List.of("consultation-60", "clinic-intake"))).expect(201);
    }

    void offering(String id, int noticeMinutes) {
        service.hears("offering.published.v1", "offeringId", id, "name", "The " + id, "mode", "DIRECT",
                "durations", List.of(30, 60), "rules", Map.of(
                        "minNoticeMinutes", noticeMinutes, "maxDaysAhead", 30, "sameDay", true, "bufferBeforeMinutes", 0,
                        "bufferAfterMinutes", 0, "holdMinutes", 15));
        settle();
    }

    static Map<String, Object> body(String name, @Nullable Instant start) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", "consultation-60");
        body.put("professionalId", SARAH);
        body.put("date", DATE.toString());
        if (start != null) {
            body.put("start", start.toString());
        }
        body.put("client", HoldfastApi.guest(name, name.toLowerCase() + "@example.com"));
        return body;
    }

    /** A guest who waits. */
    Guest guest(String name) {
        return guest(body(name, null));
    }

    Guest guest(Map<String, Object> body) {
        JsonNode joined = service.guest().post(WAITLIST, body).expect(201).body();
        return new Guest(joined.at("/id").asString(), joined.at("/manageToken").asString());
    }

    /** What a guest does with their place, by its token. */
    final class Guest {

        final String id;
        final String token;

        Guest(String id, String token) {
            this.id = id;
            this.token = token;
        }

        JsonNode place() {
            return service.guest().get(WAITLIST + "/" + id, "Holdfast-Manage-Token", token).expect(200).body();
        }

        String status() {
            return place().at("/status").asString();
        }

        Answer answer(String how) {
            return answer(service, how);
        }

        Answer answer(ServiceUnderTest instance, String how) {
            return instance.guest().post(WAITLIST + "/" + id + "/" + how, Map.of(), "Holdfast-Manage-Token", token);
        }

        Answer leave() {
            return service.guest().send("DELETE", WAITLIST + "/" + id, null, "Holdfast-Manage-Token", token);
        }

        @Nullable Instant offered() {
            JsonNode offer = place().at("/offer");
            return offer.isNull() ? null : Instant.parse(offer.at("/start").asString());
        }
    }

    /** Somebody's booking ends, and its hour is free again. */
    OutboxEntry released(String bookingId, Instant start) {
        calendar.remove(start, bookingId);
        return service.hears("slot.released.v1", "bookingId", bookingId, "revision", 1, "professionalId", SARAH, "start", start,
                "end", start.plus(Duration.ofHours(1)));
    }

    /** Somebody has that hour without waiting. */
    void taken(String bookingId, Instant start) {
        assertThat(calendar.putIfAbsent(start, bookingId)).isNull();
    }

    /** Availability does what it is asked until nobody asks any more, once for each message; {@code twice} its answers come again. */
    void availabilityAnswers(boolean twice) {
        do {
            settle();
        } while (answered(twice));
    }

    private boolean answered(boolean twice) {
        boolean any = false;
        for (OutboxEntry event : List.copyOf(service.transport().published())) {
            if (!event.type().startsWith("waitlist.") || !handled.add(event.eventId())) {
                continue;
            }
            JsonNode said = JsonMapper.shared().readTree(event.data());
            String bookingId = said.at("/bookingId").asString("");
            OutboxEntry answer = switch (event.type()) {
                case "waitlist.slot-wanted.v1" -> hold(bookingId, said);
                case "waitlist.passed.v1" -> {
                    Instant start = Instant.parse(said.at("/start").asString());
                    yield bookingId.equals(calendar.get(start)) ? released(bookingId, start) : null;
                }
                default -> null;
            };
            any |= answer != null;
            if (twice && answer != null) {
                service.hears(answer);
            }
        }
        return any;
    }

    private OutboxEntry hold(String bookingId, JsonNode wanted) {
        Instant start = Instant.parse(wanted.at("/start").asString());
        String owner = calendar.putIfAbsent(start, bookingId);
        return owner == null || owner.equals(bookingId)
                ? service.hears("slot.reserved.v1", "bookingId", bookingId, "revision", 1, "professionalId", SARAH, "start", start,
                        "end", wanted.at("/end").asString(), "holdUntil", wanted.at("/deadline").asString())
                : service.hears("slot.rejected.v1", "bookingId", bookingId, "revision", 1, "attempt", null, "reason", "BOOKED",
                        "exactReason", null);
    }

    /** By start, the booking that has it. */
    Map<Instant, String> calendar() {
        return calendar;
    }

    void settle() {
        service.awaitIdle();
        service.awaitIdle();
    }
}
