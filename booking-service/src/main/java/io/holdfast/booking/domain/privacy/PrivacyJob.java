package io.holdfast.booking.domain.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The privacy job aggregate: an export or an erasure of one person, done by every service for itself, page by page. It knows
 * whom it is about until it is over; an erasure that is done names nobody.
 *
 * @param named       null for what retention began, and once an erasure has begun or failed
 * @param cancelLive  whether bookings that are live are called off first
 * @param requestedBy the admin's {@code sub}; {@link #RETENTION} where time did it
 * @param requestHash of the request that created it; null for what no request did
 * @param chosen      the bookings that retention chose; empty where the person's are looked for
 * @param keys        null before they were looked for, and once an erasure is done
 * @param bookings    how many it is about
 * @param pages       0 before they were looked for
 * @param failure     a code; null unless it failed
 * @param dueAt       when it is gone on with; null when only answers are waited for, or nothing
 * @param finishedAt  null while it is being done
 */
public record PrivacyJob(
        String id,
        TenantId tenant,
        Kind kind,
        @Nullable NamedPerson named,
        boolean cancelLive,
        String requestedBy,
        @Nullable String requestHash,
        Instant requestedAt,
        List<String> chosen,
        @Nullable PersonKeys keys,
        int bookings,
        int pages,
        List<Part> parts,
        @Nullable String failure,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt) {

    /** As whom time asks. */
    public static final String RETENTION = "retention";

    /** In one event. */
    public static final int PAGE = 100;

    /** So many bookings of one person at most. */
    public static final int MOST_PAGES = 100;

    /** What is called off may take so long until its money has gone back. */
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** There are bookings that are live, or their money is on its way. */
    public static final String LIVE_BOOKINGS = "person-has-live-bookings";

    /** What is done with the data. */
    public enum Kind {
        EXPORT,
        ERASURE
    }

    /** How far it is. */
    public enum Status {
        /** Nobody was asked yet. */
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * A service's part.
     *
     * @param done  the pages that it is done with
     * @param found how many documents it had, by collection
     */
    public record Part(String service, List<Integer> done, Map<String, Long> found) {

        public Part {
            done = List.copyOf(done);
            found = Map.copyOf(found);
        }

        private Part with(int page, Map<String, Long> inIt) {
            var all = new TreeMap<>(found);
            inIt.forEach((collection, documents) -> all.merge(collection, documents, Long::sum));
            return new Part(service, Stream.concat(done.stream(), Stream.of(page)).sorted().toList(), all);
        }
    }

    public PrivacyJob {
        chosen = List.copyOf(chosen);
        parts = List.copyOf(parts);
    }

    /** An admin asks for it. */
    public static PrivacyJob asked(
            String id,
            TenantId tenant,
            Kind kind,
            NamedPerson named,
            boolean cancelLive,
            String requestedBy,
            String requestHash,
            Instant now) {
        return new PrivacyJob(
                id, tenant, kind, named, cancelLive, requestedBy, requestHash, now, List.of(), null, 0, 0, List.of(), null,
                now, null);
    }

    /** The clients of these bookings are forgotten because of their age. */
    public static PrivacyJob outOfTime(String id, TenantId tenant, List<String> bookings, Instant now) {
        return new PrivacyJob(
                id, tenant, Kind.ERASURE, null, false, RETENTION, null, now, bookings, null, 0, 0, List.of(), null, now, null);
    }

    public Status status() {
        if (failure != null) {
            return Status.FAILED;
        }
        if (finishedAt != null) {
            return Status.DONE;
        }
        return pages == 0 ? Status.WAITING : Status.RUNNING;
    }

    /**
     * It is known whom and what it is about: every service is asked, a page with each event.
     *
     * @param theirs      ids of their bookings
     * @param recipientOf of those that somebody else made for them
     */
    public Decision<PrivacyJob, PrivacyEvent> begin(
            PersonKeys person, List<String> theirs, List<String> recipientOf, List<String> services, Instant now) {
        if (status() != Status.WAITING) {
            return Decision.unchanged(this, "it was begun before");
        }
        int count = Math.max(1, (Math.max(theirs.size(), recipientOf.size()) + PAGE - 1) / PAGE);
        var events = new ArrayList<PrivacyEvent>();
        for (int page = 1; page <= count; page++) {
            events.add(new PrivacyEvent.PageRequested(
                    page, count, person, pageOf(theirs, page), pageOf(recipientOf, page)));
        }
        List<Part> waiting = services.stream().map(service -> new Part(service, List.of(), Map.of())).toList();
        return Decision.changed(
                new PrivacyJob(
                        id, tenant, kind, kind == Kind.ERASURE ? null : named, cancelLive, requestedBy, requestHash,
                        requestedAt, List.of(), person, theirs.size() + recipientOf.size(), count, waiting, null, null, null),
                events);
    }

    private static List<String> pageOf(List<String> ids, int page) {
        return ids.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
    }

    /** Something is in its way that may pass. */
    public Decision<PrivacyJob, PrivacyEvent> putOff(Instant until, Instant now) {
        if (status() != Status.WAITING) {
            return Decision.unchanged(this, "it was begun before");
        }
        return now.isBefore(requestedAt.plus(LONGEST_WAIT)) ? Decision.changed(dueAt(until)) : fail(LIVE_BOOKINGS, now);
    }

    /** @param why a code, as of a problem */
    public Decision<PrivacyJob, PrivacyEvent> fail(String why, Instant now) {
        return status() == Status.WAITING
                ? Decision.changed(new PrivacyJob(
                        id, tenant, kind, kind == Kind.ERASURE ? null : named, cancelLive, requestedBy, requestHash,
                        requestedAt, List.of(), null, 0, 0, List.of(), why, null, now))
                : Decision.unchanged(this, "it was begun before");
    }

    /**
     * A service is done with a page; also again, and after all is over.
     *
     * @param inIt how many documents it had, by collection
     */
    public Decision<PrivacyJob, PrivacyEvent> handled(String service, int page, Map<String, Long> inIt, Instant now) {
        Optional<Part> known = parts.stream().filter(part -> part.service().equals(service)).findFirst();
        if (known.isEmpty() || page < 1 || page > pages || known.get().done().contains(page)) {
            return Decision.unchanged(this, "it is counted, or nobody asked");
        }
        List<Part> next = parts.stream()
                .map(part -> part.service().equals(service) ? part.with(page, inIt) : part)
                .toList();
        boolean over = next.stream().allMatch(part -> part.done().size() == pages);
        PersonKeys left = over && kind == Kind.ERASURE ? null : keys;
        return Decision.changed(new PrivacyJob(
                id, tenant, kind, named, cancelLive, requestedBy, requestHash, requestedAt, chosen, left, bookings, pages, next,
                failure, dueAt, over ? now : null));
    }

    private PrivacyJob dueAt(Instant at) {
        return new PrivacyJob(
                id, tenant, kind, named, cancelLive, requestedBy, requestHash, requestedAt, chosen, keys, bookings, pages, parts,
                failure, at, finishedAt);
    }
}
