package io.holdfast.notification.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import biweekly.Biweekly;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotificationService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The previews, as an admin asks for them. */
class TemplatesHttpTest {

    private static final String TEMPLATES = "/api/v1/admin/templates";
    private static ServiceUnderTest service;

    private final HoldfastApi admin = service.as("boss", "admin");

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service").withoutRedis().start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyTemplateThatIsListedCanBeSeenInEachOfItsLanguagesAndFormats() {
        var kinds = new ArrayList<String>();
        for (JsonNode template : admin.get(TEMPLATES + "?limit=100").expect(200).body().get("items")) {
            String path = TEMPLATES + "/" + template.get("kind").asString();
            kinds.add(template.get("kind").asString());
            for (JsonNode language : template.get("languages")) {
                for (JsonNode format : template.get("formats")) {
                    HoldfastApi.Answer preview = admin.get(path + "?recipient=" + template.get("recipient").asString()
                                    + "&language=" + language.asString() + "&format=" + format.asString())
                            .expect(200);
                    assertThat(preview.text()).contains(about(template.get("kind").asString()));
                    assertThat(preview.header("Content-Language")).isEqualTo(language.asString());
                }
            }
        }
        assertThat(kinds.stream().distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(NotificationKind.values(), AdminNotice.values())
                        .flatMap(Arrays::stream)
                        .map(Enum::name)
                        .toList());
    }

    private static String about(String kind) {
        return kind.equals("WEBHOOK_DISABLED")
                ? "hooks.example.com"
                : kind.startsWith("WAITLIST") ? "/w/sample" : "HF-2026-000001";
    }

    @Test
    void whatTheAdminIsToldBesideBookingsCanBeSeenToo() {
        HoldfastApi.Answer html = admin.get(TEMPLATES + "/webhook_disabled?language=he").expect(200);
        assertThat(html.text()).contains("dir=\"rtl\"", "hooks.example.com", "הנהלת החשבונות").doesNotContain("{1}", "{2}");
        assertThat(admin.get(TEMPLATES + "/WEBHOOK_DISABLED?format=text&recipient=ADMIN").expect(200).text())
                .startsWith("Webhook to hooks.example.com is disabled")
                .contains("hooks.example.com (Our books)");
    }

    @Test
    void aPreviewIsTheMailItself() {
        HoldfastApi.Answer html = admin.get(TEMPLATES + "/confirmed?language=he-IL").expect(200);
        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(html.header("Content-Security-Policy")).contains("sandbox");
        assertThat(html.text()).contains("dir=\"rtl\"", "ההזמנה שלך אושרה");
        HoldfastApi.Answer text = admin.get(TEMPLATES + "/CONFIRMED?recipient=PROFESSIONAL&format=text&language=hi").expect(200);
        assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(text.text()).contains("आपके लिए एक नई बुकिंग है");
        HoldfastApi.Answer entry = admin.get(TEMPLATES + "/CANCELLED?format=ics").expect(200);
        assertThat(entry.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(Biweekly.parse(entry.text()).first().getMethod().getValue()).isEqualTo("CANCEL");
    }

    @ParameterizedTest
    @CsvSource({
        "/CONFIRMED?format=pdf,format", "/CONFIRMED?language=fr,language",
        "/CONFIRMED?language=not_a_tag,language", "/CONFIRMED?recipient=NOBODY,recipient", "/CONFIRMED?language=en&language=hi,language"
    })
    void whatIsNoChoiceIsRefused(String path, String field) {
        assertThat(admin.get(TEMPLATES + path).expect(400).errorFields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/NOTHING", "/NEW_BOOKING?recipient=CLIENT", "/CONFIRMED?recipient=ADMIN&format=ics", "/WEBHOOK_DISABLED?recipient=CLIENT",
            "/WEBHOOK_DISABLED?format=ics", "/DECLINED?format=ics"})
    void whatThereIsNotIsNotFound(String path) {
        assertThat(admin.get(TEMPLATES + path).expect(404).body().get("detail").asString()).startsWith("There is no such ");
    }

    @Test
    void onlyAdminsSeeThem() {
        for (String path : java.util.List.of(TEMPLATES, TEMPLATES + "/CONFIRMED")) {
            service.guest().get(path).expect(401);
            service.as("asha", "client").get(path).expect(403);
            service.as("sarah", "professional").get(path).expect(403);
            admin.post(path, Map.of()).expect(405);
        }
    }
}
