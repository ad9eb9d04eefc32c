package io.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code openapi.json}, which {@code mvn -Papprove-openapi} derives from the controllers (deploy/api-document): no running
 * service needs springdoc or tells anybody of itself.
 */
final class OpenApiDocument {

    /** Of what there is on the embedded platform only. */
    static final String EMBEDDED = "x-holdfast-embedded";

    private OpenApiDocument() {}

    /** @param embedded whether this gateway routes what there is on the embedded platform only */
    static byte[] of(boolean embedded) {
        JsonNode document = read();
        if (!embedded) {
            removeEmbedded(document);
        }
        return JsonMapper.shared().writeValueAsBytes(document);
    }

    static JsonNode read() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeEmbedded(JsonNode document) {
        var paths = (ObjectNode) document.get("paths");
        paths.remove(paths.properties().stream()
                .filter(path -> path.getValue().valueStream().anyMatch(OpenApiDocument::isEmbedded))
                .map(Map.Entry::getKey)
                .toList());
        var tags = (ArrayNode) document.get("tags");
        for (int i = tags.size() - 1; i >= 0; i--) {
            if (isEmbedded(tags.get(i))) {
                tags.remove(i);
            }
        }
    }

    private static boolean isEmbedded(JsonNode part) {
        return part.path(EMBEDDED).asBoolean(false);
    }
}
