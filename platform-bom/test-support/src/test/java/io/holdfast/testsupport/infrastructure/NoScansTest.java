package io.holdfast.testsupport.infrastructure;

import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.holdfast.embedded.EmbeddedDocumentServer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Alone in its JVM for a moment: what it provokes must not be found by somebody else. */
@Isolated
class NoScansTest {

    /** As a sweep that catches everything, logs it and looks again. */
    @Test
    void aScanFailsItsClassAlsoWhenWhoAskedGoesOn() {
        System.setProperty(EmbeddedDocumentServer.REFUSE_SCANS_SWITCH, "true");
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.insertMany(List.of(new Document("_id", "b-1").append("client", "asha")));
            assertThatThrownBy(() -> bookings.find(Filters.eq("client", "asha")).first()).isNotNull();

            assertThatThrownBy(() -> new NoScans().afterAll(null))
                    .hasMessageContaining("test.bookings {\"client\" : \"?\"}");
        } finally {
            System.clearProperty(EmbeddedDocumentServer.REFUSE_SCANS_SWITCH);
        }
        assertThat(EmbeddedDocumentServer.takeRefusedScans()).isEmpty();
    }
}
