package io.holdfast.matching.geocoding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.matching.MatchingService;
import io.holdfast.matching.application.Geocoder;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class GeocodingTest {

    private static final Position DIZENGOFF = new Position(32.0779, 34.7741);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer map;
    private volatile int status = 200;
    private volatile String answer = "[{\"lat\":\"32.0779\",\"lon\":\"34.7741\",\"display_name\":\"12 Dizengoff\"}]";

    @BeforeEach
    void start() throws IOException {
        map = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        map.createContext("/search", exchange -> {
            asked.add(exchange.getRequestURI().getQuery());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        map.start();
    }

    @AfterEach
    void stop() {
        map.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "Tel Aviv, 32.08, 34.78", "tel-aviv, 32.08, 34.78", "תל אביב, 32.08, 34.78", "Petah Tikva, 32.09, 34.88",
        "Mumbai, 19.08, 72.88", "मुंबई, 19.08, 72.88", "New York, 40.71, -74.01"
    })
    void gazetteerKnowsCitiesByTheirNames(String city, double latitude, double longitude) {
        assertThat(new Gazetteer().locate("12 Dizengoff", city)).contains(new Position(latitude, longitude));
    }

    @Test
    void gazetteerDoesNotGuess() {
        assertThat(new Gazetteer().locate(null, "Atlantis")).isEmpty();
        assertThat(new Gazetteer().locate(null, "")).isEmpty();
    }

    @Test
    void distancesAreTheKnownOnes() {
        Position telAviv = new Gazetteer().locate(null, "Tel Aviv").orElseThrow();
        Position jerusalem = new Gazetteer().locate(null, "Jerusalem").orElseThrow();
        assertThat(telAviv.kilometresTo(jerusalem)).isCloseTo(53.4, within(1.0));
        assertThat(new Position(0, 0).kilometresTo(new Position(0, 180))).isCloseTo(20_015, within(1.0));
    }

    @Test
    void serverIsAskedAsNominatimWants() {
        assertThat(nominatim().locate("12 Dizengoff & Co", "Tel Aviv")).contains(DIZENGOFF);
        assertThat(asked).containsExactly("format=jsonv2&limit=1&city=Tel+Aviv&street=12+Dizengoff+&+Co");

        answer = "[]";
        assertThat(nominatim().locate(null, "Atlantis")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[{\"lat\":\"x\",\"lon\":\"1\"}]", "[{\"lat\":\"91\",\"lon\":\"1\"}]", "[{}]"})
    void answerThatIsNoneIsNoPosition(String nonsense) {
        answer = nonsense;
        assertThatThrownBy(() -> nominatim().locate(null, "Tel Aviv"))
                .isInstanceOf(NominatimGeocoder.Unavailable.class)
                .hasMessageNotContaining("Tel Aviv");
    }

    @Test
    void serverThatFailsIsLeftAlone() {
        status = 503;
        NominatimGeocoder nominatim = nominatim();
        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(() -> nominatim.locate(null, "Tel Aviv")).isInstanceOf(NominatimGeocoder.Unavailable.class);
        }
        assertThat(asked).hasSize(5);
    }

    @Test
    void addressIsAskedForOnceAndTheGazetteerHelpsWhenTheServerDoesNotAnswer() {
        try (var service = ServiceUnderTest.of(MatchingService.class, "matching-service")
                .with("matching.geocoding.nominatim-url=http://127.0.0.1:" + map.getAddress().getPort())
                .start()) {
            Geocoder geocoder = service.bean(Geocoder.class);
            assertThat(geocoder.locate("12 Dizengoff", "Tel Aviv")).contains(DIZENGOFF);
            assertThat(geocoder.locate("12 dizengoff", "tel-aviv")).contains(DIZENGOFF);
            assertThat(asked).hasSize(1);
            assertThat(service.documents("positions")).singleElement()
                    .satisfies(stored -> assertThat(stored.toJson()).doesNotContainIgnoringCase("dizengoff"));

            answer = "[]";
            assertThat(geocoder.locate("Nowhere 1", "Atlantis")).isEmpty();
            assertThat(geocoder.locate("Nowhere 1", "Atlantis")).isEmpty();
            assertThat(asked).as("the street, then the city, each once").hasSize(3);

            status = 500;
            assertThat(geocoder.locate("Herzl 1", "Haifa")).isEqualTo(Optional.of(new Position(32.79, 34.99)));
        }
    }

    private NominatimGeocoder nominatim() {
        var settings = new GeocodingSettings(
                "http://127.0.0.1:" + map.getAddress().getPort(), "Holdfast tests", Duration.ofSeconds(2), 4);
        return new NominatimGeocoder(HttpClient.newHttpClient(), settings);
    }
}
