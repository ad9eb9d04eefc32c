package io.holdfast.notification.saga;

/** {@code professional.deactivated.v1}. */
record ProfessionalDeactivated(String professionalId) {}
