package io.holdfast.endtoend;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.holdfast.defaults.secrets.KnownSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link ApartTest} would overlook if the reader of {@code docker-compose.yml} did not refuse it. */
class ComposeFileTest {

    private static final String FILE = """
            x-environment: &environment
              HOLDFAST_MONGODB_URI: mongodb://mongo:27017/?replicaSet=rs0
              HOLDFAST_KAFKA: ${HOLDFAST_KAFKA:-kafka:9092}
            services:
              gateway:
                build: { args: { MODULE: deploy/gateway } }
                environment:
                  <<: *environment
                  HOLDFAST_PORT: 8080
                  BOOKING_SERVICE_URL: http://booking-service:8081
                ports: ["${HOLDFAST_LISTEN:-127.0.0.1}:9090:8080"]
              booking-service:
                build: { args: { MODULE: booking-service } }
                environment: { <<: *environment, PORT: 8081 }
              notification-service:
                build: { args: { MODULE: notification-service } }
                environment: { PORT: 8084, HOLDFAST_SMTP_HOST: mail, HOLDFAST_SMTP_PORT: 1025 }
              mongo: { image: mongo }
              kafka: { image: kafka }
              mail: { image: mail }
            """;

    @Test
    void anchorsDefaultsAndAddressesBecomeAnEnvironmentForThisMachine() {
        List<ComposeFile.Service> services = parse(FILE).ours();

        assertThat(network(FILE).translate(services.getFirst())).containsExactlyInAnyOrderEntriesOf(Map.of(
                "HOLDFAST_MONGODB_URI", "mongodb://user@elsewhere/?tls=true",
                "HOLDFAST_KAFKA", "127.0.0.1:1",
                "HOLDFAST_PORT", "8",
                "BOOKING_SERVICE_URL", "http://127.0.0.1:9"));
        assertThat(network(FILE).translate(services.get(2))).containsExactlyInAnyOrderEntriesOf(Map.of(
                "PORT", "4", "HOLDFAST_SMTP_HOST", "127.0.0.1", "HOLDFAST_SMTP_PORT", "5"));
        assertThat(services.getFirst().module()).isEqualTo("deploy/gateway");
        assertThat(parse(FILE).published()).isEqualTo(Map.of("localhost:9090", "gateway:8080"));
    }

    @Test
    void aVariableThatNothingReadsIsRefused() {
        assertThatThrownBy(parse(FILE.replace("BOOKING_SERVICE_URL", "BOOKINGSERVICE_URL"))::ours)
                .hasMessageContaining("gateway the variable BOOKINGSERVICE_URL");
    }

    @Test
    void anAddressWhereNothingListensIsRefused() {
        assertRefused("http://booking-service:8081", "http://bookings:8081", "bookings:8081");
        assertRefused("http://booking-service:8081", "http://booking-service:8082", "booking-service:8082");
        assertRefused("http://booking-service:8081", "http://booking-service", "booking-service");
        assertRefused("-kafka:9092", "-kafka:9093", "kafka:9093");
        assertRefused("HOLDFAST_SMTP_PORT: 1025", "HOLDFAST_SMTP_PORT: 25", "mail:25");
    }

    @Test
    void aSubstitutionWithoutDefaultIsRefused() {
        assertThatThrownBy(parse(FILE.replace("${HOLDFAST_KAFKA:-kafka:9092}", "${HOLDFAST_KAFKA}"))::ours)
                .hasMessageContaining("HOLDFAST_KAFKA, which has no default");
    }

    @Test
    void nothingIsPublishedBeyondThisMachine() {
        Map<String, List<String>> publications = theFile().publications();

        assertThat(publications).containsKeys("gateway", "razorpay-simulator", "mail");
        assertThat(publications.values()).allSatisfy(ports ->
                assertThat(ports).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    /** Else a deployment that forgot to set it would start with a secret that everybody knows, and without a word. */
    @Test
    void everySecretThatOurFilesGiveAwayIsKnown() {
        Map<String, Set<String>> defaults = theFile().defaults();
        Pattern secret = Pattern.compile(".*(SECRET|PASSWORD|CREDENTIAL|JWKS|PRIVATE).*");

        var known = new TreeSet<String>();
        defaults.forEach((variable, values) -> values.forEach(value -> {
            if (secret.matcher(variable).matches()) {
                assertThat(KnownSecrets.isKnown(variable, value)).as("%s=%s is known", variable, value).isTrue();
                known.add(variable);
            }
        }));

        assertThat(known).contains("HOLDFAST_MANAGE_TOKEN_SECRET", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET", "HOLDFAST_JWKS_URI");
    }

    /** Who is not told of a live key cannot refuse to start beside it. */
    @Test
    void everyServiceIsToldThePaymentKey() {
        assertThat(theFile().ours()).allSatisfy(service ->
                assertThat(service.environment()).as(service.name()).containsKey("RAZORPAY_KEY_ID"));
    }

    private static ComposeFile theFile() {
        return ComposeFile.read(Apart.repository().resolve("docker-compose.yml"));
    }

    private static void assertRefused(String right, String wrong, String named) {
        String file = FILE.replace(right, wrong);
        assertThatThrownBy(() -> parse(file).ours().forEach(network(FILE)::translate))
                .hasMessageContaining("=" + named);
    }

    private static ComposeFile parse(String file) {
        return ComposeFile.parse(new StringReader(file));
    }

    private static NetworkMap network(String file) {
        return new NetworkMap(parse(file).names())
                .uri("mongo:27017", "mongodb://user@elsewhere/?tls=true")
                .address("kafka:9092", 1)
                .address("gateway:8080", 8)
                .address("booking-service:8081", 9)
                .address("notification-service:8084", 4)
                .address("mail:1025", 5);
    }
}
