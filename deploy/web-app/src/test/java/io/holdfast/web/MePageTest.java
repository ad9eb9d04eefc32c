package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client comes back for: their bookings, a review, a correction. */
class MePageTest {

    private static final String LIST = "GET /api/v1/bookings";
    private static final String BOOKING = "GET /api/v1/bookings/b-1";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    MePageTest() {
        web.api.on("GET /api/v1/waitlist", Practice.list());
        web.api.on("GET /api/v1/bookings/b-1/timeline", "{\"items\":[]}");
    }

    private void signIn(String role) {
        web.api.on("GET /demo/tokens/client",
                "{\"token\":\"%s\",\"sub\":\"%s-1\"}".formatted(RunningWebApp.token("Asha Rao", role), role));
        browser.submit(browser.open("/login"), "form:has([value=client])", Map.of());
    }

    @Test
    void whoeverIsNotSignedInIsLedThereAndBack() {
        Visit login = browser.open("/me");

        assertThat(login.address().getPath()).isEqualTo("/login");
        assertThat(login.document().select("[name=next]").attr("value")).isEqualTo("/me");
    }

    @Test
    void whatWaitsForMoneyComesFirstThenWhatIsNext() {
        signIn("client");
        String unpaid = Practice.booking("b-unpaid", "PENDING_PAYMENT", Practice.order("CREATED"));
        String later = Practice.booking("b-later", "CONFIRMED", "null").replace("2026-12-01T0", "2026-12-08T0");
        String next = Practice.booking("b-next", "CONFIRMED", "null");
        String done = completed().replace("\"id\":\"b-1\"", "\"id\":\"b-done\"");
        web.api.on(LIST, Practice.list(later, unpaid, next, done));

        Visit page = browser.open("/me").expect(200);

        assertThat(page.document().select("main [aria-labelledby]").eachAttr("aria-labelledby"))
                .containsExactly("unpaid", "next", "upcoming", "past");
        assertThat(page.shown("[aria-labelledby=unpaid]")).contains("Held for you until 14:00", "Pay ₹1,500");
        assertThat(page.has("[aria-labelledby=unpaid] a[href=/b/b-unpaid/pay]")).isTrue();
        assertThat(page.shown(".card.next")).contains("Tuesday, 1 December 2026", "10:00–11:00", "Dr. Sarah Khan", "Confirmed");
        assertThat(page.document().select(".card.next .actions a").eachAttr("href"))
                .containsExactly("/b/b-next/calendar.ics", "/b/b-next/reschedule", "/b/b-next/cancel");
        assertThat(page.document().select("[aria-labelledby=upcoming] h3 a").eachAttr("href")).containsExactly("/b/b-later");
        assertThat(page.document().select("[aria-labelledby=past] .actions a").eachAttr("href"))
                .containsExactly("/b/b-done/review", "/book/consultation-60/dr-khan");
        assertThat(web.api.asked(LIST).getFirst().header("Authorization")).startsWith("Bearer ");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nothingBookedLeadsToWhatCanBe() {
        signIn("client");
        web.api.on(LIST, Practice.list());

        assertThat(browser.open("/me").expect(200).has(".empty a[href=/]")).isTrue();
    }

    @Test
    void whatOneWaitsForIsShownUntilItIsOver() {
        signIn("client");
        web.api.on(LIST, Practice.list());
        web.api.on("GET /api/v1/waitlist", Practice.list(Practice.place("w-1", "WAITING", "null"), Practice.place("w-2", "LEFT", "null")));

        Visit page = browser.open("/me").expect(200);

        assertThat(page.document().select("[aria-labelledby=waiting] a").eachAttr("href")).containsExactly("/w/w-1");
        assertThat(page.shown("[aria-labelledby=waiting]")).contains("Tuesday, 1 December 2026", "Number 2");
    }

    @Test
    void whoDoesNotBookHasNoSuchPage() {
        signIn("professional");

        Visit home = browser.open("/me");

        assertThat(home.address().getPath()).isEqualTo("/");
        assertThat(home.shown(".notice.warning")).contains("does not book");
        assertThat(web.api.asked(LIST)).isEmpty();
    }

    @Test
    void aReviewIsStarsAndWordsAndComesOnce() {
        web.api.on(BOOKING, completed());
        web.api.on("POST /api/v1/bookings/b-1/review", completed());
        Visit ask = browser.open("/b/b-1/review?t=manage-1").expect(200);
        assertThat(ask.document().select("fieldset input[type=radio][name=rating]").eachAttr("value"))
                .containsExactly("1", "2", "3", "4", "5");

        Visit missing = browser.submit(ask, "main form", Map.of("text", "Kind & <b>clear</b>")).expect(422);
        assertThat(missing.shown("#rating-mistake")).contains("one to five stars");
        assertThat(missing.shown("textarea")).isEqualTo("Kind & <b>clear</b>");
        Visit done = browser.submit(missing, "main form", Map.of("rating", "4")).expect(200);

        assertThat(done.shown(".notice.success")).contains("Thank you");
        JsonNode body = web.api.asked("POST /api/v1/bookings/b-1/review").getFirst().json();
        assertThat(body.get("rating").asInt()).isEqualTo(4);
        assertThat(body.get("text").asString()).isEqualTo("Kind & <b>clear</b>");
        web.api.on(BOOKING, completed().replace("\"review\":null",
                "\"review\":{\"rating\":4,\"text\":null,\"at\":\"2026-12-02T08:00:00Z\"}"));
        assertThat(browser.open("/b/b-1/review").address().getPath()).isEqualTo("/b/b-1");
        assertThat(browser.open("/b/b-1").shown(".summary")).contains("4 of 5 stars");
    }

    @Test
    void aReviewThatIsThereAlreadyIsSaid() {
        web.api.on(BOOKING, completed());
        web.api.on("POST /api/v1/bookings/b-1/review", asked -> Said.problem(409, "already-reviewed", ""));

        Visit page = browser.submit(browser.open("/b/b-1/review"), "main form", Map.of("rating", "5"));

        assertThat(page.address().getPath()).isEqualTo("/b/b-1");
        assertThat(page.shown(".notice.warning")).contains("cannot be reviewed");
    }

    @Test
    void detailsAreCorrectedAndWhatIsEmptyIsTakenAway() {
        web.api.on(BOOKING, Practice.booking("b-1", "CONFIRMED", "null").replace("\"notes\":null", "\"notes\":\"Old\""));
        web.api.on("PATCH /api/v1/bookings/b-1", Practice.booking("b-1", "CONFIRMED", "null"));
        Visit ask = browser.open("/b/b-1/change").expect(200);
        assertThat(ask.document().select("#name").attr("value")).isEqualTo("Gita Guest");
        assertThat(ask.has("#street")).isFalse();

        Visit done = browser.submit(ask, "main form", Map.of("name", "Gita Rao", "notes", "", "language", "he")).expect(200);

        assertThat(done.shown(".notice.success")).contains("corrected");
        JsonNode body = web.api.asked("PATCH /api/v1/bookings/b-1").getFirst().json();
        assertThat(body.get("client").get("name").asString()).isEqualTo("Gita Rao");
        assertThat(body.get("notes").isNull()).isTrue();
        assertThat(body.get("recipient").isNull()).isTrue();
        assertThat(body.get("language").asString()).isEqualTo("he");
        assertThat(body.has("address")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"400,invalid,Two to fifty letters", "422,too-many-corrections,corrected too often", "409,booking-started,cannot be changed",
        "503,unavailable,everything you typed is kept"})
    void aCorrectionThatIsRefusedKeepsWhatWasTyped(int status, String code, String words) {
        web.api.on(BOOKING, Practice.booking("b-1", "CONFIRMED", "null"));
        web.api.on("PATCH /api/v1/bookings/b-1", asked ->
                Said.problem(status, code, ",\"errors\":[{\"field\":\"client.name\",\"message\":\"x\"}]"));

        Visit page = browser.submit(browser.open("/b/b-1/change"), "main form", Map.of("name", "G", "notes", "New"))
                .expect(status == 400 ? 422 : status);

        assertThat(page.shown("main")).contains(words);
        assertThat(page.document().select("#name").attr("value")).isEqualTo("G");
        assertThat(page.shown("#notes")).isEqualTo("New");
    }

    @Test
    void whatIsOverIsNeitherReviewedNorCorrected() {
        web.api.on(BOOKING, Practice.booking("b-1", "CANCELLED", "null"));

        for (String page : List.of("/review", "/change")) {
            assertThat(browser.open("/b/b-1" + page).address().getPath()).isEqualTo("/b/b-1");
        }
    }

    private static String completed() {
        return Practice.booking("b-1", "COMPLETED", "null").replace("\"reviewStatus\":\"NONE\"", "\"reviewStatus\":\"REQUESTED\"");
    }
}
