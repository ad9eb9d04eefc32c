package io.holdfast.platform.demo;

import org.jspecify.annotations.Nullable;

/** @param person whose browser it is, by the name of a seeded person; null for a browser of whoever asks */
record BrowserRequest(@Nullable String person) {}
