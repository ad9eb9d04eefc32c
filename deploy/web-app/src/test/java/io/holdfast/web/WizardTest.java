package io.holdfast.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Asked;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** From what is offered to a held time, without a script. */
class WizardTest {

    private static final String TIMES = "/book/consultation-60/dr-khan";
    private static final String DETAILS = TIMES + "/details?duration=60&tz=Asia/Kolkata&start=2026-12-01T03:30:00Z";
    private static final Map<String, String> TYPED = Map.of(
            "name", "Gita Guest", "email", "gita@example.com", "phone", "+919812345678", "question-topic", "My back",
            "notes", "Second floor");

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    @Test
    void homeShowsWhatIsOfferedAndByWhom() {
        Visit home = browser.open("/").expect(200);

        assertThat(home.shown("article.card")).contains("Consultation", "from ₹750", "30–60 min", "By video");
        assertThat(home.shown("a.card[href=/p/dr-khan]"))
                .contains("SK", "Dr. Sarah Khan", "Therapist", "₹1,500 an hour", "4.8 (12 reviews)");
    }

    @Test
    void nothingToBookIsSaid() {
        web.api.on("GET /api/v1/offerings", Practice.list());

        assertThat(browser.open("/").shown(".empty")).contains("Nothing can be booked here");
    }

    @Test
    void whatIsNoChoiceIsSkipped() {
        Visit times = browser.open("/book/consultation-60").expect(200);

        assertThat(times.address().getPath()).isEqualTo(TIMES);
        assertThat(times.address().getQuery()).isEqualTo("duration=60");
    }

    @Test
    void ofSeveralOneOrAnyoneIsChosen() {
        web.api.on("GET /api/v1/professionals", Practice.list(
                Practice.professional("dr-khan", "Dr. Sarah Khan"), Practice.professional("dr-lee", "Dr. James Lee")));

        Visit choice = browser.open("/book/consultation-60").expect(200);
        Visit anyone = browser.submit(choice, "main form", Map.of("duration", "30"), "button[value=anyone]").expect(200);

        assertThat(choice.document().select("main button").eachText()).hasSize(3);
        assertThat(anyone.address().getPath()).isEqualTo("/book/consultation-60/anyone");
        assertThat(anyone.shown("aside .summary")).contains("Anyone who is free", "₹750");
        assertThat(web.api.asked("GET /api/v1/availability").getFirst().query()).contains("duration=30", "date=2026-12-01");
    }

    @Test
    void itOpensAtTheFirstFreeDayAndSaysSo() {
        web.api.on("GET /api/v1/professionals/dr-khan/available-dates", asked -> Said.json(asked.query().contains("month=2026-12")
                ? Practice.dates()
                : "{\"availableDates\":[],\"zone\":\"Asia/Kolkata\"}"));

        Visit page = browser.open(TIMES).expect(200);

        assertThat(page.shown(".notice.info")).contains("Tuesday, 1 December 2026");
        assertThat(page.shown("#month")).isEqualTo("December 2026");
        assertThat(page.shown("#day")).isEqualTo("Tuesday, 1 December 2026");
        assertThat(page.document().select(".month a.day").eachAttr("aria-label"))
                .containsExactly("Tuesday, 1 December 2026, has free times");
    }

    @Test
    void takenTimesAreShownAsTakenAndFreeOnesLeadOn() {
        Visit page = browser.open(TIMES + "?date=2026-12-01").expect(200);

        assertThat(page.document().select("#times h3").eachText()).containsExactly("Morning", "Afternoon");
        assertThat(page.document().select("#times a.slot").eachText()).containsExactly("09:00", "16:00");
        assertThat(page.document().select("#times").attr("data-stream"))
                .isEqualTo("/api/v1/professionals/dr-khan/availability/stream?date=2026-12-01&offeringId=consultation-60&duration=60");
        assertThat(page.document().select("#times .slot.off").eachText()).containsExactly("10:00 Booked", "13:00 Break");
        assertThat(page.document().select("#times a.slot").first().attr("href"))
                .isEqualTo(TIMES + "/details?duration=60&tz=Asia%2FKolkata&start=2026-12-01T03:30:00Z");
        assertThat(page.shown(".summary")).contains("India Standard Time, Asia/Kolkata", "Up to 24 hours before the start you get everything back");
    }

