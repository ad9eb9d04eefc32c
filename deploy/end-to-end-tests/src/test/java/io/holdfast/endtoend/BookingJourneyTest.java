package io.holdfast.endtoend;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The saga of one booking as clients see it: through the gateway, over real HTTP, broker, store and mail. */
@OnPlatform
class BookingJourneyTest {

    private static final String SARAH = "dr-sarah-khan";
    private static final String CONSULTATION = "consultation-60";

    private final Platform platform = Platform.running();

    @Test
    void aPaidRequestIsConfirmedMailedAndOffTheCalendar() throws Exception {
        Slot slot = platform.slots.free(SARAH, CONSULTATION);
        Held held = platform.hold(slot);
        JsonNode waiting = platform.booking(held);
        assertThat(waiting.get("status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(waiting.get("payment").get("amount").get("amount").asLong()).isEqualTo(150_000);
        assertThat(waiting.get("number").asString()).matches("HF-\\d{4}-\\d{6}");

        platform.pay(held.orderId(), "success", "normal");

        JsonNode confirmed = platform.awaitStatus(held, "CONFIRMED");
        assertThat(confirmed.get("confirmedAt").isNull()).isFalse();
        assertThat(Platform.list(confirmed.get("statusHistory")).stream().map(h -> h.get("status").asString()))
                .containsExactly("REQUESTED", "PENDING_PAYMENT", "CONFIRMING", "CONFIRMED");
        String number = confirmed.get("number").asString();
        List<JsonNode> mails = Eventually.see("three mails", () -> mailsAbout(number), m -> m.size() >= 3);
        assertThat(mails.stream().map(m -> m.get("to").asString()))
                .containsExactlyInAnyOrder(held.email(), "sarah@holdfast.example", "admin@holdfast.example");
        VEvent event = calendarIn(platform.mailsTo(held.email()).getFirst());
        assertThat(event.getUid().orElseThrow().getValue()).contains(held.id());
        assertThat(platform.slots.isFree(slot)).isFalse();
        assertThat(platform.payments(held.orderId())).hasSize(1);
    }

    @Test
    void ofTwoRequestsForOneSlotOneIsTold201AndTheOther409() throws Exception {
        Slot slot = platform.slots.free(SARAH, CONSULTATION);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            var first = two.submit(() -> platform.anybody.post(
                    "/api/v1/bookings", Platform.guestRequest(slot, Platform.freshEmail()), "Prefer", "wait=20"));
            var second = two.submit(() -> platform.anybody.post(
                    "/api/v1/bookings", Platform.guestRequest(slot, Platform.freshEmail()), "Prefer", "wait=20"));

            List<Answer> answers = List.of(first.get(), second.get());

            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409);
            Answer refused = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void aFailedPaymentCanBeRepeatedOnTheSameHold() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));

        platform.pay(held.orderId(), "failure", "normal");
        Eventually.see("failure is shown", () -> platform.booking(held), b -> "FAILED".equals(b.get("payment").get("status").asString()));
        assertThat(platform.booking(held).get("status").asString()).isEqualTo("PENDING_PAYMENT");
        platform.pay(held.orderId(), "success", "normal");

