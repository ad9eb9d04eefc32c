package io.holdfast.matching.saga;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.holdfast.matching.MatchingService;
import io.holdfast.matching.application.RateProfessional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Review;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A professional's rating is what the reviews of all their bookings come to, each once, whatever happens on the way. */
class RatingTest {

    private static final String SARAH = "dr-sarah-khan";
    private static final String UPDATED = "professional.updated.v1";

    private final InMemoryTransport transport = new InMemoryTransport(Contracts.CATALOGUE);
    private final ServiceUnderTest matching =
            ServiceUnderTest.of(MatchingService.class, "matching-service").on(transport).start();
    private ServiceUnderTest now = matching;

    @BeforeEach
    void register() {
        registerIn(ServiceUnderTest.TENANT);
    }

    @AfterEach
    void stop() {
        matching.close();
    }

    @Test
    void aReviewCountsOnceHoweverOftenItComes() {
        OutboxEntry five = matching.hears("booking.reviewed.v1", review("b-1", 5));
        OutboxEntry four = matching.hears("booking.reviewed.v1", review("b-2", 4));
        matching.awaitIdle();
        requireRating("4.5", 2);
        List<JsonNode> told = matching.said(UPDATED, SARAH);
        assertThat(told.getLast().path("rating").decimalValue()).isEqualByComparingTo("4.5");
        assertThat(told.getLast().path("ratingCount").longValue()).isEqualTo(2);

        for (OutboxEntry again : List.of(five, four, four, five)) {
            matching.hears(again);
        }
        matching.awaitIdle();

        requireRating("4.5", 2);
        assertThat(matching.said(UPDATED, SARAH)).hasSameSizeAs(told);
        assertThat(transport.deadLetters()).isEmpty();
    }

    @Test
    void manyAtOnceInAnyOrderAreAllCounted() {
        var reviews = new ArrayList<OutboxEntry>();
        for (int i = 0; i < 60; i++) {
            reviews.add(matching.event("booking.reviewed.v1", review("b-" + i, 1 + i % 5)));
        }
        var twice = new ArrayList<>(reviews);
        twice.addAll(reviews);
        Collections.shuffle(twice);

        twice.forEach(matching::hears);
        matching.awaitIdle();

        requireRating("3.0", 60);
        assertThat(matching.said(UPDATED, SARAH).getLast().path("ratingCount").longValue()).isEqualTo(60);
    }

    /** The first one has counted and is about to save what it counted, when the second one does all of it. */
    @Test
    void whoCountedBeforeAnotherReviewCameDoesNotHideIt() {
        var meanwhile = new AtomicReference<>(new Review("b-2", sarah(), 4, matching.clock().instant()));
        aggregates(matching).beforeCommit(decided -> {
            Review second = meanwhile.getAndSet(null);
            if (second != null) {
                matching.bean(RateProfessional.class).review(second);
            }
        });

        matching.hears("booking.reviewed.v1", review("b-1", 5));
        matching.awaitIdle();

        requireRating("4.5", 2);
    }

    @Test
    void whoDiesBetweenReviewAndRatingIsFollowedByWhoCountsIt() {
        aggregates(matching).beforeCommit(decided -> {
            throw new DataAccessResourceFailureException("This instance gets no further.");
        });
        matching.hears("booking.reviewed.v1", review("b-1", 5));
        await().until(() -> matching.documents("reviews").size() == 1);
        matching.stop();

        try (var next = matching.beside().on(transport).start()) {
            now = next;
            next.awaitIdle();
            requireRating("5.0", 1);
            assertThat(next.documents("reviews")).hasSize(1);
        }
    }

    @Test
    void anotherTenantsOrAnUnknownProfessionalIsRatedByNobodysReviews() {
        registerIn("other");
        matching.hears("booking.reviewed.v1", review("b-1", 2));
        matching.hears("booking.reviewed.v1", "bookingId", "b-2", "professionalId", "nobody", "rating", 1);
        matching.hears(matching.eventOf("other", 1, "booking.reviewed.v1", review("b-3", 5)));
        matching.awaitIdle();

        requireRating("2.0", 1);
        assertThat(profile("other").path("rating").decimalValue()).isEqualByComparingTo("5.0");
        assertThat(transport.deadLetters()).isEmpty();
    }

    private void registerIn(String tenant) {
        matching.asOneOf(tenant, "admin", "admin").put("/api/v1/admin/professionals/" + SARAH, Map.of(
                        "displayName", "Dr Sarah Khan",
                        "email", "sarah.khan@example.com",
                        "category", "medical",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "zone", "Asia/Kolkata"))
                .expect(201);
    }

    private void requireRating(String average, long count) {
        JsonNode profile = profile(ServiceUnderTest.TENANT);
        assertThat(profile.path("ratingCount").longValue()).isEqualTo(count);
        assertThat(profile.path("rating").decimalValue()).isEqualByComparingTo(average);
    }

    private JsonNode profile(String tenant) {
        return now.guest().get("/api/v1/professionals/" + SARAH, "Holdfast-Tenant", tenant).expect(200).body();
    }

    private static Object[] review(String bookingId, int rating) {
        return new Object[] {"bookingId", bookingId, "professionalId", SARAH, "rating", rating};
    }

    private static ProfessionalId sarah() {
        return new ProfessionalId(new TenantId(ServiceUnderTest.TENANT), SARAH);
    }

    private static Aggregates<?, ?, ?> aggregates(ServiceUnderTest service) {
        return service.bean("professionalAggregates", Aggregates.class);
    }
}
