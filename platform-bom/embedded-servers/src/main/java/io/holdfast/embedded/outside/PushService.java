package io.holdfast.embedded.outside;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.holdfast.embedded.outside.LoopbackHttp.Answer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A web push service on loopback (RFC 8030), with the browsers that subscribe at it: takes messages that are encrypted
 * for the browser (RFC 8291) and signed by the application that it subscribed to (RFC 8292), and decrypts them as the
 * browser would. A subscription that was given up answers 410, one that never was 404.
 */
public final class PushService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PushService.class);
    private static final String PATH = "/push/";
    private static final int LARGEST = 4_096;
    private static final int AUTH = 16;
    private static final int LONGEST_TOPIC = 32;
    private static final Set<String> URGENCIES = Set.of("very-low", "low", "normal", "high");

    private final PushStore store;
    private final Clock clock;
    // Tokens live in real time: no push service knows of a clock that was moved.
    private final Clock realTime = Clock.systemUTC();
    private final LoopbackHttp http;

    private PushService(int port, PushStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.http = LoopbackHttp.start(port, this::answer);
    }

    /** Starts a push service; port 0 means any free one, and then subscriptions do not outlive it. */
    public static PushService start(int port, PushStore store, Clock clock) {
        return new PushService(port, store, clock);
    }

    /** The origin of its endpoints. */
    public URI url() {
        return http.url();
    }

    /** What a browser does when its user agrees to get messages of the application with this VAPID key. */
    public BrowserSubscription subscribe(String applicationServerKey) throws IOException {
        try {
            P256.publicKey(P256.bytes(applicationServerKey));
            KeyPair pair = P256.newPair();
            var auth = new byte[AUTH];
            new SecureRandom().nextBytes(auth);
            String id = UUID.randomUUID().toString();
            var subscription = new BrowserSubscription(
                    id,
                    url() + PATH + id,
                    P256.base64(P256.point((ECPublicKey) pair.getPublic())),
                    P256.base64(auth),
                    P256.base64(pair.getPrivate().getEncoded()),
                    applicationServerKey,
                    null);
            store.save(subscription);
            return subscription;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The application's key is no uncompressed point of P-256", e);
        }
    }

    /** What a browser does when its user does not agree any more. */
    public boolean giveUp(String subscriptionId) throws IOException {
        Optional<BrowserSubscription> found = store.find(subscriptionId);
        if (found.isPresent()) {
            store.save(found.get().gone(clock.instant()));
        }
        return found.isPresent();
    }

    /** Answers 503 to the next {@code requests} requests. */
    public void failNext(int requests) {
        http.failNext(requests);
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(PATH)) {
            return Answer.of(404);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.of(405);
        }
        Optional<BrowserSubscription> found = store.find(path.substring(PATH.length()));
        if (found.isEmpty()) {
            return Answer.of(404);
        }
        return found.get().goneAt() == null ? take(found.get(), exchange.getRequestHeaders(), body) : Answer.of(410);
    }

    private Answer take(BrowserSubscription subscription, Headers headers, byte[] body) throws IOException {
        Optional<String> objection = VapidCheck.objection(
                headers.getFirst("Authorization"), subscription.applicationServerKey(), url(), realTime.instant());
        if (objection.isPresent()) {
            return refused(403, objection.get());
        }
        if (body.length > LARGEST) {
            return refused(413, "A message has at most 4,096 bytes");
        }
        if (!"aes128gcm".equals(headers.getFirst("Content-Encoding"))) {
            return refused(415, "Content-Encoding is aes128gcm");
        }
        Duration ttl = secondsIn(headers.getFirst("TTL"));
        if (ttl == null) {
            return refused(400, "TTL says for how many seconds the message may wait");
        }
        String urgency = Objects.requireNonNullElse(headers.getFirst("Urgency"), "normal").toLowerCase(Locale.ROOT);
        String topic = headers.getFirst("Topic");
        if (!URGENCIES.contains(urgency) || (topic != null && topic.length() > LONGEST_TOPIC)) {
            return refused(400, "Urgency or Topic is none");
        }
        String id = UUID.randomUUID().toString();
        try {
            byte[] text = PushDecryption.decrypt(
                    body,
                    P256.privateKey(P256.bytes(subscription.privateKey())),
                    P256.bytes(subscription.p256dh()),
                    P256.bytes(subscription.auth()));
            store.store(new ReceivedPush(
                    id, subscription.id(), new String(text, UTF_8), topic, urgency, ttl, clock.instant()));
        } catch (GeneralSecurityException e) {
            // No push service can know; the browser throws it away.
            log.warn("A push message cannot be decrypted", e);
        }
        return new Answer(201, Map.of("Location", url() + "/message/" + id, "TTL", String.valueOf(ttl.toSeconds())), new byte[0]);
    }

    private static @Nullable Duration secondsIn(@Nullable String header) {
        return header != null && header.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private static Answer refused(int status, String why) {
        return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), why.getBytes(UTF_8));
    }
}