        JsonNode confirmed = platform.awaitStatus(held, "CONFIRMED");
        assertThat(confirmed.get("payment").get("orderId").asString()).isEqualTo(held.orderId());
        assertThat(platform.payments(held.orderId()).stream().map(p -> p.get("status").asString()))
                .containsExactlyInAnyOrder("failed", "captured");
    }

    @Test
    void anUnpaidHoldExpiresAndALateCaptureIsRefundedInFull() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));

        platform.advance("PT16M");

        platform.awaitStatus(held, "EXPIRED");
        Eventually.see("the slot is free", () -> platform.slots.isFree(held.slot()), free -> free);
        platform.pay(held.orderId(), "success", "normal");
        assertRefundedInFull(held);
        assertThat(platform.booking(held).get("status").asString()).isEqualTo("EXPIRED");
        List<String> subjects = Eventually.see(
                "the end and the refund are told",
                () -> platform.mailsTo(held.email()).stream().map(mail -> mail.get("subject").asString()).toList(),
                told -> told.stream().anyMatch(subject -> subject.startsWith("Refunded: ")));
        assertThat(subjects).anyMatch(subject -> subject.startsWith("Not booked: "))
                .noneMatch(subject -> subject.startsWith("Confirmed: "));
    }

    @Test
    void aLapsedHoldTakenOverBeforeItsCaptureIsHandledEndsInOneBookingAndOneRefund() {
        Slot slot = platform.slots.free(SARAH, CONSULTATION);
        Held late = platform.hold(slot);
        // Paid in time at the bank, but word of it does not come before the hold has lapsed.
        JsonNode receipt = platform.pay(late.orderId(), "success", "none");
        platform.advance("PT16M");
        Held taker = Eventually.see("the next client gets the slot", () -> tryToHold(slot), found -> !found.isEmpty())
                .getFirst();
        platform.pay(taker.orderId(), "success", "normal");
        platform.awaitStatus(taker, "CONFIRMED");

        platform.anybody.post("/api/v1/payments/verify", receipt.toString()).expect(200);

        assertRefundedInFull(late);
        assertThat(platform.booking(late).get("status").asString()).isIn("EXPIRED", "CANCELLED");
        assertThat(platform.booking(taker).get("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void paymentsAreConfirmedByVerifyAloneWhenTheWebhookIsLost() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));
        JsonNode receipt = platform.pay(held.orderId(), "success", "none");

        platform.anybody.post("/api/v1/payments/verify", receipt.toString()).expect(200);

        platform.awaitStatus(held, "CONFIRMED");
    }

    @Test
    void duplicatedWebhooksConfirmOnce() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));

        platform.pay(held.orderId(), "success", "duplicate");

        JsonNode confirmed = platform.awaitStatus(held, "CONFIRMED");
        Eventually.see("every webhook was taken", () -> Platform.list(platform.anybody.get("/demo/ledger").body().get("webhooks")).stream()
                .filter(w -> w.get("orderId").asString().equals(held.orderId()))
                .noneMatch(w -> w.get("deliveredAt").isNull()), done -> done);
        String number = confirmed.get("number").asString();
        Eventually.see("three mails", () -> mailsAbout(number), mails -> mails.size() >= 3);
        assertThat(mailsAbout(number)).hasSize(3);
        assertThat(platform.payments(held.orderId())).hasSize(1);
    }

    @Test
    void aFreeOfferingNeedsNoPaymentAndWaitsForThePractice() {
        Slot slot = platform.slots.free(SARAH, "clinic-intake");
        JsonNode booking = platform.anybody
                .post("/api/v1/bookings", Platform.guestRequest(slot, Platform.freshEmail()), "Prefer", "wait=20")
                .expect(201)
                .body();
        assertThat(booking.get("status").asString()).isEqualTo("PENDING_CONFIRMATION");

        platform.anybody.as("professional")
                .post("/api/v1/bookings/" + booking.get("id").asString() + "/confirm", Map.of(), "Prefer", "wait=10")
                .expect(200);

        Eventually.see("confirmed", () -> platform.admin.get("/api/v1/bookings/" + booking.get("id").asString()).expect(200).body(),
                b -> "CONFIRMED".equals(b.get("status").asString()));
    }

    private List<Held> tryToHold(Slot slot) {
        String email = Platform.freshEmail();
        Answer answer = platform.anybody.post("/api/v1/bookings", Platform.guestRequest(slot, email), "Prefer", "wait=20");
        if (answer.status() != 201) {
            return List.of();
        }
        JsonNode body = answer.body();
        return List.of(new Held(
                body.get("id").asString(),
                body.get("payment").get("orderId").asString(),
                body.get("manageToken").asString(),
                email,
                slot));
    }

    private void assertRefundedInFull(Held held) {
        JsonNode payment = platform.payments(held.orderId()).stream()
                .filter(p -> !"failed".equals(p.get("status").asString()))
                .findFirst()
                .orElseThrow();
        String paymentId = payment.get("id").asString();
        List<JsonNode> refunds = Eventually.see(
                "a refund in the ledger",
                () -> platform.refunds(paymentId),
                found -> !found.isEmpty() && "processed".equals(found.getFirst().get("status").asString()));
        assertThat(refunds).hasSize(1);
        assertThat(refunds.getFirst().get("amount").asLong()).isEqualTo(payment.get("amount").asLong());
        Eventually.see(
                "the booking shows the refund",
                () -> platform.booking(held),
                b -> "REFUNDED".equals(b.get("payment").get("status").asString()));
    }

    private List<JsonNode> mailsAbout(String number) {
        return platform.mails().stream()
                .filter(mail -> mail.toString().contains(number))
                .toList();
    }

    private static VEvent calendarIn(JsonNode mail) throws Exception {
        JsonNode attachment = Platform.list(mail.get("attachments")).stream()
                .filter(a -> a.get("contentType").asString().startsWith("text/calendar"))
                .findFirst()
                .orElseThrow();
        Calendar calendar = new CalendarBuilder().build(new StringReader(attachment.get("content").asString()));
        return (VEvent) calendar.getComponent("VEVENT").orElseThrow();
    }
}
