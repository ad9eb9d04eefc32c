package io.holdfast.payment.razorpay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** As much of Razorpay's HTTP API as payment-service speaks; records what it was sent. */
public final class RazorpayStandIn implements AutoCloseable {

    /** A request as it arrived. */
    record Received(String method, String path, String query, String authorization, String refundKey, String body) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, JSONObject> ordersByReceipt = new ConcurrentHashMap<>();
    private final Map<String, JSONObject> payments = new ConcurrentHashMap<>();
    private final Map<String, JSONObject> refundsByKey = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile int failsWith;
    private volatile String failsAt = "";
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable String refusesOrders;
    private volatile CountDownLatch together = new CountDownLatch(0);

    public RazorpayStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** The next requests are answered with this status and no JSON. */
    public void fail(int status, int times) {
        fail(status, times, "");
    }

    /** The next requests to such a path are; those of other tests' payments in the background are not. */
    public void fail(int status, int times, String path) {
        failsAt = path;
        failsWith = status;
        failures.set(times);
    }

    /** Orders are judged and turned down with these words. */
    void refuseOrders(String description) {
        refusesOrders = description;
    }

    /** The next answers wait for each other, so that as many connections are needed. */
    void answerTogether(int requests) {
        together = new CountDownLatch(requests);
    }

    /** The order id is made of the receipt, so that tests know it before it exists. */
    public static String orderIdOf(String receipt) {
        return "order_" + receipt.replaceAll("[^A-Za-z0-9]", "_");
    }

    public void pay(String paymentId, String orderId, long amount, String status) {
        payments.put(paymentId, payment(paymentId, orderId, amount, status));
    }

    void pay(String paymentId, String orderId, long amount, String status, long createdAt) {
        payments.put(paymentId, payment(paymentId, orderId, amount, status).put("created_at", createdAt));
    }

    /** @param status Razorpay's, or {@code released} for one that went back uncaptured */
    public static JSONObject payment(String paymentId, String orderId, long amount, String status) {
        return new JSONObject()
                .put("id", paymentId)
                .put("entity", "payment")
                .put("amount", amount)
                .put("currency", "INR")
                .put("status", status.equals("released") ? "refunded" : status)
                .put("captured", status.equals("captured") || status.equals("refunded"))
                .put("order_id", orderId)
                .put("notes", new JSONArray())
                .put("created_at", 1_796_000_000L);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Refund-Idempotency"),
                body);
        received.add(request);
        if (request.path().contains(failsAt) && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, failsWith, "");
            return;
        }
        awaitTheOthers();
        String noOrders = request.method().equals("POST") && request.path().endsWith("/orders") ? refusesOrders : null;
        JSONObject entity = noOrders == null ? entity(request) : null;
        if (entity == null) {
            answer(exchange, 400, new JSONObject()
                    .put("error", new JSONObject()
                            .put("code", "BAD_REQUEST_ERROR")
                            .put("description", noOrders == null ? "The id provided does not exist" : noOrders))
                    .toString());
        } else {
            answer(exchange, 200, entity.toString());
        }
    }

    private void awaitTheOthers() throws IOException {
        together.countDown();
        try {
            if (!together.await(2, TimeUnit.MINUTES)) {
                throw new IOException("The others did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private JSONObject entity(Received request) {
        String[] path = request.path().split("/");
        return switch (request.method() + " " + path[2] + " " + path.length) {
            case "POST orders 3" -> createOrder(new JSONObject(request.body()));
            case "GET orders 3" -> findOrders(request.query());
            case "GET refunds 3" -> collection(request.query().contains("skip=0") ? List.copyOf(refundsByKey.values()) : List.of());
            case "GET payments 4" -> payments.get(path[3]);
            case "POST payments 5" -> path[4].equals("capture") ? capture(path[3]) : refund(path[3], request);
            case "GET orders 5" -> paymentsOf(path[3]);
            case "GET payments 5" -> collection(refundsByKey.values().stream()
                    .filter(refund -> refund.getString("payment_id").equals(path[3]))
                    .toList());
            case "GET payments 6" -> refundsByKey.values().stream()
                    .filter(refund -> refund.getString("id").equals(path[5]))
                    .findFirst()
                    .map(refund -> refund.put("status", "processed"))
                    .orElse(null);
            default -> null;
        };
    }

    private JSONObject createOrder(JSONObject request) {
        var order = new JSONObject(request.toString())
                .put("id", orderIdOf(request.getString("receipt")))
                .put("entity", "order")
                .put("status", "created")
                .put("created_at", 1_796_000_000L);
        ordersByReceipt.put(request.getString("receipt"), order);
        return order;
    }

    private JSONObject findOrders(String query) {
        if (!query.startsWith("receipt=")) {
            return collection(query.contains("skip=0") ? List.copyOf(ordersByReceipt.values()) : List.of());
        }
        String receipt = URLDecoder.decode(query.substring("receipt=".length()), StandardCharsets.UTF_8);
        return collection(ordersByReceipt.containsKey(receipt) ? List.of(ordersByReceipt.get(receipt)) : List.of());
    }

    private JSONObject paymentsOf(String orderId) {
        return collection(payments.values().stream()
                .filter(payment -> payment.getString("order_id").equals(orderId))
                .toList());
    }

    private JSONObject capture(String paymentId) {
        JSONObject payment = payments.get(paymentId);
        return payment == null || payment.getBoolean("captured")
                ? null
                : payment.put("status", "captured").put("captured", true);
    }

    private static JSONObject collection(List<JSONObject> found) {
        var items = new JSONArray();
        // Razorpay's own collections name their entities, and razorpay-java goes by that.
        found.forEach(items::put);
        return new JSONObject().put("entity", "collection").put("count", items.length()).put("items", items);
    }

    private JSONObject refund(String paymentId, Received request) {
        payments.computeIfPresent(paymentId, (id, payment) ->
                payment.put("amount_refunded", new JSONObject(request.body()).getLong("amount")));
        return refundsByKey.computeIfAbsent(request.refundKey(), key -> new JSONObject(request.body())
                .put("id", "rfnd_" + ids.incrementAndGet())
                .put("entity", "refund")
                .put("payment_id", paymentId)
                .put("currency", "INR")
                .put("status", "pending"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
