package io.holdfast.availability.saga;

import io.holdfast.availability.application.ConfirmHold;
import io.holdfast.availability.application.HoldSlot;
import io.holdfast.availability.application.HoldWithAnyone;
import io.holdfast.availability.application.ProjectBookings;
import io.holdfast.availability.application.ProjectOfferings;
import io.holdfast.availability.application.ProjectProfessionals;
import io.holdfast.availability.application.ReleaseSlot;
import io.holdfast.availability.domain.KnownBooking.Status;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.imports.AnswerImport;
import io.holdfast.availability.saga.Received.AwaitingMatch;
import io.holdfast.availability.saga.Received.BookingCancelled;
import io.holdfast.availability.saga.Received.BookingCorrected;
import io.holdfast.availability.saga.Received.BookingDescribed;
import io.holdfast.availability.saga.Received.BookingEnded;
import io.holdfast.availability.saga.Received.BookingGoesOn;
import io.holdfast.availability.saga.Received.BookingPaid;
import io.holdfast.availability.saga.Received.BookingRejected;
import io.holdfast.availability.saga.Received.BookingRequested;
import io.holdfast.availability.saga.Received.BookingRescheduled;
import io.holdfast.availability.saga.Received.BookingWaits;
import io.holdfast.availability.saga.Received.Offer;
import io.holdfast.availability.saga.Received.OfferingPublished;
import io.holdfast.availability.saga.Received.OfferingRetired;
import io.holdfast.availability.saga.Received.ProfessionalChanged;
import io.holdfast.availability.saga.Received.ProfessionalDeactivated;
import io.holdfast.availability.saga.Received.ProfessionalsSubmitted;
import io.holdfast.availability.saga.Received.ProposalAccepted;
import io.holdfast.availability.saga.Received.RescheduleRejected;
import io.holdfast.availability.saga.Received.RescheduleRequested;
import io.holdfast.availability.saga.Received.WaitlistPassed;
import io.holdfast.availability.saga.Received.WaitlistSlotWanted;
import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.privacy.PersonRequests;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What availability-service listens to. Its answers, {@code slot.*}, come from {@code domain.CalendarDay}; what each
 * message means in each state stands there.
 */
@Configuration(proxyBeanMethods = false)
class AvailabilitySaga {

    private final HoldSlot holdSlot;
    private final HoldWithAnyone holdWithAnyone;
    private final ConfirmHold confirmHold;
    private final ReleaseSlot releaseSlot;
    private final ProjectOfferings projectOfferings;
    private final ProjectProfessionals projectProfessionals;
    private final ProjectBookings projectBookings;
    private final PersonRequests privacy;
    private final AnswerImport answerImport;

