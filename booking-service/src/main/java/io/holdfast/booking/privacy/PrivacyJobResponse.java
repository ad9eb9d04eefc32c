package io.holdfast.booking.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.booking.domain.privacy.PrivacyJob.Status;
import org.jspecify.annotations.Nullable;

/**
 * A privacy job and how far it is.
 *
 * @param person      as it was asked for; null once an erasure has begun, and for one that time began
 * @param requestedBy the admin's {@code sub}, or {@code retention}
 * @param bookings    how many it is about
 * @param done        of {@code total}: what services were asked for, page by page
 * @param total       0 before anybody was asked
 * @param failure     a code, as of a problem; null unless it failed
 * @param archive     where a finished export is downloaded; null for anything else
 * @param endsAt      until when it is known, and an archive can be had
 */
record PrivacyJobResponse(
        String id,
        Status status,
        @Nullable NamedResponse person,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        Instant endsAt,
        int bookings,
        int done,
        int total,
        List<ServiceResponse> services,
        @Nullable String failure,
        @Nullable String archive) {

    /** Whom an admin named. */
    record NamedResponse(
            @Nullable String email, @Nullable String phone, @Nullable String clientId, @Nullable String name) {

        static @Nullable NamedResponse of(@Nullable NamedPerson named) {
            return named == null ? null : new NamedResponse(named.email(), named.phone(), named.clientId(), named.name());
        }
    }

    /**
     * A service's part.
     *
     * @param done  of {@code total} pages
     * @param found how many documents it had, by collection
     */
    record ServiceResponse(String service, int done, int total, Map<String, Long> found) {}

    static PrivacyJobResponse of(PrivacyJob job) {
        List<ServiceResponse> services = job.parts().stream()
                .map(part -> new ServiceResponse(part.service(), part.done().size(), job.pages(), new TreeMap<>(part.found())))
                .toList();
        boolean hasArchive = job.kind() == Kind.EXPORT && job.status() == Status.DONE;
        return new PrivacyJobResponse(
                job.id(),
                job.status(),
                NamedResponse.of(job.named()),
                job.requestedBy(),
                job.requestedAt(),
                job.finishedAt(),
                PrivacyJobDocument.endOf(job),
                job.bookings(),
                services.stream().mapToInt(ServiceResponse::done).sum(),
                services.stream().mapToInt(ServiceResponse::total).sum(),
                services,
                job.failure(),
                hasArchive ? ExportsController.PATH + "/" + job.id() + "/archive.zip" : null);
    }
}
