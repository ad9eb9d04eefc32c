package io.holdfast.availability.publishing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published here keeps the published schema, and everything that the catalogue promises is published. */
class SlotContractTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final BookingRevision BOOKING = new BookingRevision("b-1", 2);
    private static final ProfessionalId SARAH = new ProfessionalId("dr-sarah-khan");
    private static final Slot SLOT =
            new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z"));

    static Stream<SlotEvent> events() {
        var answers = Stream.of(
                new SlotEvent.Reserved(BOOKING, SARAH, SLOT, Instant.parse("2026-11-28T10:15:00.123Z")),
                new SlotEvent.Booked(BOOKING, SARAH, SLOT),
                new SlotEvent.Lost(BOOKING, "HELD"),
                new SlotEvent.Released(BOOKING, SARAH, SLOT));
        return Stream.concat(
                answers, Arrays.stream(Refusal.values()).map(reason -> new SlotEvent.Rejected(BOOKING, reason)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyAnswerKeepsItsContract(SlotEvent event) {
        WireEvent wire = new SlotEventTranslator().toWire(event);

        assertThat(wire.key()).isEqualTo("b-1");
        assertThat(SCHEMAS.getSchema(CATALOGUE.producerSchemaOf(wire.type()))
                        .validate(WireJson.write(wire.body()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyTypeOfTheCatalogueIsPublished() {
        List<String> promised =
                CATALOGUE.producedBy("availability-service").stream().map(EventType::type).toList();

        assertThat(events().map(event -> new SlotEventTranslator().toWire(event).type()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(promised);
    }
}
