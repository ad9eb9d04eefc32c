package io.holdfast.matching.web;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.holdfast.defaults.web.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Brings phone numbers into E.164 as booking-service does, which makes bookings with them: the form is the same in both. */
@Component
class PhoneNumbers {

    // The library would also take letters for digits and ignore what follows a number.
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\s()./\u2010-\u2015-]{3,30}");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final String country;

    /** @param country in whose form numbers without a + are written, ISO 3166 */
    PhoneNumbers(@Value("${matching.country}") String country) {
        this.country = country;
    }

    /** The number in E.164; empty when it is none. */
    Optional<String> normalise(String written) {
        String text = String.valueOf(Texts.cleanCode(written));
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = library.parse(text, country);
            boolean good = text.startsWith("+") ? library.isPossibleNumber(number) : library.isValidNumber(number);
            return good ? Optional.of(library.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
