package io.holdfast.notification;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.standardwebhooks.Webhook;
import io.holdfast.embedded.outside.ApplicationKeys;
import io.holdfast.embedded.outside.BrowserSubscription;
import io.holdfast.embedded.outside.InMemoryPushStore;
import io.holdfast.embedded.outside.InMemorySmsStore;
import io.holdfast.embedded.outside.PushService;
import io.holdfast.embedded.outside.ReceivedPush;
import io.holdfast.embedded.outside.ReceivedSms;
import io.holdfast.embedded.outside.SmsProvider;
import io.holdfast.notification.mail.ShortWords;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Text messages and pushes over real HTTP, what people want, and what bounces; the service alone, by its API. */
class ChannelsTest {

    private static final String PREFERENCES = "/api/v1/me/notifications";
    private static final String SUBSCRIPTIONS = "/api/v1/me/push-subscriptions";
    private static final String WEBHOOK = "/api/v1/webhooks/mail";
    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs=";
    private static final ApplicationKeys KEYS = ApplicationKeys.generate();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static final Mailbox MAILBOX = new Mailbox(CLOCK);
    private static final InMemorySmsStore TEXTS = new InMemorySmsStore();
    private static final InMemoryPushStore PUSHES = new InMemoryPushStore();
    private static SmsProvider sms;
    private static PushService push;
    private static ServiceUnderTest service;

    private final String bookingId = UUID.randomUUID().toString();
    private final String subject = "asha-" + bookingId;
    private final String email = "a" + bookingId + "@example.com";
    private final String professionalId = "pro-" + bookingId;
    private final HoldfastApi asha = service.as(subject, "client");
    private final HoldfastApi sarah = service.as(professionalId, "professional");
    private final HoldfastApi admin = service.as("boss", "admin");

    @BeforeAll
    static void start() {
        sms = SmsProvider.start(0, "AC1", "token", TEXTS, CLOCK);
        push = PushService.start(0, PUSHES, CLOCK);
        service = configured().start();
    }

    private static ServiceUnderTest.Builder configured() {
        return ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with(
                        "spring.mail.port=" + MAILBOX.port,
                        "HOLDFAST_MANAGE_TOKEN_SECRET=only-for-development-0123456789-0123456789",
                        "HOLDFAST_MAIL_WEBHOOK_SECRET=" + SECRET,
                        "HOLDFAST_SMS_API_URL=" + sms.url(),
                        "HOLDFAST_SMS_ACCOUNT_SID=AC1",
                        "HOLDFAST_SMS_AUTH_TOKEN=token",
                        "HOLDFAST_SMS_FROM=+15005550006",
                        "HOLDFAST_VAPID_PUBLIC_KEY=" + KEYS.publicKey(),
                        "HOLDFAST_VAPID_PRIVATE_KEY=" + KEYS.privateKey(),
                        "HOLDFAST_PUSH_SERVICES=fcm.googleapis.com," + push.url());
    }

    @BeforeEach
    void empty() {
        TEXTS.clear();
        PUSHES.clear();
        MAILBOX.store.clear();
    }

    @AfterAll
    static void stop() {
        service.close();
        sms.close();
        push.close();
        MAILBOX.close();
    }

    // ---- push

