package io.holdfast.notification.saga;

/** What this service reads of {@code professional.registered.v1} and {@code professional.updated.v1}. */
record ProfessionalProfile(String professionalId, String email, String zone) {}
