package io.holdfast.booking.domain.offering;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.payment.PriceDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PriceTest {

    private static final ProfessionalSummary PROFESSIONAL = new ProfessionalSummary(
            new ProfessionalRef(new ProfessionalId("dr-sarah-khan"), "Dr Sarah Khan"),
            Money.of(200_000, "INR"),
            "Asia/Kolkata",
            Set.of(new OfferingId("consultation")));

    @ParameterizedTest(name = "15 % of {0} is {1}")
    @CsvSource({"150000,22500", "99900,14985", "0,0", "1,0", "3,0", "4,1", "10,2", "9,1", "100000000000,15000000000"})
    void theFeeIsRoundedHalfUpAndTheRestIsTheProfessionals(long total, long fee) {
        PriceDetails price = PriceDetails.of(Money.of(total, "INR"), 15);

        assertThat(price.companyFee().minorUnits()).isEqualTo(fee);
        assertThat(price.professionalPayment().minorUnits()).isEqualTo(total - fee);
        assertThat(price.total().minorUnits()).isEqualTo(total);
        assertThat(price.discount()).isEqualTo(Money.of(0, "INR"));
    }

    @ParameterizedTest(name = "{1} minutes at {0} an hour cost {2}")
    @CsvSource({"150000,60,150000", "150000,90,225000", "100,5,8", "100,20,33", "1,30,1", "1,29,0"})
    void anHourlyRateIsRoundedHalfUp(long rate, int minutes, long price) {
        assertThat(Money.of(rate, "INR").forMinutes(minutes)).isEqualTo(Money.of(price, "INR"));
    }

    @Test
    void aFixedPriceGoesBeforeTheOfferingsRateBeforeTheProfessionals() {
        assertThat(offering(Money.of(99_900, "INR"), null).priceOf(90, PROFESSIONAL).minorUnits()).isEqualTo(99_900);
        assertThat(offering(null, Money.of(150_000, "INR")).priceOf(90, PROFESSIONAL).minorUnits()).isEqualTo(225_000);
        assertThat(offering(null, null).priceOf(90, PROFESSIONAL).minorUnits()).isEqualTo(300_000);
    }

    @Test
    void moneyIsNeverNegativeMixedOrTooMuch() {
        assertThatThrownBy(() -> Money.of(-1, "INR")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of(1, "INR").minus(Money.of(1, "USD")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "INR").forMinutes(90)).isInstanceOf(ArithmeticException.class);
    }

    private static Offering offering(Money price, Money hourlyRate) {
        return new Offering(
                new TenantId("demo"),
                new OfferingId("consultation"),
                "Consultation",
                "",
                "en",
                Map.of(),
                Mode.DIRECT,
                Confirmation.INSTANT,
                List.of(60, 90),
                price,
                hourlyRate,
                1,
                OfferingRules.DEFAULT,
                OfferingPolicies.USUAL,
                List.of(),
                Map.of(),
                List.of(),
                true,
                true,
                null);
    }
}
