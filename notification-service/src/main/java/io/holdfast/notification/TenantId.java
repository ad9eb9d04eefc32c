package io.holdfast.notification;

/** A business on the platform. */
public record TenantId(String value) {}
