package io.holdfast.availability.calendars;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Google as an authorization server (RFC 6749, 4.1, with PKCE) and its freeBusy.query: what a client has to send is asked for, a code
 * is good once, a token opens what was consented to. Who opens its page consents at once.
 */
public final class GoogleSimulator implements AutoCloseable {

    static final String CLIENT = "our-app";
    static final String SECRET = "our-secret";
    private static final String SCOPE = "https://www.googleapis.com/auth/calendar.freebusy";

    private final HttpServer server;
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private volatile String consented = SCOPE;
    private volatile boolean away;
    private volatile String busy = "";

    private GoogleSimulator(HttpServer server) {
        this.server = server;
        server.createContext("/auth", this::consent);
        server.createContext("/token", this::token);
        server.createContext("/freeBusy", this::freeBusy);
        server.start();
    }

    public static GoogleSimulator start() {
        try {
            return new GoogleSimulator(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the service has to be told of it. */
    public String[] settings(String cameBackTo) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        String google = "availability.busy-calendars.google.";
        return new String[] {
            google + "client-id=" + CLIENT, google + "client-secret=" + SECRET, google + "api-url=" + url,
            google + "token-url=" + url + "/token", google + "consent-url=" + url + "/auth", google + "came-back-to=" + cameBackTo
        };
    }

    /** What whoever comes next consents to. */
    public void consents(String scope) {
        consented = scope;
    }

    public void consentsToAll() {
        consented = SCOPE;
    }

    public void isAway(boolean now) {
        away = now;
    }

    /** Of every calendar, from now on. */
    public void isBusy(String start, String end) {
        busy = "{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}";
    }

    /** Every refresh token that it has given. */
    public List<String> tokens() {
        return List.copyOf(refreshTokens.keySet());
    }

    private void consent(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        if (!"code".equals(query.get("response_type")) || !CLIENT.equals(query.get("client_id"))
                || !SCOPE.equals(query.get("scope")) || !"S256".equals(query.get("code_challenge_method"))
                || !"offline".equals(query.get("access_type")) || !query.containsKey("state")
                || !query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}")) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        String code = "4/" + UUID.randomUUID();
        asked.put(code, query);
        exchange.getResponseHeaders().set("Location", query.get("redirect_uri") + "?code="
                + URLEncoder.encode(code, StandardCharsets.UTF_8) + "&state="
                + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (away) {
            answer(exchange, 503, "");
        } else if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if ("refresh_token".equals(form.get("grant_type")) && refreshTokens.containsKey(form.get("refresh_token"))) {
            answer(exchange, 200, "{\"access_token\":\"ya29." + form.get("refresh_token").hashCode() + "\",\"expires_in\":3599}");
        } else if ("authorization_code".equals(form.get("grant_type")) && isGood(asked.remove(form.get("code")), form)) {
            String refresh = "1//" + UUID.randomUUID();
            refreshTokens.put(refresh, consented);
            answer(exchange, 200, "{\"access_token\":\"ya29.first\",\"expires_in\":3599,\"refresh_token\":\"" + refresh
                    + "\",\"scope\":\"" + consented + "\",\"token_type\":\"Bearer\"}");
        } else {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private static boolean isGood(@Nullable Map<String, String> question, Map<String, String> form) {
        String proof = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(DigestUtils.sha256(form.getOrDefault("code_verifier", "")));
        return question != null && proof.equals(question.get("code_challenge"))
                && question.get("redirect_uri").equals(form.get("redirect_uri"));
    }

    private void freeBusy(HttpExchange exchange) throws IOException {
        JsonNode question = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        String calendar = question.at("/items/0/id").asString();
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Bearer ya29.")) {
            answer(exchange, 401, "");
        } else {
            answer(exchange, 200, "{\"calendars\":{\"" + calendar + "\":{\"busy\":[" + busy + "]}}}");
        }
    }

    private static Map<String, String> form(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    /** The parameters of an address. */
    public static Map<String, String> query(URI address) {
        return form(address.getRawQuery());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
