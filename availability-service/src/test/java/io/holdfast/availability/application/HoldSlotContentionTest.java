package io.holdfast.availability.application;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/** A crowd at one day; what is counted is the day itself. {@code -Dholdfast.availability.crowd=200} makes it larger, at most so large. */
class HoldSlotContentionTest {

    private static final int CROWD = Integer.getInteger("holdfast.availability.crowd", 60);
    private static final Instant NINE = Instant.parse("2026-12-01T03:30:00Z");

    /** Every one of them gets a place, so each writes the same document. */
    @Test
    void allWritersOfOneDayInOneInstanceExhaustNobodysRetries() throws Exception {
        try (ServiceUnderTest service = Neighbours.seeded()) {

            long lostRaces = crowd(List.of(service), "lecture", 1, CROWD);

            assertThat(held(service)).hasSize(CROWD);
            assertThat(lostRaces).isZero();
        }
    }

    @Test
    void threeInstancesSellEachSlotOnce() throws Exception {
        try (ServiceUnderTest one = Neighbours.seeded();
                ServiceUnderTest two = one.beside().start();
                ServiceUnderTest three = one.beside().start()) {
            crowd(List.of(one, two, three), "consultation-60", 8, CROWD);

            assertThat(held(one)).hasSize(8).doesNotHaveDuplicates();
            assertThat(one.documents("slot_rejections")).hasSize(CROWD - 8);
        }
    }

    /** As many requests at once for the first {@code hours} of one day; returns how often a race was lost for good. */
    private static long crowd(List<ServiceUnderTest> services, String offering, int hours, int clients)
            throws Exception {
        var start = new CountDownLatch(1);
        long lost = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 0; i < clients; i++) {
                HoldSlot holdSlot = services.get(i % services.size()).bean(HoldSlot.class);
                Instant from = NINE.plus(Duration.ofHours(i % hours));
                SlotRequest request = Neighbours.request("crowd-" + i, offering, "dr-sarah-khan", from);
                running.add(threads.submit(() -> {
                    start.await();
                    return holdAsAConsumerWould(holdSlot, request);
                }));
            }
            start.countDown();
            for (Future<Integer> client : running) {
                lost += client.get(2, TimeUnit.MINUTES);
            }
        }
        return lost;
    }

    private static int holdAsAConsumerWould(HoldSlot holdSlot, SlotRequest request) {
        return IntStream.range(0, 1_000)
                .filter(lost -> {
                    try {
                        holdSlot.hold(request, Neighbours.MONDAY);
                        return true;
                    } catch (OptimisticLockingFailureException | DuplicateKeyException again) {
                        return false;
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> held(ServiceUnderTest service) {
        return service.documents("calendar_days").stream()
                .flatMap(day -> day.getList("reservations", Document.class).stream())
                .filter(reservation -> "HELD".equals(reservation.getString("status")))
                .map(reservation -> reservation.get("start"))
                .toList();
    }
}
