package io.holdfast.matching.saga;

import io.holdfast.defaults.privacy.ErasedBookings;
import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.privacy.PersonRequests;
import io.holdfast.matching.application.FillGaps;
import io.holdfast.matching.application.KeepCandidate;
import io.holdfast.matching.application.ProjectOfferings;
import io.holdfast.matching.application.RateProfessional;
import io.holdfast.matching.application.SearchProfessional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.imports.AnswerImport;
import io.holdfast.matching.saga.Received.AwaitingMatch;
import io.holdfast.matching.saga.Received.BookingEnded;
import io.holdfast.matching.saga.Received.BookingReviewed;
import io.holdfast.matching.saga.Received.BookingSlot;
import io.holdfast.matching.saga.Received.MatchTimedOut;
import io.holdfast.matching.saga.Received.OfferingPublished;
import io.holdfast.matching.saga.Received.OfferingRetired;
import io.holdfast.matching.saga.Received.ProfessionalChanged;
import io.holdfast.matching.saga.Received.ProfessionalsSubmitted;
import io.holdfast.matching.saga.Received.ProposalAnswered;
import io.holdfast.matching.saga.Received.ProposalExpired;
import io.holdfast.matching.saga.Received.ProposalSent;
import io.holdfast.matching.saga.Received.ProposalTimedOut;
import io.holdfast.matching.saga.Received.ProposalWithdrawn;
import io.holdfast.matching.saga.Received.ScheduleChanged;
import io.holdfast.matching.saga.Received.SlotRejected;
import io.holdfast.matching.saga.Received.SlotReserved;
import io.holdfast.matching.saga.Received.TimeOffChanged;
import io.holdfast.matching.saga.Received.WaitlistOfferTimedOut;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What this service listens to. A booking asks for somebody, professionals are asked, and availability says whether who
 * accepted can have the slot; what is free again is offered to who waits for it. Beside that it keeps in mind who they are,
 * when they work, what they have to do and how they answered, its own events among them.
 */
@Configuration(proxyBeanMethods = false)
class MatchingSaga {

    private static final Logger log = LoggerFactory.getLogger(MatchingSaga.class);

    private final Professionals professionals;
    private final RateProfessional rateProfessional;
    private final SearchProfessional search;
    private final KeepCandidate candidates;
    private final ProjectOfferings offerings;
    private final FillGaps waitlist;
    private final PersonRequests privacy;
    private final ErasedBookings erased;
    private final AnswerImport imports;

    MatchingSaga(
            Professionals professionals,
            RateProfessional rateProfessional,
            SearchProfessional search,
            KeepCandidate candidates,
            ProjectOfferings offerings,
            FillGaps waitlist,
            PersonRequests privacy,
            ErasedBookings erased,
            AnswerImport imports) {
        this.professionals = professionals;
        this.rateProfessional = rateProfessional;
        this.search = search;
        this.candidates = candidates;
        this.offerings = offerings;
        this.waitlist = waitlist;
        this.privacy = privacy;
        this.erased = erased;
        this.imports = imports;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("matching-service")
                // the booking
                .on("booking.awaiting-match.v1", AwaitingMatch.class, this::begin)
                .on("booking.cancelled.v1", BookingEnded.class, this::cancelled)
                .on("booking.declined.v1", BookingEnded.class, this::withdraw)
                .on("booking.expired.v1", BookingEnded.class, this::withdraw)
                .on("booking.rejected.v1", BookingEnded.class, this::withdraw)
                .on("booking.reviewed.v1", BookingReviewed.class, event ->
                        rateProfessional.review(event.body().review(tenantOf(event))))
                // the slot
                .on("slot.reserved.v1", SlotReserved.class, this::reserved)
                .on("slot.booked.v1", BookingSlot.class, this::booked)
                .on("slot.rejected.v1", SlotRejected.class, this::rejected)
                .on("slot.released.v1", BookingSlot.class, this::released)
                // time
                .on("proposal.timed-out.v1", ProposalTimedOut.class, event ->
                        search.expire(tenantOf(event), event.body().id()))
                .on("match.timed-out.v1", MatchTimedOut.class, event ->
                        search.timeOut(tenantOf(event), event.body().id(), event.body().revision()))
                .on("waitlist-offer.timed-out.v1", WaitlistOfferTimedOut.class, event ->
                        waitlist.timeOut(tenantOf(event), event.body().bookingId()))
                // what can be waited for
                .on("offering.published.v1", OfferingPublished.class, event ->
                        offerings.published(tenantOf(event), event.body().offering(), event.sequence()))
                .on("offering.retired.v1", OfferingRetired.class, event ->
                        offerings.retired(tenantOf(event), event.body().offeringId(), event.sequence()))
                // who comes from another system
                .on("import.professionals-submitted.v1", ProfessionalsSubmitted.class, event ->
                        imports.answer(event.body().part(event.tenantId()), event.body().rows()))
                // who could be asked
                .on("schedule.changed.v1", ScheduleChanged.class, this::followSchedule)
                .on("time-off.changed.v1", TimeOffChanged.class, this::followTimeOff)
                .on("professional.registered.v1", ProfessionalChanged.class, this::followProfile)
                .on("professional.updated.v1", ProfessionalChanged.class, this::followProfile)
                .on("professional.deactivated.v1", ProfessionalChanged.class, this::followProfile)
                .on("proposal.sent.v1", ProposalSent.class, event ->
                        candidates.asked(professional(event, event.body().professionalId()), event.body().asked()))
                .on("proposal.accepted.v1", ProposalAnswered.class, event -> candidates.asked(
                        professional(event, event.body().professionalId()), event.body().asked(ProposalStatus.ACCEPTED)))
                .on("proposal.declined.v1", ProposalAnswered.class, event -> candidates.asked(
                        professional(event, event.body().professionalId()), event.body().asked(ProposalStatus.DECLINED)))
                .on("proposal.expired.v1", ProposalExpired.class, event ->
                        candidates.asked(professional(event, event.body().professionalId()), event.body().asked()))
                .on("proposal.withdrawn.v1", ProposalWithdrawn.class, event ->
                        candidates.asked(professional(event, event.body().professionalId()), event.body().asked()))
                // who was a client
                .on("person.export-requested.v1", PersonRequested.class, event -> privacy.export(event))
                .on("person.erasure-requested.v1", PersonRequested.class, event -> privacy.erase(event));
    }

