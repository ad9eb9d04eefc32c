package io.holdfast.payment.domain;

/** A business on the platform. */
public record TenantId(String value) {}
