package io.holdfast.matching.web;

import java.util.Optional;

import io.holdfast.defaults.web.E164;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Brings phone numbers into E.164, from international form or from the national form of the platform's country. */
@Component
class PhoneNumbers {

    private final String country;

    /** @param country in whose form numbers without a + are written, ISO 3166 */
    PhoneNumbers(@Value("${matching.country}") String country) {
        this.country = country;
    }

    /** The number in E.164; empty when it is none. */
    Optional<String> normalise(String written) {
        return E164.normalise(country, written);
    }
}
