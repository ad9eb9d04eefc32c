package io.holdfast.availability.application;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.messaging.RetryLater;
import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A hold on one instance that is overtaken, between its decision and its write, by a change of schedule on another. */
class ScheduleAndHoldTest {

    private static final Instant TEN = Instant.parse("2026-12-01T04:30:00Z");
    private static final String AFTERNOON =
            "{\"weeklyHours\":{\"TUESDAY\":{\"start\":\"13:00\",\"end\":\"17:00\",\"enabled\":true}}}";

    private static ServiceUnderTest here;
    private static ServiceUnderTest there;
    private static Neighbours others;

    @BeforeAll
    static void start() {
        here = Neighbours.seeded();
        others = new Neighbours(here);
        there = here.beside().start();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void whatWasDecidedByTheOldHoursIsDecidedAgain() throws Exception {
        String pro = others.newProfessional();

        int put = duringAHold(pro, AFTERNOON);

        assertThat(put).isEqualTo(200);
        assertThat(held(pro)).isEmpty();
        assertThat(here.documents("slot_rejections")).anyMatch(r -> r.getString("bookingId").equals("b-" + pro));
    }

    @Test
    void whatTheNewHoursKeepIsHeldAllTheSame() throws Exception {
        String pro = others.newProfessional();

        int put = duringAHold(pro, AFTERNOON.replace("13:00", "10:00"));

        assertThat(put).isEqualTo(200);
        assertThat(held(pro)).hasSize(1);
    }

    @Test
    void aHoldThatWasDecidedInAnotherZoneIsNotWrittenOnItsOldDay() throws Exception {
        String pro = others.newProfessional();

        int put = duringAHold(pro, "{\"zone\":\"Pacific/Honolulu\"}");

        assertThat(put).isEqualTo(200);
        // 18:30 of the day before in Honolulu, which is after hours.
        assertThat(held(pro)).isEmpty();
    }

    /** Changes the schedule on the other instance while a hold here has read its professional and not written yet. */
    private static int duringAHold(String pro, String schedule) throws Exception {
        var status = new CompletableFuture<Integer>();
        var held = new CompletableFuture<Void>();
        Thread.ofPlatform().start(() -> {
            here.clock().whenAskedBy(Thread.currentThread(), () -> status.complete(
                    there.as(pro, "professional").put("/api/v1/professionals/me/schedule", schedule).status()));
            SlotRequest request = Neighbours.request("b-" + pro, "consultation-60", pro, TEN);
            for (int tries = 0; !held.isDone(); tries++) {
                try {
                    here.bean(HoldSlot.class).hold(request, Neighbours.MONDAY);
                    held.complete(null);
                } catch (RetryLater again) {
                    if (tries > 50) {
                        held.completeExceptionally(again);
                    }
                }
            }
        });
        held.get(2, TimeUnit.MINUTES);
        return status.get(2, TimeUnit.MINUTES);
    }

    private static List<Document> held(String pro) {
        return here.documents("calendar_days").stream()
                .filter(day -> pro.equals(day.getString("professionalId")))
                .flatMap(day -> day.getList("reservations", Document.class).stream())
                .filter(r -> "HELD".equals(r.getString("status")))
                .toList();
    }
}
