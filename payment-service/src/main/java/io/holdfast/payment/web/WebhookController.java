package io.holdfast.payment.web;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.payment.application.ReceiveWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of Razorpay's webhooks. The signature over the raw bytes is the proof; nothing is read before it was checked. */
@RestController
@OpenToAll
class WebhookController {

    private final ReceiveWebhook receive;

    WebhookController(ReceiveWebhook receive) {
        this.receive = receive;
    }

    /** Stores an event that Razorpay tells; 200 once it is stored. */
    @PostMapping("/api/v1/webhooks/razorpay")
    void receive(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "X-Razorpay-Signature", required = false) @Nullable String signature,
            @RequestHeader(name = "x-razorpay-event-id", required = false) @Nullable String eventId) {
        if (body == null || signature == null || !receive.receive(body, signature, eventId)) {
            throw Problem.badRequest("The signature does not fit.");
        }
    }
}
