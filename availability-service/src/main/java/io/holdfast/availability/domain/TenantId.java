package io.holdfast.availability.domain;

/** A business on the platform. */
public record TenantId(String value) {}
