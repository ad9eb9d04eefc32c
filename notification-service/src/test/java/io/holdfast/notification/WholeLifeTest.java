package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.holdfast.defaults.BookingTokens;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is told besides that a booking stands, moves and ends: about money, corrections, reminders, the start, the end. */
class WholeLifeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final MovableClock CLOCK = new MovableClock(NOW);
    private static final Mailbox MAILBOX = new Mailbox(CLOCK);
    private static final String SECRET = "a-secret-that-only-these-tests-know-of";
    private static final String PHONE = "+919812345670";
    private static ServiceUnderTest service;

    private final String id = UUID.randomUUID().toString();
    private final String client = "guest-" + id + "@example.com";
    private final String professional = "pro-" + id;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with(
                        "spring.mail.port=" + MAILBOX.port,
                        "HOLDFAST_MANAGE_TOKEN_SECRET=" + SECRET,
                        "HOLDFAST_PUBLIC_URL=https://book.example.com",
                        "notification.booking-patience=2m",
                        "notification.businesses.tenants.demo.name=Lotus Clinic",
                        "notification.businesses.tenants.demo.support=help@lotus.example")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        MAILBOX.close();
    }

    @BeforeEach
    void professionalIsKnown() {
        service.bean(JavaMailSenderImpl.class).setPort(MAILBOX.port);
        service.hears(
                "professional.registered.v1", "professionalId", professional, "email", professional + "@example.com",
                "zone", "Asia/Kolkata");
        service.awaitIdle();
    }

    @Test
    void whoHasNotPaidIsRemindedAndToldOfEachFailureAndOfTheEnd() {
        says("booking.payment-due.v1", "guest", true, "holdUntil", "2026-11-28T10:15:00Z");
        says("booking.payment-failed.v1", "paymentId", "pay_1", "reason", "The bank declined", "holdUntil", "2026-11-28T10:15:00Z");
        says("booking.payment-failed.v1", "paymentId", "pay_2", "reason", "Wrong code", "holdUntil", "2026-11-28T10:15:00Z");
        says("booking.payment-failed.v1", "paymentId", "pay_2", "reason", "Wrong code", "holdUntil", "2026-11-28T10:15:00Z");
        says("booking.expired.v1", "professionalId", professional);

        assertThat(subjects(client)).satisfiesExactlyInAnyOrder(
                s -> assertThat(s).startsWith("Please pay to keep your time: Consultation"),
                s -> assertThat(s).startsWith("Your payment did not go through"),
                s -> assertThat(s).startsWith("Your payment did not go through"),
                s -> assertThat(s).startsWith("Not booked: Consultation"));
        assertThat(textOf(client, "Please pay")).contains(
                "Amount: INR 1,500.00",
                "Kept for you until: Saturday, 28 November 2026, 15:45 (India Standard Time, Asia/Kolkata)",
                "Pay now: https://book.example.com/b/" + id + "/pay?t=" + new BookingTokens(SECRET).manage(id));
        assertThat(allTexts(client)).contains("What went wrong: The bank declined", "What went wrong: Wrong code");
    }

    @Test
    void aPaymentReminderThatComesTooLateIsSkipped() {
        says("booking.payment-due.v1", "holdUntil", NOW.toString());

        assertThat(subjects(client)).isEmpty();
        assertThat(service.said("notification.sent.v1", id)).singleElement()
                .satisfies(said -> assertThat(said.toString()).contains("SKIPPED", "Too late"));
    }

    @Test
    void aGuestFindsEverythingInTheMailAndTheirTokenIsNowhereElse() {
        says("booking.confirmed.v1", "guest", true, "preparation", Map.of("en", "Do not eat before.\nCome early."));

        var tokens = new BookingTokens(SECRET);
        assertThat(textOf(client, "Confirmed")).contains(
                "See the booking: https://book.example.com/b/" + id + "?t=" + tokens.manage(id) + "\n",
                "Add to calendar: https://book.example.com/api/v1/bookings/" + id + "/calendar.ics?p=" + tokens.papers(id) + "\n",
                "Receipt: https://book.example.com/api/v1/bookings/" + id + "/receipt.pdf?p=" + tokens.papers(id) + "\n",
                "Choose another time: https://book.example.com/b/" + id + "/reschedule?t=" + tokens.manage(id) + "\n",
                "Cancel the booking: https://book.example.com/b/" + id + "/cancel?t=" + tokens.manage(id) + "\n",
                "How to prepare:\n  Do not eat before.\n  Come early.\n",
                "You can cancel until Monday, 30 November 2026, 10:00 (India Standard Time, Asia/Kolkata) and get everything back;"
                        + " later than that 50 %.",
                "Lotus Clinic sent this mail", "Write to help@lotus.example");
        String others = textOf(professional + "@example.com", "New booking") + textOf("admin@holdfast.example", "New booking");
        assertThat(others).contains("See the booking: https://book.example.com/b/" + id + "\n")
                .doesNotContain(tokens.manage(id), tokens.papers(id));
        assertThat(service.documents("notifications").stream().map(Document::toJson))
                .noneMatch(json -> json.contains(tokens.manage(id)) || json.contains(tokens.papers(id)));
        assertThat(service.said(id)).noneMatch(said -> said.data().contains(tokens.manage(id)));
    }

    @Test
    void answersGoToTheBusinessInWhoseNameWeWrite() throws Exception {
        says("booking.confirmed.v1");

        var mail = Mailbox.Mail.parse(MAILBOX.store.mailsTo(client).getFirst()).message();
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Lotus Clinic <bookings@holdfast.example>");
        assertThat(mail.getReplyTo()).extracting(Object::toString).containsExactly("Lotus Clinic <help@lotus.example>");
    }

    @Test
    void whoIsSignedInGetsLinksWithoutAToken() {
        says("booking.confirmed.v1", "client.subject", "asha");

        assertThat(textOf(client, "Confirmed")).contains("/b/" + id + "\n").doesNotContain("?t=");
    }

    @Test
    void aCorrectionIsToldAndWhatFollowsGoesByIt() {
        says("booking.confirmed.v1");
        says("booking.corrected.v1", "correction", 1, "changed", List.of("client.phone", "notes"), "client.phone", PHONE,
                "notes", "Knock, the bell is broken.");
        says("booking.corrected.v1", "correction", 2, "changed", List.of("address"), "address.street", "14 Lotus Marg");

        assertThat(subjects(client)).filteredOn(s -> s.startsWith("Corrected")).hasSize(2);
        assertThat(allTexts(client)).contains("New:\n  Phone\n  Notes\n", "New:\n  Address\n");
        assertThat(allTexts(professional + "@example.com")).contains(PHONE, "Knock, the bell is broken.", "14 Lotus Marg");
        String standing = stored("CONFIRMED").toJson();
        assertThat(standing).contains("14 Lotus Marg");
    }

    @Test
    void remindersSayOnceWhatStands() {
        says("booking.confirmed.v1");
        happens("reminder.due.v1", "lead", "PT24H");
        happens("reminder.due.v1", "lead", "PT24H");
        happens("reminder.due.v1", "lead", "PT1H");
        // By push alone, which nobody here has.
        happens("reminder.due.v1", "lead", "PT15M");

        assertThat(subjects(client)).satisfiesExactly(
                s -> assertThat(s).startsWith("Confirmed"),
                s -> assertThat(s).isEqualTo("Reminder: Consultation on Tuesday, 1 December 2026 at 10:00 (HF-2026-000001)"),
                s -> assertThat(s).isEqualTo("Soon: Consultation at 10:00 (HF-2026-000001)"));
        assertThat(textOf(client, "Reminder")).contains("Where: 12 Lotus Marg", "Cancel the booking: ").doesNotContain("Instead of");
        assertThat(textOf(client, "Soon")).contains("Join the meeting: https://meet.example.com/hf-2026-000001\n");
        assertThat(subjects(professional + "@example.com")).hasSize(2);
        assertThat(textOf(professional + "@example.com", "Reminder")).contains("Ring twice.", "Date of birth: 1990-05-17", "+919812345678");
    }

    /** A booking that was taken over from another system. */
    @Test
    void whoKnowsAlreadyIsNotToldThatItStandsAndIsRemindedOfIt() {
        says("booking.confirmed.v1", "quiet", true);
        says("booking.confirmed.v1", "quiet", true);
        assertThat(subjects(client)).isEmpty();
        assertThat(subjects(professional + "@example.com")).isEmpty();

        happens("reminder.due.v1", "lead", "PT24H");
        says("booking.cancelled.v1");

        assertThat(subjects(client)).satisfiesExactly(
                s -> assertThat(s).startsWith("Reminder: Consultation"), s -> assertThat(s).startsWith("Cancelled"));
    }

    @Test
    void whatIsCancelledOrMovedIsNotRemindedOf() {
        says("booking.confirmed.v1");
        says("booking.rescheduled.v1", "revision", 2, "previous.revision", 1, "previousProfessional.id", professional);
        happens("reminder.due.v1", "lead", "PT24H");
        assertThat(subjects(client)).hasSize(2);
        happens("reminder.due.v1", "revision", 2, "lead", "PT24H");
        assertThat(textOf(client, "Reminder")).contains("When: Wednesday, 2 December 2026, 10:00").doesNotContain("Instead of");
        says("booking.cancelled.v1", "revision", 2);
        happens("reminder.due.v1", "revision", 2, "lead", "PT1H");

        assertThat(subjects(client)).hasSize(4);
    }

    @Test
    void aReminderThatComesBeforeItsBookingIsKnownWaitsForIt() {
        service.hears("reminder.due.v1", "bookingId", id, "lead", "PT24H");
        // There is a lot to catch up with.
        CLOCK.advance(Duration.ofMinutes(1));
        says("booking.confirmed.v1");

        assertThat(subjects(client)).satisfiesExactly(
                s -> assertThat(s).startsWith("Confirmed"), s -> assertThat(s).startsWith("Reminder"));
    }

    @Test
    void aReminderThatCouldNotBeSentBeforeTheCancellationIsSkipped() {
        says("booking.confirmed.v1");
        MAILBOX.refuseForNow();
        service.hears("reminder.due.v1", "bookingId", id, "lead", "PT24H");
        service.awaitIdle();
        await().until(() -> stored("REMINDER:PT24H").toJson().contains("451"));
        MAILBOX.accept();
        says("booking.cancelled.v1");

        assertThat(subjects(client)).satisfiesExactly(
                s -> assertThat(s).startsWith("Confirmed"), s -> assertThat(s).startsWith("Cancelled"));
        assertThat(stored("REMINDER:PT24H").toJson()).contains("The booking has changed");
    }

    @Test
    void theProfessionalIsRemindedToAnswerAndNotOnceTheyHave() {
        says("booking.awaiting-confirmation.v1", "deadline", "2026-11-29T10:00:00Z");
        happens("confirmation.reminder-due.v1");
        assertThat(textOf(professional + "@example.com", "Still waiting"))
                .contains("Answer by: Sunday, 29 November 2026, 15:30", "Answer the request: https://book.example.com/b/" + id + "\n");
        assertThat(subjects(client)).hasSize(1);
    }

    @Test
    void anAnswerIsNotAskedForAgainOnceItIsThere() {
        says("booking.awaiting-confirmation.v1", "deadline", "2026-11-29T10:00:00Z");
        says("booking.confirmed.v1");
        happens("confirmation.reminder-due.v1");

        assertThat(subjects(professional + "@example.com")).hasSize(2);
        assertThat(stored("ANSWER_REMINDER").toJson()).contains("SKIPPED");
    }

    @Test
    void aReviewIsAskedForInRoundsAndTheLastSaysSo() {
        says("booking.confirmed.v1");
        happens("booking.completed.v1", "professionalId", professional);
        happens("review-request.due.v1", "round", 1, "last", false);
        happens("review-request.due.v1", "round", 2, "last", false);
        happens("review-request.due.v1", "round", 3, "last", true);
        happens("review-request.due.v1", "round", 3, "last", true);

        assertThat(subjects(client)).filteredOn(s -> s.startsWith("How was it? Consultation")).hasSize(3);
        assertThat(allTexts(client).split("We will not ask again", -1)).hasSize(2);
        assertThat(textOf(client, "How was it?")).contains("Write a review: https://book.example.com/b/" + id + "/review\n");
    }

    @Test
    void itStartsWithTheLinkAndEndsWithThanksAndTheHomeIsForgotten() {
        says("booking.confirmed.v1");
        happens("booking.started.v1");
        happens("booking.started.v1");
        assertThat(textOf(client, "Starting now")).contains("Join the meeting: https://meet.example.com/hf-2026-000001\n");
        happens("booking.completed.v1", "professionalId", professional);

        assertThat(textOf(client, "Thank you")).contains(
                "Write a review: https://book.example.com/b/" + id + "/review", "Would you tell others how it was?");
        assertThat(subjects(client)).hasSize(3);
        assertThat(service.documents("notifications").stream().map(Document::toJson).filter(json -> json.contains(id)))
                .hasSize(3)
                .allSatisfy(json -> assertThat(json).doesNotContain("Lotus Marg", "Ring twice", "+9198"));
    }

    @Test
    void aClientHearsThatSomebodyIsLookedForAndWhoIsAskedWhatTheyMayTake() {
        Instant findBy = CLOCK.instant().plus(Duration.ofMinutes(75));
        Instant answerBy = CLOCK.instant().plus(Duration.ofMinutes(15));
        isLookedFor("deadline", findBy.toString(), "price", Map.of("amount", 20_000, "currency", "ILS"));
        happens("proposal.sent.v1", "professionalId", professional, "proposalId", proposal(), "deadline", answerBy.toString(),
                "city", "Tel Aviv", "earnings", Map.of("amount", 17_000, "currency", "ILS"));

        assertThat(textOf(client, "We are looking for somebody for you")).contains(
                "We look until: ", "Price: ILS 200.00", "nothing more for you to pay",
                "?t=" + new BookingTokens(SECRET).manage(id));
        assertThat(textOf(professional + "@example.com", "Would you take it? Massage at home")).contains(
                        "Hello Dr", "Where: Tel Aviv", "You earn: ILS 170.00", "Answer by: ",
                        "https://book.example.com/pro/requests#" + proposal())
                .doesNotContain("Client", "Street", client);
    }

    @Test
    void whoNobodyWaitsForAnyMoreIsToldWhyAndWhoAcceptedInVainNotToGo() {
        happens("proposal.sent.v1", "professionalId", professional, "proposalId", proposal(),
                "deadline", CLOCK.instant().plus(Duration.ofMinutes(15)).toString());
        happens("proposal.withdrawn.v1", "professionalId", professional, "proposalId", proposal(), "reason", "BOOKING_ENDED",
                "acceptedAt", CLOCK.instant().toString());
        happens("proposal.withdrawn.v1", "professionalId", professional, "proposalId", proposal(), "reason", "BOOKING_ENDED",
                "acceptedAt", CLOCK.instant().toString());

        assertThat(subjects(professional + "@example.com")).satisfiesExactly(
                s -> assertThat(s).startsWith("Would you take it? "),
                s -> assertThat(s).startsWith("No longer open: "));
        assertThat(allTexts(professional + "@example.com"))
                .contains("Reason: The booking was called off", "You had accepted it: please do not go there.");
    }

    @Test
    void whoGaveABookingBackHasItInNoCalendarAndItsClientIsToldThatSomebodyElseIsLookedFor() {
        says("booking.confirmed.v1");
        isLookedFor("revision", 2, "deadline", CLOCK.instant().plus(Duration.ofMinutes(75)).toString(), "previous", Map.of(
                "revision", 1, "professionalId", professional, "start", "2026-12-01T15:00:00Z", "end", "2026-12-01T16:00:00Z"));
        says("booking.cancelled.v1", "revision", 2, "professional", null, "by", "PLATFORM", "wasConfirmed", true,
                "reason", "Nobody was found in time");

        assertThat(textOf(client, "We are looking for somebody for you")).contains("who was to come cannot").doesNotContain("Instead of");
        assertThat(textOf(client, "Cancelled")).contains("Reason: Nobody was found in time");
        assertThat(subjects(professional + "@example.com")).satisfiesExactly(
                s -> assertThat(s).startsWith("New booking: "),
                s -> assertThat(s).startsWith("Cancelled: "));
        assertThat(textOf(professional + "@example.com", "Cancelled")).contains("gone to somebody else");
        assertThat(stored("CONFIRMED").toJson()).as("nobody is reminded of it").contains("\"over\": true");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Nobody who was asked could take it, Reason: Nobody who was asked could take it",
        "hi, Nobody who was asked could take it, 'जिनसे हमने पूछा, उनमें से कोई इसे स्वीकार नहीं कर सका'",
        "he, Nobody was found in time,           לא נמצא נותן שירות בזמן",
        "en, BOOKED,                             Reason: Somebody else has that time now",
        "hi, Whatever comes to be said,          Whatever comes to be said"})
    void whatThePlatformCalledOffIsExplainedInTheReadersLanguage(String language, String reason, String said) {
        says("booking.cancelled.v1", "language", language, "by", "PLATFORM", "wasConfirmed", false, "reason", reason);

        assertThat(allTexts(client)).contains(said);
    }

    @Test
    void whoHasWrittenAReviewIsOnlyThanked() {
        says("booking.confirmed.v1");
        happens("booking.completed.v1", "professionalId", professional, "review.ask", false);

        assertThat(textOf(client, "Thank you")).doesNotContain("review");
    }

    @Test
    void aRoomThatWasArrangedLaterIsInTheMailAtTheStart() {
        says("booking.confirmed.v1", "meetingUrl", null);
        happens("booking.started.v1", "meetingUrl", "https://meet.example.com/arranged-later");

        assertThat(textOf(client, "Starting now")).contains("Join the meeting: https://meet.example.com/arranged-later\n");
    }

    @Test
    void whoeverMeetsInPersonGetsNoLinkAtTheStart() {
        says("booking.confirmed.v1", "meetingUrl", null);
        happens("booking.started.v1", "meetingUrl", null);

        assertThat(subjects(client)).hasSize(1);
    }

    @Test
    void whoDidNotComeIsNotThankedAndTheHomeIsForgotten() {
        says("booking.confirmed.v1");
        happens("booking.no-show-recorded.v1", "professionalId", professional);

        assertThat(subjects(client)).hasSize(1);
        assertThat(stored("CONFIRMED").toJson()).doesNotContain("Lotus Marg");
    }

    @Test
    void aRefundIsToldOnceItIsDoneAfterWhyAndOnceItFails() {
        says("booking.confirmed.v1");
        says("booking.cancelled.v1", "by", "CLIENT");
        happens("payment.refunded.v1", "refundId", "rfnd_1");
        happens("payment.refunded.v1", "refundId", "rfnd_1");
        happens("payment.refund-failed.v1", "paymentId", "pay_9", "reason", "no balance");

        assertThat(textOf(client, "Cancelled")).contains(
                "By: You\n", "Refund: INR 1,500.00 (100 % of what was paid)", "within 5–7 working days");
        assertThat(subjects(client)).filteredOn(s -> s.startsWith("Refunded")).hasSize(1);
        assertThat(textOf(client, "Refunded")).contains("Amount: INR 1,500.00", "within 5–7 working days");
        assertThat(textOf(client, "Your refund takes longer")).doesNotContain("no balance");
        assertThat(textOf("admin@holdfast.example", "Refund failed")).contains("What went wrong: no balance");
        assertThat(textOf(professional + "@example.com", "Cancelled")).contains("By: The client\n").doesNotContain("working days");
    }

    @Test
    void aRefundWaitsForTheWordThatSaysWhy() {
        says("booking.confirmed.v1");
        service.hears("payment.refunded.v1", "bookingId", id);
        says("booking.cancelled.v1");

        assertThat(subjects(client)).satisfiesExactly(
                s -> assertThat(s).startsWith("Confirmed"),
                s -> assertThat(s).startsWith("Cancelled"),
                s -> assertThat(s).startsWith("Refunded"));
    }

    @Test
    void ofWhatNobodyWasToldNobodyIsToldTheEnd() {
        service.hears("payment.refunded.v1", "bookingId", id);
        CLOCK.advance(Duration.ofMinutes(2));
        service.awaitIdle();

        assertThat(service.said(id)).isEmpty();
    }

    /** Of this test's booking, whose client is a guest. */
    private void says(String type, Object... changes) {
        happens(type, Stream.concat(
                        Stream.of("client.email", client, "client.subject", null, "professional.id", professional),
                        Arrays.stream(changes))
                .toArray());
    }

    private String proposal() {
        return id + ".1." + professional;
    }

    private void isLookedFor(Object... changes) {
        happens("booking.awaiting-match.v1", Stream.concat(
                        Stream.of("client.email", client, "client.subject", null, "guest", true, "previous", null,
                                "pendingSlot", null),
                        Arrays.stream(changes))
                .toArray());
    }

    /** An event that does not say who is meant. */
    private void happens(String type, Object... changes) {
        service.hears(type, Stream.concat(Stream.of("bookingId", id), Arrays.stream(changes)).toArray());
        settle();
    }

    /** What had to wait for something else is looked at again a second later. */
    private void settle() {
        service.awaitIdle();
        await().until(() -> {
            service.awaitIdle();
            boolean isSettled = service.documents("notifications").stream().noneMatch(stored -> stored.get("dueAt") != null);
            if (!isSettled) {
                CLOCK.advance(Duration.ofSeconds(1));
            }
            return isSettled;
        });
    }

    private Document stored(String kind) {
        return service.documents("notifications").stream()
                .filter(stored -> stored.getString("_id").equals(id + ":1:" + kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> subjects(String address) {
        return MAILBOX.store.mailsTo(address).stream().map(Mailbox.Mail::parse).map(Mailbox.Mail::subject).toList();
    }

    private String textOf(String address, String subject) {
        return MAILBOX.store.mailsTo(address).stream()
                .map(Mailbox.Mail::parse)
                .filter(mail -> mail.text().contains(id) && mail.subject().startsWith(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no '" + subject + "' to " + address))
                .text();
    }

    private static String allTexts(String address) {
        return String.join("\n", MAILBOX.store.mailsTo(address).stream().map(mail -> Mailbox.Mail.parse(mail).text()).toList());
    }
}
