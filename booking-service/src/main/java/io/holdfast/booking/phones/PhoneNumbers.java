package io.holdfast.booking.phones;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.defaults.web.Texts;
import org.springframework.stereotype.Component;

/** Brings phone numbers into E.164, from international form or from the national form of the tenant's country. */
@Component
public class PhoneNumbers {

    // The library would also take letters for digits and ignore what follows a number.
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\s()./\u2010-\u2015-]{3,30}");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final BookingSettings settings;

    PhoneNumbers(BookingSettings settings) {
        this.settings = settings;
    }

    /**
     * A national number must be one that is given out in the tenant's country, an international one only as long as
     * numbers there are: new ranges appear more often than this program is built.
     *
     * @return the number in E.164, empty when it is none
     */
    public Optional<String> normalise(String tenant, String written) {
        String text = String.valueOf(Texts.cleanCode(written));
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = library.parse(text, settings.countryOf(tenant));
            boolean good = text.startsWith("+") ? library.isPossibleNumber(number) : library.isValidNumber(number);
            return good ? Optional.of(library.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
