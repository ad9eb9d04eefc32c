package io.holdfast.matching.web;

import io.holdfast.matching.domain.Money;

/** @param amount minor units */
record MoneyAnswer(long amount, String currency) {

    static MoneyAnswer of(Money money) {
        return new MoneyAnswer(money.amount(), money.currency().getCurrencyCode());
    }
}
