package io.holdfast.availability.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Another calendar as stored. What is to be done about it is due by {@code dueAt}.
 *
 * @param sealedAccess encrypted; empty in one that was removed
 * @param removed      whether it only waits to be forgotten
 */
@Permanent(why = "at most availability.busy-calendars.most a professional, until they remove them")
@NoPersonalData(why = "a professional's, who is of the business: an address, encrypted, and nothing of what is in it")
@Document("busy_calendars")
@CompoundIndex(
        name = "by-professional",
        def = "{'tenantId': 1, 'professionalId': 1, 'removed': 1, 'createdAt': 1, '_id': 1}")
record BusyCalendarDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        BusyCalendar.Kind kind,
        String name,
        String shownAs,
        String sealedAccess,
        String request,
        Instant createdAt,
        @Indexed(sparse = true) Instant dueAt,
        long attempt,
        @Nullable Instant triedAt,
        @Nullable LastReadPart lastRead,
        BusyCalendar.@Nullable Failure failure,
        boolean removed,
        @Nullable Instant removedAt) {

    static BusyCalendarDocument of(BusyCalendar calendar, @Nullable Long version) {
        return new BusyCalendarDocument(
                calendar.id(),
                version,
                calendar.tenant().value(),
                calendar.professional().value(),
                calendar.kind(),
                calendar.name(),
                calendar.shownAs(),
                calendar.sealedAccess(),
                calendar.request(),
                calendar.createdAt(),
                calendar.dueAt(),
                calendar.attempt(),
                calendar.triedAt(),
                calendar.lastRead() == null ? null : LastReadPart.of(calendar.lastRead()),
                calendar.failure(),
                calendar.isRemoved(),
                calendar.removedAt());
    }

    BusyCalendar toDomain() {
        return new BusyCalendar(
                id,
                new TenantId(tenantId),
                new ProfessionalId(professionalId),
                kind,
                name,
                shownAs,
                sealedAccess,
                request,
                createdAt,
                dueAt,
                attempt,
                triedAt,
                lastRead == null ? null : lastRead.toDomain(),
                failure,
                removedAt);
    }

    /** Dates are text, since a store knows only instants. */
    record LastReadPart(
            Instant at,
            @Nullable String etag,
            @Nullable String lastModified,
            String firstDate,
            String lastDate,
            String zone,
            int times) {

        static LastReadPart of(BusyCalendar.LastRead read) {
            return new LastReadPart(
                    read.at(),
                    read.etag(),
                    read.lastModified(),
                    read.window().first().toString(),
                    read.window().last().toString(),
                    read.window().zone().getId(),
                    read.times());
        }

        BusyCalendar.LastRead toDomain() {
            return new BusyCalendar.LastRead(
                    at,
                    etag,
                    lastModified,
                    new BusyWindow(LocalDate.parse(firstDate), LocalDate.parse(lastDate), ZoneId.of(zone)),
                    times);
        }
    }
}
