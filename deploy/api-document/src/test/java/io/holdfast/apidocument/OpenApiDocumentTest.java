package io.holdfast.apidocument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's openapi.json is what the controllers say; {@code mvn -Papprove-openapi} writes it there. */
class OpenApiDocumentTest {

    private static final Path PUBLISHED =
            Sources.ROOT.resolve("deploy/gateway/src/main/resources/io/holdfast/gateway/openapi.json");
    private static final boolean APPROVES = Boolean.getBoolean("holdfast.openapi.approve");

    private static JsonNode derived;

    @BeforeAll
    static void derive() {
        derived = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(OpenApi.derive()));
    }

    @Test
    void thePublishedDocumentIsWhatTheControllersSay() throws IOException {
        String text = pretty(derived);
        if (APPROVES) {
            Files.writeString(PUBLISHED, text);
        }
        JsonNode published = Files.exists(PUBLISHED)
                ? JsonMapper.shared().readTree(Files.readString(PUBLISHED))
                : JsonMapper.shared().createObjectNode();
        assertThat(differences(published, derived, "")).as("mvn -Papprove-openapi writes what is meant").isEmpty();
        assertThat(Files.readString(PUBLISHED)).isEqualTo(text);
    }

    @Test
    void everyOperationSaysWhatItDoesAndHasANameOfItsOwn() {
        var wrong = new ArrayList<String>();
        Set<String> names = new LinkedHashSet<>();
        OpenApi.operations(derived).forEach((where, operation) -> {
            if (operation.path("summary").asString("").isBlank()) {
                wrong.add(where + ": its handler has no javadoc");
            }
            if (!names.add(operation.path("operationId").asString())) {
                wrong.add(where + ": another operation is called " + operation.path("operationId").asString());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyVariableOfAPathIsAParameter() {
        var wrong = new ArrayList<String>();
        OpenApi.operations(derived).forEach((where, operation) -> {
            List<String> described = operation.path("parameters").valueStream()
                    .filter(parameter -> parameter.path("in").asString("").equals("path"))
                    .map(parameter -> "{" + parameter.get("name").asString() + "}")
                    .toList();
            List<String> meant = Pattern.compile("[{][^}]+[}]").matcher(where).results().map(MatchResult::group).toList();
            if (!described.equals(meant)) {
                wrong.add(where + " describes " + described);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsReferredTo() {
        Set<String> references = new LinkedHashSet<>(derived.findValuesAsString("$ref"));
        assertThat(references).allSatisfy(reference ->
                assertThat(derived.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        assertThat(derived.path("components").path("schemas").propertyNames())
                .allSatisfy(name -> assertThat(references).contains(Models.REF + name));
    }

    @Test
    void onlyWhatTheEmbeddedPlatformHasIsMarkedSo() {
        OpenApi.operations(derived).forEach((where, operation) ->
                assertThat(operation.path("x-holdfast-embedded").asBoolean(false)).as(where).isEqualTo(where.contains(" /demo/")));
    }

    @Test
    void everyExampleOfABodyFitsItsOperationsSchema() {
        var known = new LinkedHashSet<String>();
        var wrong = new ArrayList<String>();
        OpenApi.operations(derived).forEach((where, operation) -> {
            String name = operation.path("operationId").asString();
            JsonNode media = operation.at("/requestBody/content/application~1json");
            if (media.has("examples")) {
                known.add(name);
                Schema schema = schema(media.get("schema"));
                media.get("examples").forEach(example -> schema.validate(example.get("value"))
                        .forEach(error -> wrong.add(name + ": " + error.getInstanceLocation() + " " + error.getMessage())));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(known).containsExactlyInAnyOrderElementsOf(Fixed.EXAMPLES.propertyNames());
    }

    private static Schema schema(JsonNode reference) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("$ref", reference.get("$ref"));
        whole.set("components", derived.get("components").deepCopy());
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemaRegistryConfig(
                                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
                .getSchema(whole);
    }

    private static String pretty(JsonNode document) {
        var printer = new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return JsonMapper.shared().writer().with(printer).writeValueAsString(document) + "\n";
    }

    private static List<String> differences(JsonNode published, JsonNode derived, String where) {
        var found = new ArrayList<String>();
        if (published.equals(derived)) {
            return found;
        }
        if (published.isObject() && derived.isObject()) {
            var names = new LinkedHashSet<>(published.propertyNames());
            names.addAll(derived.propertyNames());
            for (String name : names) {
                String there = where + "/" + name.replace("/", "~1");
                if (!published.has(name)) {
                    found.add("new: " + there);
                } else if (!derived.has(name)) {
                    found.add("gone: " + there);
                } else {
                    found.addAll(differences(published.get(name), derived.get(name), there));
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        found.add("changed: " + where + "\n  from " + shortened(published) + "\n  to   " + shortened(derived));
        return found;
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
