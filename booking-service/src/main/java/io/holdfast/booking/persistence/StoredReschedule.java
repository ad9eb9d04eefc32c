package io.holdfast.booking.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.Conflict;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.Reschedule;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.store.Bounded;
import org.jspecify.annotations.Nullable;

/** An attempt to move a booking, with flat ids. */
record StoredReschedule(
        int revision,
        int attempt,
        StoredSlot from,
        StoredSlot to,
        TriggeredBy by,
        Instant at,
        boolean manual,
        boolean noticeOverridden,
        @Nullable Money listPrice,
        @Nullable String note,
        Reschedule.Result result,
        @Nullable Instant settledAt,
        @Nullable String refusal,
        @Bounded(max = 50, by = "availability-service, which lists the first ones")
        List<Conflict> conflicts) {

    record StoredSlot(String professionalId, String professionalName, Instant start, Instant end) {

        static StoredSlot of(Slot slot) {
            return new StoredSlot(
                    slot.professional().id().value(), slot.professional().displayName(), slot.start(), slot.end());
        }

        Slot toSlot() {
            return new Slot(new ProfessionalRef(new ProfessionalId(professionalId), professionalName), start, end);
        }
    }

    static StoredReschedule of(Reschedule move) {
        return new StoredReschedule(
                move.revision(),
                move.attempt(),
                StoredSlot.of(move.from()),
                StoredSlot.of(move.to()),
                move.by(),
                move.at(),
                move.manual(),
                move.noticeOverridden(),
                move.listPrice(),
                move.note(),
                move.result(),
                move.settledAt(),
                move.refusal(),
                move.conflicts());
    }

    Reschedule toReschedule() {
        return new Reschedule(
                revision,
                attempt,
                from.toSlot(),
                to.toSlot(),
                by,
                at,
                manual,
                noticeOverridden,
                listPrice,
                note,
                result,
                settledAt,
                refusal,
                conflicts);
    }
}
