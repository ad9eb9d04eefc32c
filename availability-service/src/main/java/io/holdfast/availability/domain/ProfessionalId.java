package io.holdfast.availability.domain;

/** A professional, unique within a tenant. */
public record ProfessionalId(String value) {}
