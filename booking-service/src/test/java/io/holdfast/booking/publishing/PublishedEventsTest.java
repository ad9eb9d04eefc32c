package io.holdfast.booking.publishing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.booking.domain.BookedSlot;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingEvent;
import io.holdfast.booking.domain.BookingMother;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingEvent;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingPolicies;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Reschedule;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.testsupport.contracts.DeclaredFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

/** What booking-service says is what event-contracts promises. */
class PublishedEventsTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    static Stream<WireEvent> published() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var cancellation = new Cancellation(Cancellation.By.PLATFORM, "BOOKED", 100, PRICE);
        Reschedule move = BookingMother.moving().state().lastReschedule().orElseThrow();
        List<BookingEvent> events = List.of(
                new BookingEvent.Requested(HOLD_UNTIL),
                new BookingEvent.AwaitingPayment(HOLD_UNTIL),
                new BookingEvent.Paid(PRICE, HOLD_UNTIL),
                new BookingEvent.AwaitingConfirmation(HOLD_UNTIL),
                new BookingEvent.Confirmed(NOW),
                new BookingEvent.Rejected("BOOKED"),
                new BookingEvent.Declined("On leave", PRICE, TriggeredBy.PROFESSIONAL),
                new BookingEvent.Declined("There was no answer in time", PRICE, TriggeredBy.SCHEDULER),
                new BookingEvent.Expired(),
                new BookingEvent.Cancelled(cancellation, false, Optional.empty()),
                new BookingEvent.Cancelled(cancellation, true, Optional.of(move)),
                new BookingEvent.RescheduleRequested(move),
                new BookingEvent.RescheduleRejected(2, BookingMother.TOMORROW, "BOOKED"),
                new BookingEvent.NoShowRecorded(TriggeredBy.PROFESSIONAL, NOW),
                new BookingEvent.Reviewed(5, NOW),
                new BookingEvent.Started(NOW),
                new BookingEvent.Completed(NOW));
        Booking moved = BookingMother.moving();
        moved.slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW);
        List<BookingEvent> rescheduled = List.of(
                new BookingEvent.Rescheduled(moved.state().lastReschedule().orElseThrow()),
                new BookingEvent.Cancelled(cancellation, true, Optional.empty()));
        List<BookingEvent> manual = List.of(
                new BookingEvent.Requested(HOLD_UNTIL), new BookingEvent.Paid(BookingMother.manual().terms().owed(), HOLD_UNTIL));
        List<BookingEvent> told = List.of(
                new BookingEvent.AwaitingConfirmation(HOLD_UNTIL),
                new BookingEvent.Confirmed(NOW),
                new BookingEvent.Cancelled(cancellation, true, Optional.empty()));
        List<OfferingEvent> offerings = List.of(
                new OfferingEvent.Published(offering(PRICE, null)),
                new OfferingEvent.Published(offering(null, PRICE)),
                new OfferingEvent.Published(offering(null, null)),
                new OfferingEvent.Retired(new OfferingId("consultation-60")));
        return Stream.of(
                        BookingEventTranslator.translate(booking, events),
                        BookingEventTranslator.translate(moved, rescheduled),
                        BookingEventTranslator.translate(BookingMother.manual(), manual),
                        BookingEventTranslator.translate(BookingMother.homeVisit(), told),
                        BookingEventTranslator.translate(BookingMother.online(), told),
                        BookingEventTranslator.translate(
                                BookingMother.byGuest(), List.of(new BookingEvent.AwaitingPayment(HOLD_UNTIL))),
                        moved(BookingMother.homeVisit()),
                        moved(BookingMother.online()),
                        OfferingEventTranslator.translate(offerings))
                .flatMap(List::stream);
    }

    private static List<WireEvent> moved(Booking booking) {
        booking.reschedule(TriggeredBy.ADMIN, BookingMother.TOMORROW, null, null, NOW);
        booking.slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW);
        Reschedule move = booking.state().lastReschedule().orElseThrow();
        return BookingEventTranslator.translate(
                booking, List.of(new BookingEvent.RescheduleRequested(move), new BookingEvent.Rescheduled(move)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyBodyKeepsItsContract(WireEvent event) {
        Schema schema = SCHEMAS.getSchema(CATALOGUE.producerSchemaOf(event.type()));

        assertThat(schema.validate(JsonMapper.shared().readTree(WireJson.write(event.body())))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("published")
    void theKeyIsTheAggregateThatTheTopicNames(WireEvent event) {
        String field = CATALOGUE.topicOf(event.type()).key();

        assertThat(JsonMapper.shared().readTree(WireJson.write(event.body())).path(field).stringValue())
                .isEqualTo(event.key());
    }

    @Test
    void everyEventOfThisServiceIsShownHere() {
        assertThat(published().map(WireEvent::type).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        CATALOGUE.producedBy("booking-service").stream().map(EventType::type).toList());
    }

    /** What consumers may read, and what people are told because of it, is not for ever missing. */
    @Test
    void everyDeclaredFieldIsSent() {
        assertThat(DeclaredFields.neverSent(
                        CATALOGUE::schemaOf,
                        published().map(event -> Map.entry(event.type(), WireJson.write(event.body())))))
                .isEmpty();
    }

    private static Offering offering(Money price, Money hourlyRate) {
        return new Offering(
                new TenantId("demo"),
                new OfferingId("consultation-60"),
                "Consultation",
                "",
                Mode.DIRECT,
                Confirmation.INSTANT,
                List.of(30, 60),
                price,
                hourlyRate,
                1,
                OfferingRules.DEFAULT,
                OfferingPolicies.USUAL,
                List.of(),
                true,
                true);
    }
}
