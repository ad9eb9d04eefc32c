package io.holdfast.matching.saga;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalEvent;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.events.Bodies;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void whatIsSaidIsPublished() {
        ProducedContracts.check("matching-service", Stream.concat(
                said("+919811122233", "https://cdn.example.com/sarah-khan.jpg"), said(null, null)));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check("matching-service", new MatchingSaga(null, null).subscriptions().bodies(), WireJson::read);
    }

    private static Stream<WireEvent> said(String phone, String avatarUrl) {
        var profile = new Profile(
                new Profile.Presentation("Dr Sarah Khan", phone, avatarUrl, List.of("en", "hi"), List.of("Mumbai")),
                new Profile.Engagement(
                        "sarah.khan@example.com",
                        "medical",
                        new Money(150_000, Currency.getInstance("INR")),
                        List.of("consultation-60", "clinic-intake"),
                        List.of(),
                        true),
                ZoneId.of("Asia/Kolkata"));
        var id = new ProfessionalId(new TenantId("demo"), "dr-sarah-khan");
        Professional joined = Professional.register(id, profile, null).aggregate();
        Professional reviewed = joined.rated(new Rating(3, 14)).aggregate();
        return Stream.of(
                Bodies.of(joined, new ProfessionalEvent.Registered()),
                Bodies.of(joined, new ProfessionalEvent.Updated()),
                Bodies.of(reviewed, new ProfessionalEvent.Updated()),
                Bodies.of(reviewed, new ProfessionalEvent.Deactivated()));
    }
}
