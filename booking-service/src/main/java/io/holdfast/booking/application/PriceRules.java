package io.holdfast.booking.application;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Offering;
import io.holdfast.defaults.Currencies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be charged: nothing, or at least the payment provider's minimum, in a currency that people pay in. Otherwise a
 * booking would hold its slot and nobody could ever pay for it.
 */
@Component
public class PriceRules {

    private static final String CURRENCY = "must be the ISO 4217 code of a currency in use, such as INR";

    private final BookingSettings settings;

    PriceRules(BookingSettings settings) {
        this.settings = settings;
    }

    /** What is wrong with an offering's price, by field. */
    public Map<String, String> mistakes(Offering offering) {
        var mistakes = new LinkedHashMap<String, String>();
        check("price", offering.price(), offering.price(), "must be 0, or ", " or more", mistakes);
        int shortest = offering.durations().getFirst();
        Money rate = offering.hourlyRate();
        check("hourlyRate", rate, rate == null ? null : rate.forMinutes(shortest),
                "must be 0, or so much that " + shortest + " minutes cost ", " or more", mistakes);
        return mistakes;
    }

    /** @throws Refused 422 when nobody can pay this price */
    void requirePayable(Money price, boolean throughUs) {
        Currency currency = Currencies.find(price.currency())
                .orElseThrow(() -> Refused.rule("currency-unavailable", "Nobody can pay in " + price.currency() + "."));
        if (throughUs && isTooLittle(price, currency)) {
            throw Refused.rule("price-too-low", "This costs " + price + "; the least that can be paid is "
                    + inWords(minimum(currency), currency) + ".");
        }
    }

    private void check(
            String field,
            @Nullable Money named,
            @Nullable Money charged,
            String before,
            String after,
            Map<String, String> mistakes) {
        if (named == null || charged == null) {
            return;
        }
        Optional<Currency> currency = Currencies.find(named.currency());
        if (currency.isEmpty()) {
            mistakes.put(field + ".currency", CURRENCY);
        } else if (!named.isZero() && (charged.isZero() || isTooLittle(charged, currency.get()))) {
            mistakes.put(field + ".amount", before + inWords(minimum(currency.get()), currency.get()) + after);
        }
    }

    private boolean isTooLittle(Money price, Currency currency) {
        return !price.isZero() && price.amount() < minimum(currency);
    }

    private long minimum(Currency currency) {
        return settings.minimumPrices().getOrDefault(currency.getCurrencyCode(), Currencies.wholeUnit(currency));
    }

    private static String inWords(long minorUnits, Currency currency) {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString() + " "
                + currency.getCurrencyCode();
    }
}
