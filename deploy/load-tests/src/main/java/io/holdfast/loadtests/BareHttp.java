package io.holdfast.loadtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Requests and answers of a kilobyte, straight and through a gateway, with the JDK's own server and client. */
public final class BareHttp implements AutoCloseable {

    private static final byte[] BODY = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int QUEUE = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final URI gateway;

    private BareHttp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), QUEUE);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        service = URI.create(address + "/service");
        gateway = URI.create(address + "/gateway");
        server.setExecutor(threads);
        server.createContext("/service", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, BODY);
        });
        server.createContext("/gateway", exchange -> {
            exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, call(service));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        });
        server.start();
    }

    /** Opens a server of its own, which goes when this is closed. */
    public static BareHttp open() throws IOException {
        return new BareHttp();
    }

    /** One request and its answer. */
    public void ask() throws IOException, InterruptedException {
        call(service);
    }

    /** The same through somebody who passes both on. */
    public void askThroughGateway() throws IOException, InterruptedException {
        call(gateway);
    }

    private byte[] call(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(BODY)).build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + response.statusCode());
        }
        return response.body();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        threads.close();
    }
}