    private void begin(ReceivedEvent<AwaitingMatch> event) {
        AwaitingMatch wanted = event.body();
        if (erased.contains(wanted.bookingId())) {
            log.debug("{} is asked for after its client was erased", wanted.bookingId());
            return;
        }
        search.begin(
                new BookingId(wanted.bookingId()), tenantOf(event), wanted.revision(), wanted.request(event.at()));
    }

    private void withdraw(ReceivedEvent<BookingEnded> event) {
        search.withdraw(tenantOf(event), event.body().id(), event.body().revision());
    }

    private void cancelled(ReceivedEvent<BookingEnded> event) {
        withdraw(event);
        waitlist.cancelled(tenantOf(event), event.body().bookingId());
    }

    private void booked(ReceivedEvent<BookingSlot> event) {
        BookingSlot slot = event.body();
        candidates.occupied(professional(event, slot.professionalId()), slot.occupancy());
        search.book(tenantOf(event), slot.id(), slot.revision(), slot.professionalId());
    }

    private void reserved(ReceivedEvent<SlotReserved> event) {
        SlotReserved slot = event.body();
        candidates.occupied(professional(event, slot.professionalId()), slot.occupancy());
        waitlist.reserved(tenantOf(event), slot.bookingId());
    }

    private void rejected(ReceivedEvent<SlotRejected> event) {
        SlotRejected slot = event.body();
        search.reject(tenantOf(event), slot.id(), slot.revision(), slot.which());
        waitlist.rejected(tenantOf(event), slot.bookingId(), slot.isTooLate());
    }

    private void released(ReceivedEvent<BookingSlot> event) {
        BookingSlot slot = event.body();
        ProfessionalId professional = professional(event, slot.professionalId());
        candidates.released(professional, slot.bookingId(), slot.revision());
        waitlist.released(professional, slot.gap(), slot.start(), slot.end());
    }

    /** The zone belongs to the schedule; the profile shows it. One of nobody is of no professional of ours. */
    private void followSchedule(ReceivedEvent<ScheduleChanged> event) {
        ScheduleChanged changed = event.body();
        ProfessionalId id = professional(event, changed.professionalId());
        candidates.hours(id, event.sequence(), changed.hours());
        professionals.decide(id, stored -> stored.follow(changed.zone(), event.sequence()));
    }

    /** Who waits for what is free again is asked before that is known here: what dies in between comes again and finds it. */
    private void followTimeOff(ReceivedEvent<TimeOffChanged> event) {
        ProfessionalId id = professional(event, event.body().professionalId());
        DayOff day = event.body().day(event.sequence());
        candidates.freedBy(id, day).forEach(freed -> waitlist.released(
                id, "time-off/" + day.date() + "/" + day.sequence() + "/" + freed.start(), freed.start(), freed.end()));
        candidates.dayOff(id, day);
    }

    private void followProfile(ReceivedEvent<ProfessionalChanged> event) {
        candidates.profile(professional(event, event.body().professionalId()), event.sequence());
    }

    private static TenantId tenantOf(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }

    private static ProfessionalId professional(ReceivedEvent<?> event, String id) {
        return new ProfessionalId(tenantOf(event), id);
    }
}
