package io.holdfast.booking.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookedSlot;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingMother;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingEvent;
import io.holdfast.booking.domain.offering.OfferingPolicies;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.testsupport.contracts.DeclaredFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.Decisions.after;
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
        Reschedule move = BookingMother.moving().state().rescheduling().last().orElseThrow();
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
        Booking moved = after(BookingMother.moving().slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW));
        List<BookingEvent> rescheduled = List.of(
                new BookingEvent.Rescheduled(moved.state().rescheduling().last().orElseThrow()),
                new BookingEvent.Cancelled(cancellation, true, Optional.empty()));
        List<BookingEvent> manual = List.of(
                new BookingEvent.Requested(HOLD_UNTIL), new BookingEvent.Paid(BookingMother.manual().terms().owed(), HOLD_UNTIL));
        List<BookingEvent> told = List.of(
                new BookingEvent.AwaitingConfirmation(HOLD_UNTIL),
                new BookingEvent.Confirmed(NOW),
                new BookingEvent.Cancelled(cancellation, true, Optional.empty()));
        List<WireEvent> offerings = List.of(
                published(offering(PRICE, null)),
                published(offering(null, PRICE)),
                published(offering(null, null)),
                OfferingBodies.of(
                        offering(PRICE, null), new OfferingEvent.Retired(new OfferingId("consultation-60"))));
        return Stream.of(
                        said(booking, events),
                        said(moved, rescheduled),
                        said(BookingMother.manual(), manual),
                        said(BookingMother.homeVisit(), told),
                        said(BookingMother.online(), told),
                        said(
                                BookingMother.byGuest(), List.of(new BookingEvent.AwaitingPayment(HOLD_UNTIL))),
                        moved(BookingMother.homeVisit()),
                        moved(BookingMother.online()),
                        offerings)
                .flatMap(List::stream);
    }

    private static List<WireEvent> moved(Booking booking) {
        Booking asked = after(booking.reschedule(BookingMother.ADMIN, BookingMother.TOMORROW, null, null, NOW));
        Booking moved = after(asked.slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW));
        Reschedule move = moved.state().rescheduling().last().orElseThrow();
        return said(moved, List.of(new BookingEvent.RescheduleRequested(move), new BookingEvent.Rescheduled(move)));
    }

    private static List<WireEvent> said(Booking booking, List<BookingEvent> events) {
        return events.stream().map(event -> Bodies.of(booking, event)).toList();
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

    private static WireEvent published(Offering offering) {
        return OfferingBodies.of(offering, new OfferingEvent.Published(offering));
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
                true,
                null);
    }
}
