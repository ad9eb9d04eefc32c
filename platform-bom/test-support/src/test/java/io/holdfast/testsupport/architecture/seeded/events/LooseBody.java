package io.holdfast.testsupport.architecture.seeded.events;

/** Seeded: a sent body outside of Bodies. */
public record LooseBody(String id) {}
