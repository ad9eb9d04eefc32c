package io.holdfast.razorpay.simulator;

/** How the webhooks of a checkout are delivered. */
enum WebhookMode {
    /** At once. */
    NORMAL,
    /** Never: the merchant has to find out by asking. */
    NONE,
    /** At once, and the same event again a while later. */
    DUPLICATE,
    /** Long after the page knows. */
    LATE
}
