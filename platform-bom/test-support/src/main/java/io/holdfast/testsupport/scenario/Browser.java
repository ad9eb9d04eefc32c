package io.holdfast.testsupport.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at the web app without a script: keeps cookies, follows redirects, fills in forms. */
public final class Browser {

    private static final Duration PATIENCE = Eventually.PATIENCE;
    private static final int MOST_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI home;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> addresses = new ArrayList<>();

    private record Cookie(String name, String value, String path) {

        boolean isFor(String asked) {
            return path.equals("/") || asked.equals(path) || asked.startsWith(path + "/");
        }
    }

    private Browser(URI home) {
        this.home = home;
        headers.put("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    /** @param url the platform's, such as {@code http://localhost:8080} */
    public static Browser at(String url) {
        return new Browser(URI.create(url));
    }

    /** Sends this header with every request from now on. */
    public Browser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Opens a page, and the one it leads to. */
    public Visit open(String address) {
        return follow(request(home.resolve(address)).build());
    }

    /** Opens an address and stays there, whatever it leads to. */
    public Visit openOnly(String address) {
        return visit(request(home.resolve(address)).build());
    }

    /**
     * Sends a form as it is on the page, with some of its fields filled in.
     *
     * @param form   CSS selector
     * @param fields by name
     */
    public Visit submit(Visit page, String form, Map<String, String> fields) {
        return submit(page, form, fields, null);
    }

    /** The same by one of its buttons. @param button CSS selector within the form; null for the first one that sends */
    public Visit submit(Visit page, String form, Map<String, String> fields, @Nullable String button) {
        if (!(page.document().selectFirst(form) instanceof FormElement element)) {
            throw new AssertionError("There is no form " + form + " on\n" + page.text());
        }
        var data = new LinkedHashMap<String, String>();
        for (Connection.KeyVal field : element.formData()) {
            data.put(field.key(), field.value());
        }
        fields.forEach((name, value) -> {
            if (element.select("[name=" + name + "]").isEmpty()) {
                throw new AssertionError("The form " + form + " has no field " + name + ":\n" + element.outerHtml());
            }
            data.put(name, value);
        });
        Element sends = element.selectFirst(button == null ? "button:not([type=button]), input[type=submit]" : button);
        if (sends != null && sends.hasAttr("name")) {
            data.put(sends.attr("name"), sends.attr("value"));
        }
        URI action = page.address().resolve(element.hasAttr("action") ? element.attr("action") : page.address().toString());
        if (element.attr("method").equalsIgnoreCase("post")) {
            return follow(request(action)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(data)))
                    .build());
        }
        return follow(request(URI.create(action.toString().replaceFirst("[?#].*", "") + "?" + encoded(data))).build());
    }

    /** The value of a cookie that would be sent to that path; null without one. */
    public @Nullable String cookie(String name, String path) {
        return cookies.values().stream()
                .filter(cookie -> cookie.name().equals(name) && cookie.isFor(path))
                .map(Cookie::value)
                .findFirst()
                .orElse(null);
    }

    /** All addresses that were asked for, in order. */
    public List<String> addresses() {
        return List.copyOf(addresses);
    }

    private HttpRequest.Builder request(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        headers.forEach(request::header);
        String sent = cookies.values().stream()
                .filter(cookie -> cookie.isFor(address.getPath()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        return request;
    }

    private Visit follow(HttpRequest first) {
        Visit visit = visit(first);
        for (int i = 0; i < MOST_REDIRECTS && visit.status() / 100 == 3; i++) {
            visit = visit(request(visit.address().resolve(Objects.requireNonNull(visit.header("Location")))).build());
        }
        return visit;
    }

    private Visit visit(HttpRequest request) {
        addresses.add(request.uri().toString());
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Visit(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private void keep(String header) {
        String[] parts = header.split("; ?");
        String name = parts[0].substring(0, parts[0].indexOf('='));
        String path = "/";
        boolean ended = false;
        for (String part : parts) {
            path = part.startsWith("Path=") ? part.substring("Path=".length()) : path;
            ended |= part.equals("Max-Age=0");
        }
        if (ended) {
            cookies.remove(name + " " + path);
        } else {
            cookies.put(name + " " + path, new Cookie(name, parts[0].substring(name.length() + 1), path));
        }
    }

    private static String encoded(Map<String, String> data) {
        return data.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What came back. */
    public static final class Visit {

        private final HttpResponse<String> response;

        private Visit(HttpResponse<String> response) {
            this.response = response;
        }

        public int status() {
            return response.statusCode();
        }

        public URI address() {
            return response.uri();
        }

        /** As it came, before anybody read it as HTML. */
        public String text() {
            return response.body();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        public Document document() {
            return Jsoup.parse(response.body(), response.uri().toString());
        }

        /** What a person reads in the first element of that selector. */
        public String shown(String selector) {
            Element element = document().selectFirst(selector);
            if (element == null) {
                throw new AssertionError("There is no " + selector + " on\n" + this);
            }
            return element.text();
        }

        public boolean has(String selector) {
            return document().selectFirst(selector) != null;
        }

        /** @throws AssertionError with the page when it has another status */
        public Visit expect(int status) {
            if (status() != status) {
                throw new AssertionError("Expected " + status + ", but " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return status() + " " + address() + "\n" + response.body();
        }
    }
}
