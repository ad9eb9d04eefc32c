package io.holdfast.availability.saga;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.WireJson;
import io.holdfast.servicetest.Contracts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What others publish means here what they meant. */
class ConsumedContractTest {

    private static final TenantId DEMO = new TenantId("demo");

    @Test
    void bookingsAreReadWithTheirSlots() {
        SlotRequest requested = read("booking.requested.v1", Received.BookingRequested.class).request(DEMO).orElseThrow();
        SlotRequest paid = read("booking.paid.v1", Received.BookingPaid.class).request(DEMO).orElseThrow();
        var expired = read("booking.expired.v1", Received.BookingEnded.class);
        var declined = read("booking.declined.v1", Received.BookingEnded.class);
        var cancelled = read("booking.cancelled.v1", Received.BookingCancelled.class).slots().getFirst();
        var rejected = read("booking.rejected.v1", Received.BookingRejected.class);

        assertThat(requested.slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(paid.slot()).isEqualTo(requested.slot()).isEqualTo(expired.slot()).isEqualTo(declined.slot())
                .isEqualTo(cancelled.slot());
        assertThat(cancelled.professional()).contains(requested.professional()).isEqualTo(expired.professional());
        assertThat(requested.number()).isEqualTo("HF-2026-000001");
        assertThat(requested.by()).isEqualTo(SlotRequest.By.ADMIN);
        assertThat(paid.offering()).isEqualTo(new OfferingId("consultation-60"));
        assertThat(rejected.booking()).isEqualTo(requested.booking());
    }

    @Test
    void aRescheduleIsReadWithBothItsSlots() {
        var asked = read("booking.reschedule-requested.v1", Received.RescheduleRequested.class);
        var done = read("booking.rescheduled.v1", Received.BookingRescheduled.class);
        var cancelled = read("booking.cancelled.v1", Received.BookingCancelled.class);

        assertThat(asked.request(DEMO).booking().revision()).isEqualTo(2);
        assertThat(asked.previous()).isEqualTo(done.left().booking());
        assertThat(done.left().slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(cancelled.slots()).hasSize(2);
        assertThat(cancelled.slots().getLast().booking()).isEqualTo(asked.request(DEMO).booking());
        assertThat(cancelled.slots().getLast().slot()).isEqualTo(asked.request(DEMO).slot());
    }

    @Test
    void anOfferToSomebodyOnAWaitlistIsReadWithItsSlot() {
        var wanted = read("waitlist.slot-wanted.v1", Received.WaitlistSlotWanted.class);
        SlotRequest asked = wanted.request(DEMO);
        Received.Offer passed = read("waitlist.passed.v1", Received.WaitlistPassed.class).offer();

        assertThat(asked.by()).isEqualTo(SlotRequest.By.WAITLIST);
        assertThat(asked.booking().revision()).isEqualTo(1);
        assertThat(asked.slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(wanted.deadline()).isBefore(asked.slot().start());
        assertThat(passed.holder().revision()).isEqualTo(1);
        assertThat(passed.slot().length()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void whatBecameOfAnAcceptedOfferIsReadWithWhatIsHeldForIt() {
        var rejected = read("booking.rejected.v1", Received.BookingRejected.class);
        var move = Contracts.CATALOGUE.examplesOf("booking.reschedule-requested.v1").stream()
                .map(body -> WireJson.read(body.getBytes(StandardCharsets.UTF_8), Received.RescheduleRequested.class))
                .filter(asked -> asked.offer().isPresent())
                .findFirst()
                .orElseThrow();
        var refused = read("booking.reschedule-rejected.v1", Received.RescheduleRejected.class).offered().orElseThrow();

        assertThat(rejected.offered()).hasValueSatisfying(held -> {
            assertThat(held.booking()).isEqualTo(rejected.booking());
            assertThat(held.slot().length()).isEqualTo(Duration.ofMinutes(60));
        });
        assertThat(move.offer()).contains(refused.holder());
        assertThat(refused.slot()).isEqualTo(move.request(DEMO).slot());
    }

    @Test
    void aBookingIsKnownByWhoseItIsAndWhatItIs() {
        KnownBooking paid = read("booking.paid.v1", Received.BookingPaid.class).known(DEMO).orElseThrow();
        KnownBooking confirmed =
                read("booking.confirmed.v1", Received.BookingDescribed.class).known(DEMO);
        KnownBooking moved = read("booking.rescheduled.v1", Received.BookingRescheduled.class).known(DEMO);

        assertThat(paid.clientId()).isEqualTo("demo-client").isEqualTo(confirmed.clientId());
        assertThat(paid.professional()).isEqualTo(confirmed.professional()).isEqualTo(moved.professional());
        assertThat(confirmed.clientName()).isEqualTo("Asha Rao").isEqualTo(moved.clientName());
        assertThat(confirmed.offeringName()).isEqualTo("Consultation");
        assertThat(confirmed.number()).isEqualTo("HF-2026-000001");
        assertThat(moved.end()).isEqualTo(confirmed.end().plus(Duration.ofDays(1)));
        assertThat(read("booking.corrected.v1", Received.BookingCorrected.class).client().name()).isEqualTo("Asha Rao");
        assertThat(read("booking.awaiting-confirmation.v1", Received.BookingWaits.class).known(DEMO))
                .isEqualTo(confirmed.become(KnownBooking.Status.PENDING_CONFIRMATION));
    }

    @Test
    void anAcceptanceIsReadWithItsSlot() {
        SlotRequest accepted = read("proposal.accepted.v1", Received.ProposalAccepted.class).request(DEMO);

        assertThat(accepted.professional().value()).isEqualTo("daniel-mizrahi");
        assertThat(accepted.slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(accepted.by()).isEqualTo(SlotRequest.By.PROFESSIONAL);
        assertThat(accepted.attempt()).isEqualTo(1);
    }

    @Test
    void offeringsAreReadWithTheirRules() {
        Offering offering = read("offering.published.v1", Received.OfferingPublished.class).offering();

        assertThat(offering.id()).isEqualTo(new OfferingId("consultation-60"));
        assertThat(offering.durations()).contains(Duration.ofMinutes(30), Duration.ofMinutes(120));
        assertThat(offering.rules().minNotice()).isEqualTo(Duration.ofHours(2));
        assertThat(offering.rules().hold()).isEqualTo(Duration.ofMinutes(15));
        assertThat(offering.priceOf(Duration.ofMinutes(90), Optional.empty())).contains(Money.of(150_000, "INR"));
        assertThat(read("offering.retired.v1", Received.OfferingRetired.class).offeringId()).isEqualTo("consultation-60");
    }

    @Test
    void professionalsAreReadWithWhatTheyOffer() {
        var registered = read("professional.registered.v1", Received.ProfessionalChanged.class).profile();

        assertThat(registered.active()).isTrue();
        assertThat(registered.hourlyRate()).contains(Money.of(150_000, "INR"));
        assertThat(registered.zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(registered.offerings()).contains(new OfferingId("clinic-intake"));
        assertThat(read("professional.updated.v1", Received.ProfessionalChanged.class).profile().zone())
                .isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(read("professional.deactivated.v1", Received.ProfessionalDeactivated.class).professionalId())
                .isEqualTo("dr-sarah-khan");
    }

    @Test
    void whatCannotBeIsPoison() {
        String atlantis = Contracts.CATALOGUE.exampleOf("professional.registered.v1").replace("Asia/Kolkata", "Sea/Atlantis");

        assertThatThrownBy(() -> WireJson.read(
                                atlantis.getBytes(StandardCharsets.UTF_8), Received.ProfessionalChanged.class)
                        .profile())
                .isInstanceOf(PoisonMessage.class);
    }

    private static <T> T read(String type, Class<T> body) {
        return WireJson.read(Contracts.CATALOGUE.exampleOf(type).getBytes(StandardCharsets.UTF_8), body);
    }
}
