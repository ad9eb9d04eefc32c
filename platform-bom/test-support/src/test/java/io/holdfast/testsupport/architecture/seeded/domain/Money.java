package io.holdfast.testsupport.architecture.seeded.domain;

import java.util.function.BiConsumer;

/** Seeded: money of another shape, a decision of its own, and an alarm that is handed around. */
public record Money(double price) {

    public record Outcome(BiConsumer<String, String> alarm) {}
}
