package io.holdfast.web.admin.platform;

import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to write, and what it delivered.
 *
 * @param id         null for a new one, and so is everything about what it did
 * @param secret     only where it was just made
 * @param key        of the request: a second click is the same one
 */
public record WebhookView(
        @Nullable String id,
        String title,
        String action,
        Form form,
        @Nullable Badge badge,
        @Nullable String waiting,
        @Nullable String disabled,
        @Nullable String secret,
        @Nullable Table deliveries,
        Pager pager,
        String key) {}
