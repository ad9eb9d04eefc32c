package io.holdfast.contracts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTest {

    private final Catalogue catalogue = Catalogue.load();
    private final JsonNode document = JsonMapper.shared().readTree(AsyncApi.document(catalogue, "1.2.3"));

    @Test
    void saysWhatItIs() {
        assertThat(document.path("asyncapi").stringValue()).isEqualTo("3.0.0");
        assertThat(document.path("info").path("title").stringValue()).isEqualTo("Holdfast events");
        assertThat(document.path("info").path("version").stringValue()).isEqualTo("1.2.3");
    }

    @Test
    void refersOnlyToWhatExists() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        });
    }

    @Test
    void everySharedSchemaIsReferredTo() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);
        assertThat(document.at("/components/schemas").propertyNames())
                .allSatisfy(name -> assertThat(references).contains("#/components/schemas/" + name));
    }

    /** They are components of one document, though several services derive them, each from its own record. */
    @Test
    void whatSchemasDefineUnderOneNameIsOneThing() {
        Map<String, JsonNode> known = new HashMap<>();
        for (EventType event : catalogue.events()) {
            JsonMapper.shared().readTree(catalogue.schemaOf(event.type())).path("$defs").properties()
                    .forEach(definition -> assertThat(definition.getValue())
                            .as("%s in %s", definition.getKey(), event.type())
                            .isEqualTo(known.computeIfAbsent(definition.getKey(), first -> definition.getValue())));
        }
    }

    @Test
    void listsEachEventOnceAndOnItsOwnTopic() {
        assertThat(document.at("/components/messages").propertyNames())
                .containsExactlyElementsOf(catalogue.events().stream().map(EventType::type).toList());
        List<String> onChannels = new ArrayList<>();
        document.path("channels").properties().forEach(channel ->
                channel.getValue().path("messages").propertyNames().forEach(type -> {
                    onChannels.add(type);
                    assertThat(catalogue.topicOf(type).name()).isEqualTo(channel.getKey());
                }));
        assertThat(onChannels)
                .containsExactlyInAnyOrderElementsOf(catalogue.events().stream().map(EventType::type).toList());
    }

    @Test
    void channelsCarryTheTopicsSettings() {
        JsonNode bookings = document.at("/channels/bookings");
        assertThat(bookings.path("address").stringValue()).isEqualTo("bookings");
        assertThat(bookings.at("/bindings/kafka/partitions").intValue()).isEqualTo(12);
        assertThat(bookings.at("/bindings/kafka/topicConfiguration/retention.ms").longValue()).isEqualTo(604_800_000L);
        JsonNode offerings = document.at("/channels/offerings/bindings/kafka/topicConfiguration");
        assertThat(offerings.at("/cleanup.policy/0").stringValue()).isEqualTo("compact");
        assertThat(offerings.has("retention.ms")).isFalse();
    }

    @Test
    void everyEventIsSentByItsProducerAndReceivedByItsConsumersOnly() {
        Set<String> said = new HashSet<>();
        document.path("operations").forEach(operation -> operation.path("messages").forEach(message -> {
            String reference = message.path("$ref").stringValue();
            assertThat(reference).startsWith(operation.at("/channel/$ref").stringValue() + "/messages/");
            said.add(operation.at("/tags/0/name").stringValue() + " " + operation.path("action").stringValue() + "s "
                    + reference.substring(reference.lastIndexOf('/') + 1));
        }));
        Set<String> declared = new HashSet<>();
        catalogue.events().forEach(event -> {
            declared.add(catalogue.topicOf(event.type()).producer() + " sends " + event.type());
            event.consumers().forEach(consumer -> declared.add(consumer + " receives " + event.type()));
        });
        assertThat(said).isEqualTo(declared);
    }

    @Test
    void messagesCarryPayloadHeadersAndExample() {
        JsonNode messages = document.at("/components/messages");
        messages.properties().forEach(entry -> {
            JsonNode message = entry.getValue();
            assertThat(message.at("/headers/properties/ce_type/const").stringValue()).isEqualTo(entry.getKey());
            assertThat(message.at("/payload/properties").propertyNames()).isNotEmpty();
            assertThat(message.path("payload").propertyNames()).doesNotContain("$id", "$schema", "$defs");
            assertThat(message.path("examples").valueStream().map(example -> example.path("payload").toPrettyString()))
                    .isEqualTo(catalogue.examplesOf(entry.getKey()));
        });
        assertThat(messages.path("booking.confirmed.v1").at("/bindings/kafka/key/description").stringValue())
                .contains("bookingId");
    }

    @Test
    void writingItLeavesTheCatalogueAsItWas() {
        String before = catalogue.schemaOf("booking.confirmed.v1");
        AsyncApi.document(catalogue, "1.2.3");
        assertThat(catalogue.schemaOf("booking.confirmed.v1")).isEqualTo(before).contains("#/$defs/money");
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.path("$ref").isString()) {
            references.add(node.path("$ref").stringValue());
        }
        node.forEach(child -> collectReferences(child, references));
    }
}
