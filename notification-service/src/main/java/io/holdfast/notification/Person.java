package io.holdfast.notification;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be told about a booking, and where each channel finds them.
 *
 * @param email    null when nobody knows it
 * @param phone    E.164; null when nobody knows it
 * @param subject  whose account it is, as in tokens; null for a guest and for whoever is not known to have one
 * @param language BCP 47
 * @param zone     IANA zone in which this person reads times
 */
public record Person(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String subject,
        String language,
        String zone) {

    /** In the place of a client whose name is not to be told. */
    public static final Person NOBODY = new Person("", null, null, null, "en", "UTC");

    Addressee on(Channel channel) {
        String address = switch (channel) {
            case EMAIL -> email;
            case SMS -> phone;
            case PUSH -> subject;
        };
        return new Addressee(name, address, language, zone);
    }

    /** In the place of a client who was erased: what they read, and when, and not who they were. */
    Person erased() {
        return new Person("", null, null, null, language, zone);
    }

    Person withoutPhone() {
        return new Person(name, email, null, subject, language, zone);
    }
}
