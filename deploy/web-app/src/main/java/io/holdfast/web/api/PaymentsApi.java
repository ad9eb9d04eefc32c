package io.holdfast.web.api;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What became of a payment. */
@HttpExchange("/api/v1/payments")
public interface PaymentsApi {

    @GetExchange
    Attempts of(@RequestParam String bookingId);

    /** The same with what came in and what goes back, and how far that is. */
    @GetExchange
    MoneyApi.Payment whole(@RequestParam String bookingId);

    /** Tells what Checkout said; it may come before, after or without the provider's webhook. */
    @PostExchange("/verify")
    Verified verify(@RequestBody Checkout body);

    record Verified(String bookingId, String status) {}
}
