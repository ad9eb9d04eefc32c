package io.holdfast.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /openapi.json} and what problems link to, on the running platform. */
@OnPlatform
class ApiDocumentTest {

    private static final List<String> PARTS = List.of(
            "booking-service", "availability-service", "payment-service", "matching-service", "notification-service",
            "scheduler-service", "gateway", "demo");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Platform platform = Platform.running();

    @Test
    void theDocumentListsExactlyWhatIsAnswered() {
        var documented = new TreeSet<String>();
        JsonNode document = platform.anybody.get("/openapi.json").expect(200).body();
        document.get("paths").properties().forEach(path -> path.getValue().propertyNames()
                .forEach(method -> documented.add(path.getKey() + " " + method.toUpperCase(Locale.ROOT))));

        var answered = new TreeSet<String>();
        PARTS.forEach(part -> mappings(part).getHandlerMethods().forEach((mapping, handler) -> add(mapping, handler, answered)));

        assertThat(documented).isEqualTo(answered);
        assertThat(documented).contains("/api/v1/bookings POST", "/demo/clock GET");
    }

    private RequestMappingHandlerMapping mappings(String part) {
        var context = Objects.requireNonNull(platform.embedded.bean(part, DispatcherServlet.class).getWebApplicationContext());
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private static void add(RequestMappingInfo mapping, HandlerMethod handler, TreeSet<String> answered) {
        String type = handler.getBeanType().getName();
        // The error page is nobody's address.
        if (type.startsWith("io.holdfast.") && !type.startsWith("io.holdfast.defaults.")) {
            mapping.getPatternValues().forEach(path -> mapping.getMethodsCondition().getMethods()
                    .forEach(method -> answered.add(path + " " + method)));
        }
    }

    @Test
    void answersAreAsTheirSchemasSay() {
        JsonNode document = platform.anybody.get("/openapi.json").expect(200).body();
        Slot slot = platform.slots.free("dr-sarah-khan", "consultation-60");
        Platform.Held held = platform.hold(slot);
        String availability = "/api/v1/professionals/{professionalId}/availability";
        String when = "?offeringId=consultation-60&date=" + slot.day();
        HoldfastApi professional = platform.anybody.as("professional");
        var wrong = new ArrayList<String>();
        for (Call call : List.of(
                new Call(platform.anybody, "/api/v1/offerings", ""),
                new Call(platform.anybody, "/api/v1/offerings/{id}", "consultation-60"),
                new Call(platform.anybody, "/api/v1/professionals", ""),
                new Call(platform.anybody, "/api/v1/professionals/{id}", "dr-sarah-khan"),
                new Call(platform.anybody, availability, "dr-sarah-khan", when),
                new Call(platform.anybody, availability, "dr-sarah-khan", when + "&zone=Asia/Kolkata"),
                new Call(platform.anybody, availability + "/explain", "dr-sarah-khan", "?offeringId=consultation-60&start=" + slot.start()),
                new Call(platform.anybody, "/api/v1/professionals/{professionalId}/available-dates", "dr-sarah-khan",
                        "?offeringId=consultation-60&month=" + slot.day().toString().substring(0, 7)),
                new Call(platform.admin, "/api/v1/bookings/{id}", held.id()),
                new Call(platform.admin, "/api/v1/bookings/{id}/timeline", held.id()),
                new Call(platform.admin, "/api/v1/bookings/{id}/cancellation-quote", held.id()),
                new Call(platform.client, "/api/v1/bookings", ""),
                new Call(platform.admin, "/api/v1/payments", "", "?bookingId=" + held.id()),
                new Call(platform.client, "/api/v1/me/notifications", ""),
                new Call(professional, "/api/v1/professionals/me", ""),
                new Call(professional, "/api/v1/professionals/me/schedule", ""),
                new Call(professional, "/api/v1/professionals/me/agenda", "", "?from=" + slot.day() + "&to=" + slot.day()),
                new Call(professional, "/api/v1/professionals/me/proposals", ""),
                new Call(platform.admin, "/api/v1/admin/bookings", ""),
                new Call(platform.admin, "/api/v1/admin/stats", ""),
                new Call(platform.admin, "/api/v1/admin/professionals/{id}", "dr-sarah-khan"),
                new Call(platform.admin, "/api/v1/admin/matching", ""),
                new Call(platform.admin, "/api/v1/admin/payments", ""),
                new Call(platform.admin, "/api/v1/admin/automations", ""),
                new Call(platform.admin, "/api/v1/admin/templates", ""),
                new Call(platform.admin, "/api/v1/admin/suppressions", ""),
                new Call(platform.admin, "/api/v1/admin/dead-letters", ""),
                new Call(platform.anybody, "/demo/clock", ""),
                new Call(platform.anybody, "/demo/tokens/{name}", "client"),
                new Call(platform.anybody, "/demo/mailbox", ""))) {
            JsonNode body = call.as().get(call.path()).expect(200).body();
            JsonNode content = document.get("paths").get(call.template()).at("/get/responses/200/content/application~1json");
            schema(document, content.get("schema")).validate(body)
                    .forEach(error -> wrong.add(call.template() + ": " + error.getInstanceLocation() + " " + error.getMessage()));
        }
        assertThat(wrong).isEmpty();
    }

    private record Call(HoldfastApi as, String template, String id, String query) {

        Call(HoldfastApi as, String template, String id) {
            this(as, template, id, "");
        }

        String path() {
            return template.replaceAll("[{][^}]+[}]", id) + query;
        }
    }

    private static Schema schema(JsonNode document, JsonNode schema) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.get("components"));
        return SCHEMAS.getSchema(whole);
    }

    @Test
    void theTypeOfEveryProblemLeadsToAPage() {
        for (Answer answer : List.of(
                platform.anybody.post("/api/v1/bookings", "nothing of use"),
                platform.anybody.get("/api/v1/bookings"),
                platform.client.get("/api/v1/admin/stats"),
                platform.anybody.get("/no/such/page"),
                platform.anybody.send("DELETE", "/api/v1/offerings", null),
                platform.anybody.send("POST", "/api/v1/bookings", "text", "Content-Type", "text/plain"),
                platform.client.post("/api/v1/bookings", Platform.request(
                        new Slot(
                                "nobody", "consultation-60", LocalDate.EPOCH, "2099-01-01T00:00:00Z"))))) {
            assertThat(answer.status()).isBetween(400, 499);
            JsonNode problem = answer.body();
            String type = problem.path("type").asString();
            assertThat(type).isEqualTo("/problems/" + problem.path("code").asString());
            assertThat(platform.anybody.get(type).expect(200).text()).contains("<code>" + problem.path("code").asString() + "</code>");
            assertThat(platform.anybody.get(type, "Accept", "application/json").expect(200).body().path("statuses").valueStream()
                    .map(JsonNode::asInt)).contains(answer.status());
        }
    }
}
