package io.holdfast.booking.domain;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0} with {1} min of notice: {2}")
    @CsvSource({"INSTANT, 0, 0", "INSTANT, 120, 120", "MANUAL, 0, 60", "MANUAL, 59, 60", "MANUAL, 120, 120"})
    void whatHasToBeAcceptedIsBookedAnHourAheadAtLeast(Confirmation confirmation, int minutes, int notice) {
        var rules = new OfferingRules(minutes, 30, true, 0, 0, 15);

        assertThat(offering("Reading", confirmation, rules, true).minNoticeMinutes()).isEqualTo(notice);
    }

    private static Offering offering(String name, boolean active) {
        return offering(name, Confirmation.INSTANT, OfferingRules.DEFAULT, active);
    }

    private static Offering offering(String name, Confirmation confirmation, OfferingRules rules, boolean active) {
        return new Offering(
                new TenantId("demo"),
                new OfferingId("astrology-reading"),
                name,
                "",
                Mode.DIRECT,
                confirmation,
                List.of(90, 60),
                new Money(99_900, "INR"),
                null,
                1,
                rules,
                OfferingPolicies.USUAL,
                List.of(),
                true,
                active);
    }
}
