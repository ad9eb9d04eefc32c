package io.holdfast.web.demo;

import org.jspecify.annotations.Nullable;

/**
 * One message as its reader sees it.
 *
 * @param frame where its HTML is; null where it has none
 * @param link  where a push message leads
 */
public record MessageView(MailboxView.Row about, @Nullable String frame, @Nullable String text, @Nullable String link) {}
