package io.holdfast.defaults.web;

import java.util.Optional;

/**
 * Brings phone numbers into E.164, from international form or from the national form of the tenant's country. A bean of every
 * service that has libphonenumber.
 */
public final class PhoneNumbers {

    private final PhoneSettings settings;

    PhoneNumbers(PhoneSettings settings) {
        this.settings = settings;
    }

    /** @return the number in E.164, empty when it is none; see {@link E164} */
    public Optional<String> normalise(String tenant, String written) {
        return E164.normalise(settings.countryOf(tenant), written);
    }
}
