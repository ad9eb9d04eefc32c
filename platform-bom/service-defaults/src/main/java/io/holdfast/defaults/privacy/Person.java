package io.holdfast.defaults.privacy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.holdfast.defaults.store.Bounded;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a person's data is found by. No address is among it: who stores one hashes it and compares.
 *
 * @param subjects      as whom they sign in
 * @param addressHashes see {@link #hashOf}: of what they typed, and of the mailboxes that it leads to
 * @param phoneHashes   likewise, of numbers in E.164
 * @param bookingIds    this page's
 * @param recipientOf   likewise, of bookings that somebody else made for them: these are theirs no further than that they name them
 */
public record Person(
        String tenantId,
        String jobId,
        int page,
        @Bounded(max = PersonRequested.MOST_KEYS, by = "booking-service") List<String> subjects,
        @Bounded(max = PersonRequested.MOST_KEYS, by = "booking-service") List<String> addressHashes,
        @Bounded(max = PersonRequested.MOST_KEYS, by = "booking-service") List<String> phoneHashes,
        @Bounded(max = PersonRequested.MOST_BOOKINGS, by = "booking-service") List<String> bookingIds,
        @Bounded(max = PersonRequested.MOST_BOOKINGS, by = "booking-service") List<String> recipientOf) {

    public Person {
        subjects = List.copyOf(subjects);
        addressHashes = List.copyOf(addressHashes);
        phoneHashes = List.copyOf(phoneHashes);
        bookingIds = List.copyOf(bookingIds);
        // Asked for before there was any.
        recipientOf = recipientOf == null ? List.of() : List.copyOf(recipientOf);
    }

    /**
     * SHA-256, in hex, of an address or a number. Not keyed: preferences and suppressions are stored under this very hash, and
     * what is keyed by a secret could not be compared with them.
     */
    public static String hashOf(String addressOrNumber) {
        return DigestUtils.sha256Hex(addressOrNumber.strip().toLowerCase(Locale.ROOT));
    }

    public boolean hasAddress(@Nullable String address) {
        return address != null && addressHashes.contains(hashOf(address));
    }

    public boolean hasPhone(@Nullable String phone) {
        return phone != null && phoneHashes.contains(hashOf(phone));
    }

    public boolean isSubject(@Nullable String subject) {
        return subject != null && subjects.contains(subject);
    }

    /** What belongs to the person and to none of their bookings is looked for once. */
    public boolean isFirstPage() {
        return page == 1;
    }

    /** Their keys, as what is about no booking has them, see {@link ErasedBookings#personKey}. */
    public List<String> personKeys() {
        return Stream.concat(subjects.stream().map(Person::hashOf), addressHashes.stream())
                .map(hash -> tenantId + ":" + hash)
                .toList();
    }

    /** What is left of it when all is erased: nothing but the bookings' ids, by which a late word is known. */
    Person forgotten() {
        return new Person(tenantId, jobId, page, List.of(), List.of(), List.of(), bookingIds, List.of());
    }
}
