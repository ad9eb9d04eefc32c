package io.holdfast.booking.events;

import java.util.List;

import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportEvent;
import io.holdfast.booking.domain.imports.ProfessionalRow;
import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code imports}. */
public final class ImportBodies {

    private static final String AS_WRITTEN = "As it was written; who owns it says whether it is one.";

    private ImportBodies() {}

    /** @param job as it is after the event */
    public static WireEvent of(Import job, ImportEvent event) {
        String id = job.id().value();
        return switch (event) {
            case ImportEvent.ProfessionalsSubmitted e ->
                new WireEvent("import.professionals-submitted.v1", id, ProfessionalsSubmitted.of(id, e));
        };
    }

    record ProfessionalsSubmitted(
            String importId,
            @Wire(value = "Which part of the import it is.", min = 0) int chunk,
            @Wire("Whether it is only to be said what would become of them; nothing is written then.") boolean dryRun,
            @Wire(max = 100) List<ImportedProfessionalBody> professionals) {

        static ProfessionalsSubmitted of(String importId, ImportEvent.ProfessionalsSubmitted event) {
            return new ProfessionalsSubmitted(
                    importId, event.step().chunk(), !event.step().writes(),
                    event.professionals().stream().map(ImportedProfessionalBody::of).toList());
        }
    }

    @Wire("A professional; what is absent stays as it is, or has its default.")
    record ImportedProfessionalBody(
            @Wire(value = "Names the row in the answer.", min = 0) int line,
            String professionalId,
            @Nullable String displayName,
            @Nullable @Wire(value = AS_WRITTEN, type = WireType.TEXT) String email,
            @Nullable @Wire(value = AS_WRITTEN, type = WireType.TEXT) String phone,
            @Nullable String category,
            @Nullable @Wire(value = "Of an hour, in minor units.", type = WireType.INTEGER) Long rate,
            @Nullable @Wire(value = AS_WRITTEN, type = WireType.TEXT) String currency,
            @Nullable @Wire(value = AS_WRITTEN, type = WireType.TEXT) String zone,
            @Nullable @Wire("Language tags, as they were written.") List<String> speaks,
            @Nullable List<String> offeringIds,
            @Nullable Boolean active,
            @Nullable @Wire("The whole week's; days without any are closed.") List<StretchBody> hours,
            @Nullable List<StretchBody> breaks) {

        static ImportedProfessionalBody of(ProfessionalRow row) {
            return new ImportedProfessionalBody(
                    row.line(), row.id(), row.displayName(), row.email(), row.phone(), row.category(), row.rate(),
                    row.currency(), row.zone(), row.languages(), row.offeringIds(), row.active(),
                    StretchBody.of(row.hours()), StretchBody.of(row.breaks()));
        }
    }

    @Wire("Wall times on a day of the week, as they were written.")
    record StretchBody(String day, String start, String end) {

        static @Nullable List<StretchBody> of(@Nullable List<ProfessionalRow.Stretch> stretches) {
            return stretches == null
                    ? null
                    : stretches.stream().map(one -> new StretchBody(one.day(), one.start(), one.end())).toList();
        }
    }
}