    @Test
    void aProfessionalsBrowserShowsTheNewBooking() throws Exception {
        subscribe(sarah);
        confirmed();

        ReceivedPush received = await().until(() -> PUSHES.all().stream().findFirst().orElse(null), found -> found != null);
        JsonNode shown = JSON.readTree(received.text());
        assertThat(shown.get("title").asString()).startsWith("New booking: Consultation on");
        assertThat(shown.get("body").asString()).contains("10:00–11:00 (India Standard Time, Asia/Kolkata)", "Asha Rao");
        assertThat(shown.get("url").asString()).contains(bookingId);
        assertThat(shown.get("lang").asString()).isEqualTo("en");
        assertThat(shown.get("dir").asString()).isEqualTo("ltr");
        assertThat(received.topic()).isEqualTo(shown.get("tag").asString());
        // It begins in ten days; no push service keeps anything for so long.
        assertThat(received.ttl()).isEqualTo(Duration.ofHours(24));
        awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.SENT);
    }

    @Test
    void aBrowserThatGaveItUpIsForgottenAndTheOthersGetIt() throws Exception {
        BrowserSubscription old = subscribe(sarah);
        BrowserSubscription phone = subscribe(sarah);
        push.giveUp(old.id());
        confirmed();
        awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.SENT);

        assertThat(PUSHES.all()).extracting(ReceivedPush::subscriptionId).containsExactly(phone.id());
        assertThat(endpoints(sarah)).containsExactly(phone.endpoint());
    }

    @Test
    void whatNoBrowserTookIsTriedAgain() throws Exception {
        subscribe(sarah);
        push.failNext(1);
        confirmed();
        awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.PENDING);
        CLOCK.advance(Duration.ofSeconds(1));
        awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.SENT);

        assertThat(PUSHES.all()).hasSize(1);
    }

    @Test
    void someBrowsersAPersonAndNoMore() throws Exception {
        for (int i = 0; i < 12; i++) {
            sarah.post(SUBSCRIPTIONS, body("https://fcm.googleapis.com/" + i)).expect(201);
        }
        sarah.post(SUBSCRIPTIONS, body("https://fcm.googleapis.com/5")).expect(201);

        assertThat(endpoints(sarah)).hasSize(10).startsWith("https://fcm.googleapis.com/2").endsWith("https://fcm.googleapis.com/5");
        sarah.send("DELETE", SUBSCRIPTIONS + "?endpoint=https://fcm.googleapis.com/5", null).expect(204);
        sarah.send("DELETE", SUBSCRIPTIONS + "?endpoint=https://fcm.googleapis.com/5", null).expect(204);
        assertThat(endpoints(sarah)).hasSize(9);
        assertThat(sarah.get(SUBSCRIPTIONS + "?page=3&limit=4").expect(200).body().get("items")).hasSize(1);
        assertThat(endpoints(asha)).isEmpty();
    }

    @Test
    void aSubscriptionThatCannotBeOneIsRefused() {
        assertThat(sarah.post(SUBSCRIPTIONS, body("http://169.254.169.254/latest")).expect(400).errorFields()).containsExactly("endpoint");
        var withoutKeys = Map.of("endpoint", "https://fcm.googleapis.com/1", "keys", Map.of("p256dh", "BAAA", "auth", "x"));
        assertThat(sarah.post(SUBSCRIPTIONS, withoutKeys).expect(400).errorFields()).containsExactly("keys.p256dh", "keys.auth");
        service.guest().post(SUBSCRIPTIONS, body("https://fcm.googleapis.com/1")).expect(401);
        assertThat(endpoints(sarah)).isEmpty();
        assertThat(service.guest().get("/api/v1/push/public-key").expect(200).body().get("publicKey").asString())
                .isEqualTo(KEYS.publicKey());
    }

    // ---- text messages

    @Test
    void whoWantsTextMessagesGetsThem() {
        choose(Map.of("essential", List.of("EMAIL", "SMS")));
        confirmed();
        awaitDelivery("CONFIRMED", Channel.SMS, DeliveryStatus.SENT);

        assertThat(TEXTS.all()).singleElement().satisfies(text -> {
            assertThat(text.to()).isEqualTo("+919812345678");
            assertThat(text.from()).isEqualTo("+15005550006");
            assertThat(text.body()).contains("Confirmed: Consultation", "10:00–11:00", "Dr Sarah Khan", bookingId);
        });
        assertThat(MAILBOX.store.mailsTo(email)).hasSize(1);
    }

    @Test
    void aProfessionalGetsThemAtTheNumberOfTheirProfile() {
        sarah.put(PREFERENCES, Map.of("channels", Map.of("essential", List.of("EMAIL", "SMS")))).expect(200);
        confirmed();
        await().until(() -> TEXTS.all().size() == 1);

        assertThat(TEXTS.all().getFirst().to()).isEqualTo("+919834567890");
        assertThat(TEXTS.all().getFirst().body()).startsWith("New booking: ");
    }

    /** The provider took it and the answer was lost: the second try finds it and sends none. */
    @Test
    void aTextMessageIsNotSentTwiceWhenNobodyKnowsWhetherItWasSent() {
        choose(Map.of("essential", List.of("EMAIL", "SMS")));
        sms.failNext(1);
        confirmed();
        awaitDelivery("CONFIRMED", Channel.SMS, DeliveryStatus.PENDING);
        String text = service.bean(ShortWords.class).of(message("CONFIRMED", Channel.SMS)).inOneText();
        TEXTS.store(new ReceivedSms("SM1", "+15005550006", "+919812345678", text, CLOCK.instant()));
        CLOCK.advance(Duration.ofSeconds(1));
        awaitDelivery("CONFIRMED", Channel.SMS, DeliveryStatus.SENT);

        assertThat(TEXTS.all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"+15005550001, 21211", "+15005550004, 21610", "+15005550009, 21614"})
    void aNumberThatIsRefusedIsGivenUp(String number, String code) {
        choose(Map.of("essential", List.of("EMAIL", "SMS")));
        confirmed("client.phone", number);
        Delivery delivery = awaitDelivery("CONFIRMED", Channel.SMS, DeliveryStatus.FAILED);

        assertThat(delivery.reason()).isEqualTo("Twilio " + code);
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    // ---- preferences

    @Test
    void whatGetGivesPutTakesAndChangesNothing() {
        JsonNode usual = asha.get(PREFERENCES).expect(200).body();

        assertThat(usual.get("channels").get("essential").toString()).isEqualTo("[\"EMAIL\"]");
        assertThat(usual.get("available").toString()).isEqualTo("[\"EMAIL\",\"SMS\",\"PUSH\"]");
        assertThat(usual.get("quietHours").isNull()).isTrue();
        JsonNode chosen = asha.put(PREFERENCES, usual).expect(200).body();
        assertThat(chosen.get("channels")).isEqualTo(usual.get("channels"));
        assertThat(chosen.get("version").asLong()).isEqualTo(usual.get("version").asLong() + 1);
        asha.put(PREFERENCES, usual).expect(409);
        assertThat(asha.get(PREFERENCES).expect(200).body()).isEqualTo(chosen);
        assertThat(sarah.get(PREFERENCES).expect(200).body().get("channels").get("essential").toString()).isEqualTo("[\"EMAIL\",\"PUSH\"]");
        assertThat(service.asOneOf("another", subject, "client").get(PREFERENCES).expect(200).body().get("version").asLong()).isZero();
        service.guest().get(PREFERENCES).expect(401);
    }

    @Test
    void whatCannotBeWantedIsRefusedAndNothingChanges() {
        assertThat(asha.put(PREFERENCES, Map.of("channels", Map.of("essential", List.of("SMS")))).expect(422).body().get("code").asString())
                .isEqualTo("essential-by-email");
        assertThat(asha.put(PREFERENCES, Map.of("channels", Map.of("reminders", List.of("EMAIL", "PIGEON"), "spam", List.of())))
                .expect(400).errorFields()).containsExactlyInAnyOrder("channels.reminders[1]", "channels.spam");
        assertThat(asha.put(PREFERENCES, Map.of("quietHours", Map.of("from", "10pm", "to", "07:00", "zone", "+05:30")))
                .expect(400).errorFields()).containsExactly("quietHours.from", "quietHours.zone");
        assertThat(asha.put(PREFERENCES, Map.of("quietHours", Map.of("from", "07:00", "to", "07:00", "zone", "Asia/Kolkata")))
                .expect(400).errorFields()).containsExactly("quietHours.to");
        assertThat(asha.get(PREFERENCES).expect(200).body().get("version").asLong()).isZero();
    }

    @Test
    void quietHoursHoldBackAPushAndNotTheMail() throws Exception {
        subscribe(sarah);
        // 17:30 in Kolkata.
        sarah.put(PREFERENCES, Map.of("quietHours", Map.of("from", "17:00", "to", "18:00", "zone", "Asia/Kolkata"))).expect(200);
        Instant now = CLOCK.instant();
        Duration untilQuiet = Duration.between(now, Instant.parse("2026-11-21T12:00:00Z").plus(Duration.ofDays(
                Duration.between(Instant.parse("2026-11-21T12:00:00Z"), now).toDays() + 1)));
        CLOCK.advance(untilQuiet);
        Instant start = CLOCK.instant().plus(Duration.ofDays(3));
        confirmed("start", start.toString(), "end", start.plus(Duration.ofHours(1)).toString());
        await().until(() -> MAILBOX.store.mailsTo(professionalId + "@example.com").size() == 1);
        Delivery held = awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.PENDING);
        assertThat(held.dueAt()).isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(30)));
        assertThat(held.attempts()).isZero();
        CLOCK.advance(Duration.ofMinutes(30));
        awaitDelivery("CONFIRMED", Channel.PUSH, DeliveryStatus.SENT);
        assertThat(PUSHES.all()).hasSize(1);
    }

    @Test
    void aRequestForAReviewWaitsForTheMorningAndIsNotTooLateThen() {
        confirmed();
        awaitDelivery("CONFIRMED", Channel.EMAIL, DeliveryStatus.SENT);
        CLOCK.advance(Duration.ofDays(40));
        LocalTime now = CLOCK.instant().atZone(ZoneOffset.UTC).toLocalTime();
        asha.put(PREFERENCES, Map.of("quietHours", Map.of(
                        "from", now.minusMinutes(10).toString(), "to", now.plusMinutes(10).toString(), "zone", "UTC")))
                .expect(200);
        service.hears("booking.completed.v1", "bookingId", bookingId, "revision", 1);

        Delivery held = awaitDelivery("THANK_YOU", Channel.EMAIL, DeliveryStatus.PENDING);
        assertThat(held.dueAt()).isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(10)));
        CLOCK.advance(Duration.ofMinutes(10));
        awaitDelivery("THANK_YOU", Channel.EMAIL, DeliveryStatus.SENT);
    }

    @Test
    void oneClickDoesWithoutAGroupOfMailsAndLookingDoesNot() throws Exception {
        confirmed();
        awaitDelivery("CONFIRMED", Channel.EMAIL, DeliveryStatus.SENT);
        reminded("PT24H");
        awaitDelivery("REMINDER:PT24H", Channel.EMAIL, DeliveryStatus.SENT);
        List<MimeMessage> mails = MAILBOX.store.mailsTo(email).stream().map(mail -> Mailbox.Mail.parse(mail).message()).toList();
        assertThat(mails).hasSize(2);
        assertThat(mails.getFirst().getHeader("List-Unsubscribe")).as("what is essential").isNull();
        assertThat(mails.getLast().getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String link = MimeUtility.unfold(mails.getLast().getHeader("List-Unsubscribe")[0]);
        assertThat(link).startsWith("<http://localhost:8080/api/v1/unsubscribe/").endsWith(">").doesNotContain(email, subject);
        assertThat(Mailbox.Mail.parse(MAILBOX.store.mailsTo(email).getLast()).text())
                .contains("No more mails of this kind: " + link.substring(1, link.length() - 1) + "\n");
        String path = URI.create(link.substring(1, link.length() - 1)).getPath();

        HoldfastApi.Answer page = service.guest().get(path, "Accept", "text/html").expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<html lang=\"en\" dir=\"ltr\">", "<form method=\"post\">", "reminders");
        assertThat(service.guest().get(path, "Accept-Language", "he-IL, en;q=0.5").expect(200).text())
                .contains("<html lang=\"he\" dir=\"rtl\">", "<form method=\"post\">", "תזכורות");
        assertThat(asha.get(PREFERENCES).expect(200).body().get("channels").get("reminders").toString()).isEqualTo("[\"EMAIL\",\"PUSH\"]");

        assertThat(oneClick(path)).isEqualTo(204);
        assertThat(oneClick(path)).isEqualTo(204);
        JsonNode chosen = asha.get(PREFERENCES).expect(200).body();
        assertThat(chosen.get("channels").get("reminders").toString()).isEqualTo("[\"PUSH\"]");
        assertThat(chosen.get("channels").get("essential").toString()).isEqualTo("[\"EMAIL\"]");
        assertThat(chosen.get("version").asLong()).isEqualTo(1);
        reminded("PT3H");
        assertThat(awaitDelivery("REMINDER:PT3H", Channel.EMAIL, DeliveryStatus.SKIPPED).reason()).isEqualTo("not wanted");
        assertThat(MAILBOX.store.mailsTo(email)).hasSize(2);
        // Nobody makes one of another's.
        String shorter = path.substring(0, path.length() - 2);
        for (String forged : List.of(shorter, path + "A", path.replace(".", "A."), "/api/v1/unsubscribe/x.y")) {
            assertThat(oneClick(forged)).as(forged).isEqualTo(404);
            service.guest().get(forged).expect(404);
        }
    }

    private static int oneClick(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(service.address() + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private void reminded(String lead) {
        service.hears(
                "reminder.due.v1", "bookingId", bookingId, "revision", 1, "dueAt", CLOCK.instant().toString(), "lead", lead);
    }

    @Test
    void inTheSandboxNothingLeaves() {
        try (ServiceUnderTest sandbox = configured().with("HOLDFAST_NOTIFICATIONS_SANDBOX=true").start()) {
            register(sandbox);
            sandbox.hears("booking.confirmed.v1", "bookingId", bookingId, "professional.id", professionalId, "client.email", email);
            sandbox.awaitIdle();

            assertThat(deliveries(sandbox, "CONFIRMED")).hasSize(3).allSatisfy(delivery -> {
                assertThat(delivery.status()).isEqualTo(DeliveryStatus.SKIPPED);
                assertThat(delivery.reason()).isEqualTo("sandbox");
            });
            assertThat(MAILBOX.store.mailsTo(email)).isEmpty();
        }
    }

    // ---- bounces and complaints

    @Test
    void afterAHardBounceTheAddressGetsNoMailUntilAnAdminLiftsIt() throws Exception {
        byte[] bounce = bounce("Permanent");
        assertThat(webhook("msg-" + bookingId, bounce)).isEqualTo(200);
        assertThat(webhook("msg-" + bookingId, bounce)).isEqualTo(200);
        confirmed();

        assertThat(awaitDelivery("CONFIRMED", Channel.EMAIL, DeliveryStatus.FAILED).reason())
                .isEqualTo("The address gets no mail: HARD_BOUNCE");
        assertThat(MAILBOX.store.mailsTo(email)).isEmpty();
        JsonNode suppression = suppressions(admin).stream()
                .filter(each -> each.get("address").asString().equals(email))
                .findFirst()
                .orElseThrow();
        assertThat(suppression.get("cause").asString()).isEqualTo("HARD_BOUNCE");
        assertThat(suppressions(service.asOneOf("another", "boss", "admin"))).isEmpty();
        asha.get("/api/v1/admin/suppressions").expect(403);

        String path = "/api/v1/admin/suppressions/" + suppression.get("id").asString();
        service.asOneOf("another", "boss", "admin").send("DELETE", path, null).expect(404);
        admin.send("DELETE", path, null).expect(204);
        admin.send("DELETE", path, null).expect(404);
        // The provider repeats itself; the admin knew better.
        assertThat(webhook("msg-" + bookingId, bounce)).isEqualTo(200);
        service.hears("booking.cancelled.v1", "bookingId", bookingId, "professional.id", professionalId, "client.email", email);
        awaitDelivery("CANCELLED", Channel.EMAIL, DeliveryStatus.SENT);
        assertThat(MAILBOX.store.mailsTo(email)).hasSize(1);
    }

    @Test
    void aFullMailboxIsOnlyRecordedAndAComplaintStopsMail() throws Exception {
        assertThat(webhook("soft-" + bookingId, bounce("Transient"))).isEqualTo(200);
        assertThat(webhook("other-" + bookingId, event("email.opened", email))).isEqualTo(200);
        assertThat(suppressions(admin)).noneMatch(each -> each.get("address").asString().equals(email));
        assertThat(service.documents("mail_events")).anySatisfy(event -> assertThat(event.getString("_id")).isEqualTo("soft-" + bookingId));

        byte[] complaint = event("email.complained", email.toUpperCase(Locale.ROOT));
        assertThat(webhook("spam-" + bookingId, complaint)).isEqualTo(200);
        confirmed();
        assertThat(awaitDelivery("CONFIRMED", Channel.EMAIL, DeliveryStatus.FAILED).reason())
                .isEqualTo("The address gets no mail: COMPLAINT");
    }

    @Test
    void aForgedWebhookChangesNothing() throws Exception {
        byte[] body = bounce("Permanent");
        long now = providersTime();
        String signature = new Webhook(SECRET).sign("m1", now, new String(body, StandardCharsets.UTF_8));
        assertThat(webhook("m1", now, signature, bounce("Transient"))).isEqualTo(400);
        assertThat(webhook("m2", now, signature, body)).isEqualTo(400);
        assertThat(webhook("m1", now - 3_600, signature, body)).isEqualTo(400);
        assertThat(webhook("m1", now, "v1,AAAA", body)).isEqualTo(400);
        String forged = new Webhook("whsec_AAAA").sign("m1", now, new String(body, StandardCharsets.UTF_8));
        assertThat(webhook("m1", now, forged, body)).isEqualTo(400);
        assertThat(service.guest().post(WEBHOOK, Map.of()).status()).isEqualTo(400);
        // Genuine, and nothing that can be read.
        assertThat(webhook("m3", "no JSON".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);

        assertThat(suppressions(admin)).noneMatch(each -> each.get("address").asString().equals(email));
    }

    // ---- when something is not configured

    @Test
    void whatIsNotConfiguredIsOff() {
        try (ServiceUnderTest bare = ServiceUnderTest.of(NotificationService.class, "notification-service").by(CLOCK).withoutRedis()
                .with("spring.mail.port=" + MAILBOX.port).start()) {
            bare.guest().get("/api/v1/push/public-key").expect(404);
            bare.guest().post(WEBHOOK, Map.of()).expect(404);
            bare.as(subject, "client").post(SUBSCRIPTIONS, body("https://fcm.googleapis.com/1")).expect(404);
            assertThat(bare.as(subject, "client").get(PREFERENCES).expect(200).body().get("available").toString()).isEqualTo("[\"EMAIL\"]");
            assertThat(bare.as(subject, "client").put(PREFERENCES, Map.of("channels", Map.of("reminders", List.of("SMS")))).expect(400)
                    .errorFields()).containsExactly("channels.reminders[0]");
        }
    }

    @ParameterizedTest
    @CsvSource({"HOLDFAST_SMS_ACCOUNT_SID=AC1", "HOLDFAST_VAPID_PUBLIC_KEY=BAAA", "HOLDFAST_MAIL_WEBHOOK_SECRET=whsec_%%"})
    void halfAConfigurationDoesNotStart(String property) {
        var half = ServiceUnderTest.of(NotificationService.class, "notification-service").by(CLOCK).withoutRedis().with(property);

        assertThatThrownBy(half::start).isInstanceOf(Exception.class);
    }

    // ---- what the tests do

    private void confirmed(Object... changes) {
        register(service);
        // In ten days or eleven, wherever other tests have moved the clock to; 10:00 in Kolkata.
        Instant start = CLOCK.instant().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(270));
        var all = new ArrayList<Object>(List.of(
                "bookingId", bookingId, "professional.id", professionalId, "client.email", email, "client.subject", subject,
                "start", start.toString(), "end", start.plus(Duration.ofHours(1)).toString()));
        all.addAll(List.of(changes));
        service.hears("booking.confirmed.v1", all.toArray());
    }

    private void register(ServiceUnderTest where) {
        where.hears(
                "professional.registered.v1",
                "professionalId", professionalId,
                "email", professionalId + "@example.com",
                "phone", "+919834567890",
                "zone", "Asia/Kolkata");
        await().until(() -> !where.bean(Professionals.class).find(new TenantId(ServiceUnderTest.TENANT), professionalId).isNew());
    }

    private BrowserSubscription subscribe(HoldfastApi who) throws Exception {
        BrowserSubscription browser = push.subscribe(KEYS.publicKey());
        who.post(SUBSCRIPTIONS, Map.of(
                        "endpoint", browser.endpoint(), "keys", Map.of("p256dh", browser.p256dh(), "auth", browser.auth())))
                .expect(201);
        return browser;
    }

    private static Map<String, Object> body(String endpoint) {
        return Map.of("endpoint", endpoint, "keys", Map.of("p256dh", KEYS.publicKey(), "auth", "BTBZMqHH6r4Tts7J_aSIgg"));
    }

    private static List<String> endpoints(HoldfastApi who) {
        return who.get(SUBSCRIPTIONS).expect(200).body().get("items").valueStream().map(each -> each.get("endpoint").asString()).toList();
    }

    private void choose(Map<String, List<String>> channels) {
        asha.put(PREFERENCES, Map.of("channels", channels)).expect(200);
    }

    private static List<JsonNode> suppressions(HoldfastApi who) {
        return who.get("/api/v1/admin/suppressions?limit=100").expect(200).body().get("items").valueStream().toList();
    }

    private Delivery awaitDelivery(String kind, Channel channel, DeliveryStatus status) {
        // The client's, except for pushes, which are the professional's.
        Recipient recipient = channel == Channel.PUSH ? Recipient.PROFESSIONAL : Recipient.CLIENT;
        return await().until(
                () -> deliveries(service, kind).stream()
                        .filter(each -> each.channel() == channel && each.recipient() == recipient)
                        .findFirst()
                        .orElse(null),
                // What waits does so for later, not for its turn.
                found -> found != null
                        && found.status() == status
                        && (status != DeliveryStatus.PENDING || found.dueAt().isAfter(CLOCK.instant())));
    }

    private List<Delivery> deliveries(ServiceUnderTest where, String kind) {
        return where.bean(Notifications.class).find(bookingId + ":1:" + kind).map(Notification::deliveries).orElse(List.of());
    }

    private Message message(String kind, Channel channel) {
        Notification notification = service.bean(Notifications.class).find(bookingId + ":1:" + kind).orElseThrow();
        return new Message(
                notification,
                notification.deliveries().stream().filter(each -> each.channel() == channel).findFirst().orElseThrow());
    }

    private static byte[] event(String type, String address) {
        return "{\"type\":\"%s\",\"data\":{\"to\":[\"%s\"]}}".formatted(type, address).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bounce(String type) {
        return """
                {"type":"email.bounced","created_at":"2026-11-22T23:41:12.126Z","data":{"email_id":"e-1","from":"x@holdfast.example",
                "to":["%s"],"subject":"Confirmed","bounce":{"type":"%s","subType":"General","message":"says %s"}}}"""
                .formatted(email, type, email).getBytes(StandardCharsets.UTF_8);
    }

    /** Providers sign by real time. */
    private static long providersTime() {
        return Instant.now().getEpochSecond();
    }

    private static int webhook(String id, byte[] body) throws Exception {
        long now = providersTime();
        return webhook(id, now, new Webhook(SECRET).sign(id, now, new String(body, StandardCharsets.UTF_8)), body);
    }

    private static int webhook(String id, long timestamp, String signature, byte[] body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(service.address() + WEBHOOK))
                    .header("Content-Type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(timestamp))
                    .header("webhook-signature", signature)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
