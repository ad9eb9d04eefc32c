package io.holdfast.notification.webhooks;

import org.jspecify.annotations.Nullable;

/** @param after a place of the feed, as {@code GET /api/v1/admin/events} gives it, {@code oldest} or {@code latest} */
record ReplayRequest(@Nullable String after) {}