    @Test
    void timesAreShownInTheZoneThatIsChosen() {
        Visit page = browser.open(TIMES + "?date=2026-12-01");

        Visit jerusalem = browser.submit(page, "form.zone", Map.of("tz", "Asia/Jerusalem"));

        assertThat(jerusalem.document().select("#times a.slot").eachText()).containsExactly("05:30", "12:30");
        assertThat(jerusalem.shown(".summary")).contains("Israel Standard Time, Asia/Jerusalem");
        Visit newYork = browser.open(TIMES + "?date=2026-12-01&tz=America/New_York");
        assertThat(newYork.document().select("#times h3").eachText())
                .containsExactly("Monday, 30 November 2026", "Tuesday, 1 December 2026");
        assertThat(newYork.shown("#days")).contains("Days are those of India Standard Time");
        assertThat(newYork.document().select("form.zone option").eachText())
                .contains("Eastern Standard Time, America/New_York (UTC-05:00)", "UTC")
                .doesNotContain("UTC (UTC)");
    }

    @Test
    void aMonthWithoutAFreeDayLeadsToTheNextOne() {
        web.api.on("GET /api/v1/professionals/dr-khan/available-dates", asked -> Said.json(asked.query().contains("month=2026-12")
                ? Practice.dates()
                : "{\"availableDates\":[],\"zone\":\"Asia/Kolkata\"}"));

        Visit page = browser.open(TIMES + "?month=2026-11").expect(200);

        assertThat(page.shown("#day")).contains("No free day in this month");
        assertThat(page.document().select("#times a[role=button]").first().attr("href")).contains("date=2026-12-01");
    }

    @Test
    void whereMatchingFindsSomebodyThePageSaysWhatHappensNextAndAsksForTheAddress() {
        String massage = Practice.offering("home-massage", "Massage").replace("\"DIRECT\"", "\"MATCH\"");
        web.api.on("GET /api/v1/offerings/home-massage", massage);
        web.api.on("POST /api/v1/bookings", asked -> new Said(201, "application/json", held(), Map.of()));
        web.api.on("GET /api/v1/bookings/b-1", held());

        Visit times = browser.open("/book/home-massage").expect(200);
        assertThat(times.shown("aside .summary")).contains("What happens next", "up to five professionals", "you get everything back");
        assertThat(times.has(".waitlist")).isFalse();
        Visit details = browser.open(times.document().selectFirst("#times a.slot").attr("href")).expect(200);
        assertThat(details.shown("aside .summary")).contains("What happens next");
        Visit missing = browser.submit(details, "main form", TYPED).expect(422);
        assertThat(missing.shown(".field:has(#street) .mistake")).isEqualTo("This is needed.");
        browser.submit(missing, "main form", Map.of("street", "12 Herzl", "city", "Tel Aviv")).expect(200);

        JsonNode body = web.api.asked("POST /api/v1/bookings").getFirst().json();
        assertThat(body.get("mode").asString()).isEqualTo("MATCH");
        assertThat(body.get("address").toString()).contains("12 Herzl", "Tel Aviv");
        assertThat(body.has("professionalId")).isFalse();
    }

    @Test
    void whomOneWishesForIsAskedForAndOtherwiseNobodyInParticular() {
        String massage = Practice.offering("home-massage", "Massage").replace("\"DIRECT\"", "\"MATCH\"");
        web.api.on("GET /api/v1/offerings/home-massage", massage);
        web.api.on("POST /api/v1/bookings", asked -> Said.problem(422, "preference-unavailable", ""));
        String address = "/book/home-massage/anyone/details?duration=60&start=2026-12-01T03:30:00Z";
        Visit details = browser.open(address).expect(200);
        assertThat(details.document().select("#wish-professional option").eachText()).contains("No preference").hasSizeGreaterThan(1);
        Map<String, String> there = new HashMap<>(TYPED);
        there.putAll(Map.of("street", "12 Herzl", "city", "Tel Aviv"));
        browser.submit(details, "main form", there).expect(422);
        assertThat(web.api.asked("POST /api/v1/bookings").getFirst().json().has("match")).isFalse();

        there.putAll(Map.of("wish-professional", "dr-khan", "wish-gender", "FEMALE", "wish-language", "he"));
        Visit refused = browser.submit(details, "main form", there).expect(422);

        assertThat(web.api.asked("POST /api/v1/bookings").getLast().json().get("match").toString())
                .isEqualTo("{\"professionalId\":\"dr-khan\",\"gender\":\"FEMALE\",\"languages\":[\"he\"]}");
        assertThat(refused.shown("#notices")).contains("does not let you choose");
        assertThat(refused.document().select("#wish-gender option[selected]").attr("value")).isEqualTo("FEMALE");
        assertThat(browser.open(TIMES + "/details?duration=60&start=2026-12-01T03:30:00Z").has("#wish-gender")).isFalse();
    }

