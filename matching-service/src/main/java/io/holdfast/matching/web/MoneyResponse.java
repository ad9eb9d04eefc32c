package io.holdfast.matching.web;

import io.holdfast.matching.domain.Money;

/** @param amount minor units */
record MoneyResponse(long amount, String currency) {

    static MoneyResponse of(Money money) {
        return new MoneyResponse(money.minorUnits(), money.currency().getCurrencyCode());
    }
}
