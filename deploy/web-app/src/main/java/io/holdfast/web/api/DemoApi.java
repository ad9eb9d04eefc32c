package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** How the embedded platform is driven; anywhere else all of it is 404. */
@HttpExchange("/demo")
public interface DemoApi {

    @GetExchange("/tokens/{name}")
    Token token(@PathVariable String name);

    @PostExchange("/checkout")
    Checkout checkout(@RequestBody Payer payer);

    /** @param to address, phone number or {@code sub}; null for everybody */
    @GetExchange("/mailbox")
    List<Message> mailbox(@RequestParam(required = false) @Nullable String to);

    @GetExchange("/clock")
    Clock clock();

    @PostExchange("/clock")
    Clock advance(@RequestBody Advance by);

    /** What the simulated payment provider has in its books. */
    @GetExchange("/ledger")
    Ledger ledger();

    record Token(String token, String sub) {}

    /**
     * @param outcome {@code success}, {@code failure} or {@code dismiss}
     * @param webhook {@code normal}, {@code none}, {@code duplicate} or {@code late}
     */
    record Payer(String orderId, String outcome, String webhook) {}

    /**
     * @param channel {@code EMAIL}, {@code SMS} or {@code PUSH}
     * @param link    where a push message leads
     */
    record Message(
            String channel,
            String to,
            String subject,
            @Nullable String html,
            @Nullable String text,
            @Nullable String link,
            Instant sentAt,
            String messageId) {}

    /** In the provider's own names; times are seconds since 1970. */
    record Ledger(List<Order> orders, List<Payment> payments, List<Refund> refunds) {}

    /** @param notes what we noted on it, such as {@code bookingId}; an empty list where nothing is, as the provider has it */
    record Order(
            String id, long amount, String currency, String status, JsonNode notes, @JsonProperty("created_at") long createdAt) {}

    /** @param status {@code authorized, captured, refunded} or {@code failed} */
    record Payment(
            String id,
            @JsonProperty("order_id") String orderId,
            long amount,
            String currency,
            String status,
            boolean captured,
            @JsonProperty("error_description") @Nullable String error,
            @JsonProperty("created_at") long createdAt) {}

    /** @param status {@code pending, processed} or {@code failed} */
    record Refund(
            String id,
            @JsonProperty("payment_id") String paymentId,
            long amount,
            String currency,
            String status,
            @JsonProperty("created_at") long createdAt) {}

    /** @param offset how far ahead of real time, ISO 8601 */
    record Clock(Instant now, String offset) {}

    /** @param advance ISO 8601 duration */
    record Advance(String advance) {}
}
