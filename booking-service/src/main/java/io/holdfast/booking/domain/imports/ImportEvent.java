package io.holdfast.booking.domain.imports;

import java.util.List;

/** What happened to an import that others have to do something about. */
public sealed interface ImportEvent {

    /** A chunk of professionals is to be checked, or written, by who owns profiles and by who owns schedules. */
    record ProfessionalsSubmitted(ImportStep step, List<ProfessionalRow> professionals) implements ImportEvent {

        public ProfessionalsSubmitted {
            professionals = List.copyOf(professionals);
        }
    }
}
