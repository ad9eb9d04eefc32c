package io.holdfast.endtoend;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.testsupport.scenario.Eventually;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A practice's first booking, told in Chromium and through pages only: from the offering that an admin makes to the letter that
 * nobody could read.
 */
@OnPlatform
class PracticeStoryTest {

    private static final String OFFERING = "story-reading";
    private static final String PROFESSIONAL = "dr-story";
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private static Platform platform;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        Path executable = Chromium.installed().orElse(null);
        assumeTrue(executable != null, Chromium.MISSING);
        platform = Platform.running();
        chromium = Chromium.start(executable, platform.embedded.url());
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aPracticeIsRunFromItsFirstOfferingToADeadLetter() throws Exception {
        String email = Platform.freshEmail();
        try (Tab admin = chromium.tab();
                Tab professional = chromium.tab();
                Tab guest = chromium.tab()) {
            signIn(admin, "admin", "/admin/offerings/new");
            anOfferingWithTwoQuestions(admin);
            aProfessional(admin);
            LocalDate dayOff = LocalDate.ofInstant(now(), INDIA).plusDays(3);
            hoursWithABreakAndADayOff(professional, dayOff);

            String id = aGuestBooksAndPays(guest, dayOff, email);
            theProfessionalConfirms(professional, id);
            String number = theClientMoves(guest, id);

            Instant start = Instant.parse(platform.admin.get("/api/v1/bookings/" + id).expect(200).body().get("start").asString());
            platform.advance(Duration.between(now(), start.plus(Duration.ofMinutes(10))).toString());
            theProfessionalMarksANoShow(professional, id);
            theAdminCorrectsItAndRefundsHalf(admin, id);
            itIsInAnalyticsAndInFiles(admin, number, start);
            eachMailCanBeFound(admin, id);
            aDeadLetterIsReplayed(admin);
        }
    }

    private static void anOfferingWithTwoQuestions(Tab admin) {
        admin.find("[name=name]").fill("Story reading");
        assertThat(admin.find("[data-shows=name]")).hasText("Story reading");
        admin.find("[name=id]").fill(OFFERING);
        admin.find("[name=durations]").fill("60");
        admin.find("[name=amount]").fill("1000");
        admin.find("[name=currency]").fill("INR");
        admin.find("[name=confirmation]").selectOption("MANUAL");
        admin.find("[name=notice]").fill("60");
        admin.find("[name=question-0-label]").fill("What brings you here?");
        admin.find("[name=question-0-required]").check();
        admin.find("[name=question-1-label]").fill("Which side?");
        admin.find("[name=question-1-type]").selectOption("choice");
        admin.find("[name=question-1-options]").fill("Left, Right");
        admin.look("story-offering");
        admin.find("form[data-unsaved] .actions button").click();
        admin.awaitPath("/admin/offerings");
        assertThat(admin.find("tbody")).containsText("Story reading");
    }

    private static void aProfessional(Tab admin) {
        admin.open("/admin/professionals/new");
        Map.of("name", "Dr. Ada Story", "id", PROFESSIONAL, "email", "ada@holdfast.example", "category", "Therapist", "amount", "900",
                        "zone", INDIA.getId(), "languages", "en")
                .forEach((name, value) -> admin.find("[name=" + name + "]").fill(value));
        admin.find("[name=provides-" + OFFERING + "]").check();
        admin.look("story-professional");
        admin.find("form[data-unsaved] .actions button").click();
        admin.awaitPath("/admin/professionals");
        assertThat(admin.find("tbody")).containsText("Dr. Ada Story");
    }