    @Test
    void theWeekBeginsAsTheReadersDoes() {
        assertThat(browser.open(TIMES).document().select(".month th abbr").eachAttr("title").getFirst()).isEqualTo("Monday");
        Visit hebrew = browser.open(TIMES + "?lang=he");
        assertThat(hebrew.document().select(".month th abbr").eachAttr("title").getFirst()).isEqualTo("יום ראשון");
    }

    @Test
    void whatIsTypedIsAskedForOnceAndLeadsToThePayment() {
        web.api.on("POST /api/v1/bookings", asked -> new Said(201, "application/json", held(), Map.of()));
        web.api.on("GET /api/v1/bookings/b-1", held());
        Visit details = browser.open(DETAILS).expect(200);
        assertThat(details.shown(".summary")).contains("Tuesday, 1 December 2026, 09:00–10:00 (India Standard Time, Asia/Kolkata)", "₹1,500");
        assertThat(details.shown("main form button")).isEqualTo("Hold this time and pay ₹1,500");

        Visit pay = browser.submit(details, "main form", TYPED).expect(200);

        assertThat(pay.address().getPath()).isEqualTo("/b/b-1/pay");
        assertThat(browser.cookie("holdfast-guest", "/b/b-1/pay")).isEqualTo("manage-1");
        assertThat(browser.cookie("holdfast-guest", "/")).isNull();
        Asked request = web.api.asked("POST /api/v1/bookings").getFirst();
        assertThat(request.header("Prefer")).isEqualTo("wait=10");
        assertThat(request.header("Idempotency-Key")).isEqualTo(details.document().select("[name=key]").attr("value"));
        JsonNode body = request.json();
        assertThat(body.get("start").asString()).isEqualTo("2026-12-01T03:30:00Z");
        assertThat(body.get("client").toString()).contains("Gita Guest", "gita@example.com", "+919812345678");
        assertThat(body.get("intake").toString()).isEqualTo("{\"topic\":\"My back\"}");
        assertThat(body.get("displayZone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(body.get("notes").asString()).isEqualTo("Second floor");
        assertThat(web.api.asked("GET /api/v1/bookings/b-1").getLast().header("Holdfast-Manage-Token")).isEqualTo("manage-1");
        assertThat(browser.addresses()).noneMatch(address -> address.contains("manage-1"));
    }

    @Test
    void whatIsMissingIsSaidAtItsFieldAndTheApiIsNotAsked() {
        Visit page = browser.submit(browser.open(DETAILS), "main form", Map.of("email", "gita@example.com")).expect(422);

        assertThat(page.shown(".field:has(#name) .mistake")).isEqualTo("This is needed.");
        assertThat(page.shown(".field:has(#question-topic) .mistake")).isEqualTo("This is needed.");
        assertThat(page.document().select("#email").attr("value")).isEqualTo("gita@example.com");
        assertThat(page.document().select("#name").attr("aria-describedby")).isEqualTo("name-mistake");
        assertThat(web.api.asked("POST /api/v1/bookings")).isEmpty();
    }

    @Test
    void whatTheApiFindsWrongIsSaidInThePagesWords() {
        web.api.on("POST /api/v1/bookings", asked -> Said.problem(400, "invalid", """
                ,"errors":[{"field":"client.email","message":"x"},{"field":"intake.topic","message":"is too long"}]"""));

        Visit page = browser.submit(browser.open(DETAILS), "main form", TYPED).expect(422);

        assertThat(page.shown(".field:has(#email) .mistake")).contains("not an email address");
        assertThat(page.shown(".field:has(#question-topic) .mistake")).contains("is too long");
        assertKept(page);
    }

    @Test
    void aTimeThatIsGoneKeepsEverythingAndOffersTheNearest() {
        web.api.on("POST /api/v1/bookings", asked -> asked.body().contains("2026-12-01T03:30:00Z")
                ? Said.problem(409, "BOOKED", ",\"reason\":\"BOOKED\"")
                : new Said(201, "application/json", held(), Map.of()));
        web.api.on("GET /api/v1/bookings/b-1", held());

        Visit page = browser.submit(browser.open(DETAILS), "main form", TYPED).expect(409);

        assertThat(page.shown(".notice.warning"))
                .contains("Tuesday, 1 December 2026, 09:00–10:00 is gone.", "Somebody has just booked it.");
        assertKept(page);
        assertThat(page.document().select("button[name=other-start]").eachAttr("value"))
                .containsExactly("2026-12-01T03:30:00Z", "2026-12-01T10:30:00Z");
        Visit pay = browser.submit(page, "main form", Map.of(), "button[value=2026-12-01T10:30:00Z]").expect(200);
        assertThat(pay.address().getPath()).isEqualTo("/b/b-1/pay");
        List<Asked> requests = web.api.asked("POST /api/v1/bookings");
        assertThat(requests).hasSize(2);
        assertThat(requests.getLast().json().get("client").get("name").asString()).isEqualTo("Gita Guest");
        assertThat(requests.getLast().header("Idempotency-Key")).isNotEqualTo(requests.getFirst().header("Idempotency-Key"));
    }

    @ParameterizedTest
    @CsvSource({"422,too-soon-to-confirm,no time to confirm", "422,something-new,cannot be booked so",
        "429,too-many-requests,in 30 seconds"})
    void aRuleIsSaidInWords(int status, String code, String words) {
        web.api.on("POST /api/v1/bookings", asked -> Said.problem(status, code, "").with("Retry-After", "30"));

        Visit page = browser.submit(browser.open(DETAILS), "main form", TYPED).expect(status);

        assertThat(page.shown(".notice")).contains(words);
        assertKept(page);
    }

    @Test
    void afterNoAnswerTheSameRequestIsSentAgain() {
        web.api.on("POST /api/v1/bookings", asked -> Said.problem(503, "unavailable", ""));

        Visit page = browser.submit(browser.open(DETAILS), "main form", TYPED).expect(503);
        browser.submit(page, "main form", Map.of()).expect(503);

        assertKept(page);
        List<Asked> requests = web.api.asked("POST /api/v1/bookings");
        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst().header("Idempotency-Key")).isEqualTo(requests.getLast().header("Idempotency-Key"));
    }

    @Test
    void aPriceThatHasChangedIsAskedAbout() {
        Visit details = browser.open(DETAILS);
        web.api.on("GET /api/v1/offerings/consultation-60",
                Practice.offering("consultation-60", "Consultation").replace("150000", "200000"));

        Visit page = browser.submit(details, "main form", TYPED).expect(409);

        assertThat(page.shown(".notice.warning")).contains("now ₹2,000");
        assertThat(web.api.asked("POST /api/v1/bookings")).isEmpty();
        assertKept(page);
        web.api.on("POST /api/v1/bookings", asked -> new Said(201, "application/json", held(), Map.of()));
        web.api.on("GET /api/v1/bookings/b-1", held());
        browser.submit(page, "main form", Map.of()).expect(200);
        assertThat(web.api.asked("POST /api/v1/bookings")).hasSize(1);
    }

    @Test
    void aSessionThatEndsWhileOneTypesLosesNothing() {
        web.api.on("GET /demo/tokens/client",
                "{\"token\":\"" + RunningWebApp.token("Asha Rao", "client") + "\",\"sub\":\"client-1\"}");
        browser.submit(browser.open("/login"), "form:has([value=client])", Map.of());
        Visit details = browser.open(DETAILS);
        assertThat(details.has("#email")).isFalse();
        web.api.on("POST /api/v1/bookings", asked -> Said.problem(401, "unauthenticated", ""));

        Visit page = browser.submit(details, "main form", Map.of("question-topic", "My back", "notes", "Second floor")).expect(422);

        assertThat(page.document().select("#question-topic").attr("value")).isEqualTo("My back");
        assertThat(page.shown("textarea")).isEqualTo("Second floor");
        assertThat(page.has("#email")).isTrue();
        assertThat(browser.cookie("holdfast-session", "/")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"/book/nothing", "/book/nothing/dr-khan", "/book/consultation-60/nobody", "/book/consultation-60/dr-khan?date=yesterday",
        "/book/consultation-60/dr-khan/details?start=soon", "/p/nobody", "/o/nothing"})
    void whatIsNotThereIs404(String path) {
        browser.open(path).expect(404);
    }

    private static void assertKept(Visit page) {
        TYPED.forEach((field, value) -> {
            var element = page.document().selectFirst("[name=" + field + "]");
            assertThat(element.normalName().equals("textarea") ? element.text() : element.attr("value")).as(field).isEqualTo(value);
        });
    }

    private static String held() {
        return Practice.booking("b-1", "PENDING_PAYMENT", Practice.order("CREATED"), List.of("\"manageToken\":\"manage-1\""));
    }
}
