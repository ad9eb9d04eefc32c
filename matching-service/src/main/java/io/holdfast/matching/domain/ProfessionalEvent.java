package io.holdfast.matching.domain;

/** What became of a professional. */
public sealed interface ProfessionalEvent {

    /** Joined; possibly not active yet. */
    record Registered() implements ProfessionalEvent {}

    /** Says something else now, or can be booked again. */
    record Updated() implements ProfessionalEvent {}

    /** Can no longer be booked. */
    record Deactivated() implements ProfessionalEvent {}
}
