package io.holdfast.embedded.outside;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may send and what is answered. That its messages are read as they were written is notification-service's test. */
class PushServiceTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final String MESSAGE = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
            + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private final InMemoryPushStore store = new InMemoryPushStore();
    private PushService service;
    private KeyPair application;
    private String key;
    private BrowserSubscription browser;

    @BeforeEach
    void start() throws Exception {
        service = PushService.start(0, store, Clock.fixed(NOW, ZoneOffset.UTC));
        application = P256.newPair();
        key = P256.base64(P256.point((ECPublicKey) application.getPublic()));
        browser = service.subscribe(key);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** Appendix A of RFC 8291. */
    @Test
    void theExampleOfTheStandardIsDecrypted() throws Exception {
        PrivateKey own = privateKey("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
        byte[] point = P256.bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        byte[] auth = P256.bytes("BTBZMqHH6r4Tts7J_aSIgg");

        assertThat(new String(PushDecryption.decrypt(P256.bytes(MESSAGE), own, point, auth), UTF_8))
                .isEqualTo("When I grow up, I want to be a watermelon");
        assertThatThrownBy(() -> PushDecryption.decrypt(P256.bytes(MESSAGE), own, point, new byte[16]))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void whatTheBrowserCannotReadIsTakenAndThrownAway() throws Exception {
        HttpResponse<String> answer = post(token(service.url().toString(), Instant.now().plus(Duration.ofHours(1))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).isPresent();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void onlyTheApplicationThatWasSubscribedToMaySend() throws Exception {
        String rightful = token(service.url().toString(), Instant.now().plus(Duration.ofHours(1)));
        assertThat(post(token("https://push.example.net", Instant.now().plus(Duration.ofHours(1)))).statusCode()).isEqualTo(403);
        assertThat(post(token(service.url().toString(), Instant.now())).statusCode()).isEqualTo(403);
        assertThat(post(token(service.url().toString(), Instant.now().plus(Duration.ofHours(25)))).statusCode()).isEqualTo(403);
        application = P256.newPair();
        assertThat(post(token(service.url().toString(), Instant.now().plus(Duration.ofHours(1)))).statusCode()).isEqualTo(403);
        key = P256.base64(P256.point((ECPublicKey) application.getPublic()));
        assertThat(post(token(service.url().toString(), Instant.now().plus(Duration.ofHours(1)))).statusCode()).isEqualTo(403);
        key = browser.applicationServerKey();
        assertThat(post(rightful).statusCode()).isEqualTo(201);
    }

    @Test
    void aSubscriptionThatWasGivenUpIsGone() throws Exception {
        String token = token(service.url().toString(), Instant.now().plus(Duration.ofHours(1)));
        assertThat(service.giveUp(browser.id())).isTrue();

        assertThat(post(token).statusCode()).isEqualTo(410);
        assertThat(send(URI.create(service.url() + "/push/never-was"), token).statusCode()).isEqualTo(404);
        assertThat(service.giveUp("never-was")).isFalse();
    }

    private HttpResponse<String> post(String token) throws Exception {
        return send(URI.create(browser.endpoint()), token);
    }

    private HttpResponse<String> send(URI endpoint, String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(endpoint)
                    .header("Authorization", "vapid t=" + token + ", k=" + key)
                    .header("Content-Encoding", "aes128gcm")
                    .header("TTL", "60")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(P256.bytes(MESSAGE)));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private String token(String audience, Instant expires) throws GeneralSecurityException {
        String claims = """
                {"aud":"%s","exp":%d,"sub":"mailto:bookings@holdfast.example"}""".formatted(audience, expires.getEpochSecond());
        String text = P256.base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(UTF_8)) + "." + P256.base64(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(application.getPrivate());
        signature.update(text.getBytes(UTF_8));
        return text + "." + P256.base64(signature.sign());
    }

    private static PrivateKey privateKey(String number) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(new BigInteger(1, P256.bytes(number)), curve));
    }
}
