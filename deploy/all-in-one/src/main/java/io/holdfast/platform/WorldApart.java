package io.holdfast.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.embedded.EmbeddedDocumentServer;
import io.holdfast.embedded.InMemoryMailStore;
import io.holdfast.embedded.MailSink;
import io.holdfast.razorpay.simulator.RazorpaySimulator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * Payment provider and mail server in a JVM of their own, for load tests: what they take is then not taken for Holdfast's.
 * They keep nothing. {@code /demo/mailbox} shows no mails of such a platform.
 */
public final class WorldApart {

    /** In the platform's environment: the simulator's address. */
    public static final String PAYMENTS = "HOLDFAST_WORLD_PAYMENTS";
    /** In the platform's environment: the mail server's port. */
    public static final String MAIL = "HOLDFAST_WORLD_MAIL_PORT";

    /** What is printed when it is there, with the simulator's address, the mail server's port and where mails are counted. */
    public static final String MARK = "The world is at ";

    private WorldApart() {}

    /** Wants the platform's address and, as its {@code secrets.properties} have them, the provider's key and webhook secrets. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedPlatform.shareOneLog();
        EmbeddedDocumentServer documents = EmbeddedDocumentServer.inMemory(0);
        var environment = new LinkedHashMap<String, Object>(Map.of(
                "HOLDFAST_MONGODB_URI", documents.uri(),
                "RAZORPAY_KEY_ID", "rzp_test_holdfast",
                "RAZORPAY_KEY_SECRET", arguments[1],
                "RAZORPAY_WEBHOOK_SECRET", arguments[2],
                "RAZORPAY_WEBHOOK_URL", arguments[0] + "/api/v1/webhooks/razorpay",
                "SPRING_AUTOCONFIGURE_EXCLUDE", EmbeddedContext.HOLDFAST_DEFAULTS));
        var simulator = (WebServerApplicationContext)
                new EmbeddedContext(RazorpaySimulator.class, "razorpay-simulator").start(environment);
        var mails = new InMemoryMailStore();
        MailSink sink = MailSink.start(0, mails, Clock.systemUTC());
        HttpServer counter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        counter.createContext("/", exchange -> {
            byte[] count = String.valueOf(mails.mails().size()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, count.length);
            exchange.getResponseBody().write(count);
            exchange.close();
        });
        counter.start();
        System.out.println(MARK + "http://127.0.0.1:" + Objects.requireNonNull(simulator.getWebServer()).getPort() + " "
                + sink.port() + " http://127.0.0.1:" + counter.getAddress().getPort());
    }
}
