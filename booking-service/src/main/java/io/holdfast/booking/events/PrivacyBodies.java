package io.holdfast.booking.events;

import java.util.List;

import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyEvent;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.messaging.WireEvent;

/** The bodies of this service's events on topic {@code privacy}. No address goes out: topics keep what they have for days. */
public final class PrivacyBodies {

    private PrivacyBodies() {}

    public static WireEvent of(PrivacyJob job, PrivacyEvent event) {
        return switch (event) {
            case PrivacyEvent.PageRequested e -> new WireEvent(
                    switch (job.kind()) {
                        case EXPORT -> "person.export-requested.v1";
                        case ERASURE -> "person.erasure-requested.v1";
                    },
                    job.id(),
                    body(job.id(), e));
        };
    }

    private static PersonRequested body(String jobId, PrivacyEvent.PageRequested event) {
        PersonKeys keys = event.keys();
        return new PersonRequested(
                jobId, event.page(), event.pages(), keys.subjects(), hashes(keys.addresses()), hashes(keys.phones()),
                event.bookings(), event.recipientOf().isEmpty() ? null : event.recipientOf());
    }

    private static List<String> hashes(List<String> all) {
        return all.stream().map(Person::hashOf).distinct().toList();
    }
}
