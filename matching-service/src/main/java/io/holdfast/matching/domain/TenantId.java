package io.holdfast.matching.domain;

/** A business on the platform. */
public record TenantId(String value) {}
