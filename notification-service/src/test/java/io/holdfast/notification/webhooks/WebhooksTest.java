package io.holdfast.notification.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.InMemoryMailStore;
import io.holdfast.embedded.MailSink;
import io.holdfast.embedded.ReceivedMail;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.notification.NotificationService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Webhooks by their API and at a receiver over real HTTP, the service alone on a real document server. */
class WebhooksTest {

    private static final String WEBHOOKS = "/api/v1/admin/webhooks";

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static final InMemoryMailStore MAILS = new InMemoryMailStore();
    private static final int SMTP = FreePorts.next();
    /** Where names lead to, by DNS as the tests have it. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>(Map.of(
            "hooks.example.com", "93.184.216.34", "localhost", "127.0.0.1", "localhost.", "127.0.0.1", "inside.example.com", "10.0.0.7"));
    private static MailSink sink;
    private static ServiceUnderTest service;

    // A feed and a receiver of its own for each test: what others left is tried again when the clock moves.
    private final String tenant = "t-" + UUID.randomUUID();
    private final Receiver receiver = Receiver.start();
    private final HoldfastApi admin = service.asOneOf(tenant, "boss", "admin");

    @BeforeAll
    static void start() {
        sink = MailSink.start(SMTP, MAILS::store, CLOCK);
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with(HostAddresses.class, (Supplier<HostAddresses>) () -> WebhooksTest::addressesOf)
                .with("spring.mail.port=" + SMTP, "HOLDFAST_WEBHOOKS_ALLOWED=http://127.0.0.1")
                .start();
    }

    private static List<InetAddress> addressesOf(String host) throws UnknownHostException {
        if (host.endsWith(".invalid")) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getAllByName(NAMES.getOrDefault(host, host)));
    }

    @AfterEach
    void forget() {
        admin.get(WEBHOOKS + "?limit=100").body().get("items").forEach(webhook ->
                admin.send("DELETE", WEBHOOKS + "/" + id(webhook), null));
        NAMES.put("hooks.example.com", "93.184.216.34");
        receiver.close();
    }

    @AfterAll
    static void stop() {
        service.close();
        sink.close();
    }

    // ---- delivery

    @Test
    void anEventIsDeliveredSignedAndTheSameAsInTheFeed() throws Exception {
        JsonNode webhook = create("booking.*");
        String id = tell("booking.paid.v1", "b-1");
        tell("payment.captured.v1", "b-1");
        awaitTaken(1);

        Receiver.Received received = receiver.taken().getFirst();
        assertThat(received.path()).isEqualTo("/hooks");
        assertThat(received.id()).isEqualTo(id);
        JsonNode inFeed = admin.get("/api/v1/admin/events?types=booking.*").expect(200).body().get("items").get(0);
        assertThat(received.event()).isEqualTo(inFeed);
        assertThat(received.headers().firstValue("content-type")).hasValue("application/cloudevents+json");

        String secret = webhook.get("secret").asString();
        verify(secret, received.body(), received);
        assertThatThrownBy(() -> verify(secret, received.body().replace("b-1", "b-2"), received))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs=", received.body(), received))
                .isInstanceOf(WebhookVerificationException.class);

        JsonNode delivery = deliveries(webhook).get(0);
        assertThat(delivery.get("eventId").asString()).isEqualTo(id);
        assertThat(delivery.get("status").asString()).isEqualTo("DELIVERED");
        assertThat(delivery.get("attempts").intValue()).isEqualTo(1);
        assertThat(delivery.get("responseCode").intValue()).isEqualTo(200);
    }

    @Test
    void aReceiverThatFailsForAnHourGetsEachEventOnceAndInOrderPerBooking() {
        Instant begun = CLOCK.instant();
        JsonNode webhook = create("*");
        receiver.answer(503);
        var sent = new LinkedHashMap<String, List<String>>();
        for (String type : List.of("booking.requested.v1", "booking.paid.v1", "booking.reviewed.v1")) {
            for (int booking = 0; booking < 40; booking++) {
                String id = "b-" + booking;
                sent.computeIfAbsent(id, each -> new ArrayList<>()).add(hears(service, type, id));
            }
            service.awaitIdle();
            CLOCK.advance(Duration.ofMinutes(20));
        }
        service.awaitIdle();
        assertThat(receiver.all()).as("it was tried now and then").hasSizeBetween(10, 100);
        assertThat(receiver.taken()).isEmpty();
        JsonNode failing = one(webhook);
        assertThat(failing.get("failingSince").asString()).isEqualTo(begun.toString());
        assertThat(failing.get("status").asString()).isEqualTo("ACTIVE");

        receiver.answer(204);
        CLOCK.advance(Duration.ofMinutes(30));
        awaitTaken(120);
        service.awaitIdle();

        assertThat(receiver.idsTaken()).doesNotHaveDuplicates();
        sent.forEach((booking, ids) -> assertThat(receiver.taken().stream()
                        .filter(received -> received.subject().equals(booking))
                        .map(Receiver.Received::id))
                .as(booking).containsExactlyElementsOf(ids));
        JsonNode recovered = one(webhook);
        assertThat(recovered.get("failingSince").isNull()).isTrue();
        assertThat(recovered.get("waiting").intValue()).isZero();
        assertThat(allDeliveries(webhook)).hasSize(120).allMatch(row -> row.get("status").asString().equals("DELIVERED"))
                .anyMatch(row -> row.get("attempts").intValue() > 1);
    }

    @Test
    void anEventThatIsNotTakenHoldsUpItsBookingAndNoOther() {
        JsonNode webhook = create("*");
        receiver.answer(received -> received.subject().equals("b-1") ? 500 : 200);
        String first = tell("booking.requested.v1", "b-1");
        String second = tell("booking.paid.v1", "b-1");
        String other = tell("booking.requested.v1", "b-2");
        awaitTaken(1);

        assertThat(receiver.idsTaken()).containsExactly(other);
        assertThat(receiver.all()).noneMatch(received -> received.id().equals(second));
        assertThat(one(webhook).get("waiting").intValue()).isEqualTo(2);
        receiver.answer(200);
        CLOCK.advance(Duration.ofMinutes(1));
        awaitTaken(3);
        assertThat(receiver.idsTaken()).containsExactly(other, first, second);
    }

    @Test
    void ofOneRoundNothingOfABookingComesAfterWhatWasNotTaken() {
        JsonNode webhook = create("*");
        change(webhook, "\"active\":true", "\"active\":false").expect(200);
        String first = tell("booking.requested.v1", "b-1");
        String second = tell("booking.paid.v1", "b-1");
        receiver.answer(received -> received.id().equals(first) ? 500 : 200);
        change(webhook, "\"active\":false", "\"active\":true").expect(200);
        await().until(() -> !receiver.all().isEmpty());
        service.awaitIdle();
        assertThat(receiver.taken()).isEmpty();

        receiver.answer(200);
        CLOCK.advance(Duration.ofMinutes(1));
        awaitTaken(2);
        assertThat(receiver.idsTaken()).containsExactly(first, second);
    }

    @Test
    void anEventThatIsNotTakenForThreeDaysIsGivenUpWhereOthersAreTaken() {
        JsonNode webhook = create("*");
        receiver.answer(received -> received.type().equals("booking.requested.v1") ? 400 : 200);
        String never = tell("booking.requested.v1", "b-1");
        String behind = tell("booking.paid.v1", "b-1");
        for (int round = 0; round < 40; round++) {
            tell("booking.paid.v1", "c-" + round);
            CLOCK.advance(Duration.ofHours(2));
            service.awaitIdle();
        }
        assertThat(receiver.idsTaken()).contains(behind).doesNotContain(never);
        assertThat(one(webhook).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(allDeliveries(webhook)).filteredOn(row -> row.get("eventId").asString().equals(never))
                .singleElement().satisfies(row -> {
                    assertThat(row.get("status").asString()).isEqualTo("GIVEN_UP");
                    assertThat(row.get("responseCode").intValue()).isEqualTo(400);
                });
    }

    @Test
    void aReceiverThatTakesNothingForThreeDaysIsDisabledAndTheAdminToldAndGoesOnWhenSwitchedOn() {
        Instant begun = CLOCK.instant();
        JsonNode webhook = create("*");
        receiver.answer(500);
        String first = tell("booking.requested.v1", "b-1");
        for (int hours = 0; hours <= 76 && one(webhook).get("active").booleanValue(); hours += 2) {
            service.awaitIdle();
            CLOCK.advance(Duration.ofHours(2));
        }
        JsonNode disabled = one(webhook);
        assertThat(disabled.get("status").asString()).isEqualTo("DISABLED");
        assertThat(disabled.get("disabledFor").asString()).isEqualTo("The receiver has taken nothing for three days");
        assertThat(Instant.parse(disabled.get("disabledAt").asString())).isAfterOrEqualTo(begun.plus(Duration.ofDays(3)));
        service.awaitIdle();
        await().until(() -> mailsToAdmin().size() == 1);
        assertThat(mailsToAdmin().getFirst().text())
                .contains("Subject: Webhook to 127.0.0.1 is disabled", "set the webhook active again");
        service.awaitIdle();
        assertThat(mailsToAdmin()).hasSize(1);

        int tried = receiver.all().size();
        String second = tell("booking.paid.v1", "b-1");
        CLOCK.advance(Duration.ofHours(5));
        service.awaitIdle();
        assertThat(receiver.all()).hasSize(tried);
        receiver.answer(200);
        // What GET gave may be sent back, with the one change.
        admin.put(WEBHOOKS + "/" + id(webhook), disabled.toString().replace("\"active\":false", "\"active\":true")).expect(200);
        awaitTaken(2);
        assertThat(receiver.idsTaken()).containsExactly(first, second);
    }

    @Test
    void aReceiverThatIsGoneIsDisabledAtOnce() {
        JsonNode webhook = create("*");
        receiver.answer(410);
        tell("booking.requested.v1", "b-1");
        await().until(() -> one(webhook).get("status").asString().equals("DISABLED"));
        assertThat(one(webhook).get("disabledFor").asString()).contains("410");
    }

    @Test
    void aReplayDeliversUnderTheSameIdsFromWhereItIsAskedTo() {
        JsonNode webhook = create("*");
        String first = tell("booking.requested.v1", "b-1");
        String place = admin.get("/api/v1/admin/events").body().at("/pagination/next").asString();
        String second = tell("booking.paid.v1", "b-1");
        String third = tell("booking.reviewed.v1", "b-1");
        awaitTaken(3);

        admin.post(replay(webhook), Map.of("after", place)).expect(200);
        awaitTaken(5);
        service.awaitIdle();
        assertThat(receiver.idsTaken()).containsExactly(first, second, third, second, third);
        assertThat(allDeliveries(webhook)).hasSize(5);
        admin.post(replay(webhook), Map.of("after", "oldest")).expect(200);
        awaitTaken(8);
        admin.post(replay(webhook), Map.of("after", "latest")).expect(200);
        service.awaitIdle();
        assertThat(receiver.taken()).hasSize(8);
        assertThat(admin.post(replay(webhook), Map.of()).expect(400).errorFields()).containsExactly("after");
        assertThat(admin.post(replay(webhook), Map.of("after", "77")).expect(400).errorFields()).containsExactly("after");
    }

    @Test
    void whatHappensWhileItIsPausedComesWhenItIsSwitchedOn() {
        JsonNode webhook = create("*");
        change(webhook, "\"active\":true", "\"active\":false").expect(200);
        String missed = tell("booking.requested.v1", "b-1");
        CLOCK.advance(Duration.ofHours(1));
        service.awaitIdle();
        assertThat(receiver.all()).isEmpty();
        assertThat(one(webhook).get("status").asString()).isEqualTo("PAUSED");

        change(webhook, "\"active\":false", "\"active\":true").expect(200);
        awaitTaken(1);
        assertThat(receiver.idsTaken()).containsExactly(missed);
    }

    @Test
    void onlyWhatHappensAfterItWasCreatedComes() {
        tell("booking.requested.v1", "b-1");
        create("*");
        String later = tell("booking.paid.v1", "b-1");
        awaitTaken(1);
        service.awaitIdle();
        assertThat(receiver.idsTaken()).containsExactly(later);
    }

    @Test
    void twoInstancesDeliverEachEventOnceAndInOrder() {
        create("*");
        ServiceUnderTest beside = service.beside().start();
        try {
            var sent = new LinkedHashMap<String, List<String>>();
            for (int i = 0; i < 36; i++) {
                String booking = "b-" + i % 9;
                String id = hears(i % 2 == 0 ? service : beside, "booking.paid.v1", booking);
                sent.computeIfAbsent(booking, each -> new ArrayList<>()).add(id);
                // One booking's events come one after the other, as its partition does.
                service.awaitIdle();
                beside.awaitIdle();
            }
            awaitTaken(36);
            assertThat(receiver.idsTaken()).doesNotHaveDuplicates();
            sent.forEach((booking, ids) -> assertThat(receiver.taken().stream()
                            .filter(received -> received.subject().equals(booking))
                            .map(Receiver.Received::id))
                    .containsExactlyElementsOf(ids));
        } finally {
            beside.stop();
        }
    }

    // ---- secrets

    @Test
    void aSecretIsShownOnceAndWhileItIsRotatedBothSign() throws Exception {
        JsonNode webhook = create("*");
        String old = webhook.get("secret").asString();
        assertThat(old).startsWith("whsec_");
        assertThat(one(webhook).get("secret").isNull()).isTrue();
        assertThat(admin.get(WEBHOOKS).text()).doesNotContain(old);

        JsonNode rotated = admin.post(WEBHOOKS + "/" + id(webhook) + "/secret", Map.of()).expect(200).body();
        String fresh = rotated.get("secret").asString();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotated.get("secrets")).hasSize(2);
        tell("booking.requested.v1", "b-1");
        awaitTaken(1);
        Receiver.Received received = receiver.taken().getFirst();
        verify(old, received.body(), received);
        verify(fresh, received.body(), received);

        CLOCK.advance(Duration.ofHours(25));
        tell("booking.paid.v1", "b-1");
        awaitTaken(2);
        Receiver.Received later = receiver.taken().getLast();
        verify(fresh, later.body(), later);
        assertThatThrownBy(() -> verify(old, later.body(), later)).isInstanceOf(WebhookVerificationException.class);
    }

    // ---- where they may lead

    @ParameterizedTest
    @ValueSource(strings = {
            "https://127.0.0.1/", "https://localhost/", "https://localhost./", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data", "https://[fe80::1]/", "https://[fd00:ec2::254]/", "https://10.1.2.3/",
            "https://172.16.0.1/", "https://192.168.1.1/", "https://100.100.100.200/", "https://0.0.0.0/", "https://[::]/",
            "https://168.63.129.16/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[2001:0:1::]/",
            "https://224.0.0.1/", "https://255.255.255.255/", "https://inside.example.com/", "https://127.0.0.1:9/"})
    void whatLeadsIntoANetworkIsRefused(String url) {
        JsonNode refused = admin.post(WEBHOOKS, body(url, "*")).expect(422).body();
        assertThat(refused.get("code").asString()).isEqualTo("webhook-target-private");
        assertThat(admin.get(WEBHOOKS).body().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "http://169.254.169.254/, 422, webhook-target-insecure",
            "http://hooks.example.com/, 422, webhook-target-insecure",
            "https://nowhere.invalid/, 422, webhook-target-unknown",
            "ftp://hooks.example.com/, 400,", "https://2130706433/, 422, webhook-target-private", "https://0x7f.1/, 400,", "https://127.1/, 400,",
            "https://user:secret@hooks.example.com/, 400,", "https://hooks.example.com/#a, 400,", "hooks, 400,", "https://, 400,",
            "https:///x, 400,", "'https://hooks.example.com\\@127.0.0.1/', 400,", "'', 400,"})
    void whatIsNoAddressForUsIsRefused(String url, int status, String code) {
        HoldfastApi.Answer answer = admin.post(WEBHOOKS, body(url, "*")).expect(status);
        if (code == null) {
            assertThat(answer.errorFields()).containsExactly("url");
        } else {
            assertThat(answer.body().get("code").asString()).isEqualTo(code);
        }
    }

    @Test
    void anAddressThatLeadsElsewhereLaterIsNotCalled() {
        JsonNode webhook = admin.post(WEBHOOKS, body("https://hooks.example.com:" + receiver.port() + "/", "*")).expect(201).body();
        NAMES.put("hooks.example.com", "127.0.0.1");
        tell("booking.requested.v1", "b-1");

        await().until(() -> !deliveries(webhook).isEmpty());
        JsonNode delivery = deliveries(webhook).get(0);
        assertThat(delivery.get("reason").asString()).isEqualTo("The address is not public");
        assertThat(delivery.get("responseCode").isNull()).isTrue();
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        JsonNode webhook = create("*");
        receiver.answer(307);
        tell("booking.requested.v1", "b-1");

        await().until(() -> !deliveries(webhook).isEmpty());
        assertThat(deliveries(webhook).get(0).get("reason").asString()).isEqualTo("Redirects are not followed");
        assertThat(receiver.all()).allMatch(received -> received.path().equals("/hooks"));
    }

    // ---- the API

    @Test
    void aWebhookThatCannotBeOneIsRefusedWithAllThatIsWrong() {
        var wrong = Map.of("url", "x", "types", List.of("booking.*", "slot.reserved.v1"), "description", "a\nb");
        assertThat(admin.post(WEBHOOKS, wrong).expect(400).errorFields()).containsExactly("url", "types[1]", "description");
        assertThat(admin.post(WEBHOOKS, Map.of()).expect(400).errorFields()).containsExactly("url", "types");
        assertThat(admin.get(WEBHOOKS).body().at("/pagination/total").intValue()).isZero();
    }

    @Test
    void aWebhookIsItsTenantsAndItsAdmins() {
        JsonNode webhook = create("*");
        String path = WEBHOOKS + "/" + id(webhook);
        HoldfastApi other = service.asOneOf("other-" + tenant, "boss", "admin");
        other.get(path).expect(404);
        other.put(path, body(receiver.origin(), "*")).expect(404);
        other.post(path + "/secret", Map.of()).expect(404);
        other.post(path + "/replay", Map.of("after", "oldest")).expect(404);
        other.get(path + "/deliveries").expect(404);
        other.send("DELETE", path, null).expect(404);
        assertThat(other.get(WEBHOOKS).body().get("items")).isEmpty();
        service.asOneOf(tenant, "sarah", "professional").get(WEBHOOKS).expect(403);
        service.guest().get(WEBHOOKS).expect(401);

        admin.get(path).expect(200);
        admin.send("DELETE", path, null).expect(204);
        admin.get(path).expect(404);
        admin.send("DELETE", path, null).expect(404);
        tell("booking.requested.v1", "b-1");
        service.awaitIdle();
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameWebhook() {
        var body = body(receiver.origin() + "/hooks", "*");
        JsonNode first = admin.post(WEBHOOKS, body, "Idempotency-Key", "k-1").expect(201).body();
        JsonNode again = admin.post(WEBHOOKS, body, "Idempotency-Key", "k-1").expect(201).body();
        assertThat(again).isEqualTo(first);
        admin.post(WEBHOOKS, body(receiver.origin() + "/other", "*"), "Idempotency-Key", "k-1").expect(422);
        assertThat(admin.get(WEBHOOKS).body().get("items")).hasSize(1);
    }

    @Test
    void aTenantHasSomeAndNoMore() {
        IntStream.range(0, 20).forEach(i -> create("*"));
        JsonNode refused = admin.post(WEBHOOKS, body(receiver.origin(), "*")).expect(409).body();
        assertThat(refused.get("code").asString()).isEqualTo("too-many-webhooks");
    }

    // ---- steps

    private JsonNode create(String... types) {
        return admin.post(WEBHOOKS, body(receiver.origin() + "/hooks", types)).expect(201).body();
    }

    private Map<String, Object> body(String url, String... types) {
        return Map.of("url", url, "types", List.of(types), "description", "of " + tenant);
    }

    private HoldfastApi.Answer change(JsonNode webhook, String before, String after) {
        return admin.put(WEBHOOKS + "/" + id(webhook), one(webhook).toString().replace(before, after));
    }

    private static String id(JsonNode webhook) {
        return webhook.get("id").asString();
    }

    private static String replay(JsonNode webhook) {
        return WEBHOOKS + "/" + id(webhook) + "/replay";
    }

    private JsonNode one(JsonNode webhook) {
        return admin.get(WEBHOOKS + "/" + id(webhook)).expect(200).body();
    }

    private List<JsonNode> deliveries(JsonNode webhook) {
        return admin.get(WEBHOOKS + "/" + id(webhook) + "/deliveries?limit=100").expect(200).body().get("items").valueStream().toList();
    }

    private List<JsonNode> allDeliveries(JsonNode webhook) {
        var all = new ArrayList<>(deliveries(webhook));
        all.addAll(admin.get(WEBHOOKS + "/" + id(webhook) + "/deliveries?limit=100&page=2").body().get("items").valueStream().toList());
        return all;
    }

    private String tell(String type, String bookingId) {
        String id = hears(service, type, bookingId);
        service.awaitIdle();
        return id;
    }

    private String hears(ServiceUnderTest instance, String type, String bookingId) {
        OutboxEntry event = instance.eventOf(tenant, 1, type, "bookingId", bookingId);
        instance.hears(event);
        return event.eventId();
    }

    private List<ReceivedMail> mailsToAdmin() {
        return MAILS.mailsTo("admin@holdfast.example").stream().filter(mail -> mail.text().contains(tenant)).toList();
    }

    private void awaitTaken(int events) {
        await().untilAsserted(() -> {
            service.awaitIdle();
            assertThat(receiver.taken()).hasSize(events);
        });
    }

    /** As a receiver does, with the library. */
    private static void verify(String secret, String body, Receiver.Received received) throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Set.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, received.headers().allValues(name));
        }
        new com.standardwebhooks.Webhook(secret).verify(body, headers);
    }
}
