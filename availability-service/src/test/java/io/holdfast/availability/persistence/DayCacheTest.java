package io.holdfast.availability.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.signals.Redis;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DayCacheTest {

    private static ServiceUnderTest service;
    private final DayId id = new DayId(
            new TenantId("demo"), new ProfessionalId("p-" + UUID.randomUUID()), LocalDate.parse("2026-12-01"));
    private final CalendarDay busy = CalendarDay.empty(id)
            .block(
                    new Block(
                            "b",
                            new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z")),
                            "private"),
                    Instant.EPOCH)
            .aggregate();

    @BeforeAll
    static void start() {
        service = Neighbours.onMonday().start();
        await().until(() -> service.bean(Redis.class).client().isPresent());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aReaderThatComesLateDoesNotOverwriteWhatAWriterPut() {
        DayCache cache = service.bean(DayCache.class);
        cache.put(List.of(new MongoCalendarDays.StoredDay(3, busy)));
        await().until(() -> cache.get(List.of(id)).containsKey(id));

        cache.put(List.of(new MongoCalendarDays.StoredDay(2, CalendarDay.empty(id))));
        cache.put(List.of(MongoCalendarDays.StoredDay.never(id)));
        DayId other = new DayId(id.tenant(), id.professional(), id.date().plusDays(1));
        cache.put(List.of(MongoCalendarDays.StoredDay.never(other)));
        // Commands of one connection pool may overtake each other, so wait for the last and look at what stayed.
        await().until(() -> cache.get(List.of(other)).containsKey(other));

        assertThat(cache.get(List.of(id)).get(id).blocks()).hasSize(1);
        cache.put(List.of(new MongoCalendarDays.StoredDay(4, CalendarDay.empty(id))));
        await().until(() -> cache.get(List.of(id)).get(id).blocks().isEmpty());
    }

    @Test
    void nothingIsKeptForAMinuteAndNotesAreNotKeptAtAll() {
        DayCache cache = service.bean(DayCache.class);
        cache.put(List.of(new MongoCalendarDays.StoredDay(3, busy)));
        await().until(() -> cache.get(List.of(id)).containsKey(id));

        var keys = service.bean(Redis.class).client().orElseThrow().getKeys();
        String key = keys.getKeysStream().filter(k -> k.contains(id.value())).findFirst().orElseThrow();

        assertThat(keys.remainTimeToLive(key)).isBetween(1L, 55_000L);
        assertThat(cache.get(List.of(id)).get(id).blocks().getFirst().note()).isEmpty();
    }
}
