package io.holdfast.availability.domain;

import java.time.LocalDate;

/** One professional's one date, in their schedule's zone. */
public record DayId(TenantId tenant, ProfessionalId professional, LocalDate date) {

    /** The document's id. */
    public String value() {
        return tenant.value() + ":" + professional.value() + ":" + date;
    }
}
