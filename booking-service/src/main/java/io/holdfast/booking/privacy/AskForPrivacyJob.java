package io.holdfast.booking.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.contacts.Contacts.KnownPerson;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An admin asks for an export or an erasure; the same request asks once. */
@Component
class AskForPrivacyJob {

    private static final int MOST_LISTED = 50;

    private final PrivacyJobs jobs;
    private final FindPerson findPerson;
    private final PhoneNumbers phones;
    private final Clock clock;

    AskForPrivacyJob(PrivacyJobs jobs, FindPerson findPerson, PhoneNumbers phones, Clock clock) {
        this.jobs = jobs;
        this.findPerson = findPerson;
        this.phones = phones;
        this.clock = clock;
    }

    /**
     * Stores it, to be done soon.
     *
     * @param key the request's Idempotency-Key; null when it came without
     * @throws Problem 409 where it could be several people, or bookings are in an erasure's way
     */
    PrivacyJob ask(Caller caller, Kind kind, PersonRequest request, @Nullable String key) {
        IdempotencyKeyHeader.require(key);
        Instant now = clock.instant();
        var tenant = new TenantId(caller.tenantId());
        String admin = String.valueOf(caller.subject());
        NamedPerson named = request.toDomain(tenant.value(), phones);
        // Without a key it is like no other request.
        String good = Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString());
        var ids = IdempotencyKeys.ids(now, good, tenant.value(), admin, "privacy-" + kind);
        String hash = IdempotencyKeys.fingerprint("privacy-" + kind, request);
        Optional<PrivacyJob> before =
                ids.known().stream().flatMap(id -> jobs.find(tenant, kind, id).stream()).findFirst();
        if (before.isPresent()) {
            return same(before.get(), hash);
        }
        requireOnePerson(tenant, named);
        if (kind == Kind.ERASURE) {
            requireNothingLive(tenant, named, request.cancelsLive());
        }
        PrivacyJob job = PrivacyJob.asked(ids.fresh(), tenant, kind, named, request.cancelsLive(), admin, hash, now);
        return jobs.add(job)
                ? job
                // The same key came twice at the same moment, and the other was faster.
                : jobs.find(tenant, kind, job.id()).map(known -> same(known, hash)).orElse(job);
    }

    private static PrivacyJob same(PrivacyJob known, String hash) {
        if (!hash.equals(known.requestHash())) {
            throw IdempotencyKeyHeader.reused();
        }
        return known;
    }

    private void requireOnePerson(TenantId tenant, NamedPerson named) {
        List<KnownPerson> known = findPerson.known(tenant, named);
        if (known.size() > 1) {
            throw Problem.conflict("Several people are known by that. Please name the one by their client id or address.")
                    .with("code", "person-ambiguous")
                    .with("contacts", known.stream().map(KnownPerson::contactId).toList());
        }
    }

    /** @param cancelsLive whether their own are called off first; what others have booked for them is theirs to wait for */
    private void requireNothingLive(TenantId tenant, NamedPerson named, boolean cancelsLive) {
        FindPerson.Found found = findPerson.find(tenant, named);
        List<Booking> live = new ArrayList<>(found.othersInTheWay());
        if (!cancelsLive) {
            live.addAll(found.inTheWay());
        }
        if (!live.isEmpty()) {
            throw Problem.conflict("There are bookings that are still to come, or whose money is on its way back.")
                    .with("code", PrivacyJob.LIVE_BOOKINGS)
                    .with("bookings", live.stream().limit(MOST_LISTED).map(AskForPrivacyJob::line).toList());
        }
    }

    private static Map<String, String> line(Booking booking) {
        return Map.of(
                "number", booking.terms().number().value(),
                "start", booking.state().slot().start().toString(),
                "status", booking.status().name());
    }
}
