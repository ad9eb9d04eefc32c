package io.holdfast.payment.razorpay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The HTTP transport of razorpay-java: sends its requests where we want them, with headers of their own and with time-outs.
 *
 * <p>razorpay-java has the host as a constant, waits a minute, and keeps its HTTP client and its extra headers in
 * static fields that all threads share. So its client is replaced, once in this JVM, by one that asks the calling
 * thread where this call goes and which headers it has; several services in one JVM do not get into each other's way.
 *
 * <p>Connections are kept, and OkHttp does not look at a kept one before it sends a GET on it. After a restart or an outage
 * all of them are dead, so the first failure drops them all, and a GET is sent once more on a new one.
 */
final class RazorpayTransport {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private static final ThreadLocal<@Nullable Route> CURRENT = new ThreadLocal<>();
    private static final ConnectionPool CONNECTIONS = new ConnectionPool();
    private static boolean installed;

    private final HttpUrl api;
    private final Duration callTimeout;

    /**
     * @param api         scheme, host and port; what else it has is not used
     * @param callTimeout how long an answer is waited for; a whole call is over after 5 s in any case
     */
    RazorpayTransport(URI api, Duration callTimeout) {
        HttpUrl url = HttpUrl.get(api);
        if (url == null) {
            throw new IllegalArgumentException("razorpay.api-url is not an http(s) address: " + api);
        }
        this.api = url;
        this.callTimeout = callTimeout;
        install();
    }

    /** Runs a call of razorpay-java, on this thread, against our host and with these headers. */
    <T> T call(Map<String, String> headers, Callable<T> razorpayCall) throws Exception {
        CURRENT.set(new Route(api, callTimeout, Map.copyOf(headers)));
        try {
            return razorpayCall.call();
        } finally {
            CURRENT.remove();
        }
    }

    /** The next call makes a connection of its own: what was kept over an outage says nothing about the provider. */
    static void forgetConnections() {
        CONNECTIONS.evictAll();
    }

    private static synchronized void install() {
        if (installed) {
            return;
        }
        try {
            // It only makes a client of its own while this field is empty.
            Field client = Class.forName("com.razorpay.ApiUtils").getDeclaredField("client");
            client.setAccessible(true);
            client.set(null, new OkHttpClient.Builder()
                    .connectionPool(CONNECTIONS)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .callTimeout(LONGEST_CALL)
                    // A resend behind our back could make a second order.
                    .retryOnConnectionFailure(false)
                    .addInterceptor(new Router())
                    .build());
            installed = true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This razorpay-java keeps its HTTP client elsewhere", e);
        }
    }

    private record Route(HttpUrl api, Duration callTimeout, Map<String, String> headers) {}

    private static final class Router implements Interceptor {

        @Override
        public Response intercept(Chain chain) throws IOException {
            Route route = CURRENT.get();
            if (route == null) {
                throw new IOException("A call to Razorpay was made outside of RazorpayTransport.call");
            }
            Request.Builder request = chain.request().newBuilder().url(chain.request()
                    .url()
                    .newBuilder()
                    .scheme(route.api().scheme())
                    .host(route.api().host())
                    .port(route.api().port())
                    .build());
            route.headers().forEach(request::header);
            int millis = Math.toIntExact(route.callTimeout().toMillis());
            return proceed(
                    chain.withReadTimeout(millis, MILLISECONDS).withWriteTimeout(millis, MILLISECONDS), request.build());
        }

        private static Response proceed(Chain chain, Request request) throws IOException {
            try {
                return chain.proceed(request);
            } catch (IOException e) {
                forgetConnections();
                boolean outOfTime = e instanceof InterruptedIOException || chain.call().isCanceled();
                if (outOfTime || !request.method().equals("GET")) {
                    throw e;
                }
                return chain.proceed(request);
            }
        }
    }
}
