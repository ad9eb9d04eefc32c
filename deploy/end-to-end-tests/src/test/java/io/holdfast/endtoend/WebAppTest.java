package io.holdfast.endtoend;

import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The web app through the gateway, on the running platform, as somebody without a script would use it. */
@OnPlatform
class WebAppTest {

    private final Platform platform = Platform.running();
    private final Browser browser = Browser.at(platform.embedded.url());

    @Test
    void fromTheFirstPageToAConfirmedBookingAndItsMail() {
        String email = Platform.freshEmail();
        Visit home = browser.open("/").expect(200);
        assertThat(home.shown("main")).contains("Consultation", "Dr. Sarah Khan");
        Visit choice = follow(home, "a[href=/book/astrology-reading]");
        // Only one professional provides it, so there is nothing to choose.
        assertThat(choice.address().getPath()).isEqualTo("/book/astrology-reading/dr-sarah-khan");
        Visit details = follow(choice, "#times a.slot");

        Visit pay = browser.submit(details, "main form", Map.of("name", "Gita Guest", "email", email)).expect(200);
        assertThat(pay.address().getPath()).matches("/b/[^/]+/pay");
        String id = pay.address().getPath().split("/")[2];
        Visit paying = Eventually.see("the order is made", () -> browser.open("/b/" + id + "/pay"), page -> page.has("[name=outcome]"));
        browser.submit(paying, "form[action$=/pay]", Map.of("outcome", "success"));

        Visit confirmed = Eventually.see("confirmed", () -> browser.open("/b/" + id), page -> page.shown("h1").equals("Confirmed"));
        assertThat(confirmed.shown("main")).contains("Astrology reading", "Dr. Sarah Khan", "₹999");
        assertThat(browser.open("/b/" + id + "/calendar.ics").expect(200).text()).startsWith("BEGIN:VCALENDAR");
        assertThat(browser.open("/b/" + id + "/receipt.pdf").expect(200).header("Content-Type")).isEqualTo("application/pdf");
        assertThat(browser.addresses()).noneMatch(address -> address.matches(".*[?&]t=.*"));

        List<JsonNode> mails = Eventually.see(
                "the mail",
                () -> platform.mailsTo(email).stream().filter(mail -> mail.get("subject").asString().startsWith("Confirmed: ")).toList(),
                found -> !found.isEmpty());
        String html = mails.getFirst().get("html").asString();
        String link = html.replaceAll("(?s).*?href=\"([^\"]*/b/" + id + "\\?t=[^\"]*)\".*", "$1");
        Visit fromMail = Browser.at(platform.embedded.url()).open(link).expect(200);
        assertThat(fromMail.shown("h1")).isEqualTo("Confirmed");
        assertThat(fromMail.address().getQuery()).isNull();
        Visit stranger = Browser.at(platform.embedded.url()).open("/b/" + id);
        assertThat(stranger.address().getPath()).isEqualTo("/login");
        assertThat(stranger.text()).doesNotContain("Astrology reading");

        Visit cancel = follow(fromMail, "a[href=/b/" + id + "/cancel]", Browser.at(platform.embedded.url()), link);
        // The first free time may be less than a day ahead, by a clock that tests move: then it is half.
        assertThat(cancel.shown(".notice")).containsAnyOf("₹999", "₹499.50");
    }

    @Test
    void aSignedInClientBooksUnderTheirName() {
        Visit login = browser.open("/login").expect(200);
        browser.submit(login, "form:has([value=client2])", Map.of());
        Visit details = follow(browser.open("/book/clinic-intake/dr-james-lee"), "#times a.slot");
        assertThat(details.shown("main")).contains("Ravi Menon");

        Visit booked = browser.submit(details, "main form", Map.of()).expect(200);

        assertThat(booked.address().getPath()).startsWith("/b/");
        assertThat(Eventually.see(
                        "the practice is asked", () -> browser.open(booked.address().getPath()).shown("h1"),
                        title -> title.contains("confirm")))
                .isEqualTo("The practice has to confirm");
    }

