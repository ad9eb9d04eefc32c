package io.holdfast.availability.domain;

/** An offering, unique within a tenant. */
public record OfferingId(String value) {}
