package io.holdfast.endtoend;

import java.util.List;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL to one service between request and confirmation: the others go on, and it takes up what it left.
 *
 * <p>{@code -Dholdfast.e2e.services=all} does it to each of the six, by default it is the one that no other test kills.
 */
@OnServicesApart
class KilledServiceTest {

    private static final String PROFESSIONAL = "dr-james-lee";

    private final Apart apart = Apart.running();

    static List<String> service() {
        return Apart.EACH_SERVICE ? Apart.mortals() : List.of("scheduler-service");
    }

    /** One kill meets three bookings: one just asked for, one just paid, and one that is paid while nobody is there. */
    @ParameterizedTest
    @MethodSource("service")
    void aBookingIsConfirmedOnceAlthoughThatServiceWasKilled(String service) {
        Booked paidMeanwhile = apart.hold(PROFESSIONAL);
        Booked justPaid = apart.hold(PROFESSIONAL);
        String orderOfPaidMeanwhile = apart.awaitOrder(paidMeanwhile);
        String orderOfJustPaid = apart.awaitOrder(justPaid);
        Booked justAsked = apart.ask(PROFESSIONAL);
        apart.pay(orderOfJustPaid);

        apart.killHard(service);
        apart.pay(orderOfPaidMeanwhile);
        Eventually.see("the webhook was tried", () -> webhooks(orderOfPaidMeanwhile), tried ->
                !tried.isEmpty() && tried.stream().allMatch(w -> w.get("attempts").asInt() > 0));
        apart.restart(service);
        String orderOfJustAsked = apart.awaitOrder(justAsked);
        apart.pay(orderOfJustAsked);

        assertConfirmedOnce(justPaid, orderOfJustPaid);
        assertConfirmedOnce(paidMeanwhile, orderOfPaidMeanwhile);
        assertConfirmedOnce(justAsked, orderOfJustAsked);
    }

    private void assertConfirmedOnce(Booked booked, String order) {
        JsonNode confirmed = apart.awaitStatus(booked, "CONFIRMED");
        assertThat(confirmed.get("payment").get("orderId").asString()).isEqualTo(order);
        assertThat(confirmed.get("number").asString()).isEqualTo(booked.number());

        JsonNode ledger = apart.ledger();
        assertThat(about(booked, ledger.get("orders"))).hasSize(1);
        List<JsonNode> payments = about(booked, ledger.get("payments"));
        assertThat(payments).hasSize(1);
        assertThat(payments.getFirst().get("status").asString()).isEqualTo("captured");
        assertThat(payments.getFirst().get("amount_refunded").asLong()).isZero();

        List<Mail> mails = Eventually.see("three mails", () -> apart.mailsAbout(booked), m -> m.size() >= 3);
        assertThat(mails.stream().map(Mail::to))
                .containsExactlyInAnyOrder(booked.email(), "james@holdfast.example", "admin@holdfast.example");
    }

    private static List<JsonNode> about(Booked booked, JsonNode entities) {
        return Platform.list(entities).stream()
                .filter(entity -> booked.id().equals(entity.get("notes").get("bookingId").asString()))
                .toList();
    }

    private List<JsonNode> webhooks(String order) {
        return Platform.list(apart.ledger(order).get("webhooks"));
    }
}
