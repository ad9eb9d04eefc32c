package io.holdfast.defaults.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever bytes come: an answer or a problem, never a page of the web server, and no effect before all is checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpEdgesTest {

    private Tokens tokens;
    private ConfigurableApplicationContext service;
    private int port;
    private HoldfastApi api;

    @BeforeAll
    void start() throws IOException {
        tokens = new Tokens();
        service = HoldfastService.named(SampleService.class, "sample-service").run(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                "--HOLDFAST_DATABASE_PREFIX=t" + UUID.randomUUID().toString().substring(0, 8) + "-",
                "--HOLDFAST_KAFKA=broker.example:19092",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--holdfast.web.silent-per-address=20",
                "--HOLDFAST_ISSUER=" + Tokens.ISSUER,
                "--HOLDFAST_AUDIENCE=" + Tokens.AUDIENCE,
                "--HOLDFAST_JWKS_URI=" + tokens.keysUri());
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        api = HoldfastApi.at("http://127.0.0.1:" + port);
    }

    @AfterAll
    void stop() {
        service.close();
        tokens.close();
    }

    @Test
    void halfADownloadDoesNotLookLikeAWholeOne() {
        assertThat(api.get("/open/download?fails=false").expect(200).text()).hasLineCount(5_001);

        assertThatThrownBy(() -> api.get("/open/download?fails=true")).isInstanceOf(UncheckedIOException.class);
    }

    static Stream<Arguments> refusedByTheWebServer() {
        return Stream.of(
                Arguments.of("a NUL in the path", "GET /open/%00 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a bar in the query", "GET /open/page?page=1|2 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a bar in the path", "GET /open/a|b HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("bytes that are no ASCII in the query", "GET /open/page?page=ʀ HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a stray percent sign in the path", "GET /open/%zz HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a stray percent sign in the query", "GET /open/page?page=% HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("half a sequence in the query", "GET /open/page?page=%c3 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a very long path", "GET /open/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a very long header", "GET /open/page?page=1 HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"),
                Arguments.of("very many parameters", "GET /open/page?" + "a=1&".repeat(1_500) + "page=1 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("an expectation", "GET /open/page?page=1 HTTP/1.1\r\nHost: h\r\nExpect: x\r\n\r\n"),
                Arguments.of("no host", "GET /open/page?page=1 HTTP/1.1\r\n\r\n"),
                Arguments.of("a host that is none", "GET /open/page?page=1 HTTP/1.1\r\nHost: [::\r\n\r\n"),
                Arguments.of("two hosts", "GET /open/page?page=1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                Arguments.of("a header without a colon", "GET /open/page?page=1 HTTP/1.1\r\nHost: h\r\nnonsense\r\n\r\n"),
                Arguments.of("a version of the future", "GET /open/page?page=1 HTTP/7.1\r\nHost: h\r\n\r\n"),
                Arguments.of("an unknown method", "BREW /open/page?page=1 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a method that is switched off", "TRACE /open/page?page=1 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("an unknown transfer coding", "POST /open/guests HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: rot13\r\n\r\n"),
                Arguments.of("a length that is none", "POST /open/guests HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n"),
                Arguments.of("two lengths", "POST /open/guests HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde"),
                Arguments.of("a broken chunk", "POST /open/guests HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                Arguments.of("a tunnel", "CONNECT /open/page?page=1 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a part of the health that is none", "GET /actuator/health/nothing HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("a blank id", "GET /open/things/%20 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("brackets in the path", "GET /open/[x] HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("another protocol", "\u0016\u0003\u0001\u0002\r\n\r\n"),
                Arguments.of("a form of a put", "PUT /open/guests HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 2\r\n\r\n%z"),
                Arguments.of("a multipart body without its boundary", "POST /open/guests HTTP/1.1\r\nHost: h\r\n"
                        + "Content-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\n--"),
                Arguments.of("a media type that is none", "POST /open/guests HTTP/1.1\r\nHost: h\r\n"
                        + "Content-Type: /;;=\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("any media type", "POST /open/guests HTTP/1.1\r\nHost: h\r\n"
                        + "Content-Type: */*\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("an unknown charset", "POST /open/guests HTTP/1.1\r\nHost: h\r\n"
                        + "Content-Type: application/json;charset=klingon\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("a token in bytes", "GET /caller HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ʀʀʀ\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedByTheWebServer")
    void whatTheWebServerRefusesIsAProblemWithARequestId(String name, String request) throws IOException {
        String answer = exchange(request);

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Apache", "Exception");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("\r\ncontent-type: application/problem+json")
                .containsOnlyOnce("\r\nx-request-id: ");
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.get("status").asInt()).isEqualTo(Integer.parseInt(answer.substring(9, 12)));
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + problem.get("code").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent: iPhone Xʀ", "Cookie: name=ʀ; other=\u0090", "X-Anything: \u0081\u009f", "Accept-Language: ʀ"})
    void bytesOfAnyKindInAHeaderAreNobodysConcern(String header) throws IOException {
        String answer = exchange("GET /open/page?page=1 HTTP/1.1\r\nHost: h\r\n" + header + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoeverMayReadItMayAskWhetherItIsThere() {
        assertThat(api.send("HEAD", "/open/page?page=1", null).status()).isEqualTo(200);
        assertThat(api.send("HEAD", "/caller", null).status()).isEqualTo(401);
        assertThat(api.with(tokens.of("client")).send("HEAD", "/admin/secret", null).status()).isEqualTo(403);
        assertThat(api.with(tokens.of("admin")).send("HEAD", "/admin/secret", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/*;q=0.5", "application/xml", "application/json;q=0", "image/png, text/html", "not a media type", "/", "*/json"})
    void whatCannotBeAcceptedIsRefusedBeforeItHasAnEffect(String accept) {
        String before = api.get("/open/guests/count").text();

        Answer answer = api.post("/open/guests", guest("Asha", "asha@example.com"), "Accept", accept);

        problem(answer, 406);
        assertThat(api.get("/open/guests/count").text()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/csv, */*;q=0.1", "application/json", "application/problem+json, application/json"})
    void whatCanBeAcceptedIsAnswered(String accept) {
        api.post("/open/guests", guest("Asha", "asha@example.com"), "Accept", accept).expect(200);
    }

    @Test
    void aParameterThatHasOneValueIsGivenOnce() {
        assertThat(fields(problem(api.get("/open/page?page=1&page=1"), 400))).containsExactly("page");
        assertThat(fields(problem(api.get("/open/list?page=1&limit=5&limit=5"), 400))).containsExactly("limit");
        assertThat(fields(problem(
                        api.get("/open/guests/count", "Idempotency-Key", "one", "Idempotency-Key", "two"), 400)))
                .containsExactly("Idempotency-Key");
        api.get("/open/page?page=1&other=1&other=2").expect(200);
    }

    @Test
    void errorsAreBoundedInNumberAndInLength() {
        String lines = String.join(",", IntStream.range(0, 10_000).mapToObj(i -> "{\"text\":\"\"}").toList());
        Answer answer = api.send("POST", "/open/orders", """
                {"name":"n","pieces":1,"at":"2026-12-01T09:30:00Z","size":"SMALL","gift":false,"lines":[%s]}""".formatted(lines));

        assertThat(problem(answer, 400).body().get("errors")).hasSize(50);
        assertThat(answer.text()).hasSizeLessThan(10_000).contains("50 of 10000 errors");

        String name = "x".repeat(900);
        Answer unknown = problem(api.send("POST", "/open/orders", "{\"" + name + "\":1}"), 400);
        assertThat(unknown.text()).hasSizeLessThan(1_000);
    }

    @Test
    void aBodyOfTooManyPartsOrTooDeepIsRefusedWhileItIsRead() {
        problem(api.send("POST", "/open/orders", "{\"lines\":[" + "{},".repeat(60_000) + "{}]}"), 400);
        problem(api.send("POST", "/open/orders", "{\"lines\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"), 400);
        problem(api.send("POST", "/open/orders", "{\"" + "x".repeat(200_000) + "\":1}"), 400);
        problem(api.send("POST", "/open/orders", "{\"pieces\":" + "1".repeat(5_000) + "}"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "+1000000000-12-31T23:59:00Z", "12026-12-01T09:30:00Z", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z",
        "1764581400", "1764581400000", "-1", "0", "2026-12-01T09:30:00", "2026-12-01T09:30Z", "2026-12-01", "",
        "2026-12-01T25:00:00Z", "2026-02-30T00:00:00Z", "2026-12-01T09:30:00+99:00", "-2026-12-01T09:30:00Z", " 2026-12-01T09:30:00Z"
    })
    void anInstantHasItsFormAndItsRange(String start) {
        String body = "{\"name\":\"Asha\",\"email\":\"a@example.com\",\"start\":\"" + start + "\"}";
        assertThat(fields(problem(api.send("POST", "/open/guests", body), 400))).containsExactly("start");
        assertThat(fields(problem(
                        api.get("/open/instant?at=" + start.replace("+", "%2B").replace(" ", "%20")), 400)))
                .containsExactly("at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01T09:30:00Z", "2026-12-01T15:00:00+05:30", "2026-12-01t09:30:00.000z"})
    void anInstantMayBeSaidInAnyZone(String start) {
        String body = "{\"name\":\"Asha\",\"email\":\"a@example.com\",\"start\":\"" + start + "\"}";
        assertThat(api.send("POST", "/open/guests", body).expect(200).body().get("start").asString())
                .isEqualTo("2026-12-01T09:30:00Z");
        assertThat(api.get("/open/instant?at=" + start.replace("+", "%2B")).expect(200).text())
                .isEqualTo("\"2026-12-01T09:30:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"date\":\"+12026-12-01\"}", "{\"date\":20261}", "{\"zone\":\"+05:30\"}", "{\"zone\":\"ical4j~1\"}"})
    void datesAndZonesHaveTheirForms(String more) {
        String body = "{\"name\":\"Asha\",\"email\":\"a@example.com\"," + more.substring(1);
        assertThat(fields(problem(api.send("POST", "/open/guests", body), 400))).hasSize(1);
    }

    static Stream<Arguments> emailsThatAreNone() {
        return Stream.of(
                        "a" + ".a".repeat(5_000) + "@example.com",
                        "a".repeat(65) + "@example.com",
                        "a@" + "a".repeat(64) + ".com",
                        "a@" + "a.".repeat(200) + "com",
                        "a@" + "a.".repeat(5_000) + "com",
                        "a..b@example.com",
                        ".a@example.com",
                        "a.@example.com",
                        "a@example",
                        "a@b@example.com",
                        "a@-example.com",
                        "a@example.c",
                        "a@example.1com",
                        "a@127.0.0.1",
                        "a b@example.com",
                        "ä@example.com",
                        "@example.com",
                        "a@",
                        "")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("emailsThatAreNone")
    void noEmailAddress(String email) {
        assertThat(fields(problem(api.post("/open/guests", guest("Asha", email)), 400))).containsExactly("email");
    }

    @Test
    void emailAddresses() {
        for (String email : List.of(
                "a@example.com", "a.b+c@mail.example.co.in", "a".repeat(64) + "@example.com", "o'neil_{x}@xn--bcher-kva.example", "a@1.com")) {
            api.post("/open/guests", guest("Asha", email)).expect(200);
        }
    }

    static Stream<Arguments> namesThatAreNone() {
        return Stream.of(
                        "x", "😀", "  ", "\u200B\u200B\u200B", "\u3164\u3164", "\u2800\u2800", "\u0301\u0301\u0301", "\u200D\u200D\u200D",
                        "a\nb", "a\u2028b", "a\u0000b", "a\u0085b", "x".repeat(51), "😀".repeat(51), "x".repeat(20_000), "\uD800ab")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("namesThatAreNone")
    void noName(String name) {
        assertThat(fields(problem(api.send("POST", "/open/guests", escaped(name)), 400))).containsExactly("name");
    }

    @Test
    void namesAsPeopleWriteAndPasteThem() {
        assertThat(nameAfter("\u200E Asha Rao\u202C\uFEFF ")).isEqualTo("Asha Rao");
        assertThat(nameAfter("Zo\u200Bë")).isEqualTo("Zoë");
        // Joiners are part of how these are spelled.
        assertThat(nameAfter("می\u200Cخواهم")).isEqualTo("می\u200Cخواهم");
        assertThat(nameAfter("😀".repeat(50))).isEqualTo("😀".repeat(50));
        assertThat(nameAfter("אורי")).isEqualTo("אורי");
    }

    @Test
    void lengthsAreCountedInCharactersAsPeopleSeeThem() {
        String body = "{\"name\":\"Asha\",\"email\":\"a@example.com\",\"notes\":\"" + "😀".repeat(2_000) + "\"}";
        api.send("POST", "/open/guests", body).expect(200);
        String longer = body.replace("\"}", "x\"}");
        assertThat(fields(problem(api.send("POST", "/open/guests", longer), 400))).containsExactly("notes");
        assertThat(fields(problem(api.send("POST", "/open/guests", body.replace("😀", "\\u0007")), 400)))
                .containsExactly("notes");
    }

    @Test
    void languageTags() {
        String body = "{\"name\":\"Asha\",\"email\":\"a@example.com\",\"language\":\"%s\"}";
        for (String tag : List.of("en", "pt-BR", "zh-Hant-TW", "he", "iw", "ast")) {
            api.send("POST", "/open/guests", body.formatted(tag)).expect(200);
        }
        for (String tag : List.of("", "e", "en_US", "en-", "en" + "-aa".repeat(3_000), "12", "en\u0000", "xx", "und", "english")) {
            problem(api.send("POST", "/open/guests", body.formatted(tag)), 400);
        }
    }

    @Test
    void aPageBeyondTheLastIsEmpty() {
        for (String page : List.of("2", "1000", "2147483647")) {
            JsonNode answer = api.get("/open/list?limit=100&page=" + page).expect(200).body();
            assertThat(answer.get("items")).isEmpty();
            assertThat(answer.get("pagination").get("total").asInt()).isEqualTo(3);
            assertThat(answer.get("pagination").get("pages").asInt()).isEqualTo(1);
            assertThat(answer.get("pagination").get("currentPage").asString()).isEqualTo(page);
        }
        for (String page : List.of("0", "-1", "2147483648", "99999999999999999999", "one", "", "1.5")) {
            assertThat(fields(problem(api.get("/open/list?page=" + page), 400))).containsExactly("page");
        }
        for (String limit : List.of("0", "101", "-1", "x")) {
            assertThat(fields(problem(api.get("/open/list?limit=" + limit), 400))).containsExactly("limit");
        }
    }

    @Test
    void halfRequestsKeepNobodyOut() throws IOException {
        byte[] right = "GET /open/page?page=1 HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var open = new ArrayList<Socket>();
        try (var earlier = new Socket("127.0.0.1", port)) {
            earlier.setSoTimeout(30_000);
            earlier.getOutputStream().write(right);
            assertThat(earlier.getInputStream().read()).isEqualTo('H');
            for (int i = 0; i < 60; i++) {
                var half = new Socket("127.0.0.1", port);
                half.setSoTimeout(30_000);
                half.getOutputStream().write("GET /open/page?page=1 HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
                open.add(half);
            }
            // The oldest have made room for the newest,
            for (Socket oldest : open.subList(0, 40)) {
                assertThat(isClosed(oldest)).isTrue();
            }
            // which somebody else comes through, and who has asked before can ask again.
            api.get("/open/page?page=1").expect(200);
            earlier.getOutputStream().write(right);
            earlier.shutdownOutput();
            assertThat(new String(earlier.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .containsOnlyOnce("HTTP/1.1 200");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private String nameAfter(String name) {
        return api.send("POST", "/open/guests", escaped(name)).expect(200).body().get("name").asString();
    }

    private static Map<String, String> guest(String name, String email) {
        return Map.of("name", name, "email", email);
    }

    /** In ASCII, so that also what has no encoding can be sent. */
    private static String escaped(String name) {
        var text = new StringBuilder("{\"email\":\"a@example.com\",\"name\":\"");
        name.chars().forEach(c -> text.append(String.format("\\u%04x", c)));
        return text + "\"}";
    }

    private static List<String> fields(Answer problem) {
        return problem.body().get("errors").findValuesAsString("field");
    }

    private static Answer problem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.headers("X-Request-Id")).hasSize(1);
        return answer;
    }

    /** Sends bytes as they are, and reads until the other side closes or has said all. */
    private String exchange(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
