package io.holdfast.booking.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Actor;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.privacy.ErasedBookings;
import io.holdfast.defaults.privacy.PersonHandled;
import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.privacy.PersonRequests;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes privacy jobs on: finds the person and their bookings, calls off what is live where an admin wants that, and asks every
 * service with one write. Whatever dies meanwhile, the job is in the store and gone on with; what a service was asked twice it
 * does once.
 */
@Component
public class PerformPrivacyJobs {

    /** Where jobs are stored, by {@code dueAt}. */
    public static final String COLLECTION = PrivacyJobDocument.COLLECTION;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String TOO_MANY = "person-has-too-many-bookings";

    private final PrivacyJobs jobs;
    private final FindPerson findPerson;
    private final Bookings bookings;
    private final PersonRequests ownPart;
    private final ErasedBookings erased;
    private final List<String> services;
    private final Clock clock;

    PerformPrivacyJobs(
            PrivacyJobs jobs,
            FindPerson findPerson,
            Bookings bookings,
            PersonRequests ownPart,
            ErasedBookings erased,
            Catalogue catalogue,
            Clock clock) {
        this.jobs = jobs;
        this.findPerson = findPerson;
        this.bookings = bookings;
        this.ownPart = ownPart;
        this.erased = erased;
        this.services = List.copyOf(catalogue.event("person.erasure-requested.v1").consumers());
        this.clock = clock;
    }

    /** Goes on with one that is due. */
    public void perform(String id) {
        jobs.find(id).filter(job -> job.status() == PrivacyJob.Status.WAITING).ifPresent(job -> {
            NamedPerson named = job.named();
            if (named == null) {
                jobs.decide(id, stored -> stored.begin(PersonKeys.NONE, stored.chosen(), List.of(), services, clock.instant()));
            } else {
                perform(job, findPerson.find(job.tenant(), named));
            }
        });
    }

    private void perform(PrivacyJob job, FindPerson.Found found) {
        Instant now = clock.instant();
        if (found.tooMany()) {
            jobs.decide(job.id(), stored -> stored.fail(TOO_MANY, now));
            return;
        }
        if (job.kind() == Kind.ERASURE && (!found.inTheWay().isEmpty() || !found.othersInTheWay().isEmpty())) {
            if (job.cancelLive()) {
                found.inTheWay().forEach(booking -> callOff(booking, job.requestedBy(), now));
            }
            // What was called off is gone on with when its money has gone back; what came in between may be over soon.
            jobs.decide(job.id(), stored -> stored.putOff(now.plus(PAUSE), now));
            return;
        }
        jobs.decide(job.id(), stored -> stored.begin(found.keys(), found.bookings(), found.recipientOf(), services, now));
    }

    /** By the policy, as if the client did it. What has begun is waited for. */
    private void callOff(Booking live, String admin, Instant now) {
        bookings.decide(live.terms().tenant(), live.id(), booking -> booking.status().isOver()
                ? Decision.unchanged(booking, "its money is on its way")
                : booking.cancel(
                        new Actor(TriggeredBy.ADMIN, admin),
                        "The client's data is erased",
                        RefundChoice.onBehalfOf(Cancellation.By.CLIENT),
                        now));
    }

    /** This service's own part of an export. */
    public void export(ReceivedEvent<PersonRequested> event) {
        ownPart.export(event);
    }

    /** Likewise of an erasure. */
    public void erase(ReceivedEvent<PersonRequested> event) {
        ownPart.erase(event);
    }

    /**
     * Whether who a message names was erased after it was said: a place in a waiting line, accepted and heard of late, makes no
     * booking of somebody who is to be forgotten.
     */
    public boolean wasErasedSince(TenantId tenant, Instant said, @Nullable String subject, String email) {
        return erased.containsPerson(tenant.value(), said, subject, email, Client.mailboxOf(email));
    }

    /** A service is done with a page. One of a job that has ended long ago is nobody's. */
    public void handled(ReceivedEvent<PersonHandled> event) {
        PersonHandled body = event.body();
        var found = body.found().stream()
                .collect(Collectors.toMap(PersonHandled.Found::collection, PersonHandled.Found::documents, Long::sum));
        jobs.decide(body.jobId(), job -> job.handled(body.service(), body.page(), found, clock.instant()));
    }
}
