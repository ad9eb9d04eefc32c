package io.holdfast.loadtests.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium and its DevTools protocol, as much of it as measuring takes. Playwright knows more, and its driver has 202 MB: that is
 * for tests, not for whoever wants a figure.
 */
final class Devtools implements AutoCloseable {

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--remote-debugging-port=0", "about:blank");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final JsonMapper json = JsonMapper.shared();
    private final AtomicLong calls = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    private Devtools(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket = http.newWebSocketBuilder().buildAsync(address, new Reader()).join();
    }

    /** Where Chromium is on this machine: {@code HOLDFAST_CHROMIUM}, or where distributions put it. */
    static Optional<Path> installed() {
        return Stream.concat(Stream.ofNullable(System.getenv("HOLDFAST_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one with an empty profile. */
    static Devtools start(Path executable) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("holdfast-chromium-");
        var command = new ArrayList<String>(List.of(executable.toString(), "--user-data-dir=" + profile));
        command.addAll(FLAGS);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                process.destroyForcibly();
                throw new IllegalStateException(executable + " did not start.");
            }
            Thread.sleep(50);
        }
        List<String> said = Files.readAllLines(port);
        return new Devtools(process, profile, URI.create("ws://127.0.0.1:" + said.get(0) + said.get(1)));
    }

    /** @param session of a page; null for the browser itself */
    JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        long id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var body = json.createObjectNode().put("id", id).put("method", method);
        body.set("params", json.valueToTree(parameters));
        if (session != null) {
            body.put("sessionId", session);
        }
        try {
            socket.sendText(body.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new IllegalStateException(method + " was answered " + said.get("error"));
            }
            return said.get("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " was not answered", e);
        } finally {
            waiting.remove(id);
        }
    }

    /** What that page's events are told to, from here on: each as the protocol has it. */
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    private void said(JsonNode message) {
        CompletableFuture<JsonNode> call = message.has("id") ? waiting.get(message.get("id").asLong()) : null;
        if (call != null) {
            call.complete(message);
        } else {
            Consumer<JsonNode> listener = listeners.get(message.path("sessionId").asString(""));
            if (listener != null) {
                listener.accept(message);
            }
        }
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = json.readTree(text.toString());
                text.setLength(0);
                said(message);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Some of " + profile + " is left", e);
        }
    }
}
