package io.holdfast.razorpay.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.razorpay.RazorpayClient;
import com.razorpay.RazorpayException;
import io.holdfast.embedded.EmbeddedDocumentServer;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A simulator with its document server and its merchant; the store outlives a restart of the simulator. */
class RunningSimulator implements AutoCloseable {
    static final String KEY_ID = "rzp_test_holdfast";
    static final String KEY_SECRET = "holdfast-test-key-secret";

    final Merchant merchant = new Merchant();
    private final EmbeddedDocumentServer store = EmbeddedDocumentServer.inMemory(0);
    private final String storeUri = store.uri();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> extra;
    private final AtomicReference<String> refundKey = new AtomicReference<>();
    private ConfigurableApplicationContext context;

    RunningSimulator(String... extra) throws IOException {
        this.extra = List.of(extra);
        start();
    }

    final void start() {
        context = new SpringApplicationBuilder(RazorpaySimulator.class)
            .properties("spring.config.name=razorpay-simulator")
            .run(arguments().toArray(String[]::new));
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
            "--server.port=0", "--server.address=127.0.0.1", "--spring.mongodb.uri=" + storeUri,
            "--razorpay.simulator.webhook-url=" + merchant.url(),
            "--razorpay.simulator.webhook-retries=20ms,50ms,100ms"));
        arguments.addAll(extra);
        return arguments;
    }

    void stop() {
        context.close();
    }

    String storeUri() {
        return storeUri;
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    RazorpayClient razorpay() throws RazorpayException {
        return razorpay(KEY_SECRET);
    }

    /** Razorpay's own client; its host is a constant and its HTTP client a private static, so that one is replaced. */
    RazorpayClient razorpay(String secret) throws RazorpayException {
        var razorpay = new RazorpayClient(KEY_ID, secret);
        var redirected = new OkHttpClient.Builder().addInterceptor(chain -> {
            var request = chain.request();
            var redirect = request.newBuilder()
                .url(request.url().newBuilder().scheme("http").host("127.0.0.1").port(port()).build());
            var key = refundKey.get();
            if (key != null) {
                redirect.header("X-Refund-Idempotency", key);
            }
            return chain.proceed(redirect.build());
        }).build();
        try {
            var field = Class.forName("com.razorpay.ApiUtils").getDeclaredField("client");
            field.setAccessible(true);
            field.set(null, redirected);
        } catch (ReflectiveOperationException changed) {
            throw new AssertionError("razorpay-java has changed", changed);
        }
        return razorpay;
    }

    void useRefundKey(String key) {
        refundKey.set(key);
    }

    String order(long amount) throws RazorpayException {
        return razorpay().orders.create(new JSONObject().put("amount", amount).put("currency", "INR")).get("id");
    }

    JSONObject checkout(String orderId, String outcome, String webhook) {
        var answer = post("/simulator/checkout",
            new JSONObject().put("orderId", orderId).put("outcome", outcome).put("webhook", webhook).toString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return new JSONObject(answer.body());
    }

    String pay(String orderId) {
        return checkout(orderId, "success", "normal").getString("razorpay_payment_id");
    }

    JSONObject ledger(String orderId) {
        return new JSONObject(get("/simulator/ledger?orderId=" + orderId).body());
    }

    void fault(JSONObject fault) {
        var answer = post("/simulator/faults", fault.toString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    /** With the merchant's key. */
    HttpResponse<String> getAsMerchant(String path) {
        var pair = (KEY_ID + ":" + KEY_SECRET).getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)).build());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        context.close();
        store.close();
        merchant.close();
    }
}
