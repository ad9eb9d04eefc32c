package io.holdfast.availability.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * {@code _id} is {@code tenant:professional:timeOff}.
 *
 * @param dueAt  when somebody else goes on with what is to be done; null when nothing is
 * @param overAt null while something is to be done
 */
@DataRetention(
        since = "overAt",
        period = "P30D",
        why = "refused and removed ones answer their key for a day; past ones can be given back for a month")
@NoPersonalData(why = "when a professional is away, and why in their own words")
@Document("times_off")
@CompoundIndex(
        name = "by-professional",
        def = "{'tenantId': 1, 'professionalId': 1, 'state': 1, 'start': 1, '_id': 1}")
record TimeOffDocument(
        @Id String id,
        String tenantId,
        String professionalId,
        String timeOffId,
        Instant start,
        Instant end,
        String note,
        TimeOff.State state,
        Instant since,
        @Nullable String request,
        @Bounded(max = 50, by = "Violation, which names the first ones")
        List<ConflictPart> conflicts,
        @Bounded(max = 100, by = "CalendarDay.MOST_BLOCKS")
        List<BlockPart> blockedBy,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable Instant overAt) {

    // Whoever began is at it for moments; after this they are not.
    private static final Duration LONGEST_PLACING = Duration.ofSeconds(30);

    static String idOf(TenantId tenant, ProfessionalId professional, String timeOff) {
        return tenant.value() + ":" + professional.value() + ":" + timeOff;
    }

    static TimeOffDocument of(TimeOff timeOff) {
        return new TimeOffDocument(
                idOf(timeOff.tenant(), timeOff.professional(), timeOff.id()),
                timeOff.tenant().value(),
                timeOff.professional().value(),
                timeOff.id(),
                timeOff.slot().start(),
                timeOff.slot().end(),
                timeOff.note(),
                timeOff.state(),
                timeOff.since(),
                timeOff.request(),
                timeOff.conflicts().stream().map(ConflictPart::of).toList(),
                timeOff.blockedBy().stream().map(BlockPart::of).toList(),
                switch (timeOff.state()) {
                    case PLACING, REMOVING -> timeOff.since().plus(LONGEST_PLACING);
                    case PLACED, REFUSED, REMOVED -> null;
                },
                switch (timeOff.state()) {
                    case PLACING, REMOVING -> null;
                    case PLACED -> timeOff.slot().end();
                    case REFUSED, REMOVED -> timeOff.since();
                });
    }

    TimeOff toDomain() {
        return new TimeOff(
                timeOffId,
                new TenantId(tenantId),
                new ProfessionalId(professionalId),
                new Slot(start, end),
                note,
                state,
                since,
                request,
                conflicts.stream().map(ConflictPart::toDomain).toList(),
                blockedBy.stream().map(BlockPart::toDomain).toList());
    }
}
