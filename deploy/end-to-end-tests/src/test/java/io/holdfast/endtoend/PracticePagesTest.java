package io.holdfast.endtoend;

import java.time.LocalDate;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A practice run by its pages alone, without a script: from its first offering to a booking that everybody sees alike. */
@OnPlatform
class PracticePagesTest {

    private static final String OFFERING = "intake-by-forms";
    private static final String PROFESSIONAL = "dr-forms";

    private final Platform platform = Platform.running();

    @Test
    void anAdminMakesAnOfferingAProfessionalSetsHoursAGuestBooksAndEverybodySeesIt() {
        Browser admin = signedIn("admin");
        anOfferingWithTwoQuestions(admin);
        Visit registered = admin.submit(admin.open("/admin/professionals/new").expect(200), "main form", Map.of(
                "name", "Dr. Ida Forms", "id", PROFESSIONAL, "email", "ida@holdfast.example", "category", "Therapist", "amount", "900",
                "zone", "Asia/Kolkata", "languages", "en", "provides-" + OFFERING, "on")).expect(200);
        assertThat(registered.shown("tbody")).contains("Dr. Ida Forms");

        Browser professional = signedIn(PROFESSIONAL);
        LocalDate dayOff = LocalDate.parse(now().substring(0, 10)).plusDays(3);
        hoursWithABreakAndADayOff(professional, dayOff);

        String email = Platform.freshEmail();
        Browser guest = Browser.at(platform.embedded.url());
        assertThat(guest.open("/book/" + OFFERING + "/" + PROFESSIONAL + "?date=" + dayOff).has("#times a.slot")).isFalse();
        Visit times = Eventually.see(
                "it can be booked at the new hours", () -> guest.open("/book/" + OFFERING + "/" + PROFESSIONAL + "?date=" + workdayAfter(dayOff)),
                page -> page.has("#times a.slot:contains(10:00)") && page.shown("#times").contains("Break"));
        Visit details = guest.open(times.document().select("#times a.slot:contains(10:00)").attr("href")).expect(200);
        assertThat(details.shown("main form")).contains("What brings you here?", "Which side?");
        Visit booked = Eventually.see(
                "booking-service knows who provides it",
                () -> guest.submit(details, "main form", Map.of(
                        "name", "Gita Guest", "email", email, "question-question1", "My back", "question-question2", "Left")),
                page -> page.address().getPath().startsWith("/b/"));
        String id = booked.address().getPath().split("/")[2];

        Visit requests = Eventually.see(
                "the professional is asked", () -> professional.open("/pro/requests"), page -> page.has("[id=" + id + "]"));
        assertThat(requests.shown("[id=" + id + "]")).contains("Gita Guest", "Intake by forms", "Answer by");
        assertThat(professional.open("/pro").shown("section:has(#waiting)")).contains("Gita Guest");
        assertThat(professional.open("/pro/bookings/" + id).expect(200).shown(".summary"))
                .contains("What brings you here? My back", "Which side? Left", email);
        Visit confirmed = professional.submit(requests, "[id=" + id + "] form", Map.of()).expect(200);
        assertThat(confirmed.shown("#notices")).contains("confirmed");
        assertThat(confirmed.has("[id=" + id + "]")).isFalse();

        Visit theirs = Eventually.see("confirmed", () -> guest.open("/b/" + id), page -> page.shown("h1").equals("Confirmed"));
        String number = theirs.shown("#about").replaceAll(".*(HF-\\d{4}-\\d+).*", "$1");
        Visit found = Eventually.see(
                "the admin finds it", () -> admin.open("/admin/bookings?status=CONFIRMED&q=" + number),
                page -> page.has("a[href=/admin/bookings/" + id + "]"));
        assertThat(found.shown("tbody")).contains("Gita Guest", "Dr. Ida Forms", "Scheduled");
        Visit sheet = admin.open("/admin/bookings/" + id).expect(200);
        assertThat(sheet.shown("section:has(#history)")).contains("Waiting for an answer", "Scheduled", "professional");
        Visit again = professional.submit(requests, "[id=" + id + "] form", Map.of()).expect(409);
        assertThat(again.shown("#notices")).contains("answered meanwhile");
        assertThat(admin.open("/admin").expect(200).shown(".figures")).contains("Asked for");
        assertThat(admin.open("/admin/health").expect(200).shown("main")).contains("booking-service");

        aStrangerSeesNothingOfIt(id);
    }

    private void anOfferingWithTwoQuestions(Browser admin) {
        Visit list = admin.submit(admin.open("/admin/offerings/new").expect(200), "main form", Map.of(
                "name", "Intake by forms", "id", OFFERING, "durations", "30", "amount", "0", "currency", "INR", "confirmation", "MANUAL",
                "question-0-label", "What brings you here?", "question-0-required", "on")).expect(200);
        assertThat(list.shown("tbody")).contains("Intake by forms");
        Visit edit = admin.open("/admin/offerings/" + OFFERING).expect(200);
        admin.submit(edit, "main form", Map.of(
                "question-1-label", "Which side?", "question-1-type", "choice", "question-1-options", "Left, Right")).expect(200);
        assertThat(admin.open("/admin/offerings/" + OFFERING).document().select("[name=question-1-options]").val())
                .isEqualTo("Left, Right");
    }

    private static void hoursWithABreakAndADayOff(Browser professional, LocalDate dayOff) {
        Visit hours = Eventually.see(
                "their calendar is there", () -> professional.open("/pro/schedule"), page -> page.status() == 200);
        Visit copied = professional.submit(hours, "form[action=/pro/schedule]", Map.of(
                "MONDAY-start", "10:00", "MONDAY-end", "16:00", "MONDAY-break-0-start", "13:00", "MONDAY-break-0-end", "14:00",
                "copy-from", "MONDAY", "copy-TUESDAY", "on", "copy-WEDNESDAY", "on", "copy-THURSDAY", "on", "copy-FRIDAY", "on"),
                "[value=copy]").expect(200);
        Visit saved = professional.submit(copied, "form[action=/pro/schedule]", Map.of("date-0-day", dayOff.toString())).expect(200);
        assertThat(saved.shown("#notices")).contains("saved");
        assertThat(saved.document().select("[name=FRIDAY-break-0-end]").val()).isEqualTo("14:00");
        assertThat(saved.document().select("[name=date-0-day]").val()).isEqualTo(dayOff.toString());
    }

    private void aStrangerSeesNothingOfIt(String id) {
        Browser client = signedIn("client2");
        client.open("/pro").expect(403);
        client.open("/admin/bookings/" + id).expect(403);
        Browser colleague = signedIn("professional2");
        assertThat(colleague.open("/pro/bookings/" + id).expect(404).text()).doesNotContain("Gita");
        assertThat(colleague.open("/pro/requests").expect(200).text()).doesNotContain(id);
        colleague.open("/admin").expect(403);
    }

    /** @param person as the page of the sign-in calls them */
    private Browser signedIn(String person) {
        Browser browser = Browser.at(platform.embedded.url());
        Visit login = Eventually.see(
                person + " can be signed in", () -> browser.open("/login?next=/login"),
                page -> page.has("form:has([value=" + person + "])"));
        browser.submit(login, "form:has([value=" + person + "])", Map.of());
        return browser;
    }

    private static LocalDate workdayAfter(LocalDate date) {
        return date.plusDays(1)
                .datesUntil(date.plusDays(4))
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .findFirst()
                .orElseThrow();
    }

    private String now() {
        return platform.anybody.get("/demo/clock").expect(200).body().get("now").asString();
    }
}
