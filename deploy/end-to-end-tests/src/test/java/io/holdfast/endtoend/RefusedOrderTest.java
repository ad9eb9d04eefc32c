package io.holdfast.endtoend;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A currency that there is and that the payment provider does not take: nobody can ever pay, so nobody waits for it. */
@OnServicesApart
class RefusedOrderTest {

    private static final String OFFERING = "visit-to-pyongyang";
    private static final String PROFESSIONAL = "dr-pyongyang";

    private final Apart apart = Apart.running();

    @Test
    void whatTheProviderNeverTakesEndsTheBookingAtOnceWithAReasonAndFreesTheSlot() {
        publishOffering();
        Eventually.see(
                "availability knows " + PROFESSIONAL,
                () -> apart.anybody.get("/api/v1/professionals/" + PROFESSIONAL
                        + "/available-dates?duration=60&offeringId=" + OFFERING + "&month=" + YearMonth.now(ZoneOffset.UTC)),
                answer -> answer.status() == 200);
        Slot slot = apart.slots.free(PROFESSIONAL, OFFERING);
        JsonNode asked = Eventually.see(
                        "booking knows " + PROFESSIONAL,
                        () -> apart.anybody.post("/api/v1/bookings", Platform.guestRequest(slot, Platform.freshEmail())),
                        answer -> answer.status() == 202)
                .body();
        var booked = new Booked(
                asked.get("id").asString(),
                asked.get("number").asString(),
                asked.at("/client/email").asString(),
                asked.get("manageToken").asString());

        JsonNode ended = apart.awaitStatus(booked, "CANCELLED");

        assertThat(ended.at("/cancellation/reason").asString()).contains("does not accept this currency");
        assertThat(apart.anybody
                        .get("/api/v1/payments?bookingId=" + booked.id(), "Holdfast-Manage-Token", booked.manageToken())
                        .expect(200).body().get("status").asString())
                .isEqualTo("FAILED");
        Eventually.see("the slot is free again", () -> apart.slots.isFree(slot), free -> free);
        assertThat(Platform.list(apart.ledger().get("orders")))
                .noneMatch(order -> booked.id().equals(order.at("/notes/bookingId").asString("")));
    }

    private void publishOffering() {
        var offering = new LinkedHashMap<String, Object>();
        offering.put("name", "Visit to Pyongyang");
        offering.put("description", "By appointment");
        offering.put("durations", List.of(60));
        offering.put("price", Map.of("amount", 100_000, "currency", "KPW"));
        offering.put("confirmation", "INSTANT");
        apart.plant("/api/v1/admin/offerings/" + OFFERING, offering);
        apart.register(PROFESSIONAL, OFFERING);
    }
}
