package io.holdfast.notification.saga;

/** The professional, as a booking event names them. */
record ProfessionalRef(String id, String displayName) {}
