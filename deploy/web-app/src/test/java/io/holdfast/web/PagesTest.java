package io.holdfast.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What all pages have in common: headers, languages, escaping, and what people see when something went wrong. */
class PagesTest {

    private static final String ASHA =
            "{\"token\":\"" + RunningWebApp.token("Asha Rao", "client") + "\",\"sub\":\"client-1\"}";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/p/dr-khan", "/o/consultation-60", "/login", "/nowhere", "/book/consultation-60/dr-khan",
        "/book/consultation-60/dr-khan/waitlist"})
    void everyPageLoadsOursOnlyAndIsFramedByNobody(String path) {
        Visit page = browser.open(path);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "'nonce", "script-src");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.document().select("[style], style, script:not([src]), [onclick], [onsubmit], [onload]")).isEmpty();
        assertThat(page.document().select("script[src], link[href], img[src]")).allSatisfy(element ->
                assertThat(element.hasAttr("src") ? element.attr("src") : element.attr("href")).startsWith("/assets/"));
        assertThat(page.document().select("h1")).hasSize(1);
        assertThat(page.document().select("main#main")).hasSize(1);
        assertThat(page.document().select("a.skip[href=#main]")).hasSize(1);
        assertThat(page.document().select("form[method=post]")).allSatisfy(form ->
                assertThat(form.select("input[name=form-token]")).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"he,he,rtl", "'hi-IN,en;q=0.5',hi,ltr", "'fr,he;q=0.2',he,rtl", "fr,en,ltr"})
    void aPageSpeaksTheBrowsersLanguage(String accepted, String language, String direction) {
        Visit page = browser.with("Accept-Language", accepted).open("/");

        assertThat(page.document().select("html").attr("lang")).isEqualTo(language);
        assertThat(page.document().select("html").attr("dir")).isEqualTo(direction);
        assertThat(page.header("Content-Language")).isEqualTo(language);
        assertThat(web.api.asked("GET /api/v1/offerings").getFirst().header("Accept-Language")).isEqualTo(language);
    }

    @Test
    void aLanguageThatIsChosenStays() {
        browser.open("/?lang=he");

        Visit other = browser.with("Accept-Language", "hi").open("/o/consultation-60");

        assertThat(other.document().select("html").attr("lang")).isEqualTo("he");
    }

    /** Over plain http only from where our own pages are, and then by a path: whoever looks may be at another name of this machine. */
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/demo/avatars.svg#dr-khan,/demo/avatars.svg#dr-khan",
        "https://cdn.example.com/a.jpg,https://cdn.example.com/a.jpg",
        "http://cdn.example.com/a.jpg,", "http://localhost:8080@cdn.example.com/a.jpg,",
        "http://localhost:8080//cdn.example.com/a.jpg,/cdn.example.com/a.jpg"
    })
    void aPictureComesFromASafePlaceOrThereAreInitials(String address, String shown) {
        web.api.on("GET /api/v1/professionals", Practice.list(
                Practice.professional("dr-khan", "Dr. Sarah Khan").replace("\"avatarUrl\":null", "\"avatarUrl\":\"" + address + "\"")));

        Visit page = browser.open("/").expect(200);

        assertThat(page.document().select("img.avatar").eachAttr("src")).isEqualTo(shown == null ? List.of() : List.of(shown));
        assertThat(page.has("span.avatar")).isEqualTo(shown == null);
    }

    @Test
    void whatPeopleWroteIsTextAndNothingElse() {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\\\" onmouseover=\\\"alert(3) \u202Egnp.exe \uD83D\uDE00";
        web.api.on("GET /api/v1/offerings", Practice.list(Practice.offering("consultation-60", hostile)));
        web.api.on("GET /api/v1/offerings/consultation-60", Practice.offering("consultation-60", hostile));
        web.api.on("GET /api/v1/professionals", Practice.list(Practice.professional("dr-khan", hostile)));
        web.api.on("GET /api/v1/professionals/dr-khan", Practice.professional("dr-khan", hostile));

        for (String path : List.of("/", "/p/dr-khan", "/o/consultation-60", "/book/consultation-60/dr-khan")) {
            Visit page = browser.open(path).expect(200);

            assertThat(page.document().select("script:not([src]), img, [onerror], [onmouseover]")).as(path).isEmpty();
            assertThat(page.document().select("bdi:contains(<script>alert(1)</script>)")).as(path).isNotEmpty();
        }
    }

    @Test
    void aPictureComesByHttpsOrNotAtAll() {
        web.api.on("GET /api/v1/professionals/dr-khan", Practice.professional("dr-khan", "Dr. Sarah Khan")
                .replace("\"avatarUrl\":null", "\"avatarUrl\":\"javascript:alert(1)\""));

        assertThat(browser.open("/p/dr-khan").shown(".avatar")).isEqualTo("SK");
    }

    @Test
    void aFormOfAnotherSiteIsRefusedAndChangesNothing() throws Exception {
        for (String token : List.of(
                "", "form-token=AAAA&", "form-token=" + "B".repeat(42) + "A&", "form-token=" + "A".repeat(43) + "&")) {
            HttpResponse<String> answer = post("/login", token + "person=client", "Cookie", "holdfast-form=AAAAAAAAAAAAAAAAAAAAAA");

            assertThat(answer.statusCode()).isEqualTo(token.contains("AAAAAAA") ? 404 : 403);
        }
        assertThat(web.api.asked("GET /demo/tokens/client")).hasSize(1);
    }

    @Test
    void aFormThatABrowserSaysIsAnotherSitesIsRefusedWhateverItCarries() throws Exception {
        String pair = "A".repeat(22);
        HttpResponse<String> answer = post(
                "/login", "form-token=" + "A".repeat(43) + "&person=client",
                "Cookie", "holdfast-form=" + pair, "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(web.api.asked("GET /demo/tokens/client")).isEmpty();
    }

    @Test
    void oneIsWhomOneChoosesAndThenNobody() {
        web.api.on("GET /demo/tokens/client", ASHA);

        Visit home = browser.submit(browser.open("/login?next=/o/consultation-60"), "form:has([value=client])", Map.of());

        assertThat(home.address().getPath()).isEqualTo("/o/consultation-60");
        assertThat(home.shown("header nav")).contains("Asha Rao", "My bookings");
        assertThat(home.header("Cache-Control")).isEqualTo("no-store");
        assertThat(web.api.asked("GET /api/v1/offerings/consultation-60").getLast().header("Authorization")).startsWith("Bearer ey");
        Visit out = browser.submit(home, "form[action=/logout]", Map.of());
        assertThat(out.shown("header nav")).contains("Sign in").doesNotContain("Asha");
        assertThat(web.api.asked("GET /api/v1/offerings").getLast().header("Authorization")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", ""})
    void afterSigningInNobodyIsLedElsewhere(String next) {
        web.api.on("GET /demo/tokens/client", ASHA);
        Visit login = browser.open("/login");

        browser.submit(login, "form:has([value=client])", Map.of("next", next));

        assertThat(browser.addresses().getLast()).startsWith(web.url + "/").doesNotContain("elsewhere");
    }

    @Test
    void aSessionThatHasEndedIsForgottenAndThePageIsShownAsToAnybody() {
        web.api.on("GET /demo/tokens/client", ASHA);
        browser.submit(browser.open("/login"), "form:has([value=client])", Map.of());
        web.api.on("GET /api/v1/offerings/consultation-60", asked -> asked.header("Authorization") == null
                ? Said.json(Practice.offering("consultation-60", "Consultation"))
                : Said.problem(401, "unauthenticated", ""));

        Visit page = browser.open("/o/consultation-60").expect(200);

        assertThat(page.shown("h1")).isEqualTo("Consultation");
        assertThat(browser.cookie("holdfast-session", "/")).isNull();
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOtherSites() {
        Visit page = browser.open("/login");

        assertThat(page.headers("Set-Cookie")).hasSize(1).first().asString()
                .startsWith("holdfast-form=").contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure", "Domain");
    }

    @Test
    void overHttpsCookiesHaveTheNamesThatBrowsersGuard() {
        try (var secure = RunningWebApp.with("--web.public-url=https://book.example.com", "--web.demo=http://127.0.0.1:1")) {
            secure.api.on("GET /demo/tokens/client", ASHA);
            Browser other = secure.browser();
            Visit login = other.open("/login");
            assertThat(login.headers("Set-Cookie").getFirst())
                    .startsWith("__Host-holdfast-form=").contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain");

            other.submit(login, "form:has([value=client])", Map.of());

            assertThat(other.cookie("__Host-holdfast-session", "/")).isNotNull();
            assertThat(other.openOnly("/b/b-1?t=secret-token").headers("Set-Cookie").getFirst())
                    .startsWith("__Secure-holdfast-guest=secret-token").contains("Secure", "HttpOnly", "Path=/b/b-1");
        }
    }

    @Test
    void withoutTheEmbeddedPlatformNobodyCanBeAnybody() {
        try (var real = RunningWebApp.with()) {
            Visit login = real.browser().open("/login").expect(200);

            assertThat(login.document().select("form[action=/login]")).isEmpty();
            assertThat(login.document().select(".demo")).isEmpty();
        }
    }

    @Test
    void aGuestsTokenLeavesTheAddressAtOnce() {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", "PENDING_PAYMENT", Practice.order("CREATED")));

        for (String page : List.of("", "/pay", "/cancel", "/reschedule", "/review")) {
            Visit link = web.browser().openOnly("/b/b-1" + page + "?t=secret-token&from=mail");

            assertThat(link.status()).isEqualTo(303);
            assertThat(link.header("Location")).isEqualTo("/b/b-1" + page + "?from=mail");
            assertThat(link.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(link.header("Cache-Control")).isEqualTo("no-store");
            assertThat(link.headers("Set-Cookie")).hasSize(1).first().asString()
                    .startsWith("holdfast-guest=secret-token").contains("Path=/b/b-1;", "HttpOnly", "SameSite=Lax");
        }
        assertThat(web.browser().openOnly("/w/w-1?t=secret-token").header("Location")).isEqualTo("/w/w-1");
    }

    @ParameterizedTest
    @CsvSource({"404,404,not here", "403,403,not yours", "409,409,changed meanwhile", "429,429,too fast", "500,503,cannot answer",
        "503,503,cannot answer", "422,422,not be understood"})
    void peopleReadWhatHasHappened(int said, int shown, String words) {
        web.api.on("GET /api/v1/offerings/consultation-60", asked -> Said.problem(said, "some-code", "").with("Retry-After", "7"));

        Visit page = browser.open("/o/consultation-60").expect(shown);

        assertThat(page.shown("h1")).contains(words.substring(words.indexOf(' ') + 1));
        assertThat(page.text()).doesNotContain("As the API says it", "some-code", "Exception");
        if (shown == 429 || shown == 503) {
            assertThat(page.header("Retry-After")).isEqualTo("7");
            assertThat(page.shown("main")).contains("in 7 seconds");
            assertThat(page.has("a[href=/o/consultation-60]")).isTrue();
        }
    }

    @Test
    void anApiThatIsAwayIsA503WithAWayToTryAgain() {
        try (var alone = RunningWebApp.with("--web.api=http://127.0.0.1:1")) {
            Visit page = alone.browser().open("/").expect(503);

            assertThat(page.shown("h1")).contains("cannot answer");
            assertThat(page.header("Retry-After")).isEqualTo("2");
            assertThat(page.text()).doesNotContain("127.0.0.1:1", "Connect");
        }
    }

    @Test
    void programsGetProblemsAsFromTheApi() {
        Visit page = web.browser().with("Accept", "application/json").open("/nowhere").expect(404);

        assertThat(page.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void filesAreKeptForGoodAndComeCompressed() throws Exception {
        Visit page = browser.open("/");
        List<String> addresses = page.document().select("script[src], link[href]").stream()
                .map(element -> element.absUrl(element.hasAttr("src") ? "src" : "href"))
                .toList();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(3);
        for (String address : addresses) {
            HttpResponse<byte[]> file = get(address);

            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
            assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
            HttpResponse<byte[]> old = get(address.replaceFirst("/assets/[^/]+/", "/assets/0/"));
            assertThat(old.statusCode()).isEqualTo(200);
            assertThat(old.headers().firstValue("Cache-Control")).hasValue("no-cache");
        }
        assertThat(get(web.url + "/assets/0/nothing.js").statusCode()).isEqualTo(404);
        assertThat(get(web.url + "/webjars/htmx.org/2.0.10/dist/htmx.min.js").statusCode()).isEqualTo(404);
        assertThat(get(web.url + "/css/base.css").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/p/dr-khan", "/o/consultation-60", "/book/consultation-60/dr-khan"})
    void aPublicPageIsSmall(String path) throws Exception {
        Visit page = browser.open(path);
        var files = page.document().select("script[src], link[href], img[src], use[href]").stream()
                .map(element -> element.absUrl(element.hasAttr("src") ? "src" : "href").replaceFirst("#.*", ""))
                .distinct()
                .toList();

        long bytes = get(web.url + path).body().length;
        for (String file : files) {
            bytes += get(file).body().length;
        }

        assertThat(files.size() + 1).as("requests, %s", files).isLessThanOrEqualTo(6);
        assertThat(bytes).as("bytes over the wire").isLessThanOrEqualTo(60 * 1024);
    }

    private static HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address)).header("Accept-Encoding", "gzip").header("Accept", "text/html").build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(web.url + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .headers(headers)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
