package io.holdfast.booking.phones;

import java.util.Optional;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.defaults.web.E164;
import org.springframework.stereotype.Component;

/** Brings phone numbers into E.164, from international form or from the national form of the tenant's country. */
@Component
public class PhoneNumbers {

    private final BookingSettings settings;

    PhoneNumbers(BookingSettings settings) {
        this.settings = settings;
    }

    /** @return the number in E.164, empty when it is none; see {@link E164} */
    public Optional<String> normalise(String tenant, String written) {
        return E164.normalise(settings.countryOf(tenant), written);
    }
}
