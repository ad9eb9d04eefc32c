package io.holdfast.defaults.secrets;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What a deployment is told about secrets that are none. */
class KnownSecretsTest {

    private static final String LIVE = "holdfast.secrets.payment-key-id=rzp_live_1DP5mmOlF5G5ag";
    private static final String TEST = "holdfast.secrets.payment-key-id=rzp_test_holdfast";
    private static final String OWN = "b3f0c64a1f9e4f0fa9c1d2e3f4a5b6c7";

    private final Logger logger = (Logger) LoggerFactory.getLogger(KnownSecrets.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class));

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDFAST_MANAGE_TOKEN_SECRET, booking.manage-token-secret, only-for-development-change-me-0000",
        "RAZORPAY_KEY_SECRET, razorpay.key-secret, holdfast-test-key-secret",
        "RAZORPAY_WEBHOOK_SECRET, razorpay.webhook-secret, holdfast-test-webhook-secret",
        "RAZORPAY_WEBHOOK_SECRET, razorpay.webhook-secret, ' Holdfast-Test-Webhook-Secret '",
        "RAZORPAY_WEBHOOK_SECRET_PREVIOUS, razorpay.webhook-secret-previous, holdfast-test-webhook-secret",
        "RAZORPAY_KEY_SECRET, razorpay.key-secret, change-me",
        "HOLDFAST_API_KEY_SECRET, holdfast.access.api-keys.secret, only-for-development-api-keys-00000000",
        "HOLDFAST_CALENDAR_SECRET, availability.busy-calendars.secret, only-for-development-calendars-00000000",
        "HOLDFAST_OIDC_CLIENT_SECRET, web.sign-in.client-secret, only-for-development-web-client",
        "HOLDFAST_JWKS_URI, spring.security.oauth2.resourceserver.jwt.jwk-set-uri, "
                + "http://keycloak:8080/realms/holdfast/protocol/openid-connect/certs",
        "HOLDFAST_JWKS_URI, spring.security.oauth2.resourceserver.jwt.jwk-set-uri, http://localhost:8089/demo/jwks.json"
    })
    void knownSecretIsRefusedWithALiveKeyAndWarnedOfWithATestKey(String variable, String property, String value) {
        service.withPropertyValues(TEST, property + "=" + value).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(warnings()).singleElement().asString().contains(variable).doesNotContain(value.strip());
        });
        service.withPropertyValues(LIVE, property + "=" + value).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasMessageContaining(variable)
                    .message().doesNotContain(value.strip());
        });
    }

    @Test
    void aLiveKeyIsRecognisedWhereverItStands() {
        for (String key : List.of("razorpay.key-id=rzp_live_x", "razorpay.key-id= RZP_LIVE_x", LIVE)) {
            service.withPropertyValues(key, "razorpay.key-secret=holdfast-test-key-secret")
                    .run(context -> assertThat(context).hasFailed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://razorpay-simulator:8090", "http://api.razorpay.com"})
    void aLiveKeyWithASimulatorOrAnOpenLineIsRefused(String url) {
        service.withPropertyValues(LIVE, "razorpay.api-url=" + url).run(context ->
                assertThat(context.getStartupFailure()).hasMessageContaining("RAZORPAY_API_URL"));
        service.withPropertyValues(TEST, "razorpay.api-url=" + url).run(context -> assertThat(warnings()).isEmpty());
    }

    @Test
    void secretsOfOnesOwnAreNobodysBusiness() {
        for (String key : List.of(LIVE, TEST, "holdfast.secrets.payment-key-id=")) {
            service.withPropertyValues(
                            key,
                            "booking.manage-token-secret=" + OWN,
                            "razorpay.key-secret=" + OWN,
                            "razorpay.webhook-secret=" + OWN,
                            "razorpay.webhook-secret-previous=",
                            "razorpay.api-url=https://api.razorpay.com",
                            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://id.example.com/keys")
                    .run(context -> assertThat(context).hasNotFailed());
        }
        assertThat(warnings()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndHowToPutItRight() {
        service.withPropertyValues(LIVE, "razorpay.key-secret=secret", "razorpay.webhook-secret=secret").run(context -> {
            var failure = (KnownSecretsInUse) context.getStartupFailure();
            assertThat(failure.sentences()).hasSize(2);
            var analysis = new KnownSecretsAnalyzer().analyze(failure);
            assertThat(analysis.getDescription()).contains("RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET");
            assertThat(analysis.getAction()).contains("values of your own");
        });
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
