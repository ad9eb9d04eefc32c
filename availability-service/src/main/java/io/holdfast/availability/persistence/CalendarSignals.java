package io.holdfast.availability.persistence;

import io.holdfast.availability.application.CalendarChanges;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.signals.Signals;
import org.springframework.stereotype.Component;

/** Tells whoever looks at a professional's calendar, on any instance, to look again. */
@Component
class CalendarSignals {

    private final Signals signals;

    CalendarSignals(Signals signals) {
        this.signals = signals;
    }

    void changed(TenantId tenant, ProfessionalId professional) {
        signals.changed(CalendarChanges.of(tenant, professional));
    }
}
