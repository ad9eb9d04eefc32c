package io.holdfast.matching.domain;

/** What became of a professional. */
public sealed interface ProfessionalEvent {

    ProfessionalId id();

    /** Joined; possibly not active yet. */
    record Registered(ProfessionalId id, Profile profile) implements ProfessionalEvent {}

    /** Says something else now, or can be booked again. */
    record Updated(ProfessionalId id, Profile profile) implements ProfessionalEvent {}

    /** Can no longer be booked. */
    record Deactivated(ProfessionalId id) implements ProfessionalEvent {}
}
