package io.holdfast.web.api;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An amount of money.
 *
 * @param amount   in minor units, such as paise
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

    /** Not a part of it where it is sent: the API takes what it knows. */
    @JsonIgnore
    public boolean isZero() {
        return amount == 0;
    }
}
