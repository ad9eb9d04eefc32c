package io.holdfast.endtoend;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two people book, pay, cancel, review and wait. One of them is handed all that is held of them, and then erased: no store, no
 * mailbox and no log of the platform names them any more, the other one is whole, and the money is as it was.
 */
@OnPlatform
class PrivacyTest {

    private static final String EXPORTS = "/api/v1/admin/privacy/exports";
    private static final String ERASURES = "/api/v1/admin/privacy/erasures";
    private static final List<String> PARTS = List.of(
            "booking-service", "availability-service", "payment-service", "matching-service", "notification-service",
            "scheduler-service", "demo", "razorpay-simulator");

    private final Platform platform = Platform.running();
    private final Guest erased = new Guest("Ulrika Quastel", "+919876501234", "7 Mirabell Lane", "Ring at Quastel, please.");
    private final Guest other = new Guest("Benno Ortlieb", "+919876505678", "9 Opera Lane", "Third floor.");

    @Test
    void whoIsErasedIsNamedNowhereAndAllElseIsAsItWas() throws Exception {
        var logged = new Logged();
        logged.begin();
        try {
            live(erased);
            live(other);
            JsonNode stats = platform.anybody.as("admin").get("/api/v1/admin/stats").expect(200).body();
            List<JsonNode> money = money();
            assertThat(stored(erased)).as("before").isNotEmpty();

            handedOut();
            String kept = done(ask(EXPORTS));
            erase();

            assertThat(stored(erased)).isEmpty();
            assertThat(mailbox().filter(erased::isNamedIn)).isEmpty();
            assertThat(logged.lines.stream().filter(erased::isNamedIn)).isEmpty();
            assertThat(platform.anybody.as("admin").get(EXPORTS + "/" + kept).status()).isEqualTo(404);
            assertThat(platform.bookingAnswer(erased.cancelled).status()).isEqualTo(404);

            assertThat(stored(other)).isNotEmpty();
            assertThat(mailbox().filter(other::isNamedIn)).isNotEmpty();
            assertThat(platform.bookingAnswer(other.cancelled).status()).isEqualTo(200);
            JsonNode after = platform.anybody.as("admin").get("/api/v1/admin/stats").expect(200).body();
            assertThat(after.get("totalBookings")).isEqualTo(stats.get("totalBookings"));
            assertThat(after.get("totalRevenue")).isEqualTo(stats.get("totalRevenue"));
            assertThat(money()).isEqualTo(money);
            assertThat(platform.refunds(platform.payments(erased.cancelled.orderId()).getFirst().get("id").asString()))
                    .singleElement()
                    .satisfies(refund -> assertThat(refund.get("status").asString()).isEqualTo("processed"));
            JsonNode left = platform.anybody.as("admin").get("/api/v1/bookings/" + erased.completed.id()).expect(200).body();
            assertThat(left.at("/status").asString()).isEqualTo("COMPLETED");
            assertThat(left.at("/review/rating").asInt()).isEqualTo(5);
            assertThat(left.at("/price/final/amount").asLong()).isPositive();
        } finally {
            logged.end();
        }
    }

    /** Somebody who is told from everybody else, and what they did. */
    private static final class Guest {

        private final String name;
        private final String email;
        private final String phone;
        private final String street;
        private final String note;
        private Held cancelled;
        private Held completed;

        Guest(String name, String phone, String street, String note) {
            this.name = name;
            this.email = name.toLowerCase().replace(' ', '.') + "-" + UUID.randomUUID() + "@example.com";
            this.phone = phone;
            this.street = street;
            this.note = note;
        }

        Map<String, String> client() {
            return Map.of("name", name, "email", email, "phone", phone);
        }

        boolean isNamedIn(String text) {
            return Stream.concat(Stream.of(email, phone, phone.substring(1), street, note), Stream.of(name.split(" ")))
                    .anyMatch(text::contains);
        }
    }

    private void live(Guest guest) {
        guest.cancelled = paid(guest);
        command(guest.cancelled, "cancel", Map.of("reason", guest.name + " is ill"));
        awaitRefund(guest.cancelled);
        guest.completed = paid(guest);
        matched(guest);
        waits(guest);

        Instant end = Instant.parse(guest.completed.slot().start()).plus(Duration.ofMinutes(61));
        Duration step = Duration.between(now(), end);
        platform.advance(step.isPositive() ? step.toString() : "PT1S");
        platform.awaitStatus(guest.completed, "COMPLETED");
        command(guest.completed, "review", Map.of("rating", 5, "text", "Kind to " + guest.name + "."));
    }

    private Held paid(Guest guest) {
        Slot slot = platform.slots.free("dr-sarah-khan", "consultation-60");
        Held held = platform.hold(slot, body -> {
            body.put("client", guest.client());
            body.put("notes", guest.note);
        });
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        return held;
    }

