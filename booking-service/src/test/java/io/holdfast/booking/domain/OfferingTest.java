package io.holdfast.booking.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OfferingTest {

    @Test
    void anUnchangedOfferingHasNothingToSay() {
        assertThat(offering("Reading", true).eventsSince(offering("Reading", true))).isEmpty();
    }

    @Test
    void aNewOrChangedOfferingIsPublishedWhole() {
        Offering offering = offering("Reading", true);

        assertThat(offering.eventsSince(null)).containsExactly(new OfferingEvent.Published(offering));
        assertThat(offering.eventsSince(offering("Old name", true))).containsExactly(new OfferingEvent.Published(offering));
        assertThat(offering.eventsSince(offering("Reading", false))).containsExactly(new OfferingEvent.Published(offering));
    }

    @Test
    void anOfferingIsRetiredOnce() {
        Offering retired = offering("Reading", false);

        assertThat(retired.eventsSince(offering("Reading", true))).containsExactly(new OfferingEvent.Retired(retired.id()));
        assertThat(retired.eventsSince(offering("Old name", false))).isEmpty();
        assertThat(retired.eventsSince(null)).isEmpty();
    }

    private static Offering offering(String name, boolean active) {
        return new Offering(
                new TenantId("demo"),
                new OfferingId("astrology-reading"),
                name,
                "",
                Mode.DIRECT,
                Confirmation.INSTANT,
                List.of(90, 60),
                new Money(99_900, "INR"),
                null,
                1,
                OfferingRules.DEFAULT,
                OfferingPolicies.USUAL,
                List.of(),
                true,
                active);
    }
}
