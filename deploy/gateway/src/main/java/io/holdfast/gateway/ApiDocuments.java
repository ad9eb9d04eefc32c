package io.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

import io.holdfast.contracts.AsyncApi;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.contracts.Topic;
import io.holdfast.defaults.access.OpenToAll;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes the platform: the API as OpenAPI, the topics as AsyncAPI, and both as pages. */
@RestController
@OpenToAll
class ApiDocuments {

    private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final String SWAGGER_UI = "/webjars/swagger-ui/" + swaggerUiVersion();

    private final Catalogue catalogue = Catalogue.load();
    private final byte[] asyncApi = AsyncApi.document(catalogue, "1.0.0").getBytes(StandardCharsets.UTF_8);
    private final byte[] openApi;

    ApiDocuments(GatewaySettings settings) {
        this.openApi = OpenApiDocument.of(settings.demo() != null);
    }

    /** The whole API as OpenAPI 3.1; what exists on the embedded platform only is left out elsewhere. */
    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> openApi() {
        return ResponseEntity.ok().cacheControl(CACHED).body(openApi);
    }

    /** The topics and events between the services as AsyncAPI 3. */
    @GetMapping(path = "/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> asyncApi() {
        return ResponseEntity.ok().cacheControl(CACHED).body(asyncApi);
    }

    /** The API to browse and to try. */
    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> docs() {
        return new HtmlPage("API")
                .style(SWAGGER_UI + "/swagger-ui.css")
                .script(SWAGGER_UI + "/swagger-ui-bundle.js")
                .script("/docs/swagger.js")
                .withInlineStyles()
                .add("<div id=\"swagger-ui\"></div>")
                .add("<noscript><p>This page needs JavaScript; <a href=\"/openapi.json\">openapi.json</a> does not.</p></noscript>")
                .answer();
    }

    /** The topics and events to read. */
    @GetMapping(path = "/docs/events", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> events() {
        var page = new HtmlPage("Events")
                .add("<h1>Events</h1>")
                .add("<p>What the services tell each other on Kafka, as CloudEvents 1.0; for tools as "
                        + "<a href=\"/asyncapi.json\">AsyncAPI 3</a>.</p>");
        for (Topic topic : catalogue.topics()) {
            addTopic(page, topic);
        }
        return page.answer();
    }

    private void addTopic(HtmlPage page, Topic topic) {
        page.add("<h2 id=\"%1$s\">%1$s</h2><p>%2$s</p><p>Written by %3$s, keyed by <code>%4$s</code>, %5$d partitions, %6$s.</p>"
                .formatted(
                        HtmlPage.text(topic.name()), HtmlPage.prose(topic.description()), HtmlPage.text(topic.producer()),
                        HtmlPage.text(topic.key()), topic.partitions(),
                        topic.retention() == null ? "compacted" : "kept for " + topic.retention().toDays() + " days"));
        for (EventType event : catalogue.events()) {
            if (event.topic().equals(topic.name())) {
                page.add("""
                        <details id="%1$s"><summary><code>%1$s</code> %2$s</summary>
                        <dl>%3$s</dl><p>For example:</p><pre>%4$s</pre></details>"""
                        .formatted(
                                HtmlPage.text(event.type()), HtmlPage.prose(event.summary()), reactions(event),
                                HtmlPage.text(catalogue.exampleOf(event.type()))));
            }
        }
    }

    private static String reactions(EventType event) {
        return event.reactions().entrySet().stream()
                .map(reaction -> "<dt>%s</dt><dd>%s</dd>"
                        .formatted(HtmlPage.text(reaction.getKey()), HtmlPage.prose(reaction.getValue())))
                .collect(Collectors.joining());
    }

    private static String swaggerUiVersion() {
        try (InputStream file = ApiDocuments.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            var properties = new Properties();
            properties.load(Objects.requireNonNull(file));
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
