package io.holdfast.availability.application;

import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;

/** The name under which changes of a professional's days and schedule are signalled. */
public final class CalendarChanges {

    private CalendarChanges() {}

    public static String of(TenantId tenant, ProfessionalId professional) {
        return "calendar:" + tenant.value() + ":" + professional.value();
    }
}
