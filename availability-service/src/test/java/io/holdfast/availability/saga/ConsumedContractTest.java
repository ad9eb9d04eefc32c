package io.holdfast.availability.saga;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;

import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What others publish can be read here, and the table is what the catalogue promises. */
class ConsumedContractTest {

    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void theTableIsWhatTheCatalogueSays() {
        Subscriptions table = new AvailabilitySaga(null, null, null, null, null).subscriptions();

        assertThat(table.group()).isEqualTo("availability-service");
        assertThat(table.types()).containsExactlyInAnyOrderElementsOf(
                CATALOGUE.consumedBy("availability-service").stream().map(EventType::type).toList());
    }

    @Test
    void bookingsAreReadWithTheirSlots() {
        var requested = read("booking.requested.v1", BookingEvents.Requested.class);
        var paid = read("booking.paid.v1", BookingEvents.Paid.class);
        var expired = read("booking.expired.v1", BookingEvents.Ended.class);
        var declined = read("booking.declined.v1", BookingEvents.Ended.class);
        var cancelled = read("booking.cancelled.v1", BookingEvents.Cancelled.class).slots().getFirst();
        var rejected = read("booking.rejected.v1", BookingEvents.Rejected.class);

        assertThat(requested.wish().slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(paid.slot()).isEqualTo(requested.wish().slot()).isEqualTo(expired.slot()).isEqualTo(declined.slot())
                .isEqualTo(cancelled.slot());
        assertThat(cancelled.professionalId()).isEqualTo("dr-sarah-khan").isEqualTo(requested.professionalId())
                .isEqualTo(expired.professionalId());
        assertThat(requested.wish().number()).isEqualTo("HF-2026-000001");
        assertThat(requested.wish().manual()).isFalse();
        assertThat(paid.offeringId()).isEqualTo("consultation-60");
        assertThat(rejected.booking()).isEqualTo(requested.wish().booking());
    }

    @Test
    void aRescheduleIsReadWithBothItsSlots() {
        var asked = read("booking.reschedule-requested.v1", BookingEvents.RescheduleRequested.class);
        var done = read("booking.rescheduled.v1", BookingEvents.Rescheduled.class);
        var cancelled = read("booking.cancelled.v1", BookingEvents.Cancelled.class);

        assertThat(asked.wish().booking().revision()).isEqualTo(2);
        assertThat(asked.previous()).isEqualTo(done.left().booking());
        assertThat(done.left().slot().length()).isEqualTo(Duration.ofMinutes(60));
        assertThat(cancelled.slots()).hasSize(2);
        assertThat(cancelled.slots().getLast().booking()).isEqualTo(asked.wish().booking());
        assertThat(cancelled.slots().getLast().slot()).isEqualTo(asked.wish().slot());
    }

    @Test
    void offeringsAreReadWithTheirRules() {
        Offering offering = read("offering.published.v1", OfferingEvents.Published.class).offering();

        assertThat(offering.id()).isEqualTo(new OfferingId("consultation-60"));
        assertThat(offering.durations()).contains(Duration.ofMinutes(30), Duration.ofMinutes(120));
        assertThat(offering.rules().minNotice()).isEqualTo(Duration.ofHours(2));
        assertThat(offering.rules().hold()).isEqualTo(Duration.ofMinutes(15));
        assertThat(read("offering.retired.v1", OfferingEvents.Retired.class).offeringId()).isEqualTo("consultation-60");
    }

    @Test
    void professionalsAreReadWithTheScheduleTheyStartWith() {
        Professional professional = Professional.begin(
                read("professional.registered.v1", ProfessionalEvents.Changed.class).profile());

        assertThat(professional.active()).isTrue();
        assertThat(professional.offerings()).contains(new OfferingId("clinic-intake"));
        assertThat(professional.schedule().zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(professional.schedule().breaks()).singleElement()
                .satisfies(pause -> assertThat(pause.days()).containsExactly(DayOfWeek.MONDAY));
        assertThat(professional.schedule().overrides()).hasSize(2);
        assertThat(professional.schedule().buffers()).isEqualTo(Buffers.NONE);
        assertThat(read("professional.updated.v1", ProfessionalEvents.Changed.class).profile().zone())
                .isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(read("professional.deactivated.v1", ProfessionalEvents.Deactivated.class).professionalId())
                .isEqualTo("dr-sarah-khan");
    }

    @Test
    void whatCannotBeIsPoison() {
        String atlantis = CATALOGUE.exampleOf("professional.registered.v1").replace("Asia/Kolkata", "Sea/Atlantis");

        assertThatThrownBy(() -> WireJson.read(
                                atlantis.getBytes(StandardCharsets.UTF_8), ProfessionalEvents.Changed.class)
                        .profile())
                .isInstanceOf(PoisonMessage.class);
    }

    private static <T> T read(String type, Class<T> body) {
        return WireJson.read(CATALOGUE.exampleOf(type).getBytes(StandardCharsets.UTF_8), body);
    }
}
