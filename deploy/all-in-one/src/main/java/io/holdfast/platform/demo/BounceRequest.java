package io.holdfast.platform.demo;

import org.jspecify.annotations.Nullable;

/**
 * @param to   the address
 * @param kind {@code hard}, {@code soft} or {@code complaint}
 */
record BounceRequest(@Nullable String to, @Nullable String kind) {}
