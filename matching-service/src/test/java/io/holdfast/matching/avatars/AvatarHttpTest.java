package io.holdfast.matching.avatars;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

import io.holdfast.matching.MatchingService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Over real HTTP; each test has a tenant of its own. */
class AvatarHttpTest {

    private static final String MINE = "/api/v1/professionals/me/avatar";
    private static final String ADMIN = "/api/v1/admin/professionals/sarah";
    private static final String SARAH = """
            {"displayName":"Dr Sarah Khan","email":"sarah@example.com","category":"medical","hourlyRate":{"amount":150000,"currency":"INR"},
            "zone":"Asia/Kolkata"%s}""";

    private static final ServiceUnderTest matching = ServiceUnderTest.of(MatchingService.class, "matching-service")
            .with("HOLDFAST_PUBLIC_URL=https://book.example.com")
            .start();
    private static int tenants;
    private String tenant;
    private HoldfastApi admin;
    private HoldfastApi sarah;

    @AfterAll
    static void stop() {
        matching.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = "pictured-" + ++tenants;
        admin = matching.asOneOf(tenant, "somebody", "admin");
        sarah = matching.asOneOf(tenant, "sarah", "professional");
        admin.put(ADMIN, SARAH.formatted("")).expect(201);
    }

    private static Answer put(HoldfastApi who, String type, byte[] picture) {
        return who.send(who.request(MINE).header("Content-Type", type).PUT(HttpRequest.BodyPublishers.ofByteArray(picture)).build());
    }

    private static HttpResponse<byte[]> shown(String address, String... headers) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address.replace("https://book.example.com", matching.address())));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void aPictureIsMadeAnewAndEverybodyMaySeeAndKeepIt() throws Exception {
        byte[] file = Pictures.turned(Pictures.halves(600, 400, "jpg"));

        String address = put(sarah, "image/jpeg", file).expect(200).body().get("avatarUrl").asString();

        assertThat(address).startsWith("https://book.example.com/api/v1/professionals/sarah/avatar?tenant=" + tenant + "&v=");
        HttpResponse<byte[]> picture = shown(address);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth()).isEqualTo(SquarePicture.SIDE);
        HttpResponse<byte[]> any = shown(address.replaceFirst("&v=.*", ""));
        assertThat(any.headers().firstValue("Cache-Control")).hasValue("no-cache, public");
        assertThat(shown(address.replaceFirst("&v=.*", "&v=former")).headers().firstValue("Cache-Control")).hasValue("no-cache, public");
        assertThat(shown(address, "If-None-Match", any.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
        for (String path : List.of("/api/v1/professionals/me", ADMIN)) {
            assertThat((path.equals(ADMIN) ? admin : sarah).get(path).body().get("avatarUrl").asString()).isEqualTo(address);
        }
        assertThat(admin.get("/api/v1/professionals/sarah").body().get("avatarUrl").asString()).isEqualTo(address);
    }

    @Test
    void anotherPictureHasAnotherAddressAndTheProfileCanBeSentBackAsItWasRead() {
        String first = put(sarah, "image/png", Pictures.halves(300, 300, "png")).expect(200).body().get("avatarUrl").asString();
        String second = put(sarah, "image/png", Pictures.halves(300, 200, "png")).expect(200).body().get("avatarUrl").asString();

        assertThat(second).isEqualTo(put(sarah, "image/png", Pictures.halves(300, 200, "png")).body().get("avatarUrl").asString());
        assertThat(first.replaceFirst("&v=.*", "")).isEqualTo(second.replaceFirst("&v=.*", ""));
        var profile = sarah.get("/api/v1/professionals/me").body();
        assertThat(sarah.put("/api/v1/professionals/me", profile).expect(200).body()).isEqualTo(profile);
    }

    @Test
    void whatIsTakenAwayIsGoneAndWhoLeftIsSeenNoMore() throws Exception {
        String address = put(sarah, "image/png", Pictures.halves(300, 300, "png")).body().get("avatarUrl").asString();
        admin.put(ADMIN, SARAH.formatted(",\"avatarUrl\":\"" + address + "\",\"active\":false")).expect(200);
        assertThat(shown(address).statusCode()).isEqualTo(404);
        admin.put(ADMIN, SARAH.formatted(",\"avatarUrl\":\"" + address + "\"")).expect(200);
        assertThat(shown(address).statusCode()).isEqualTo(200);

        sarah.send("DELETE", MINE, null).expect(204);

        assertThat(shown(address).statusCode()).isEqualTo(404);
        assertThat(sarah.get("/api/v1/professionals/me").body().get("avatarUrl").isNull()).isTrue();
        assertThat(matching.documents("avatars")).noneMatch(stored -> stored.getString("_id").startsWith(tenant + ":"));
    }

    @Test
    void whatCannotBeShownIsRefusedAndTheFormerStays() throws Exception {
        String address = put(sarah, "image/png", Pictures.halves(300, 300, "png")).body().get("avatarUrl").asString();

        assertThat(put(sarah, "image/png", Pictures.bomb(60_000, 60_000)).expect(422).body().get("code").asString())
                .isEqualTo("picture-dimensions");
        assertThat(put(sarah, "image/jpeg", "<script>".getBytes(StandardCharsets.US_ASCII)).expect(422).body().get("code").asString())
                .isEqualTo("picture-unreadable");
        put(sarah, "image/svg+xml", "<svg/>".getBytes(StandardCharsets.US_ASCII)).expect(415);
        put(sarah, "image/jpeg", new byte[9 << 20]).expect(413);
        put(matching.asOneOf(tenant, "nobody-here", "professional"), "image/png", Pictures.halves(300, 300, "png")).expect(404);
        put(admin, "image/png", Pictures.halves(300, 300, "png")).expect(403);
        put(matching.guest(), "image/png", Pictures.halves(300, 300, "png")).expect(401);

        assertThat(sarah.get("/api/v1/professionals/me").body().get("avatarUrl").asString()).isEqualTo(address);
        assertThat(shown(matching.address() + "/api/v1/professionals/nobody-here/avatar?tenant=" + tenant).statusCode()).isEqualTo(404);
        assertThat(shown(matching.address() + "/api/v1/professionals/sarah/avatar?tenant=another").statusCode()).isEqualTo(404);
    }
}
