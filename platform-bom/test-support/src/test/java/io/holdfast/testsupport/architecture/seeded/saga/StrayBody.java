package io.holdfast.testsupport.architecture.seeded.saga;

/** Seeded: a received body outside of Received. */
public record StrayBody(String id) {}
