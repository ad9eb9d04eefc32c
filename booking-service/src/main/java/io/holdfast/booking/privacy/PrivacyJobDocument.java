package io.holdfast.booking.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A privacy job as stored; its parts' counts are lists, because a collection's name may hold what a field's name may not.
 *
 * @param endsAt an export's archive ends then; that there was an erasure, and who wanted it, is known for a year
 */
@Document(PrivacyJobDocument.COLLECTION)
@DataRetention(
        since = "endsAt",
        period = "PT0S",
        why = "an archive is fetched within days, and who asks what became of an erasure does so within a year")
@PersonalData(
        holds = "whom a job is about, by address, number or account",
        erased = "nothing, when their own erasure is done, and no exports of theirs; else these go after seven days")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'kind': 1, 'requestedAt': -1, '_id': -1}")
record PrivacyJobDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        Kind kind,
        @Nullable NamedPerson named,
        boolean cancelLive,
        String requestedBy,
        @Nullable String requestHash,
        Instant requestedAt,
        @Bounded(max = PrivacyJob.PAGE, by = "RetentionErasures") List<String> chosen,
        @Bounded(of = "clientKeys", max = PersonKeys.MOST, by = "PersonKeys")
        @Bounded(of = "subjects", max = PersonKeys.MOST, by = "PersonKeys")
        @Bounded(of = "addresses", max = PersonKeys.MOST, by = "PersonKeys")
        @Bounded(of = "phones", max = PersonKeys.MOST, by = "PersonKeys")
        @Nullable PersonKeys keys,
        int bookings,
        int pages,
        @Bounded(max = 10, by = "the catalogue: each service once") List<PartDocument> parts,
        @Nullable String failure,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable Instant finishedAt,
        Instant endsAt,
        Outbox outbox)
        implements OutboxDocument {

    static final String COLLECTION = "privacy-jobs";

    /** How long an archive can be had. */
    static final Duration ARCHIVE_LASTS = Duration.ofDays(7);

    private static final Duration ERASURE_IS_KNOWN = Duration.ofDays(365);

    record PartDocument(
            String service,
            @Bounded(max = PrivacyJob.MOST_PAGES, by = "PrivacyJob") List<Integer> done,
            @Bounded(max = 50, by = "the service's collections") List<FoundDocument> found) {

        static PartDocument of(PrivacyJob.Part part) {
            return new PartDocument(
                    part.service(),
                    part.done(),
                    part.found().entrySet().stream()
                            .map(each -> new FoundDocument(each.getKey(), each.getValue()))
                            .toList());
        }

        PrivacyJob.Part toDomain() {
            var counts = new HashMap<String, Long>();
            found.forEach(each -> counts.put(each.collection(), each.documents()));
            return new PrivacyJob.Part(service, done, counts);
        }
    }

    record FoundDocument(String collection, long documents) {}

    static PrivacyJobDocument of(PrivacyJob job, @Nullable PrivacyJobDocument loaded, Outbox outbox) {
        return new PrivacyJobDocument(
                job.id(),
                loaded == null ? null : loaded.version(),
                job.tenant().value(),
                job.kind(),
                job.named(),
                job.cancelLive(),
                job.requestedBy(),
                job.requestHash(),
                job.requestedAt(),
                job.chosen(),
                job.keys(),
                job.bookings(),
                job.pages(),
                job.parts().stream().map(PartDocument::of).toList(),
                job.failure(),
                job.dueAt(),
                job.finishedAt(),
                endOf(job),
                outbox);
    }

    static Instant endOf(PrivacyJob job) {
        return switch (job.kind()) {
            case EXPORT -> job.requestedAt().plus(ARCHIVE_LASTS);
            case ERASURE -> job.requestedAt().plus(ERASURE_IS_KNOWN);
        };
    }

    PrivacyJob toDomain() {
        return new PrivacyJob(
                id, new TenantId(tenantId), kind, named, cancelLive, requestedBy, requestHash, requestedAt, chosen, keys,
                bookings, pages, parts.stream().map(PartDocument::toDomain).toList(), failure, dueAt, finishedAt);
    }
}
