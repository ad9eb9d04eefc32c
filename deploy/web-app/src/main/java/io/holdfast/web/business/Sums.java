package io.holdfast.web.business;

import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.web.api.Money;
import io.holdfast.web.page.Page;

/** Adds money up: one sum for each currency there is. */
public final class Sums {

    private Sums() {}

    /** {@code ₹1,500}, {@code ₹1,500 + $20}; a dash where there is nothing. */
    public static String of(Page page, Collection<Money> amounts) {
        var sums = new TreeMap<String, Long>();
        amounts.forEach(amount -> sums.merge(amount.currency(), amount.amount(), Long::sum));
        return sums.isEmpty()
                ? "–"
                : sums.entrySet().stream()
                        .map(sum -> page.price(new Money(sum.getValue(), sum.getKey())))
                        .collect(Collectors.joining(" + "));
    }
}
