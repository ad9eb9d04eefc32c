package io.holdfast.defaults.privacy;

import java.util.List;

import io.holdfast.contracts.Wire;
import org.jspecify.annotations.Nullable;

/** The body of {@code person.export-requested} and {@code person.erasure-requested}, which all services read alike. */
public record PersonRequested(
        String jobId,
        @Wire(value = "From 1.", min = 1) int page,
        @Wire(value = "Of the job; each is an event of its own.", min = 1) int pages,
        @Wire(value = "As whom they sign in.", max = PersonRequested.MOST_KEYS) List<String> subjects,
        @Wire(value = PersonRequested.HASHES, max = PersonRequested.MOST_KEYS) List<String> addressHashes,
        @Wire(value = "SHA-256, in hex, of each phone number of theirs in E.164.", max = PersonRequested.MOST_KEYS)
        List<String> phoneHashes,
        @Wire(value = "This page's bookings of theirs; each is on one page.", max = PersonRequested.MOST_BOOKINGS)
        List<String> bookingIds,
        @Nullable @Wire(
                value = "Of this page: bookings that somebody else made for them, which name them and no more; absent for none.",
                max = PersonRequested.MOST_BOOKINGS)
        List<String> recipientOf) {

    /** Of a kind, in one event. */
    public static final int MOST_KEYS = 50;

    public static final int MOST_BOOKINGS = 100;

    static final String HASHES =
            "SHA-256, in hex, of each address known to be theirs, in lower case, and of the mailbox that it leads to.";

    public PersonRequested {
        subjects = List.copyOf(subjects);
        addressHashes = List.copyOf(addressHashes);
        phoneHashes = List.copyOf(phoneHashes);
        bookingIds = List.copyOf(bookingIds);
        recipientOf = recipientOf == null ? null : List.copyOf(recipientOf);
    }

    Person person(String tenantId) {
        return new Person(
                tenantId, jobId, page, subjects, addressHashes, phoneHashes, bookingIds, recipientOf == null ? List.of() : recipientOf);
    }
}
