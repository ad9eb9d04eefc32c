package io.holdfast.scheduler.domain;

/** A business on the platform. */
public record TenantId(String value) {}
