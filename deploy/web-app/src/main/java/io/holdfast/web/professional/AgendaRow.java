package io.holdfast.web.professional;

import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a professional's day.
 *
 * @param address where it is shown; null for what has no page
 * @param machine of the {@code datetime} attribute
 * @param badge   null for blocked time
 * @param who     the client; null where nobody is told yet
 */
public record AgendaRow(
        @Nullable String address, String time, String machine, @Nullable Badge badge, @Nullable String who, @Nullable String what) {}
