package io.holdfast.booking.domain.offering;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OfferingTest {

    @Test
    void anUnchangedOfferingHasNothingToSay() {
        assertThat(offering("Reading", true).replacing(Optional.of(offering("Reading", true))))
                .isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void aNewOrChangedOfferingIsPublishedWhole() {
        Offering offering = offering("Reading", true);

        assertThat(offering.replacing(Optional.empty()).events())
                .containsExactly(new OfferingEvent.Published(offering));
        assertThat(offering.replacing(Optional.of(offering("Old name", true))).events())
                .containsExactly(new OfferingEvent.Published(offering));
        assertThat(offering.replacing(Optional.of(offering("Reading", false))).events())
                .containsExactly(new OfferingEvent.Published(offering));
    }

    @Test
    void anOfferingIsRetiredOnce() {
        Offering retired = offering("Reading", false);

        assertThat(retired.replacing(Optional.of(offering("Reading", true))).events())
                .containsExactly(new OfferingEvent.Retired(retired.id()));
        assertThat(retired.replacing(Optional.of(offering("Old name", false))).events()).isEmpty();
        assertThat(retired.replacing(Optional.empty()).events()).isEmpty();
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
                "en",
                Map.of(),
                Mode.DIRECT,
                confirmation,
                List.of(90, 60),
                Money.of(99_900, "INR"),
                null,
                1,
                rules,
                OfferingPolicies.USUAL,
                List.of(),
                Map.of(),
                List.of(),
                true,
                active,
                null);
    }
}
