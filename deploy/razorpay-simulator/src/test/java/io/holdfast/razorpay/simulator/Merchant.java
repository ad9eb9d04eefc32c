package io.holdfast.razorpay.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.razorpay.Utils;
import com.sun.net.httpserver.HttpServer;
import org.json.JSONObject;

/** The other end of the webhooks: keeps what arrives and answers as it is told. */
class Merchant implements AutoCloseable {
    static final String SECRET = "holdfast-test-webhook-secret";

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<Integer> statusOfAttempt = attempt -> 200;

    Merchant() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/webhooks", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status;
            synchronized (this) {
                var eventId = exchange.getRequestHeaders().getFirst("x-razorpay-event-id");
                var attempt = (int) received.stream().filter(earlier -> earlier.eventId().equals(eventId)).count() + 1;
                status = statusOfAttempt.apply(attempt);
                received.add(new Received(eventId, exchange.getRequestHeaders().getFirst("X-Razorpay-Signature"), body, status));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
    }

    void answers(UnaryOperator<Integer> status) {
        statusOfAttempt = status;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Every delivery; webhooks may come more than once. */
    List<String> eventsAbout(String orderId) {
        return received.stream().filter(webhook -> webhook.orderId().equals(orderId)).map(Received::event).toList();
    }

    /** Each announcement once, however often it was delivered. */
    List<String> announcedAbout(String orderId) {
        var ids = new HashSet<String>();
        return received.stream()
            .filter(webhook -> webhook.orderId().equals(orderId) && ids.add(webhook.eventId()))
            .map(Received::event).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Received(String eventId, String signature, String body, int answered) {

        JSONObject json() {
            return new JSONObject(body);
        }

        String event() {
            return json().getString("event");
        }

        JSONObject entity(String name) {
            return json().getJSONObject("payload").getJSONObject(name).getJSONObject("entity");
        }

        String orderId() {
            return entity("payment").getString("order_id");
        }

        boolean signed() {
            try {
                return Utils.verifyWebhookSignature(body, signature, SECRET);
            } catch (com.razorpay.RazorpayException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }
}
