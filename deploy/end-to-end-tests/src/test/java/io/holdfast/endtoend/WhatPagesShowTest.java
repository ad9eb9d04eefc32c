package io.holdfast.endtoend;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What one service shows on a page is what another one does: prices, times of a booking that moves. */
@OnPlatform
class WhatPagesShowTest {

    private static final String PROFESSIONAL = "dr-priced";
    private static final String FIXED = "priced-once";
    private static final String HOURLY = "priced-by-the-hour";
    private static final String BY_WHOM = "priced-by-whom";

    private static final Platform platform = Platform.running();

    @BeforeAll
    static void somebodyWithOddPrices() {
        offering(FIXED, Map.of("price", money(33_333)));
        offering(HOURLY, Map.of("hourlyRate", money(100_001)));
        offering(BY_WHOM, Map.of());
        platform.admin.put("/api/v1/admin/professionals/" + PROFESSIONAL, Map.of(
                        "displayName", "Dr. Priced", "email", "priced@holdfast.example", "category", "Therapist",
                        "hourlyRate", money(77_777), "zone", "Asia/Kolkata", "languages", List.of("en"),
                        "offeringIds", List.of(FIXED, HOURLY, BY_WHOM)))
                .expect(201);
        for (String offering : List.of(FIXED, HOURLY, BY_WHOM)) {
            // Both booking- and availability-service hear of them in their own time.
            Eventually.see("it can be booked", () -> firstFree(offering, 20, workday(0)), slot -> !slot.isMissingNode());
            Eventually.see(
                    "booking-service knows who provides it",
                    () -> book(offering, 20, firstFree(offering, 20, workday(0)).get("start").asString()),
                    answer -> answer.status() == 201);
        }
    }

    private static void offering(String id, Map<String, Object> price) {
        var body = new LinkedHashMap<String, Object>(price);
        body.put("name", "Priced");
        body.put("confirmation", "INSTANT");
        body.put("durations", List.of(20, 50, 90));
        platform.admin.put("/api/v1/admin/offerings/" + id, body).expect(200);
    }

    private static Map<String, Object> money(int amount) {
        return Map.of("amount", amount, "currency", "INR");
    }

    @Test
    void aBookingCostsWhatWasShownBesideItsTime() {
        List<String> offerings = List.of(FIXED, HOURLY, BY_WHOM);
        for (String offering : offerings) {
            // A day of each, since one is too short for all.
            LocalDate date = workday(1 + offerings.indexOf(offering));
            List<JsonNode> shown = Platform.list(day(offering, 20, date, "").get("prices"));
            assertThat(shown).as(offering).hasSize(3);
            for (JsonNode price : shown) {
                int duration = price.get("duration").asInt();
                String start = firstFree(offering, duration, date).get("start").asString();
                JsonNode booking = book(offering, duration, start).expect(201).body();
                assertThat(booking.get("price").get("base")).as(offering + " for " + duration).isEqualTo(price.get("price"));
            }
        }
    }

