package io.holdfast.availability.saga;

import io.holdfast.availability.application.HoldSlot;
import io.holdfast.availability.application.LearnOfferings;
import io.holdfast.availability.application.LearnProfessionals;
import io.holdfast.availability.application.MakeHoldFinal;
import io.holdfast.availability.application.ReleaseSlot;
import io.holdfast.availability.application.SlotRequest;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
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
    private final MakeHoldFinal makeHoldFinal;
    private final ReleaseSlot releaseSlot;
    private final LearnOfferings learnOfferings;
    private final LearnProfessionals learnProfessionals;

    AvailabilitySaga(
            HoldSlot holdSlot,
            MakeHoldFinal makeHoldFinal,
            ReleaseSlot releaseSlot,
            LearnOfferings learnOfferings,
            LearnProfessionals learnProfessionals) {
        this.holdSlot = holdSlot;
        this.makeHoldFinal = makeHoldFinal;
        this.releaseSlot = releaseSlot;
        this.learnOfferings = learnOfferings;
        this.learnProfessionals = learnProfessionals;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("availability-service")
                .on("booking.requested.v1", BookingEvents.Requested.class, this::hold)
                .on("booking.paid.v1", BookingEvents.Paid.class, this::makeFinal)
                .on("booking.rejected.v1", BookingEvents.Rejected.class, event ->
                        releaseSlot.releaseRejected(tenant(event), event.body().booking()))
                .on("booking.declined.v1", BookingEvents.Ended.class, event -> release(event, event.body()))
                .on("booking.expired.v1", BookingEvents.Ended.class, event -> release(event, event.body()))
                .on("booking.cancelled.v1", BookingEvents.Cancelled.class, event ->
                        event.body().slots().forEach(slot -> release(event, slot)))
                .on("booking.reschedule-requested.v1", BookingEvents.RescheduleRequested.class, this::reschedule)
                .on("booking.rescheduled.v1", BookingEvents.Rescheduled.class, event ->
                        release(event, event.body().left()))
                .on("professional.registered.v1", ProfessionalEvents.Changed.class, this::professionalChanged)
                .on("professional.updated.v1", ProfessionalEvents.Changed.class, this::professionalChanged)
                .on("professional.deactivated.v1", ProfessionalEvents.Deactivated.class, event ->
                        learnProfessionals.deactivated(
                                tenant(event), new ProfessionalId(event.body().professionalId()), event.sequence()))
                .on("offering.published.v1", OfferingEvents.Published.class, event ->
                        learnOfferings.published(tenant(event), event.body().offering(), event.sequence()))
                .on("offering.retired.v1", OfferingEvents.Retired.class, event ->
                        learnOfferings.retired(
                                tenant(event), new OfferingId(event.body().offeringId()), event.sequence()));
    }

    private void hold(ReceivedEvent<BookingEvents.Requested> event) {
        BookingEvents.Requested request = event.body();
        if (request.professionalId() == null) {
            // MATCH mode: nothing is held before a professional is found.
            return;
        }
        holdSlot.hold(
                new SlotRequest(
                        tenant(event),
                        new OfferingId(request.offeringId()),
                        new ProfessionalId(request.professionalId()),
                        request.wish()),
                event.at());
    }

    private void reschedule(ReceivedEvent<BookingEvents.RescheduleRequested> event) {
        BookingEvents.RescheduleRequested request = event.body();
        holdSlot.reschedule(
                new SlotRequest(
                        tenant(event),
                        new OfferingId(request.offeringId()),
                        new ProfessionalId(request.professionalId()),
                        request.wish()),
                request.previous(),
                event.at());
    }

    private void makeFinal(ReceivedEvent<BookingEvents.Paid> event) {
        BookingEvents.Paid paid = event.body();
        if (paid.professionalId() == null) {
            // MATCH mode: the slot is reserved when a professional accepts.
            return;
        }
        String offering = paid.offeringId();
        makeHoldFinal.makeFinal(
                tenant(event),
                paid.booking(),
                new ProfessionalId(paid.professionalId()),
                paid.slot(),
                offering == null ? null : new OfferingId(offering),
                event.at());
    }

    private void release(ReceivedEvent<?> event, BookingEvents.Ended ended) {
        if (ended.professionalId() == null) {
            // MATCH mode, and it ended before a professional was found: there is no slot.
            return;
        }
        releaseSlot.release(
                tenant(event), ended.booking(), new ProfessionalId(ended.professionalId()), ended.slot(), event.at());
    }

    private void professionalChanged(ReceivedEvent<ProfessionalEvents.Changed> event) {
        learnProfessionals.changed(tenant(event), event.body().profile(), event.sequence());
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
