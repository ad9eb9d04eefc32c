package io.holdfast.booking.imports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.defaults.web.Problem;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An installation that answers as its API says, and some that do not. */
class EasyAppointmentsApiTest {

    private static final String SERVICES = """
            [{"id":1,"name":"Physiotherapy","duration":60,"price":80,"currency":"EUR","description":"","attendantsNumber":1}]""";
    private static final String PROVIDERS = """
            [{"id":2,"firstName":"Eva","lastName":"Lindner","email":"eva@example.org","mobile":"+4915112345678","phone":"+4930",
              "timezone":"Europe/Berlin","language":"german","services":[1],
              "settings":{"username":"eva","workingPlan":{"monday":{"start":"09:00","end":"17:00",
                "breaks":[{"start":"12:00","end":"12:45"}]},"tuesday":null}}}]""";
    private static final String APPOINTMENTS = """
            [{"id":101,"start":"2026-12-07 09:30:00","end":"2026-12-07 10:30:00","status":"Booked","notes":null,
              "serviceId":1,"providerId":2,"customerId":3}]""";

    private final Map<RowKind, List<Row>> rows = new EnumMap<>(RowKind.class);
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/praxis/index.php/api/v1/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getQuery();
            String what = path.substring(path.lastIndexOf('/') + 1);
            int status = "Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
            byte[] body = answer(what, query).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        answer("/elsewhere/", 302, "");
        answer("/broken/", 500, "");
        answer("/page/", 200, "<html>");
        answer("/object/", 200, "{}");
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", address + "/praxis/");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String answer(String what, String query) {
        return switch (what) {
            case "services" -> SERVICES;
            case "providers" -> PROVIDERS;
            case "appointments" -> APPOINTMENTS;
            case "customers" -> query.contains("page=1&")
                    ? IntStream.range(0, 100).mapToObj(EasyAppointmentsApiTest::customer).collect(Collectors.joining(",", "[", "]"))
                    : "[" + customer(100) + "]";
            default -> "[]";
        };
    }

    private static String customer(int id) {
        return "{\"id\":" + id + ",\"firstName\":\"Client\",\"lastName\":\"No " + id + "\",\"email\":\"c" + id + "@example.org\"}";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allPagesOfAllThatThereIsAreReadWithTheToken() {
        read(address, "/praxis", "good");

        assertThat(rows.get(RowKind.OFFERINGS)).singleElement().satisfies(row -> assertThat(row.values())
                .containsEntry("name", "Physiotherapy").containsEntry("durations", "60").containsEntry("price", "80"));
        assertThat(rows.get(RowKind.PROFESSIONALS)).singleElement().satisfies(row -> assertThat(row.values())
                .containsEntry("hours", "MONDAY 09:00-17:00")
                .containsEntry("breaks", "MONDAY 12:00-12:45")
                .containsEntry("phone", "+4915112345678")
                .containsEntry("offeringIds", rows.get(RowKind.OFFERINGS).getFirst().get("id")));
        assertThat(rows.get(RowKind.CONTACTS)).hasSize(101);
        assertThat(rows.get(RowKind.BOOKINGS)).singleElement().satisfies(row -> assertThat(row.values())
                .containsEntry("start", "2026-12-07 09:30:00").containsEntry("contactId", "3"));
        assertThat(asked).allMatch(one -> one.endsWith(" Bearer good"));
        assertThat(asked).anyMatch(one -> one.contains("appointments?") && one.contains("from=2026-11-27"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /praxis    | bad  | It does not take the token.
            /elsewhere | good | Redirects are not followed.
            /broken    | good | It answered 500.
            /page      | good | It answered with something else than JSON.
            /object    | good | It answered with something else than a list.
            """)
    void whatDoesNotAnswerAsItShouldIsToldInWords(String path, String token, String why) {
        assertThatThrownBy(() -> read(address, path, token)).isInstanceOf(Problem.class).hasMessageEndingWith(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/   | Other systems are read by https only.
            https://169.254.169.254/  | This address does not lie in the public internet.
            https://127.0.0.1/        | This address does not lie in the public internet.
            https://inside.example/   | This address does not lie in the public internet.
            """)
    void addressesWithinOurNetworkAreNotRead(String url, String why) {
        assertThatThrownBy(() -> api().require(url)).isInstanceOf(Problem.class).hasMessage(why);
    }

    private void read(String origin, String path, String token) {
        EasyAppointmentsApi api = api();
        HttpUrl url = api.require(origin + path);
        api.read(url, token, new EasyAppointments(
                new TenantId("demo"), "praxis", (kind, row) -> rows.computeIfAbsent(kind, any -> new ArrayList<>()).add(row)));
    }

    private EasyAppointmentsApi api() {
        var beans = new StaticListableBeanFactory();
        HostAddresses addresses = host -> List.of(
                host.equals("inside.example") ? InetAddress.getByName("10.0.0.7") : InetAddress.getByName(host));
        beans.addBean("addresses", addresses);
        return new EasyAppointmentsApi(
                new ImportSettings(List.of(address), Duration.ofSeconds(30)), beans.getBeanProvider(HostAddresses.class),
                Clock.fixed(Instant.parse("2026-11-28T10:00:00Z"), ZoneOffset.UTC));
    }
}
