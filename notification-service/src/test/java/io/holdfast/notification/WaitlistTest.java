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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What somebody on a waitlist is told: that they are on it, that it is their turn, and that they missed it. */
class WaitlistTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final MovableClock CLOCK = new MovableClock(NOW);
    private static final Mailbox MAILBOX = new Mailbox(CLOCK);
    private static final String SECRET = "a-secret-that-only-these-tests-know-of";
    private static ServiceUnderTest service;

    private final String entry = "w-" + UUID.randomUUID();
    private final String offer = UUID.randomUUID().toString();
    private final String client = "guest-" + offer + "@example.com";
    private final String professional = "pro-" + offer;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with(
                        "spring.mail.port=" + MAILBOX.port,
                        "HOLDFAST_MANAGE_TOKEN_SECRET=" + SECRET,
                        "HOLDFAST_PUBLIC_URL=https://book.example.com")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        MAILBOX.close();
    }

    @BeforeEach
    void professionalIsKnown() {
        CLOCK.set(NOW);
        service.bean(JavaMailSenderImpl.class).setPort(MAILBOX.port);
        service.hears(
                "professional.registered.v1", "professionalId", professional, "email", professional + "@example.com",
                "displayName", "Dr Sarah Khan", "zone", "Asia/Kolkata");
        service.awaitIdle();
    }

    @Test
    void whoJoinsReadsTheirPlaceAndWhereTheyCanLeave() {
        joined("start", "2026-12-01T04:30:00Z", "place", 3);
        joined("start", "2026-12-01T04:30:00Z", "place", 2);

        assertThat(subjects()).containsExactly("On the waitlist: Consultation on Tuesday, 1 December 2026");
        assertThat(texts()).contains(
                "With: Dr Sarah Khan",
                "When: Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)",
                "Your place in line: 3",
                "See your place on the waitlist: https://book.example.com/w/" + entry + "?t="
                        + new BookingTokens(SECRET).manage(entry) + "\n",
                "because you are on a waitlist")
                .doesNotContain("Booking number", "null");
        assertThat(service.documents("notifications").stream().map(Document::toJson))
                .noneMatch(json -> json.contains(new BookingTokens(SECRET).manage(entry)));
    }

    @ParameterizedTest(name = "read in {0}")
    @ValueSource(strings = {"Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"})
    void anyTimeOfADayIsThatDayWhereverItIsRead(String zone) {
        joined("start", null, "displayZone", zone, "professionalId", null);

        assertThat(subjects()).containsExactly("On the waitlist: Consultation on Tuesday, 1 December 2026");
        assertThat(texts()).contains("When: Tuesday, 1 December 2026, at any time\n").doesNotContain("With:");
    }

    @Test
    void whoseTurnItIsReadsUntilWhenTheyCanAnswerAndWhere() {
        offered();
        offered();

        assertThat(subjects()).containsExactly("Your turn: Consultation on Tuesday, 1 December 2026 at 10:00");
        assertThat(texts()).contains(
                "Answer by: Saturday, 28 November 2026, 16:00 (India Standard Time, Asia/Kolkata)",
                "Accept it or let it pass: https://book.example.com/w/" + entry + "?t=" + new BookingTokens(SECRET).manage(entry))
                .doesNotContain("The booking that you have");
        assertThat(service.said("notification.sent.v1", offer)).hasSize(1);
    }

    @Test
    void whoIsSignedInGetsALinkWithoutATokenAndWhoMovesKeepsTheirTime() {
        service.hears("waitlist.offered.v1", offerOf(
                "client.subject", "asha", "guest", null, "moves", Map.of("bookingId", "b-1")));
        settle();

        assertThat(texts())
                .contains("https://book.example.com/w/" + entry + "\n", "The booking that you have keeps its time")
                .doesNotContain("?t=");
    }

    @Test
    void anOfferThatNobodyCouldAnswerAnyMoreIsNotSent() {
        CLOCK.set(NOW.plus(Duration.ofMinutes(30)));
        service.hears("waitlist.offered.v1", offerOf());
        settle();

        assertThat(subjects()).isEmpty();
        assertThat(service.said("notification.sent.v1", offer).getFirst().toString()).contains("SKIPPED", "Too late");
    }

    @Test
    void whoDidNotAnswerIsToldOnceAndWhoSaidNoIsNot() {
        offered();
        for (String reason : List.of("DECLINED", "LEFT", "WITHDRAWN", "EXPIRED", "EXPIRED")) {
            service.hears("waitlist.passed.v1", passedFor(reason));
        }
        settle();

        assertThat(subjects()).containsExactly(
                "Your turn: Consultation on Tuesday, 1 December 2026 at 10:00",
                "Not booked: Consultation on Tuesday, 1 December 2026 at 10:00");
        assertThat(texts()).contains("Reason: There was no answer in time");
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKED,Somebody else has this time by now",
        "HELD,Somebody else has this time by now",
        "There is no such offering.,It cannot be booked like this any more"
    })
    void whoAcceptedInVainIsToldWhy(String reason, String read) {
        service.hears("booking.rejected.v1",
                "bookingId", offer, "revision", 1, "reason", reason,
                "offer.entryId", entry, "offer.client.email", client, "offer.professional.id", professional);
        settle();

        assertThat(texts()).contains("Reason: " + read, "Booking number: HF-2026-000001").doesNotContain("no such offering");
    }

    @Test
    void whoCouldNotMoveReadsThatTheyKeepTheirTime() {
        service.hears("booking.reschedule-rejected.v1",
                "bookingId", "b-" + offer, "insteadOf", offer, "reason", "HELD",
                "offer.entryId", entry, "offer.client.email", client, "offer.professional.id", professional);
        settle();

        assertThat(texts()).contains("Reason: Somebody else has this time", "The booking that you have keeps its time");
        assertThat(service.documents("notifications")).anyMatch(stored ->
                stored.getString("_id").equals(offer + ":1:WAITLIST_MISSED"));
    }

    @Test
    void whoAskedThemselvesIsNotWrittenTo() {
        service.hears("booking.rejected.v1", "bookingId", offer, "held", null, "offer", null);
        service.hears("booking.reschedule-rejected.v1", "bookingId", offer, "insteadOf", null, "offer", null);
        service.awaitIdle();

        assertThat(service.documents("notifications")).noneMatch(stored -> stored.getString("_id").startsWith(offer));
    }

    @Test
    void nobodyReadsThatTheyMissedItBeforeThatItWasTheirTurn() {
        var joined = Samples.mail(
                about("w-1", BookingFacts.Waitlist.joined("w-1", 1, false, false)),
                NotificationKind.WAITLIST_JOINED, Samples.ASHA, Recipient.CLIENT);
        var asked = Samples.mail(
                about("b-1", BookingFacts.Waitlist.offered("w-1", false)),
                NotificationKind.WAITLIST_OFFER, Samples.ASHA, Recipient.CLIENT);
        var missed = Samples.mail(
                about("b-1", BookingFacts.Waitlist.missed("w-1", false, BookingFacts.Missed.UNANSWERED)),
                NotificationKind.WAITLIST_MISSED, Samples.ASHA, Recipient.CLIENT);

        assertThat(joined.predecessors()).isEmpty();
        assertThat(asked.predecessors()).containsExactly(joined.id());
        assertThat(missed.predecessors()).containsExactly(asked.id());
        assertThat(asked.overtakenBy()).contains(missed.id(), "b-1:1:CONFIRMED", "b-1:1:PAYMENT_DUE");
    }

    private static BookingRevision about(String id, BookingFacts.Waitlist waitlist) {
        return Samples.booking(id, 1, BookingFacts.of(Samples.appointment()).waiting(waitlist));
    }

    private void joined(Object... changes) {
        service.hears("waitlist.joined.v1", with(
                new Object[] {
                    "entryId", entry,
                    "offering.name", "Consultation",
                    "professionalId", professional,
                    "date", "2026-12-01",
                    "durationMinutes", 60,
                    "displayZone", "Asia/Kolkata",
                    "language", "en",
                    "guest", true,
                    "client.subject", null,
                    "client.email", client,
                    "moves", null
                },
                changes));
        settle();
    }

    private void offered() {
        service.hears("waitlist.offered.v1", offerOf());
        settle();
    }

    private Object[] offerOf(Object... changes) {
        return with(
                new Object[] {
                    "entryId", entry,
                    "bookingId", offer,
                    "offering.name", "Consultation",
                    "professional.id", professional,
                    "start", "2026-12-01T04:30:00Z",
                    "end", "2026-12-01T05:30:00Z",
                    "deadline", NOW.plus(Duration.ofMinutes(30)),
                    "displayZone", "Asia/Kolkata",
                    "language", "en",
                    "guest", true,
                    "client.subject", null,
                    "client.email", client,
                    "moves", null
                },
                changes);
    }

    private Object[] passedFor(String reason) {
        return new Object[] {
            "entryId", entry,
            "bookingId", offer,
            "reason", reason,
            "offering.name", "Consultation",
            "professional.id", professional,
            "start", "2026-12-01T04:30:00Z",
            "end", "2026-12-01T05:30:00Z",
            "displayZone", "Asia/Kolkata",
            "language", "en",
            "guest", true,
            "client.subject", null,
            "client.email", client
        };
    }

    /** What had to wait for something else is looked at again a second later. */
    private static void settle() {
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

    private static Object[] with(Object[] usual, Object[] changes) {
        return Stream.concat(Arrays.stream(usual), Arrays.stream(changes)).toArray();
    }

    private List<String> subjects() {
        return MAILBOX.store.mailsTo(client).stream().map(mail -> Mailbox.Mail.parse(mail).subject()).toList();
    }

    private String texts() {
        return String.join("\n", MAILBOX.store.mailsTo(client).stream().map(mail -> Mailbox.Mail.parse(mail).text()).toList());
    }
}
