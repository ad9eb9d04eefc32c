package io.holdfast.defaults.web;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Phone numbers as they are dialled from anywhere: international forms and the national form of a country are brought into it.
 * Who uses it needs libphonenumber beside it.
 */
public final class E164 {

    // The library would also take letters for digits and ignore what follows a number.
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9\\s()./\u2010-\u2015-]{3,30}");

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private E164() {}

    /**
     * A national number must be one that is given out in the country, an international one only as long as numbers there
     * are: new ranges appear more often than this program is built.
     *
     * @param country in whose form numbers without a + are written, ISO 3166
     * @return the number in E.164, empty when it is none
     */
    public static Optional<String> normalise(String country, String written) {
        String text = String.valueOf(Texts.cleanCode(written));
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = LIBRARY.parse(text, country);
            boolean good = text.startsWith("+") ? LIBRARY.isPossibleNumber(number) : LIBRARY.isValidNumber(number);
            return good ? Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