    AvailabilitySaga(
            HoldSlot holdSlot,
            HoldWithAnyone holdWithAnyone,
            ConfirmHold confirmHold,
            ReleaseSlot releaseSlot,
            ProjectOfferings projectOfferings,
            ProjectProfessionals projectProfessionals,
            ProjectBookings projectBookings,
            PersonRequests privacy,
            AnswerImport answerImport) {
        this.holdSlot = holdSlot;
        this.holdWithAnyone = holdWithAnyone;
        this.confirmHold = confirmHold;
        this.releaseSlot = releaseSlot;
        this.projectOfferings = projectOfferings;
        this.projectProfessionals = projectProfessionals;
        this.projectBookings = projectBookings;
        this.privacy = privacy;
        this.answerImport = answerImport;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("availability-service")
                .on("booking.requested.v1", BookingRequested.class, this::requested)
                .on("booking.paid.v1", BookingPaid.class, this::paid)
                .on("booking.rejected.v1", BookingRejected.class, event -> event.body()
                        .offered()
                        .ifPresentOrElse(
                                slot -> release(event, slot),
                                () -> releaseSlot.releaseRejected(tenant(event), event.body().booking())))
                .on("booking.declined.v1", BookingEnded.class, event -> {
                    release(event, event.body());
                    ended(event, event.body().bookingId(), Status.DECLINED);
                })
                .on("booking.expired.v1", BookingEnded.class, event -> release(event, event.body()))
                .on("booking.cancelled.v1", BookingCancelled.class, event -> {
                    event.body().slots().forEach(slot -> release(event, slot));
                    ended(event, event.body().bookingId(), Status.CANCELLED);
                })
                .on("booking.reschedule-requested.v1", RescheduleRequested.class, this::reschedule)
                .on("booking.reschedule-rejected.v1", RescheduleRejected.class, event ->
                        event.body().offered().ifPresent(offer -> withdraw(event, offer)))
                .on("waitlist.slot-wanted.v1", WaitlistSlotWanted.class, event ->
                        holdSlot.offer(event.body().request(tenant(event)), event.body().deadline(), event.at()))
                .on("waitlist.passed.v1", WaitlistPassed.class, event -> withdraw(event, event.body().offer()))
                .on("proposal.accepted.v1", ProposalAccepted.class, event ->
                        holdSlot.accept(event.body().request(tenant(event)), event.at()))
                .on("booking.awaiting-match.v1", AwaitingMatch.class, event -> {
                    event.body().slots().forEach(slot -> release(event, slot));
                    projectBookings.givenBack(tenant(event), event.body().bookingId(), event.sequence());
                })
                .on("booking.rescheduled.v1", BookingRescheduled.class, event -> {
                    release(event, event.body().left());
                    projectBookings.described(event.body().known(tenant(event)), event.sequence());
                })
                .on("booking.awaiting-confirmation.v1", BookingWaits.class, event ->
                        projectBookings.described(event.body().known(tenant(event)), event.sequence()))
                .on("booking.confirmed.v1", BookingDescribed.class, event -> projectBookings.described(
                        event.body().known(tenant(event)), event.sequence()))
                .on("booking.corrected.v1", BookingCorrected.class, event -> projectBookings.corrected(
                        tenant(event), event.body().bookingId(), event.body().client().name(), event.sequence()))
                .on("booking.started.v1", BookingGoesOn.class, event -> became(event, Status.IN_PROGRESS))
                .on("booking.completed.v1", BookingGoesOn.class, event -> became(event, Status.COMPLETED))
                .on("booking.no-show-recorded.v1", BookingGoesOn.class, event -> became(event, Status.NO_SHOW))
                .on("professional.registered.v1", ProfessionalChanged.class, this::professionalChanged)
                .on("professional.updated.v1", ProfessionalChanged.class, this::professionalChanged)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, event ->
                        projectProfessionals.deactivated(
                                tenant(event), new ProfessionalId(event.body().professionalId()), event.sequence()))
                .on("import.professionals-submitted.v1", ProfessionalsSubmitted.class, event ->
                        answerImport.answer(event.body().part(event.tenantId()), event.body().rows(), event.at()))
                .on("offering.published.v1", OfferingPublished.class, event ->
                        projectOfferings.published(tenant(event), event.body().offering(), event.sequence()))
                .on("offering.retired.v1", OfferingRetired.class, event -> projectOfferings.retired(
                        tenant(event), new OfferingId(event.body().offeringId()), event.sequence()))
                .on("person.export-requested.v1", PersonRequested.class, event -> privacy.export(event))
                .on("person.erasure-requested.v1", PersonRequested.class, event -> privacy.erase(event));
    }

    private void release(ReceivedEvent<?> event, BookingEnded ended) {
        ended.professional().ifPresentOrElse(
                professional -> releaseSlot.release(
                        tenant(event), ended.booking(), professional, ended.slot(), event.at()),
                () -> releaseSlot.endUnmatched(tenant(event), ended.booking(), event.at()));
    }

    private void reschedule(ReceivedEvent<RescheduleRequested> event) {
        RescheduleRequested asked = event.body();
        asked.offer().ifPresentOrElse(
                offer -> holdSlot.takeOver(asked.request(tenant(event)), asked.previous(), offer, event.at()),
                () -> holdSlot.reschedule(asked.request(tenant(event)), asked.previous(), event.at()));
    }

    private void withdraw(ReceivedEvent<?> event, Offer offer) {
        releaseSlot.withdrawOffer(tenant(event), offer.holder(), offer.professional(), offer.slot(), event.at());
    }

    private void requested(ReceivedEvent<BookingRequested> event) {
        event.body().request(tenant(event)).ifPresent(request -> holdSlot.hold(request, event.at()));
        event.body().anyones(tenant(event)).ifPresent(request -> holdWithAnyone.hold(request, event.at()));
    }

    /** Known here about when it is confirmed, so that whoever hears of that can ask for other times. */
    private void paid(ReceivedEvent<BookingPaid> event) {
        event.body().known(tenant(event)).ifPresent(known -> projectBookings.paid(known, event.sequence()));
        event.body().request(tenant(event)).ifPresent(request -> confirmHold.confirm(request, event.at()));
    }

    private void became(ReceivedEvent<BookingGoesOn> event, Status status) {
        projectBookings.became(tenant(event), event.body().bookingId(), status, event.sequence());
    }

    private void ended(ReceivedEvent<?> event, String bookingId, Status status) {
        projectBookings.ended(tenant(event), bookingId, status, event.at(), event.sequence());
    }

    private void professionalChanged(ReceivedEvent<ProfessionalChanged> event) {
        projectProfessionals.changed(tenant(event), event.body().profile(), event.sequence());
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