    @Test
    void aGuestWhoMovesABookingFindsItsOwnTimeFreeAndItsProfessionalFindsItInTheAgenda() {
        LocalDate date = workday(4);
        String start = firstFree(FIXED, 50, date).get("start").asString();
        JsonNode booking = book(FIXED, 50, start).expect(201).body();
        String id = booking.get("id").asString();
        String token = booking.get("manageToken").asString();
        platform.pay(booking.get("payment").get("orderId").asString(), "success", "normal");
        Eventually.see(
                "it is confirmed",
                () -> platform.anybody.get("/api/v1/bookings/" + id, "Holdfast-Manage-Token", token).expect(200).body(),
                b -> b.get("status").asString().equals("CONFIRMED"));

        String toMove = "&for=" + id;
        assertThat(at(start, day(FIXED, 50, date, toMove, "Holdfast-Manage-Token", token)).get("available").asBoolean()).isTrue();
        assertThat(at(start, day(FIXED, 50, date, "")).get("reason").asString()).isEqualTo("BOOKED");
        platform.anybody.get(path(FIXED, 50, date) + toMove).expect(401);
        platform.client.get(path(FIXED, 50, date) + toMove).expect(404);

        HoldfastApi professional = platform.anybody.as(PROFESSIONAL);
        JsonNode inAgenda = Eventually.see(
                "the agenda shows it as confirmed",
                () -> professional.get("/api/v1/professionals/me/agenda?from=" + date + "&to=" + date).expect(200)
                        .body().get("reservations").valueStream()
                        .filter(reservation -> reservation.get("bookingId").asString().equals(id))
                        .findFirst().orElseThrow(),
                reservation -> reservation.path("bookingStatus").asString("").equals("CONFIRMED"));
        assertThat(inAgenda.get("client").get("name").asString()).isEqualTo("Gita Guest");
        assertThat(inAgenda.get("offering").get("name").asString()).isEqualTo("Priced");
        assertThat(inAgenda.get("number").asString()).isEqualTo(booking.get("number").asString());
    }

    @Test
    void whoTakesAnyoneGetsSomebodyAtTheTimeThatWasShown() {
        JsonNode day = platform.anybody.get("/api/v1/availability?offeringId=" + FIXED + "&duration=90&date=" + workday(5))
                .expect(200).body();
        JsonNode slot = day.get("slots").valueStream().filter(s -> s.get("available").asBoolean()).findFirst().orElseThrow();
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", FIXED);
        body.put("professionalId", null);
        body.put("start", slot.get("start").asString());
        body.put("duration", 90);
        body.put("client", HoldfastApi.guest("Gita Guest", Platform.freshEmail()));

        JsonNode booking = platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();

        assertThat(booking.get("status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(booking.get("professional").get("id").asString()).isEqualTo(PROFESSIONAL);
        assertThat(booking.get("professional").get("displayName").asString()).isEqualTo("Dr. Priced");
        assertThat(booking.get("price").get("base").get("amount").asInt()).isEqualTo(33_333);
        JsonNode taken = platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(409).body();
        assertThat(taken.get("reason").asString()).isEqualTo("HELD");
        body.put("offeringId", BY_WHOM);
        assertThat(platform.anybody.post("/api/v1/bookings", body).expect(422).body().get("code").asString())
                .isEqualTo("professional-decides-price");
    }

    private static HoldfastApi.Answer book(String offering, int duration, String start) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", offering);
        body.put("mode", "DIRECT");
        body.put("professionalId", PROFESSIONAL);
        body.put("start", start);
        body.put("duration", duration);
        body.put("client", HoldfastApi.guest("Gita Guest", Platform.freshEmail()));
        return platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20");
    }

    private static JsonNode firstFree(String offering, int duration, LocalDate date) {
        return day(offering, duration, date, "").path("slots").valueStream()
                .filter(slot -> slot.get("available").asBoolean())
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static JsonNode at(String start, JsonNode day) {
        return day.get("slots").valueStream().filter(slot -> slot.get("start").asString().equals(start)).findFirst().orElseThrow();
    }

    private static JsonNode day(String offering, int duration, LocalDate date, String more, String... headers) {
        return platform.anybody.get(path(offering, duration, date) + more, headers).body();
    }

    private static String path(String offering, int duration, LocalDate date) {
        return "/api/v1/professionals/" + PROFESSIONAL + "/availability?offeringId=" + offering + "&duration=" + duration
                + "&date=" + date;
    }

    /** The so many-th, from 0, that is more than two days from now by the platform's clock, so that nothing is too soon. */
    private static LocalDate workday(int number) {
        LocalDate first = LocalDate.parse(
                        platform.anybody.get("/demo/clock").expect(200).body().get("now").asString().substring(0, 10))
                .plusDays(3);
        return first.datesUntil(first.plusDays(14))
                .filter(date -> date.getDayOfWeek().getValue() <= 5)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }
}