    @Test
    void apiDocumentsAndDemoStayWhereTheyWere() {
        Answer unknown = platform.anybody.get("/api/v1/nothing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");
        assertThat(platform.anybody.get("/openapi.json").expect(200).body().get("openapi").asString()).startsWith("3.1");
        assertThat(platform.anybody.get("/problems/not-found").status()).isEqualTo(200);
        assertThat(platform.anybody.get("/docs").expect(200).text()).contains("swagger-ui");
        assertThat(platform.anybody.get("/demo/clock").expect(200).body().has("now")).isTrue();
        Answer page = platform.anybody.get("/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void theMailOfAWaitlistLeadsToThePlaceAndWhatIsOfferedThereIsTaken() {
        Slot slot = platform.slots.free("dr-sarah-khan", "astrology-reading");
        Held held = platform.hold(slot);
        String email = Platform.freshEmail();
        Visit ask = browser.open("/book/astrology-reading/dr-sarah-khan/waitlist?duration=60&date=" + slot.day()).expect(200);
        browser.submit(ask, "main form", Map.of("name", "Wanda Waiting", "email", email)).expect(200);
        JsonNode mail = Eventually.see("the mail", () -> platform.mailsTo(email), found -> !found.isEmpty()).getFirst();
        String link = mail.get("html").asString().replaceAll("(?s).*?href=\"([^\"]*/w/[^\"]*\\?t=[^\"]*)\".*", "$1");
        Browser fromMail = Browser.at(platform.embedded.url());
        Visit place = fromMail.open(link).expect(200);
        assertThat(place.shown("h1")).isEqualTo("You are on the waitlist");
        assertThat(place.address().getQuery()).isNull();

        platform.anybody
                .post("/api/v1/bookings/" + held.id() + "/cancel", Map.of("reason", "Ill"), "Holdfast-Manage-Token", held.manageToken())
                .expect(200);
        Visit offered = Eventually.see(
                "it is offered", () -> fromMail.open(place.address().getPath()), page -> page.shown("h1").equals("It is your turn"));
        Visit taken = fromMail.submit(offered, "form[action$=/accept]", Map.of()).expect(200);
        String booking = taken.address().getPath().split("/")[2];

        Visit pay = Eventually.see(
                "it can be paid", () -> fromMail.open("/b/" + booking + "/taken"), page -> page.address().getPath().endsWith("/pay"));
        assertThat(pay.shown("main")).contains("₹999");
        fromMail.submit(pay, "form[action$=/release]", Map.of());
    }

    @Test
    void onlyTheWizardIsFramedAndOnlyByTheSiteThatWasNamed() {
        Answer wizard = platform.anybody.get("/embed/astrology-reading/dr-sarah-khan", "Accept", "text/html").expect(200);
        assertThat(wizard.header("Content-Security-Policy")).endsWith("frame-ancestors " + Platform.OTHER_SITE);
        assertThat(wizard.header("X-Frame-Options")).isNull();

        for (String address : List.of(
                "/", "/book/astrology-reading/dr-sarah-khan", "/api/v1/offerings", "/docs", "/problems/not-found", "/nowhere")) {
            assertThat(platform.anybody.get(address).header("X-Frame-Options")).as(address).isEqualTo("DENY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking-service", "availability-service", "payment-service", "matching-service", "notification-service",
        "scheduler-service", "demo"})
    void noOtherPartServesTheWebAppsFiles(String part) {
        String itself = "http://127.0.0.1:" + platform.embedded.portOf(part);

        for (String file : List.of("/css/base.css", "/js/app.js", "/icons.svg", "/webjars/htmx.org/2.0.10/dist/htmx.min.js")) {
            assertThat(HoldfastApi.at(itself).get(file).status()).as(file).isIn(401, 404);
        }
    }

    private Visit follow(Visit page, String link) {
        return follow(page, link, browser, null);
    }

    /** @param before what that browser opens first, null for nothing */
    private static Visit follow(Visit page, String link, Browser with, String before) {
        var found = page.document().selectFirst(link);
        if (found == null) {
            throw new AssertionError("There is no " + link + " on\n" + page);
        }
        if (before != null) {
            with.open(before);
        }
        return with.open(found.attr("href")).expect(200);
    }
}
