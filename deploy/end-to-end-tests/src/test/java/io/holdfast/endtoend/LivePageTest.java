package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A slot that somebody takes disappears from the page that another has open; through the gateway, as browsers do. */
@OnPlatform
class LivePageTest {

    private static final long PATIENCE_SECONDS = 120;

    private final Platform platform = Platform.running();

    @Test
    void aTakenSlotDisappearsFromAnOpenPage() throws Exception {
        Slot slot = platform.slots.free("dr-james-lee", "consultation-60");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (var page = new OpenPage(slot, lines)) {
            assertThat(page.isShownAvailable()).isTrue();

            platform.hold(slot);

            assertThat(page.isShownAvailable()).isFalse();
        }
    }

    private final class OpenPage implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> lines;
        private final Slot slot;

        OpenPage(Slot slot, BlockingQueue<String> lines) throws IOException, InterruptedException {
            this.slot = slot;
            this.lines = lines;
            var request = HttpRequest.newBuilder(URI.create(platform.embedded.url() + "/api/v1/professionals/"
                            + slot.professional() + "/availability/stream?offeringId=" + slot.offering() + "&date=" + slot.day()))
                    .build();
            HttpResponse<Stream<String>> response =
                    http.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> {
                try {
                    response.body().forEach(lines::add);
                } catch (UncheckedIOException e) {
                    lines.add("The stream ended: " + e.getMessage());
                }
            });
        }

        /** As the next event says. */
        boolean isShownAvailable() throws InterruptedException {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            boolean named = false;
            while (true) {
                String line = lines.poll(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(line).as("the next event").isNotNull();
                named |= line.equals("event:slots");
                if (named && line.startsWith("data:")) {
                    for (JsonNode shown : JsonMapper.shared().readTree(line.substring("data:".length())).get("slots")) {
                        if (shown.get("start").asString().equals(slot.start())) {
                            return shown.get("available").asBoolean();
                        }
                    }
                }
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
