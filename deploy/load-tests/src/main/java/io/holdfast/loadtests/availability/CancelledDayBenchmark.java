package io.holdfast.loadtests.availability;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;

import io.holdfast.availability.application.HoldSlot;
import io.holdfast.availability.application.ReleaseSlot;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.contracts.Catalogue;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.Engines;
import io.holdfast.loadtests.Latencies;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a guest who holds a slot and gives it back costs on a day where nobody was before, and on one where thousands
 * were; {@code deploy/load-tests/run day}.
 */
final class CancelledDayBenchmark {

    private static final int PORTIONS = 10;
    private static final TenantId TENANT = new TenantId("demo");

    private final int bookings;
    private final int warmup;

    CancelledDayBenchmark(int bookings, int warmup) {
        this.bookings = bookings;
        this.warmup = warmup;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("bookings", "5000");
        defaults.put("warmup", "2000");
        Benchmark.run(arguments, defaults, options -> {
            try (Engines engines = Engines.start()) {
                new CancelledDayBenchmark(options.count("bookings", PORTIONS), options.count("warmup", 0))
                        .run(engines.mongodbUri());
            }
        });
    }

    /** @param latencies of a hold and its release together */
    record Figures(int before, Latencies latencies, Duration cpu, int bytes) {

        String text() {
            return String.format(Locale.ROOT, "%,6d before  %s  CPU-ms %s  document %,d bytes%n",
                    before, latencies.summary(), CpuTime.millisEach(cpu, latencies.count()), bytes);
        }
    }

    /** @return the first and the last portion */
    Figures[] run(String mongodb) throws IOException, InterruptedException {
        String database = "day-load-" + UUID.randomUUID().toString().substring(0, 8);
        var transport = new InMemoryTransport(Catalogue.load());
        try (ConfigurableApplicationContext service =
                        AvailabilityBenchmark.service(mongodb, database, AvailabilityBenchmark.NOWHERE, transport);
                var calendars = new BusyCalendars(transport, mongodb, database)) {
            calendars.fillFirst();
            LocalDate warm = calendars.dates().getFirst();
            LocalDate day = calendars.dates().getLast();
            for (int i = 0; i < warmup; i++) {
                comeAndGo(service, warm, i);
            }
            Figures first = null;
            Figures last = null;
            for (int portion = 0; portion < PORTIONS; portion++) {
                last = measure(service, calendars, day, portion * (bookings / PORTIONS), bookings / PORTIONS);
                first = first == null ? last : first;
                System.out.print(last.text());
            }
            if (first == null || last == null) {
                throw new IllegalStateException("Nothing was measured");
            }
            return new Figures[] {first, last};
        }
    }

    private static Figures measure(
            ConfigurableApplicationContext service, BusyCalendars calendars, LocalDate day, int from, int count)
            throws InterruptedException {
        CpuTime cpu = CpuTime.ofThisProcess();
        ClosedLoop.Outcome outcome =
                ClosedLoop.run("guests", count, 1, index -> comeAndGo(service, day, from + index));
        Duration taken = cpu.taken();
        if (outcome.failures() > 0) {
            throw new IllegalStateException(outcome.failureLine());
        }
        Document stored = calendars.days().find(new Document("_id", BusyCalendars.dayId(day))).first();
        if (stored == null) {
            throw new IllegalStateException("The day is not stored");
        }
        int bytes = new RawBsonDocument(stored, new DocumentCodec()).getByteBuffer().remaining();
        return new Figures(from, outcome.latencies(), taken, bytes);
    }

    private static void comeAndGo(ConfigurableApplicationContext service, LocalDate day, int guest) {
        Instant now = Instant.now();
        Instant start = day.atTime(15, 0).atZone(BusyCalendars.ZONE).toInstant();
        var slot = new Slot(start, start.plus(Duration.ofHours(1)));
        var booking = new BookingRevision("guest-" + day + "-" + guest, 1);
        var professional = new ProfessionalId(BusyCalendars.PROFESSIONAL);
        service.getBean(HoldSlot.class).hold(
                new SlotRequest(
                        TENANT,
                        professional,
                        new OfferingId(BusyCalendars.OFFERING),
                        booking,
                        "HF-2026-000001",
                        slot,
                        SlotRequest.By.CLIENT,
                        1),
                now);
        service.getBean(ReleaseSlot.class).release(TENANT, booking, professional, slot, now);
    }
}