    private void hoursWithABreakAndADayOff(Tab professional, LocalDate dayOff) {
        signIn(professional, PROFESSIONAL, "/pro/schedule");
        awaitOn(professional, "/pro/schedule", "[name=MONDAY-start]");
        Map.of("MONDAY-start", "10:00", "MONDAY-end", "16:00", "MONDAY-break-0-start", "13:00", "MONDAY-break-0-end", "14:00")
                .forEach((name, value) -> put(professional, name, value));
        unfold(professional);
        professional.find("[name=copy-from]").selectOption("MONDAY");
        for (String day : new String[] {"TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}) {
            professional.find("[name=copy-" + day + "]").check();
        }
        professional.find("button[value=copy]").click();
        assertThat(professional.find("[name=FRIDAY-break-0-end]")).hasValue("14:00");
        unfold(professional);
        put(professional, "date-0-day", dayOff.toString());
        professional.find("form[action='/pro/schedule'] button[value=save]:not(.default)").last().click();
        assertThat(professional.find("#notices")).containsText("saved");
    }

    private static void unfold(Tab tab) {
        tab.page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })");
    }

    private static void put(Tab tab, String name, String value) {
        Locator field = tab.find("[name=" + name + "]");
        if (field.evaluate("field => field.tagName").equals("SELECT")) {
            field.selectOption(value);
        } else {
            field.fill(value);
        }
    }

    private String aGuestBooksAndPays(Tab guest, LocalDate dayOff, String email) {
        String times = "/book/" + OFFERING + "/" + PROFESSIONAL + "?date=";
        guest.open(times + dayOff);
        assertThat(guest.find("#times a.slot")).hasCount(0);
        awaitOn(guest, times + dayOff.plusDays(1), "#times a.slot:has-text('10:00')");
        assertThat(guest.find("#times")).containsText("Break");
        guest.find("#times a.slot:has-text('10:00')").click();
        guest.find("#name").fill("Gita Guest");
        guest.find("#email").fill(email);
        guest.find("[name=question-question1]").fill("My back");
        guest.find("[name=question-question2]").selectOption("Left");
        guest.find("main form:has(#email) .actions button").click();
        guest.awaitPath("/b/[^/]+/pay");
        guest.find("[name=outcome]").first().waitFor();
        guest.find("[name=outcome][value=success]").check();
        guest.find("form[action$='/pay'] .actions button").click();
        guest.awaitPath("/b/[^/]+");
        return guest.path().split("/")[2];
    }

    private void theProfessionalConfirms(Tab professional, String id) {
        awaitOn(professional, "/pro/requests", "[id='" + id + "']");
        professional.find("[id='" + id + "'] form button").first().click();
        assertThat(professional.find("#notices")).containsText("confirmed");
    }

    private String theClientMoves(Tab guest, String id) {
        awaitOn(guest, "/b/" + id, "h1:has-text('Confirmed')");
        String number = guest.shown("#about").replaceAll("(?s).*(HF-\\d{4}-\\d+).*", "$1");
        guest.open("/b/" + id + "/reschedule");
        guest.find("#times a.slot").last().click();
        assertThat(guest.find("h1")).hasText("Move it to this time?");
        guest.find("main form .actions button").click();
        guest.awaitPath("/b/" + id);
        assertThat(guest.find("#notices")).containsText("moved");
        return number;
    }

    private void theProfessionalMarksANoShow(Tab professional, String id) {
        awaitOn(professional, "/pro/bookings/" + id, "form[action$='/no-show'] button");
        professional.find("form[action$='/no-show'] button").click();
        assertThat(professional.find("#notices")).containsText("nobody came");
    }

    private void theAdminCorrectsItAndRefundsHalf(Tab admin, String id) {
        awaitOn(admin, "/admin/bookings/" + id, "form[action$='/complete'] button");
        admin.look("story-booking-no-show");
        admin.find("form[action$='/complete'] button").click();
        assertThat(admin.find("#notices")).containsText("it took place");
        admin.find("details:has(form[action$='/refund']) summary").click();
        admin.find("#amount").fill("500");
        admin.find("#why").fill("She came late by our fault");
        admin.find("form[action$='/refund'] button").click();
        assertThat(admin.find("#notices")).containsText("on its way back");
        awaitOn(admin, "/admin/bookings/" + id, "section:has(#money) :text('Given back: ₹500')");
        awaitOn(admin, "/admin/bookings/" + id, "section:has(#audit) td:has-text('/complete')");
        admin.look("story-booking");
    }

    private void itIsInAnalyticsAndInFiles(Tab admin, String number, Instant start) {
        String month = DateTimeFormatter.ofPattern("uuuu-MM").format(start.atZone(INDIA));
        awaitOn(admin, "/admin/analytics?month=" + month, "td:has-text('Story reading')");
        awaitOn(admin, "/admin/analytics?month=" + month, "tr:has(td:has-text('Story reading')):has-text('₹500')");
        assertThat(admin.find("holdfast-chart canvas").first()).isVisible();
        admin.look("story-analytics");
        APIResponse csv = admin.page.request().get("/admin/bookings.csv?q=" + number);
        assertThat(csv.text()).contains(number, "Gita Guest");
        APIResponse pdf = admin.page.request().get("/admin/analytics/report.pdf?month=" + month);
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    private void eachMailCanBeFound(Tab admin, String id) {
        String messages = "section:has(#messages) li";
        awaitOn(admin, "/admin/bookings/" + id, messages + ":has-text('Money given back')");
        for (String kind : new String[] {"Waits for an answer", "Confirmed", "Moved", "Money given back"}) {
            assertThat(admin.find(messages + ":has-text('" + kind + "')").first()).containsText("Sent");
        }
        long sent = admin.find(messages).all().stream()
                .filter(row -> row.innerText().contains("Client") && row.innerText().contains("Email") && row.innerText().contains("Sent"))
                .count();
        admin.find(messages + ":has-text('Confirmed') a[href^='/demo/mail']").first().click();
        admin.awaitPath("/demo/mail");
        assertThat(admin.find("main .cards a")).hasCount((int) sent);
        admin.open("/admin/bookings/" + id);
        admin.find(messages + " a[href^='/admin/templates/confirmed?for=client']").first().click();
        assertThat(admin.page.frameLocator("iframe.mail").locator("body")).containsText("Your booking is confirmed");
    }

    private void aDeadLetterIsReplayed(Tab admin) throws Exception {
        String about = UUID.randomUUID().toString();
        sayWhatNobodyCanRead(about);
        Eventually.see(
                "it is a dead letter",
                () -> platform.admin.get("/api/v1/admin/dead-letters").expect(200).body().toString(), letters -> letters.contains(about));
        admin.open("/admin").find("a[href='/admin/dead-letters']:has-text('could not')").click();
        admin.find("main .cards a").first().click();
        assertThat(admin.find("pre")).containsText("bookingId");
        admin.look("story-dead-letter");
        admin.find("form[action$='/replay'] button").click();
        assertThat(admin.find("#notices")).containsText("sent again");
        assertThat(admin.find("main .cards")).containsText("Sent again");
        // Other tests' overview is to be as quiet as it was; the first time, nothing is taken away.
        admin.find("main .cards a").first().click();
        admin.find("form[action$='/discard'] button").click();
        admin.find("#asks [value=no]").click();
        assertThat(admin.find("pre")).isVisible();
        admin.find("form[action$='/discard'] button").click();
        admin.find("#asks [value=yes]").click();
        assertThat(admin.find("#notices")).containsText("taken away");
    }

    private void sayWhatNobodyCanRead(String about) throws Exception {
        String kafka = platform.embedded
                .bean("booking-service", Environment.class)
                .getRequiredProperty("spring.kafka.bootstrap-servers");
        var said = new ProducerRecord<>("slots", about, "{\"bookingId\":".getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                CloudEvents.ID, UUID.randomUUID().toString(), CloudEvents.TYPE, "slot.reserved.v1",
                CloudEvents.SOURCE, "/availability-service", CloudEvents.SUBJECT, about, CloudEvents.TIME, now().toString(),
                CloudEvents.SPEC_VERSION, "1.0", CloudEvents.TENANT, "demo",
                CloudEvents.CORRELATION, about, CloudEvents.SEQUENCE, "1");
        headers.forEach((name, value) -> said.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(said).get();
        }
    }

    private void signIn(Tab tab, String person, String next) {
        awaitOn(tab, "/login?next=" + next, "button[value=" + person + "]");
        tab.find("button[value=" + person + "]").click();
        tab.awaitPath(next.replace("/", "\\/"));
    }

    /** What one service knows another hears a moment later: a person would load the page again. */
    private static void awaitOn(Tab tab, String address, String selector) {
        Eventually.see(selector + " is on " + address, () -> tab.open(address).find(selector).count(), count -> count > 0);
        tab.find(selector).first().waitFor();
    }

    private Instant now() {
        return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
    }
}
