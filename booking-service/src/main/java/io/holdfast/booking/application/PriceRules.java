package io.holdfast.booking.application;

import java.util.Currency;
import java.util.Map;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.defaults.Currencies;
import org.springframework.stereotype.Component;

/**
 * What can be charged: nothing, or at least the payment provider's minimum, in a currency that people pay in. Otherwise a
 * booking would hold its slot and nobody could ever pay for it.
 */
@Component
public class PriceRules {

    private final BookingSettings settings;

    PriceRules(BookingSettings settings) {
        this.settings = settings;
    }

    /** What is wrong with an offering's price, by field; its currency is in use. */
    public Map<String, String> violations(Offering offering) {
        Money price = offering.price();
        if (price != null && isTooLittle(price, price)) {
            return Map.of("price.amount", "must be 0, or " + minimum(price.currency()) + " or more");
        }
        Money rate = offering.hourlyRate();
        int shortest = offering.durations().getFirst();
        return rate != null && isTooLittle(rate, rate.forMinutes(shortest))
                ? Map.of("hourlyRate.amount", "must be 0, or so much that " + shortest + " minutes cost "
                        + minimum(rate.currency()) + " or more")
                : Map.of();
    }

    /** @throws Refused 422 when nobody can pay this price */
    void requirePayable(Money price, boolean throughUs) {
        if (Currencies.find(price.currency().getCurrencyCode()).isEmpty()) {
            throw Refused.rule("currency-unavailable", "Nobody can pay in " + price.currency() + ".");
        }
        if (throughUs && isTooLittle(price, price)) {
            throw Refused.rule("price-too-low", "This costs " + price + "; the least that can be paid is "
                    + minimum(price.currency()) + ".");
        }
    }

    /** As much of a discount as leaves nothing to pay, or what can be paid. */
    Money payableDiscount(Money price, Money discount) {
        Money total = price.minus(discount);
        return isTooLittle(total, total) ? price.minus(minimum(price.currency())) : discount;
    }

    private boolean isTooLittle(Money named, Money charged) {
        return !named.isZero() && charged.minorUnits() < minimum(charged.currency()).minorUnits();
    }

    private Money minimum(Currency currency) {
        long minorUnits = settings.minimumPrices()
                .getOrDefault(currency.getCurrencyCode(), Currencies.wholeUnit(currency));
        return new Money(minorUnits, currency);
    }
}
