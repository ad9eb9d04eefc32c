package io.holdfast.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** What the services' READMEs say of events is the catalogue's; {@code mvn -Papprove-contracts} writes it there. */
class CanvasesTest {

    private static final boolean APPROVES = Boolean.getBoolean("holdfast.contracts.approve");
    private static final Catalogue CATALOGUE = Catalogue.listed();

    static Stream<String> services() {
        return CATALOGUE.services().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceHearsAndSaysWhatTheCatalogueLists(String service) throws IOException {
        Path readme = Path.of("..", "..", service, "README.md");
        String written = Files.readString(readme);
        String generated = between(between(written, "hears", hears(service)), "says", says(service));
        if (APPROVES) {
            Files.writeString(readme, generated);
        } else {
            assertThat(written.lines())
                    .as("%s: mvn -Papprove-contracts writes its tables", readme)
                    .containsExactlyElementsOf(generated.lines().toList());
        }
    }

    /** Events of one producer for which the same is done share a row. */
    private static List<String> hears(String service) {
        List<String> rows = new ArrayList<>(List.of("| Hears | From | Does |", "|---|---|---|"));
        CATALOGUE.consumedBy(service).stream()
                .collect(groupingBy(
                        event -> Map.entry(
                                CATALOGUE.topicOf(event.type()).producer(), String.valueOf(event.reactions().get(service))),
                        LinkedHashMap::new,
                        toList()))
                .forEach((row, events) -> rows.add("| %s | %s | %s |"
                        .formatted(
                                events.stream().map(CanvasesTest::name).collect(joining(", ")), row.getKey(), row.getValue())));
        return rows;
    }

    private static List<String> says(String service) {
        List<String> rows = new ArrayList<>(List.of("| Says | On | When | Heard by |", "|---|---|---|---|"));
        CATALOGUE.producedBy(service).forEach(event -> rows.add("| %s | `%s` | %s | %s |"
                .formatted(name(event), event.topic(), event.summary(), String.join(", ", event.consumers()))));
        return rows;
    }

    private static String name(EventType event) {
        return "`" + event.type().replaceFirst("\\.v1$", "") + "`";
    }

    private static String between(String text, String name, List<String> rows) {
        String begin = "<!-- " + name + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- /" + name + " -->");
        assertThat(from).as("%s in the README", begin.strip()).isNotNegative().isLessThan(to);
        return text.substring(0, from + begin.length()) + String.join("\n", rows) + "\n" + text.substring(to);
    }
}
