package io.holdfast.defaults.outside;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * HTTP to addresses that somebody else named: to what the operator allows as it is, to everything else by https and through
 * {@link GuardedSockets}. Redirects are not followed by themselves: who is allowed could point to who is not.
 */
public final class GuardedHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int KEPT_CONNECTIONS = 32;
    private static final int KEPT_SECONDS = 30;

    private final OutsideTargets targets;
    private final OkHttpClient anywhere;
    private final OkHttpClient publicOnly;

    /** It was allowed when it was registered, and is not any more. */
    public static final class InsecureTarget extends IOException {

        private static final long serialVersionUID = 1L;

        InsecureTarget() {
            super("Only https is allowed");
        }
    }

    /** @param timeLimit for a whole exchange, its body included */
    public GuardedHttp(OutsideTargets targets, Duration timeLimit) {
        this.targets = targets;
        this.anywhere = new OkHttpClient.Builder()
                .connectionPool(pool())
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .dns(host -> targets.addresses().of(host))
                .connectTimeout(CONNECT)
                .callTimeout(timeLimit)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.publicOnly = anywhere.newBuilder()
                .connectionPool(pool())
                .socketFactory(new GuardedSockets())
                .build();
    }

    private static ConnectionPool pool() {
        return new ConnectionPool(KEPT_CONNECTIONS, KEPT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * The answer, which its reader closes.
     *
     * @throws InsecureTarget where neither https nor the operator's word leads there
     */
    public Response execute(Request request) throws IOException {
        boolean isAllowed = targets.isAllowed(request.url());
        if (!isAllowed && !request.isHttps()) {
            throw new InsecureTarget();
        }
        return (isAllowed ? anywhere : publicOnly).newCall(request).execute();
    }

    /**
     * The answer of where {@code from} redirected to. What the operator allows may point within its own origin; to anywhere
     * else everybody points into the public internet only.
     *
     * @throws InsecureTarget where https does not lead there
     */
    public Response follow(Request redirected, HttpUrl from) throws IOException {
        HttpUrl to = redirected.url();
        if (to.scheme().equals(from.scheme()) && to.host().equals(from.host()) && to.port() == from.port()) {
            return execute(redirected);
        }
        if (!to.isHttps()) {
            throw new InsecureTarget();
        }
        return publicOnly.newCall(redirected).execute();
    }

    /** A kind of failure; its words may name addresses within our network. */
    public static String reasonOf(Exception failure) {
        return switch (Optional.ofNullable(failure.getCause()).filter(GuardedSockets.ForbiddenTarget.class::isInstance).orElse(failure)) {
            case GuardedSockets.ForbiddenTarget forbidden -> "The address is not public";
            case InsecureTarget insecure -> "Only https is allowed";
            case UnknownHostException unknown -> "The host cannot be found";
            case InterruptedIOException late -> "No answer in time";
            case TimeoutException late -> "No answer in time";
            case SSLException tls -> "No trusted TLS connection";
            case ConnectException refused -> "No connection";
            default -> "The connection failed";
        };
    }

    @Override
    public void close() {
        List.of(anywhere, publicOnly).forEach(client -> {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        });
    }
}
