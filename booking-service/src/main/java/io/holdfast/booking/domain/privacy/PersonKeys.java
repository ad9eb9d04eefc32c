package io.holdfast.booking.domain.privacy;

import java.util.List;

/**
 * All that a person's data is found by.
 *
 * @param clientKeys of their bookings, see {@link io.holdfast.booking.domain.client.Client#key()}
 * @param subjects   as whom they sign in
 * @param addresses  mailboxes that are known to be theirs, and addresses as they typed them
 * @param phones     E.164
 */
public record PersonKeys(List<String> clientKeys, List<String> subjects, List<String> addresses, List<String> phones) {

    /** Of a kind; what would be more is of so many years ago that nothing is sent there. */
    public static final int MOST = 50;

    public static final PersonKeys NONE = new PersonKeys(List.of(), List.of(), List.of(), List.of());

    public PersonKeys {
        clientKeys = bounded(clientKeys);
        subjects = bounded(subjects);
        addresses = bounded(addresses);
        phones = bounded(phones);
    }

    private static List<String> bounded(List<String> all) {
        return all.stream().distinct().limit(MOST).toList();
    }
}