    /** Somebody is to come to where they live, and is called off while professionals are asked. */
    private void matched(Guest guest) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", "home-massage");
        body.put("mode", "MATCH");
        body.put("start", wednesday().toString());
        body.put("duration", 60);
        body.put("client", guest.client());
        body.put("address", Map.of("street", guest.street, "city", "Tel Aviv"));
        JsonNode booking = platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
        var held = new Held(
                booking.get("id").asString(), booking.get("payment").get("orderId").asString(""),
                booking.get("manageToken").asString(), guest.email, platform.slots.free("dr-sarah-khan", "consultation-60"));
        JsonNode payable = Eventually.see("it can be paid", () -> platform.booking(held), answer ->
                !answer.path("payment").path("orderId").asString("").isEmpty());
        platform.pay(payable.get("payment").get("orderId").asString(), "success", "normal");
        Eventually.see("somebody is looked for", () -> platform.booking(held).get("status").asString(),
                status -> !status.equals("PENDING_PAYMENT"));
        command(held, "cancel", Map.of("reason", "No time"));
        awaitRefund(held);
    }

    /** When the therapists work. */
    private Instant wednesday() {
        return now().atZone(ZoneOffset.UTC)
                .plusDays(2)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY))
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(8)
                .toInstant();
    }

    private void waits(Guest guest) {
        Slot slot = platform.slots.free("dr-sarah-khan", "consultation-60");
        platform.hold(slot);
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", slot.offering());
        body.put("professionalId", slot.professional());
        body.put("date", slot.day().toString());
        body.put("start", slot.start());
        body.put("client", guest.client());
        body.put("notes", guest.note);
        platform.anybody.post("/api/v1/waitlist", body).expect(201);
    }

    private void command(Held held, String command, Map<String, Object> body) {
        platform.anybody
                .post("/api/v1/bookings/" + held.id() + "/" + command, body, "Prefer", "wait=20", "Holdfast-Manage-Token",
                        held.manageToken())
                .expect(200);
    }

    private void awaitRefund(Held held) {
        Eventually.see("the money went back", () -> platform.booking(held).path("payment").path("status").asString(""),
                status -> status.equals("REFUNDED"));
    }

    private void handedOut() throws Exception {
        String id = done(ask(EXPORTS));
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(
                platform.anybody.as("admin").request(EXPORTS + "/" + id + "/archive.zip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files.keySet()).contains("README.txt");
        assertThat(files.get("booking-service.json"))
                .contains(erased.name, erased.email, erased.phone, erased.street, erased.note, erased.cancelled.id());
        assertThat(files.get("availability-service.json")).contains(erased.completed.id());
        assertThat(files.get("payment-service.json")).contains(erased.cancelled.orderId());
        assertThat(files.get("matching-service.json")).contains(erased.street, erased.email);
        assertThat(files.get("notification-service.json")).contains(erased.email, "WAITLIST_JOINED");
        assertThat(files.values()).noneMatch(other::isNamedIn);
    }

    private void erase() {
        JsonNode asked = platform.anybody.as("admin").post(ERASURES, Map.of("email", erased.email)).expect(202).body();
        String id = asked.get("id").asString();
        JsonNode done = Eventually.see("all is erased", () -> {
            platform.advance("PT10S");
            return platform.anybody.as("admin").get(ERASURES + "/" + id).expect(200).body();
        }, job -> job.get("status").asString().equals("DONE"));
        assertThat(done.get("done").asInt()).isEqualTo(done.get("total").asInt()).isEqualTo(5);
        assertThat(done.toString()).doesNotContain("uastel");
    }

    private JsonNode ask(String path) {
        return platform.anybody.as("admin").post(path, Map.of("email", erased.email)).expect(202).body();
    }

    private String done(JsonNode asked) {
        String id = asked.get("id").asString();
        Eventually.see("it is done", () -> platform.anybody.as("admin").get(EXPORTS + "/" + id).expect(200).body(),
                job -> job.get("status").asString().equals("DONE"));
        return id;
    }

    /** What the provider knows of the two bookings of who is erased. */
    private List<JsonNode> money() {
        return Stream.of(erased.cancelled, erased.completed)
                .flatMap(held -> platform.payments(held.orderId()).stream())
                .flatMap(payment -> Stream.concat(Stream.of(payment), platform.refunds(payment.get("id").asString()).stream()))
                .toList();
    }

    private Instant now() {
        return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
    }

    // ---- where somebody may be named

    private List<String> stored(Guest guest) {
        var found = new ArrayList<String>();
        for (String part : PARTS) {
            MongoOperations mongo = platform.embedded.bean(part, MongoOperations.class);
            for (String collection : mongo.getCollectionNames()) {
                for (Document document : mongo.findAll(Document.class, collection)) {
                    String text = text(document);
                    if (guest.isNamedIn(text)) {
                        found.add(part + " " + collection + ": " + text);
                    }
                }
            }
        }
        return found;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> map.entrySet().stream().map(each -> each.getKey() + "=" + text(each.getValue())).toList().toString();
            case Collection<?> list -> list.stream().map(PrivacyTest::text).toList().toString();
            case Binary bytes -> new String(bytes.getData(), StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }

    private Stream<String> mailbox() {
        return Platform.list(platform.anybody.get("/demo/mailbox").expect(200).body()).stream().map(JsonNode::toString);
    }

    /** All that is logged meanwhile. */
    private static final class Logged extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        void begin() {
            start();
            root().addAppender(this);
        }

        void end() {
            root().detachAppender(this);
            stop();
        }

        private static Logger root() {
            return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }
}
