package io.holdfast.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class EventSchemaTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    static Stream<String> types() {
        return CATALOGUE.events().stream().map(EventType::type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void examplesKeepTheirContractAndHaveNoUndeclaredField(String type) {
        assertThat(CATALOGUE.examplesOf(type)).isNotEmpty().allSatisfy(example ->
                assertThat(errors(CATALOGUE.producerSchemaOf(type), (ObjectNode) JSON.readTree(example))).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> exampleWithoutARequiredFieldIsRefused() {
        return types().flatMap(type -> {
            List<Omission> omissions = new ArrayList<>();
            collectOmissions(schema(type), schema(type), example(type), "", omissions);
            assertThat(omissions).as(type).isNotEmpty();
            return omissions.stream().map(omission ->
                    DynamicTest.dynamicTest(type + " without " + omission.path(), () -> isRefused(type, omission)));
        });
    }

    private static void isRefused(String type, Omission omission) {
        ObjectNode body = example(type);
        assertThat(((ObjectNode) body.at(omission.parent())).remove(omission.field())).isNotNull();
        assertThat(errors(CATALOGUE.schemaOf(type), body))
                .anySatisfy(error -> assertThat(error).contains("'" + omission.field() + "'"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void consumersAcceptAFieldTheyDoNotKnowAndProducersMayNotSendIt(String type) {
        ObjectNode body = example(type);
        body.put("gainedLater", "yes");
        assertThat(errors(CATALOGUE.schemaOf(type), body)).isEmpty();
        assertThat(errors(CATALOGUE.producerSchemaOf(type), body))
                .anySatisfy(error -> assertThat(error).contains("gainedLater"));
    }

    @Test
    void producersMayNotSendAnUndeclaredFieldInsideASharedDefinitionEither() {
        ObjectNode body = example("booking.awaiting-payment.v1");
        ((ObjectNode) body.path("payer")).put("birthDate", "1990-01-01");
        assertThat(errors(CATALOGUE.producerSchemaOf("booking.awaiting-payment.v1"), body))
                .anySatisfy(error -> assertThat(error).contains("birthDate"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            booking.paid.v1              | /amount/amount          | -1
            booking.paid.v1              | /amount/amount          | 1.5
            booking.paid.v1              | /amount/amount          | "100"
            booking.paid.v1              | /amount/currency        | "inr"
            booking.paid.v1              | /amount/currency        | "RUPEE"
            booking.paid.v1              | /start                  | "2026-12-01T10:00:00+05:30"
            booking.paid.v1              | /start                  | "2026-12-01T25:00:00Z"
            booking.paid.v1              | /start                  | 1764563400
            booking.paid.v1              | /bookingId              | ""
            booking.paid.v1              | /professionalId         | null
            booking.paid.v1              | /revision               | 0
            booking.requested.v1         | /mode                   | "AUCTION"
            booking.requested.v1         | /number                 | "17"
            booking.awaiting-payment.v1  | /payer/email            | "asha"
            booking.awaiting-payment.v1  | /payer/phone            | "098123 45678"
            booking.cancelled.v1         | /refundPercentage       | 101
            booking.confirmed.v1         | /meetingUrl             | "javascript:alert(1)"
            booking.confirmed.v1         | /displayZone            | "India Standard Time"
            slot.rejected.v1             | /reason                 | "BUSY"
            payment.refunded.v1          | /status                 | "CAPTURED"
            offering.published.v1        | /durations              | []
            offering.published.v1        | /rules/holdMinutes      | 11
            schedule.changed.v1          | /schedule/weeklyHours/MONDAY/start | "9am"
            notification.sent.v1         | /deliveries/0/recipient | "NOBODY"
            """)
    void valueOutsideTheContractIsRefused(String type, String field, String value) {
        ObjectNode body = example(type);
        int cut = field.lastIndexOf('/');
        ((ObjectNode) body.at(field.substring(0, cut))).set(field.substring(cut + 1), JSON.readTree(value));
        assertThat(errors(CATALOGUE.schemaOf(type), body)).isNotEmpty();
    }

    @Test
    void nothingOwedIsWithinTheContract() {
        ObjectNode body = example("booking.paid.v1");
        ((ObjectNode) body.path("amount")).put("amount", 0);
        assertThat(errors(CATALOGUE.schemaOf("booking.paid.v1"), body)).isEmpty();
    }

    private record Omission(String parent, String field) {
        String path() {
            return parent + "/" + field;
        }
    }

    private static void collectOmissions(ObjectNode root, JsonNode schema, JsonNode body, String at,
            List<Omission> found) {
        JsonNode target = schema.has("$ref") ? root.at(schema.path("$ref").stringValue().substring(1)) : schema;
        if (body instanceof ObjectNode object) {
            target.path("required").forEach(name -> found.add(new Omission(at, name.stringValue())));
            object.properties().forEach(field -> {
                JsonNode named = target.path("properties").path(field.getKey());
                JsonNode of = named.isMissingNode() ? target.path("additionalProperties") : named;
                collectOmissions(root, of, field.getValue(), at + "/" + field.getKey(), found);
            });
        } else if (body instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collectOmissions(root, target.path("items"), array.get(i), at + "/" + i, found);
            }
        }
    }

    private static List<String> errors(String schema, ObjectNode body) {
        Schema compiled = REGISTRY.getSchema(JSON.readTree(schema));
        return compiled.validate(body).stream().map(Error::toString).toList();
    }

    private static ObjectNode schema(String type) {
        return (ObjectNode) JSON.readTree(CATALOGUE.schemaOf(type));
    }

    private static ObjectNode example(String type) {
        return (ObjectNode) JSON.readTree(CATALOGUE.exampleOf(type));
    }
}
