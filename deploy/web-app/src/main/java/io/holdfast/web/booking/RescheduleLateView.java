package io.holdfast.web.booking;

import org.jspecify.annotations.Nullable;

/**
 * A booking that its client cannot move any more.
 *
 * @param why     the rule, and when it ended
 * @param support whom to ask; null where nobody is named
 */
public record RescheduleLateView(String id, String number, String what, String when, String why, @Nullable String support) {}
