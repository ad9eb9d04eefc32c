package io.holdfast.notification;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service alone: events in memory, a real document server, real SMTP. */
class NotificationServiceTest {

    private static final Catalogue CATALOGUE = Contracts.CATALOGUE;
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static final Mailbox MAILBOX = new Mailbox(CLOCK);
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final TenantId DEMO = new TenantId(ServiceUnderTest.TENANT);
    private static final String ADMIN = "boss@holdfast.example";
    private static ServiceUnderTest service;

    private final InMemoryTransport transport = service.transport();
    private final Notifications notifications = service.bean(Notifications.class);
    private final Professionals professionals = service.bean(Professionals.class);
    private final JavaMailSenderImpl sender = service.bean(JavaMailSenderImpl.class);
    private final CircuitBreaker breaker = service.bean(CircuitBreakerRegistry.class).circuitBreaker("smtp");
    private final String bookingId = UUID.randomUUID().toString();
    private final String professionalId = "pro-" + bookingId;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .on(new InMemoryTransport(
                        CATALOGUE,
                        new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(15))))
                .with("spring.mail.port=" + MAILBOX.port, "HOLDFAST_ADMIN_EMAIL=" + ADMIN)
                .start();
    }

    @BeforeEach
    void openMailbox() {
        breaker.reset();
        sender.setPort(MAILBOX.port);
        MAILBOX.open();
        MAILBOX.accept();
        MAILBOX.store.clear();
    }

    @AfterAll
    static void stop() {
        service.close();
        MAILBOX.close();
    }

    @Test
    void aConflictWithAnotherCalendarIsToldToTheProfessionalOnce() throws Exception {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        MAILBOX.store.clear();

        for (int i = 0; i < 2; i++) {
            service.hears("slot.conflicted.v1", "bookingId", bookingId, "revision", 1, "professionalId", professionalId);
        }
        awaitAll(DeliveryStatus.SENT, List.of(id(1, NotificationKind.CALENDAR_CONFLICT, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.store.mails()).hasSize(1);
        Mailbox.Mail mail = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(mail.subject()).isEqualTo("Twice at one time: Consultation on Tuesday, 1 December 2026 (HF-2026-000001)");
        assertThat(mail.text()).contains("The booking stays as it is.", "http://localhost:8080/b/" + bookingId);
    }

    @Test
    void aConfirmedBookingHasThreeMailsInTwoWritesOfOneDocument() throws Exception {
        professionalRegistered("America/New_York");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        assertThat(MAILBOX.store.mails()).hasSize(3);
        // One document, stored as claimed and stored with what became of it.
        assertThat(service.documents("notifications").stream().filter(stored -> stored.getString("_id").startsWith(bookingId)))
                .singleElement()
                .satisfies(stored -> assertThat(stored.get("version", Number.class).intValue()).isEqualTo(1));
        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.subject()).isEqualTo("Confirmed: Consultation on Tuesday, 1 December 2026 (HF-2026-000001)");
        assertThat(client.text())
                .contains("10:00–11:00 (India Standard Time, Asia/Kolkata)", "INR 1,500.00", "Dr Sarah Khan", "Ravi Rao")
                .contains("http://localhost:8080/b/" + bookingId)
                .doesNotContain("[(", "[#", "th:if", "??");
        assertThat(client.html())
                .contains("10:00–11:00 (India Standard Time, Asia/Kolkata)", "INR 1,500.00", "Dr Sarah Khan")
                .doesNotContain("th:text", "th:if", "??");
        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.subject())
                .isEqualTo("New booking: Consultation on Monday, 30 November 2026 (HF-2026-000001)");
        assertThat(professional.text())
                .contains("Monday, 30 November 2026, 23:30", "Eastern Standard Time, America/New_York", "Asha Rao");
        Mailbox.Mail admin = MAILBOX.onlyMailTo(ADMIN);
        assertThat(admin.subject()).isEqualTo("New booking HF-2026-000001: Consultation for Asha Rao");
        assertThat(admin.text()).contains("Tuesday, 1 December 2026, 04:30–05:30 (");
        assertThat(admin.text()).contains("UTC");
        assertThat(admin.attachments()).isEmpty();
    }

    @Test
    void clientAndProfessionalGetTheCalendarEntry() throws Exception {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> body.put("revision", 3));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(3, NotificationKind.CONFIRMED, Recipient.CLIENT), id(3, NotificationKind.CONFIRMED, Recipient.PROFESSIONAL)));

        for (String address : List.of("asha@example.com", professionalId + "@example.com")) {
            Mailbox.Mail mail = MAILBOX.onlyMailTo(address);
            assertThat(mail.attachments()).hasSize(1);
            assertThat(mail.attachments().getFirst().getFileName()).isEqualTo("booking.ics");
            assertThat(mail.attachments().getFirst().getContentType())
                    .startsWith("text/calendar").contains("method=REQUEST").contains("UTF-8");
            assertThat(mail.invitations()).singleElement().satisfies(invitation -> {
                assertThat(invitation.getContentType()).contains("method=REQUEST").contains("UTF-8");
                assertThat(invitation.getInputStream()).hasBinaryContent(
                        mail.attachments().getFirst().getInputStream().readAllBytes());
            });
            Calendar calendar = mail.calendar();
            calendar.validate();
            assertThat(calendar.getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("REQUEST");
            assertThat(ofEvent(calendar, Property.UID)).isEqualTo(bookingId + "@holdfast");
            assertThat(ofEvent(calendar, Property.SEQUENCE)).isEqualTo("3");
            assertThat(ofEvent(calendar, Property.DTSTART)).isEqualTo("20261201T043000Z");
            assertThat(ofEvent(calendar, Property.DTEND)).isEqualTo("20261201T053000Z");
            assertThat(ofEvent(calendar, Property.ORGANIZER)).isEqualTo("mailto:bookings@holdfast.example");
            assertThat(ofEvent(calendar, Property.ATTENDEE)).isEqualTo("mailto:" + address);
        }
    }

    @Test
    void aRepeatedConfirmationSendsNothingMore() {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        confirmed(body -> {});
        confirmed(body -> {});
        // The same key keeps its order, so when the last event has had its effect the repeated ones had theirs.
        cancelled(body -> body.put("wasConfirmed", false));
        awaitAll(DeliveryStatus.SENT, List.of(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)));

        assertThat(MAILBOX.store.deliveries()).isEqualTo(4);
    }

    @Test
    void everyOutcomeIsPublishedAsItsContractSays() {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {});

        await().until(() -> published("notification.sent.v1").size() == 1);
        assertThat(published("notification.sent.v1")).allSatisfy(this::obeysItsContract).allSatisfy(event -> {
            assertThat(event.key()).isEqualTo(bookingId);
            assertThat(event.correlationId()).isEqualTo("request-7");
            assertThat(event.data()).doesNotContain("@");
        });
    }

    @Test
    void aCancelledBookingIsTakenOutOfTheCalendars() throws Exception {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        MAILBOX.store.clear();
        cancelled(body -> {});
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.CANCELLED, Recipient.CLIENT),
                id(1, NotificationKind.CANCELLED, Recipient.PROFESSIONAL),
                id(1, NotificationKind.CANCELLED, Recipient.ADMIN)));

        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.text()).contains("INR 1,500.00 (100 % of what was paid)", "The client asked for it");
        for (Mailbox.Mail mail : List.of(client, MAILBOX.onlyMailTo(professionalId + "@example.com"))) {
            Calendar calendar = mail.calendar();
            calendar.validate();
            assertThat(mail.attachments().getFirst().getContentType()).contains("method=CANCEL");
            assertThat(mail.invitations().getFirst().getContentType()).contains("method=CANCEL");
            assertThat(calendar.getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("CANCEL");
            assertThat(ofEvent(calendar, Property.UID)).isEqualTo(bookingId + "@holdfast");
            assertThat(ofEvent(calendar, Property.SEQUENCE)).isEqualTo("2");
            assertThat(ofEvent(calendar, Property.STATUS)).isEqualTo("CANCELLED");
        }
        assertThat(MAILBOX.onlyMailTo(ADMIN).attachments()).isEmpty();
    }

    @Test
    void aRescheduledBookingMovesInTheCalendars() throws Exception {
        professionalRegistered("America/New_York");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        MAILBOX.store.clear();
        rescheduled(2, body -> {});
        rescheduled(2, body -> {});
        awaitAll(DeliveryStatus.SENT, List.of(
                id(2, NotificationKind.RESCHEDULED, Recipient.CLIENT), id(2, NotificationKind.RESCHEDULED, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.store.mails()).hasSize(2);
        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.subject())
                .isEqualTo("Rescheduled: Consultation is now on Wednesday, 2 December 2026 (HF-2026-000001)");
        assertThat(client.text()).contains(
                "When: Wednesday, 2 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)",
                "Instead of: Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)\n",
                "Price: INR 1,500.00",
                "moves it in your calendar");
        assertThat(client.html()).contains("Instead of", "Tuesday, 1 December 2026, 10:00–11:00");
        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.text()).contains("Tuesday, 1 December 2026, 23:30", "Asha Rao");
        for (Mailbox.Mail mail : List.of(client, professional)) {
            Calendar calendar = mail.calendar();
            calendar.validate();
            assertThat(calendar.getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("REQUEST");
            assertThat(ofEvent(calendar, Property.UID)).isEqualTo(bookingId + "@holdfast");
            assertThat(ofEvent(calendar, Property.SEQUENCE)).isEqualTo("2");
            assertThat(ofEvent(calendar, Property.DTSTART)).isEqualTo("20261202T043000Z");
        }
    }

    @Test
    void aBookingThatMovesToSomebodyElseLeavesThePreviousCalendarAndEntersTheNewOne() throws Exception {
        professionalRegistered("Asia/Kolkata");
        String other = professionalId + "-other";
        professional("professional.registered.v1", other, "Asia/Kolkata", other + "@example.com");
        await().until(() -> !professionals.find(DEMO, other).isNew());
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        MAILBOX.store.clear();
        rescheduled(2, body -> body.withObject("professional").put("id", other).put("displayName", "Dr James Lee"));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(2, NotificationKind.RESCHEDULED, Recipient.CLIENT),
                id(2, NotificationKind.NEW_BOOKING, Recipient.PROFESSIONAL),
                id(1, NotificationKind.REASSIGNED, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.store.mails()).hasSize(3);
        assertThat(MAILBOX.onlyMailTo("asha@example.com").text()).contains(
                "With: Dr James Lee", "10:00–11:00 (India Standard Time, Asia/Kolkata), with Dr Sarah Khan");
        Mailbox.Mail before = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(before.subject()).isEqualTo("Cancelled: Consultation on Tuesday, 1 December 2026 (HF-2026-000001)");
        assertThat(before.text()).doesNotContain("James", "meet.example.com");
        assertThat(before.calendar().getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("CANCEL");
        assertThat(ofEvent(before.calendar(), Property.UID)).isEqualTo(bookingId + "@holdfast");
        assertThat(ofEvent(before.calendar(), Property.SEQUENCE)).isEqualTo("2");
        assertThat(ofEvent(before.calendar(), Property.DTSTART)).isEqualTo("20261201T043000Z");
        Mailbox.Mail after = MAILBOX.onlyMailTo(other + "@example.com");
        assertThat(after.subject()).startsWith("New booking: Consultation on Wednesday, 2 December 2026");
        assertThat(after.calendar().getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("REQUEST");

        // Back to the first one: above the CANCEL that is in their calendar. Then called off, for them and the client.
        MAILBOX.store.clear();
        rescheduled(3, body -> body.withObject("previousProfessional").put("id", other));
        booking("booking.cancelled.v1", body -> body.put("revision", 3));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(3, NotificationKind.NEW_BOOKING, Recipient.PROFESSIONAL),
                id(2, NotificationKind.REASSIGNED, Recipient.PROFESSIONAL),
                id(3, NotificationKind.CANCELLED, Recipient.PROFESSIONAL),
                id(3, NotificationKind.CANCELLED, Recipient.CLIENT)));
        assertThat(MAILBOX.store.mailsTo(professionalId + "@example.com"))
                .extracting(mail -> ofEvent(Mailbox.Mail.parse(mail).calendar(), Property.SEQUENCE))
                .containsExactly("3", "4");
        assertThat(ofEvent(MAILBOX.onlyMailTo(other + "@example.com").calendar(), Property.SEQUENCE)).isEqualTo("3");
    }

    @Test
    void aNewTimeDoesNotOvertakeTheOldOne() {
        professionalRegistered("Asia/Kolkata");
        MAILBOX.refuseForNow();
        confirmed(body -> {});
        awaitAttempts(1);
        MAILBOX.accept();
        rescheduled(2, body -> {});
        Told news = id(2, NotificationKind.RESCHEDULED, Recipient.CLIENT);
        awaitDelivery(news, d -> d.dueAt() != null && d.dueAt().isAfter(CLOCK.instant()));
        assertThat(MAILBOX.store.mails()).isEmpty();

        awaitAll(DeliveryStatus.SENT, confirmedIds());
        awaitAll(DeliveryStatus.SENT, List.of(news));
    }

    @Test
    void aRequestThatWaitsTellsClientAndProfessionalUntilWhen() throws Exception {
        professionalRegistered("America/New_York");
        awaiting(body -> body.put("deadline", "2026-11-29T10:00:00Z"));
        awaiting(body -> body.put("deadline", "2026-11-29T10:00:00Z"));
        awaitAll(DeliveryStatus.SENT, requestIds());

        assertThat(MAILBOX.store.mails()).hasSize(2);
        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.subject()).isEqualTo("Requested: Consultation on Tuesday, 1 December 2026 (HF-2026-000001)");
        assertThat(client.text()).contains(
                "Answer by: Sunday, 29 November 2026, 15:30 (India Standard Time, Asia/Kolkata)", "With: Dr Sarah Khan");
        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.subject())
                .isEqualTo("Please answer: Consultation on Monday, 30 November 2026 (HF-2026-000001)");
        assertThat(professional.text()).contains(
                "Answer by: Sunday, 29 November 2026, 05:00 (Eastern Standard Time, America/New_York)",
                "Client: Asha Rao", "Where: 12 Lotus Marg, B-7, 42, Mumbai", "Ring twice.", "Date of birth: 1990-05-17",
                "Answer the request: http://localhost:8080/b/" + bookingId);
        assertThat(client.attachments()).isEmpty();
        assertThat(professional.attachments()).isEmpty();
        await().until(() -> published("notification.sent.v1").size() == 1);
        assertThat(published("notification.sent.v1")).allSatisfy(this::obeysItsContract);
    }

    @Test
    void aRequestThatNobodyAnsweredIsToldToBoth() throws Exception {
        professionalRegistered("Asia/Kolkata");
        awaiting(body -> {});
        awaitAll(DeliveryStatus.SENT, requestIds());
        MAILBOX.store.clear();
        declined(body -> body.put("by", "PLATFORM").put("reason", "There was no answer in time"));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.UNANSWERED, Recipient.CLIENT), id(1, NotificationKind.UNANSWERED, Recipient.PROFESSIONAL)));

        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.subject()).startsWith("Not confirmed: Consultation");
        assertThat(client.text()).contains("nobody answered in time", "INR 1,500.00 (all of what was paid that had not gone back before)");
        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.subject()).startsWith("Not answered: Consultation");
        assertThat(professional.text()).contains("You did not answer in time", "Asha Rao");
    }

    @Test
    void anAnswerDoesNotOvertakeTheRequest() {
        professionalRegistered("Asia/Kolkata");
        MAILBOX.refuseForNow();
        awaiting(body -> {});
        awaitAttempts(1, requestIds());
        MAILBOX.accept();
        confirmed(body -> {});
        Told answer = id(1, NotificationKind.CONFIRMED, Recipient.CLIENT);
        awaitDelivery(answer, d -> d.dueAt() != null && d.dueAt().isAfter(CLOCK.instant()));
        assertThat(MAILBOX.store.mailsTo("asha@example.com")).isEmpty();

        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, requestIds());
        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, confirmedIds());
    }

    @Test
    void aRequestThatIsTakenBackIsToldToTheProfessionalWhoWasAsked() throws Exception {
        professionalRegistered("Asia/Kolkata");
        awaiting(body -> {});
        awaitAll(DeliveryStatus.SENT, requestIds());
        MAILBOX.store.clear();
        cancelled(body -> body.put("wasConfirmed", false));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.CANCELLED, Recipient.CLIENT), id(1, NotificationKind.CANCELLED, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.onlyMailTo(professionalId + "@example.com").attachments()).isEmpty();
        assertThat(delivery(id(1, NotificationKind.CANCELLED, Recipient.ADMIN))).isEmpty();
    }

    @Test
    void theProfessionalComesPreparedAndNobodyElseLearnsMoreThanTheyNeed() throws Exception {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {
            body.put("notes", "Ring twice.\r\nRefund: everything\n\n<b>bold</b>");
            body.withObject("intake").put("allergies", "Nuts").put("birthDate", "1990-05-17");
            body.remove("answers");
        });
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.text()).contains(
                "Client’s phone: +919812345678\n", "For: Ravi Rao\n", "Their phone: +919812345679\n",
                "Where: 12 Lotus Marg, B-7, 42, Mumbai\n",
                // Indented, so that no line of theirs passes for one of ours.
                "Notes:\n  Ring twice.\n  Refund: everything\n  <b>bold</b>\n",
                "Answers:\n  allergies: Nuts\n  birthDate: 1990-05-17\n");
        assertThat(professional.html())
                .contains("+919812345678", "+919812345679", "12 Lotus Marg, B-7, 42, Mumbai", "Ring twice.", "allergies: Nuts")
                .contains("&lt;b&gt;bold").doesNotContain("<b>bold");
        Mailbox.Mail client = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(client.text()).contains("Where: 12 Lotus Marg, B-7, 42, Mumbai").doesNotContain("Nuts", "Ring twice", "+91");
        Mailbox.Mail admin = MAILBOX.onlyMailTo(ADMIN);
        assertThat(admin.text() + admin.html()).doesNotContain("Lotus", "Nuts", "Ring twice", "+91");
        // Reminders repeat it; once the booking is over nobody needs the client's home any more.
        String standing = Notification.idOf(bookingId, 1, NotificationKind.CONFIRMED, null);
        assertThat(notifications.find(standing).orElseThrow().toString()).contains("Lotus", "Nuts");
        cancelled(body -> {});
        await().until(() -> notifications.find(standing).orElseThrow().over());
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.CANCELLED, Recipient.CLIENT),
                id(1, NotificationKind.CANCELLED, Recipient.PROFESSIONAL),
                id(1, NotificationKind.CANCELLED, Recipient.ADMIN)));
        assertThat(service.documents("notifications").stream().map(Document::toJson).filter(json -> json.contains(bookingId)))
                .hasSize(2)
                .allSatisfy(json -> assertThat(json).doesNotContain("Lotus", "Nuts", "Ring twice", "+91"));
        assertThat(ofEvent(client.calendar(), Property.LOCATION)).isEqualTo("12 Lotus Marg, B-7, 42, Mumbai");
        assertThat(ofEvent(professional.calendar(), Property.LOCATION)).isEqualTo("12 Lotus Marg, B-7, 42, Mumbai");
    }

    @Test
    void questionsAreReadAsTheyWereAsked() throws Exception {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {
            body.withObject("intake").put("birthDate", "1990-05-17");
            body.putArray("answers").addObject()
                    .put("name", "birthDate").put("question", "When were you born?").put("answer", "1990-05-17");
        });
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        assertThat(MAILBOX.onlyMailTo(professionalId + "@example.com").text())
                .contains("Answers:\n  When were you born? 1990-05-17\n").doesNotContain("birthDate");
    }

    @Test
    void whoeverTakesOverAVisitComesPreparedAndWhoeverLostItForgetsTheAddress() throws Exception {
        professionalRegistered("Asia/Kolkata");
        String other = professionalId + "-other";
        professional("professional.registered.v1", other, "Asia/Kolkata", other + "@example.com");
        await().until(() -> !professionals.find(DEMO, other).isNew());
        rescheduled(2, body -> body.withObject("professional").put("id", other));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(2, NotificationKind.NEW_BOOKING, Recipient.PROFESSIONAL), id(1, NotificationKind.REASSIGNED, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.onlyMailTo(other + "@example.com").text())
                .contains("Where: 12 Lotus Marg", "Ring twice.", "Date of birth: 1990-05-17", "+919812345678");
        assertThat(MAILBOX.onlyMailTo(professionalId + "@example.com").text())
                .doesNotContain("Lotus", "Ring twice", "1990", "+91");
    }

    @Test
    void aDeclinedBookingIsExplainedToClientAndProfessional() throws Exception {
        professionalRegistered("Asia/Kolkata");
        declined(body -> {});
        declined(body -> {});
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.DECLINED, Recipient.CLIENT), id(1, NotificationKind.DECLINED, Recipient.PROFESSIONAL)));

        assertThat(MAILBOX.store.mails()).hasSize(2);
        Mailbox.Mail professional = MAILBOX.onlyMailTo(professionalId + "@example.com");
        assertThat(professional.text()).contains("A request was declined", "Unavailable that day", "Asha Rao");
        Mailbox.Mail mail = MAILBOX.onlyMailTo("asha@example.com");
        assertThat(mail.subject()).isEqualTo("Declined: Consultation on Tuesday, 1 December 2026 (HF-2026-000001)");
        assertThat(mail.text()).contains(
                "Unavailable that day",
                // Some may have gone back before, which the event does not say.
                "INR 1,500.00 (all of what was paid that had not gone back before)",
                "Dr Sarah Khan",
                "Asia/Kolkata");
        assertThat(mail.attachments()).isEmpty();
        await().until(() -> published("notification.sent.v1").size() == 1);
        assertThat(published("notification.sent.v1")).allSatisfy(this::obeysItsContract);
    }

    @Test
    void aDeclinedFreeBookingDoesNotSpeakOfMoneyThatIsKept() {
        professionalRegistered("Asia/Kolkata");
        declined(body -> body.withObject("refund").put("amount", 0));
        awaitAll(DeliveryStatus.SENT, List.of(id(1, NotificationKind.DECLINED, Recipient.CLIENT)));

        assertThat(MAILBOX.onlyMailTo("asha@example.com").text()).contains("Nothing of yours was kept");
    }

    /** The mail says the figure that goes back, and no percentage of which that would not be true. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            150000 |  75000 |  75000 | INR 750.00 (50 % of what was paid)
            150000 |  75000 |  25000 | INR 250.00 (50 % of what was paid, less what went back before)
            150000 |  75000 |      0 | What is due has gone back before
            """)
    void whatWentBackBeforeIsNotPromisedAgain(long paid, long due, long refund, String words) {
        professionalRegistered("Asia/Kolkata");
        cancelled(body -> {
            body.withObject("paid").put("amount", paid).put("currency", "INR");
            body.put("refundPercentage", Math.toIntExact(100 * due / paid));
            body.withObject("refund").put("amount", refund);
        });
        awaitAll(DeliveryStatus.SENT, List.of(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)));

        assertThat(MAILBOX.onlyMailTo("asha@example.com").text()).contains(words);
    }

    @Test
    void aCancellationBeforeConfirmationReachesTheClientAlone() {
        cancelled(body -> body.put("wasConfirmed", false));
        awaitAll(DeliveryStatus.SENT, List.of(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)));

        assertThat(MAILBOX.store.mails()).hasSize(1);
        assertThat(MAILBOX.onlyMailTo("asha@example.com").attachments()).isEmpty();
        assertThat(delivery(id(1, NotificationKind.CANCELLED, Recipient.ADMIN))).isEmpty();
    }

    @Test
    void mailWaitsWhileTheServerIsAwayAndComesOnce() throws Exception {
        professionalRegistered("Asia/Kolkata");
        MAILBOX.close();
        confirmed(body -> {});
        awaitAttempts(1);
        assertThat(readiness()).isEqualTo(200);

        MAILBOX.open();
        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        assertThat(MAILBOX.store.mails()).hasSize(3);
        assertThat(MAILBOX.store.deliveries()).isEqualTo(3);
    }

    @Test
    void aServerThatAsksForPatienceGetsIt() {
        professionalRegistered("Asia/Kolkata");
        MAILBOX.refuseForNow();
        confirmed(body -> {});
        awaitAttempts(1);
        assertThat(delivery(id(1, NotificationKind.CONFIRMED, Recipient.CLIENT)).orElseThrow().reason())
                .contains("451");

        MAILBOX.accept();
        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        assertThat(MAILBOX.store.deliveries()).isEqualTo(3);
    }

    @Test
    void nothingIsClaimedWhileTheBreakerIsOpen() {
        professionalRegistered("Asia/Kolkata");
        breaker.transitionToForcedOpenState();
        confirmed(body -> {});
        await().until(() -> confirmedIds().stream().allMatch(told -> delivery(told).isPresent()));
        await().until(() -> breaker.getMetrics().getNumberOfNotPermittedCalls() >= 3);
        assertThat(confirmedIds()).allSatisfy(told -> assertThat(delivery(told).orElseThrow().attempts()).isZero());

        breaker.reset();
        CLOCK.advance(Duration.ofSeconds(5));
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        assertThat(MAILBOX.store.deliveries()).isEqualTo(3);
    }

    @Test
    void aCrashAfterSendingRepeatsTheMailUnderTheSameMessageId() {
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> {});
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        String messageId = MAILBOX.onlyMailTo("asha@example.com").messageId();
        // What the store holds when the process dies between the server's 250 and the write: a claim.
        Instant claimEnd = CLOCK.instant().plus(Delivery.CLAIM);
        service.mongo().updateFirst(
                Query.query(Criteria.where("_id").is(Notification.idOf(bookingId, 1, NotificationKind.CONFIRMED, null))),
                new Update()
                        .set("notification.deliveries.0.status", DeliveryStatus.SENDING.name())
                        .set("notification.deliveries.0.dueAt", claimEnd)
                        .unset("notification.deliveries.0.settledAt")
                        .set("dueAt", claimEnd),
                NotificationDocument.class);
        CLOCK.advance(Delivery.CLAIM);
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        assertThat(MAILBOX.store.deliveries()).isEqualTo(4);
        assertThat(MAILBOX.onlyMailTo("asha@example.com").messageId()).isEqualTo(messageId).endsWith("@holdfast>");
    }

    @ParameterizedTest
    @ValueSource(ints = {451, 550})
    void whatAMailServerSaysOfAnAddressIsNeitherLoggedNorStoredNorPublished(int code) {
        SMTPServer refusing = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Refusing(code))
                .build();
        refusing.start();
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        Told notification = id(1, NotificationKind.CANCELLED, Recipient.CLIENT);
        try {
            sender.setPort(refusing.getPortAllocated());
            cancelled(body -> body.put("wasConfirmed", false));
            awaitDelivery(notification, d -> d.reason() != null);
            // The line follows the write, or comes before it.
            await().until(() -> List.copyOf(lines.list).stream()
                    .anyMatch(line -> line.getFormattedMessage().contains(notification.notificationId())));
        } finally {
            refusing.stop();
            root.detachAppender(lines);
        }

        assertThat(delivery(notification).orElseThrow().reason()).contains(String.valueOf(code))
                .doesNotContainIgnoringCase("asha").doesNotContain("@");
        assertThat(List.copyOf(lines.list)).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContainIgnoringCase("asha@", "is unknown");
            assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy())).doesNotContainIgnoringCase("asha@");
        });
        assertThat(published("notification.failed.v1")).allSatisfy(event ->
                assertThat(event.data()).doesNotContain("@").doesNotContainIgnoringCase("is unknown"));
        // What is still to be tried must not come in the middle of another test.
        sender.setPort(MAILBOX.port);
        CLOCK.advance(Duration.ofSeconds(1));
        awaitDelivery(notification, Delivery::isSettled);
    }

    @Test
    void aRefusedAddressFailsAtOnceAndIsPublished() {
        SMTPServer refusing = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Refusing(550))
                .build();
        refusing.start();
        try {
            sender.setPort(refusing.getPortAllocated());
            cancelled(body -> body.put("wasConfirmed", false));
            awaitAll(DeliveryStatus.FAILED, List.of(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)));
        } finally {
            refusing.stop();
        }
        await().until(() -> published("notification.failed.v1").size() == 1);
        assertThat(published("notification.failed.v1").getFirst())
                .satisfies(this::obeysItsContract)
                .satisfies(event -> assertThat(event.data()).contains("550").doesNotContainIgnoringCase("asha@"));
        assertThat(delivery(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)).orElseThrow().attempts())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com", "Eve <eve@example.com>"})
    void whatIsNotOneAddressIsNeverWrittenTo(String address) {
        cancelled(body -> {
            body.put("wasConfirmed", false);
            body.withObject("client").put("email", address);
        });
        awaitAll(DeliveryStatus.FAILED, List.of(id(1, NotificationKind.CANCELLED, Recipient.CLIENT)));

        assertThat(MAILBOX.store.deliveries()).isZero();
    }

    @Test
    void aHostileNameStaysAName() throws Exception {
        String name = "Eve\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script> \"x\";ATTENDEE:mailto:v@example.com";
        professionalRegistered("Asia/Kolkata");
        confirmed(body -> body.withObject("client").put("name", name));
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        assertThat(MAILBOX.store.mails()).hasSize(3).allSatisfy(received -> {
            Mailbox.Mail mail = Mailbox.Mail.parse(received);
            assertThat(received.recipients()).hasSize(1);
            assertThat(mail.message().getHeader("Bcc")).isNull();
            assertThat(mail.html()).doesNotContain("<script>");
        });
        assertThat(MAILBOX.onlyMailTo(ADMIN).html()).contains("&lt;script&gt;");
        assertThat(MAILBOX.onlyMailTo(ADMIN).subject()).contains("Eve Bcc: victim@example.com");
        Calendar calendar = MAILBOX.onlyMailTo("asha@example.com").calendar();
        assertThat(event(calendar).getProperties(Property.ATTENDEE)).hasSize(1);
        assertThat(ofEvent(calendar, Property.ATTENDEE)).isEqualTo("mailto:asha@example.com");
        assertThat(MAILBOX.onlyMailTo(professionalId + "@example.com").calendar().getComponents()).hasSize(1);
    }

    @Test
    void aProfessionalWhoIsNotKnownYetIsWaitedFor() {
        String late = professionalInAnotherPartition();
        confirmed(body -> body.withObject("professional").put("id", late));
        professional("professional.registered.v1", late, "Asia/Kolkata", "late@example.com");
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        assertThat(MAILBOX.store.mails()).hasSize(3);
        MAILBOX.onlyMailTo("late@example.com");
    }

    @Test
    void aProfessionalWhoNeverBecomesKnownIsRecordedAsFailedAndTheOthersAreTold() {
        confirmed(body -> {});
        CLOCK.advance(Duration.ofSeconds(10));
        awaitAll(DeliveryStatus.FAILED, List.of(id(1, NotificationKind.CONFIRMED, Recipient.PROFESSIONAL)));
        awaitAll(DeliveryStatus.SENT, List.of(
                id(1, NotificationKind.CONFIRMED, Recipient.CLIENT), id(1, NotificationKind.CONFIRMED, Recipient.ADMIN)));

        await().until(() -> published("notification.sent.v1").size() == 1);
        assertThat(published("notification.sent.v1").getFirst().data()).contains("FAILED", "No address is known");
    }

    @Test
    void aProfessionalIsWrittenToInTheZoneOfTheirScheduleWhicheverIsHeardOfFirst() throws Exception {
        send("schedule.changed.v1", professionalId, body -> body.put("professionalId", professionalId)
                .withObject("schedule").put("zone", "Asia/Tokyo"));
        await().until(() -> professionals.find(DEMO, professionalId).readsIn() != null);
        confirmed(body -> {});
        professionals.projectProfile(DEMO, professionalId, 1, "Dr Who", professionalId + "@example.com", null, "America/New_York");
        awaitAll(DeliveryStatus.SENT, confirmedIds());

        assertThat(MAILBOX.onlyMailTo(professionalId + "@example.com").text())
                .contains("Tuesday, 1 December 2026, 13:30", "Asia/Tokyo");
    }

    @Test
    void aSchedulesOlderNewsChangesNothing() {
        professionals.projectProfile(DEMO, professionalId, 1, "Dr Who", "new@example.com", null, "America/New_York");
        professionals.projectSchedule(DEMO, professionalId, 2, "Asia/Tokyo");
        professionals.projectSchedule(DEMO, professionalId, 1, "UTC");
        professionals.projectProfile(DEMO, professionalId, 2, "Dr Who", "newer@example.com", null, "America/New_York");

        assertThat(professionals.find(DEMO, professionalId)).satisfies(known -> {
            assertThat(known.readsIn()).isEqualTo("Asia/Tokyo");
            assertThat(known.profile().email()).isEqualTo("newer@example.com");
        });
    }

    @Test
    void aProfessionalsOlderNewsChangesNothingAndLeavingKeepsTheAddress() {
        professionals.projectProfile(DEMO, professionalId, 5, "Dr Who", "new@example.com", null, "Asia/Kolkata");
        professionals.projectProfile(DEMO, professionalId, 4, "Dr Who", "old@example.com", null, "UTC");
        professionals.projectLeaving(DEMO, professionalId, 6);
        professionals.projectProfile(DEMO, professionalId, 6, "Dr Who", "repeated@example.com", null, "UTC");

        assertThat(professionals.find(DEMO, professionalId)).satisfies(known -> {
            assertThat(known.profile().sequence()).isEqualTo(6);
            assertThat(known.profile().email()).isEqualTo("new@example.com");
            assertThat(known.profile().zone()).isEqualTo("Asia/Kolkata");
        });
        assertThat(professionals.find(new TenantId("another-tenant"), professionalId).isNew()).isTrue();
    }

    @Test
    void aCancellationDoesNotOvertakeTheConfirmation() {
        professionalRegistered("Asia/Kolkata");
        MAILBOX.refuseForNow();
        confirmed(body -> {});
        awaitAttempts(1);
        MAILBOX.accept();
        cancelled(body -> {});
        Told cancellation = id(1, NotificationKind.CANCELLED, Recipient.CLIENT);
        awaitDelivery(cancellation, d -> d.dueAt() != null && d.dueAt().isAfter(CLOCK.instant()));
        assertThat(MAILBOX.store.mails()).isEmpty();

        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, confirmedIds());
        CLOCK.advance(Duration.ofSeconds(1));
        awaitAll(DeliveryStatus.SENT, List.of(cancellation));
        assertThat(MAILBOX.store.mailsTo("asha@example.com")).extracting(mail -> Mailbox.Mail.parse(mail).subject())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Confirmed"),
                        second -> assertThat(second).startsWith("Cancelled"));
    }

    @Test
    void nothingButHealthIsOpen() throws Exception {
        assertThat(get("/api/v1/notifications")).isEqualTo(401);
        assertThat(get("/")).isEqualTo(401);
        assertThat(readiness()).isEqualTo(200);
    }

    private int readiness() throws Exception {
        return get("/actuator/health/readiness");
    }

    private int get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(service.address() + path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private void professionalRegistered(String zone) {
        professional("professional.registered.v1", professionalId, zone, professionalId + "@example.com");
        await().until(() -> !professionals.find(DEMO, professionalId).isNew());
    }

    private void professional(String type, String id, String zone, String email) {
        send(type, id, body -> body.put("professionalId", id).put("email", email).put("zone", zone));
    }

    /** In memory as in Kafka, an event that waits holds up its partition; a professional in it would never arrive. */
    private String professionalInAnotherPartition() {
        for (int i = 0; ; i++) {
            String candidate = professionalId + i;
            if (Math.floorMod(candidate.hashCode(), 4) != Math.floorMod(bookingId.hashCode(), 4)) {
                return candidate;
            }
        }
    }

    private void confirmed(Consumer<ObjectNode> change) {
        booking("booking.confirmed.v1", change);
    }

    /** From the revision before {@code revision}. */
    private void rescheduled(int revision, Consumer<ObjectNode> change) {
        booking("booking.rescheduled.v1", body -> {
            body.put("revision", revision);
            body.withObject("previous").put("revision", revision - 1);
            body.withObject("previousProfessional").put("id", professionalId);
            change.accept(body);
        });
    }

    private void awaiting(Consumer<ObjectNode> change) {
        booking("booking.awaiting-confirmation.v1", change);
    }

    private List<Told> requestIds() {
        return List.of(
                id(1, NotificationKind.AWAITING_CONFIRMATION, Recipient.CLIENT),
                id(1, NotificationKind.AWAITING_CONFIRMATION, Recipient.PROFESSIONAL));
    }

    private void declined(Consumer<ObjectNode> change) {
        booking("booking.declined.v1", change);
    }

    private void cancelled(Consumer<ObjectNode> change) {
        booking("booking.cancelled.v1", change);
    }

    private void booking(String type, Consumer<ObjectNode> change) {
        send(type, bookingId, body -> {
            body.put("bookingId", bookingId);
            body.withObject("professional").put("id", professionalId);
            change.accept(body);
        });
    }

    private void send(String type, String key, Consumer<ObjectNode> change) {
        var body = (ObjectNode) JsonMapper.shared().readTree(CATALOGUE.exampleOf(type));
        change.accept(body);
        String id = UUID.randomUUID().toString();
        // Also what no producer may say.
        service.hears(new OutboxEntry(
                id, type, "test", key, "demo", CLOCK.instant(), SEQUENCE.incrementAndGet(), "request-7", null, null, null,
                body.toString()));
    }

    private Told id(int revision, NotificationKind kind, Recipient recipient) {
        return new Told(Notification.idOf(bookingId, revision, kind, null), recipient);
    }

    private List<Told> confirmedIds() {
        return List.of(
                id(1, NotificationKind.CONFIRMED, Recipient.CLIENT),
                id(1, NotificationKind.CONFIRMED, Recipient.PROFESSIONAL),
                id(1, NotificationKind.CONFIRMED, Recipient.ADMIN));
    }

    private Optional<Delivery> delivery(Told told) {
        return notifications.find(told.notificationId()).stream()
                .flatMap(found -> found.deliveries().stream())
                .filter(delivery -> delivery.recipient() == told.recipient())
                .findFirst();
    }

    /** What found its predecessor still unsent, or its server busy, is looked at again a little later, and the clock moves only here. */
    private void awaitAll(DeliveryStatus status, List<Told> all) {
        await().untilAsserted(() -> {
            if (all.stream().flatMap(told -> delivery(told).stream()).anyMatch(NotificationServiceTest::waitsForALittleLater)) {
                CLOCK.advance(Duration.ofSeconds(1));
            }
            assertThat(all).allSatisfy(told ->
                    assertThat(delivery(told)).isPresent().get().extracting(Delivery::status).isEqualTo(status));
        });
    }

    private static boolean waitsForALittleLater(Delivery delivery) {
        Instant due = delivery.dueAt();
        return delivery.status() == DeliveryStatus.PENDING && due != null && due.isAfter(CLOCK.instant());
    }

    private void awaitDelivery(Told told, Predicate<Delivery> condition) {
        await().until(() -> delivery(told).filter(condition).isPresent());
    }

    /** Each of them was tried this often and is back in the queue. */
    private void awaitAttempts(int attempts, List<Told> all) {
        all.forEach(told -> awaitDelivery(told, d -> d.attempts() == attempts && d.status() == DeliveryStatus.PENDING));
    }

    private void awaitAttempts(int attempts) {
        awaitAttempts(attempts, confirmedIds());
    }

    /** A delivery to somebody. */
    private record Told(String notificationId, Recipient recipient) {}

    private List<OutboxEntry> published(String type) {
        return transport.published(type).stream().filter(event -> event.key().equals(bookingId)).toList();
    }

    private void obeysItsContract(OutboxEntry event) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CATALOGUE.producerSchemaOf(event.type()));
        assertThat(schema.validate(event.data(), InputFormat.JSON)).isEmpty();
    }

    private static Component event(Calendar calendar) {
        return calendar.getComponent(Component.VEVENT).orElseThrow();
    }

    private static String ofEvent(Calendar calendar, String property) {
        return event(calendar).getProperty(property).orElseThrow().getValue();
    }

    private record Refusing(int code) implements MessageHandler {

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            throw new RejectException(code, "<" + recipient.toUpperCase(java.util.Locale.ROOT) + "> is unknown");
        }

        @Override
        public String data(java.io.InputStream data) {
            return null;
        }

        @Override
        public void done() {}
    }
}
