package io.holdfast.booking;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.booking.application.BookingChallenge;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** booking-service under test, with what the others say to it in the words of its tests. */
public final class BookingInstance implements AutoCloseable {

    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private final ServiceUnderTest service;
    public final InMemoryTransport transport;
    public final MovableClock clock;

    public BookingInstance() {
        this(request -> Optional.empty());
    }

    /** @param challenge what whoever books has to meet */
    public BookingInstance(BookingChallenge challenge) {
        // Tests set the clock forward and say nothing where they mean that no timer rings.
        this(challenge, Duration.ofSeconds(1));
    }

    /** @param workingTime how long it has to be at work before it decides about deadlines that passed before */
    public BookingInstance(Duration workingTime) {
        this(request -> Optional.empty(), workingTime);
    }

    /** @param availability where it asks whether a time is taken */
    public static BookingInstance asking(String availability) {
        return new BookingInstance(
                request -> Optional.empty(), Duration.ofSeconds(1),
                "booking.slot-check.url=" + availability, "booking.slot-check.time-limit=2s");
    }

    private BookingInstance(BookingChallenge challenge, Duration workingTime, String... properties) {
        service = ServiceUnderTest.of(BookingService.class, "booking-service")
                .with(BookingChallenge.class, () -> challenge)
                .with(
                        "HOLDFAST_MANAGE_TOKEN_SECRET=a-secret-that-only-these-tests-know-of",
                        // Most tests are not about how often somebody may book; tenant "strict" is.
                        "HOLDFAST_BOOKINGS_PER_HOUR=100000",
                        "booking.limit.tenants.strict=5",
                        "booking.sellers.tel-aviv=Clinic by the Sea\n12 HaYarkon, Tel Aviv",
                        "booking.currencies.tel-aviv=ILS",
                        "booking.match.tenants.tel-aviv.zone=Asia/Jerusalem",
                        "booking.business.supports.tel-aviv=hello@clinic.example",
                        "booking.business.tenant-languages.tel-aviv=he,en",
                        "holdfast.phones.countries.tel-aviv=IL",
                        "booking.policies.tenant-reminders.quiet=2h",
                        "booking.policies.tenant-review-reminders.quiet=",
                        "booking.policies.tenants.quiet.full-refund-hours=48",
                        "booking.policies.tenants.quiet.reschedule-notice-hours=0",
                        "HOLDFAST_UNPAID_PER_PROFESSIONAL=40",
                        "HOLDFAST_UNPAID_PER_PHONE=3",
                        "HOLDFAST_UNPAID_PER_ADDRESS=4",
                        "HOLDFAST_BOOKINGS_PER_PHONE=100000",
                        "booking.working-time=" + workingTime,
                        "booking.privacy.forget-after=P400D",
                        "HOLDFAST_JITSI_URL=https://rooms.example.com")
                .with(properties)
                .start();
        transport = service.transport();
        clock = service.clock();
    }

    public <T> T bean(Class<T> type) {
        return service.bean(type);
    }

    /** One of several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return service.bean(name, type);
    }

    /** Returns once all that was heard and is due has had its effect, and what we said of it has had its effect on us. */
    public void awaitIdle() {
        service.awaitIdle();
        service.awaitIdle();
    }

    // ---- who calls

    public HoldfastApi guest() {
        return service.guest();
    }

    public HoldfastApi client(String subject) {
        return as("demo", subject, Map.of("name", "Asha Rao", "email", subject + "@example.com"), "client");
    }

    public HoldfastApi admin() {
        return service.as("admin", "admin");
    }

    public HoldfastApi as(String tenant, String subject, Map<String, Object> claims, String... roles) {
        return service.withClaims(tenant, subject, claims, roles);
    }

    /** A token by somebody who is not the issuer. */
    public HoldfastApi forger() {
        return service.forger();
    }

    /** A client's request, for what {@link HoldfastApi} does not read: bytes and streams. */
    public HttpRequest request(String path, String client) {
        return service.as(client, "client").request(path).build();
    }

    /** The same with a token that ends then; in real time, as tokens do. */
    public HttpRequest request(String path, String client, Instant tokenEnds) {
        return as("demo", client, Map.of("exp", tokenEnds), "client").request(path).build();
    }

    // ---- what there is to book

    /** An offering at 1,500 INR an hour or free, and a professional who provides it. */
    public void catalogue(String offering, String confirmation, long hourlyRate, String professional) {
        admin().put("/api/v1/admin/offerings/" + offering, Map.of(
                        "name", "Consultation",
                        "confirmation", confirmation,
                        "hourlyRate", Map.of("amount", hourlyRate, "currency", "INR")))
                .expect(200);
        professional("demo", professional, List.of(offering));
        Awaitility.await().until(() -> guest()
                        .post("/api/v1/bookings", Map.of(
                                "offeringId", offering,
                                "professionalId", professional,
                                "start", START.toString(),
                                "duration", 17,
                                "client", HoldfastApi.guest("Asha Rao", "asha@example.com")))
                        .text()
                        .contains("duration-not-offered"));
    }

    public void professional(String tenant, String id, List<String> offerings) {
        service.hears(service.eventOf(
                tenant, SEQUENCE.incrementAndGet(), "professional.registered.v1",
                "professionalId", id,
                "displayName", "Dr Sarah Khan",
                "hourlyRate", Map.of("amount", 200_000, "currency", "INR"),
                "zone", "Asia/Kolkata",
                "offeringIds", offerings,
                "active", true));
    }

    // ---- what others say

    /** Any body, whether its producer could send it or not. */
    public void tell(String type, String key, Map<String, Object> body) {
        tell("demo", type, key, SEQUENCE.incrementAndGet(), body);
    }

    public void tell(String tenant, String type, String key, long sequence, Map<String, Object> body) {
        tellRaw(tenant, type, key, sequence, JsonMapper.shared().writeValueAsString(body));
    }

    public void tellRaw(String tenant, String type, String key, long sequence, String body) {
        service.hears(new OutboxEntry(
                UUID.randomUUID().toString(), type, "a-test", key, tenant, clock.instant(), sequence, "a-test-request",
                null, null, null, body));
    }

    public void slotReserved(String booking, Instant holdUntil) {
        service.hears("slot.reserved.v1",
                "bookingId", booking,
                "professionalId", "dr-sarah-khan",
                "start", START,
                "end", START.plusSeconds(3600),
                "holdUntil", holdUntil,
                "heldFor", null);
    }

    /** Of an offer to somebody on a waitlist: there is no booking yet. */
    public void slotOffered(String offer, Instant holdUntil) {
        service.hears("slot.reserved.v1",
                "bookingId", offer,
                "revision", 1,
                "professionalId", "dr-sarah-khan",
                "start", START,
                "end", START.plusSeconds(3600),
                "holdUntil", holdUntil,
                "heldFor", "WAITLIST");
    }

    /** Somebody on a waitlist accepts. @param changes of what they say, as {@link ServiceUnderTest#event} has them */
    public void accepted(String offer, Object... changes) {
        var all = new ArrayList<Object>(List.of(
                "bookingId", offer,
                "entryId", "entry-of-" + offer,
                "offeringId", "consultation-60",
                "professionalId", "dr-sarah-khan",
                "start", START,
                "end", START.plusSeconds(3600),
                "durationMinutes", 60,
                "client.name", "Asha Rao",
                "client.email", "asha@example.com",
                "client.phone", "+919812345678",
                "client.subject", "asha"));
        all.addAll(Arrays.asList("guest", null, "intake", null, "address", null, "moves", null));
        all.addAll(Arrays.asList(changes));
        service.hears("waitlist.accepted.v1", all.toArray());
    }

    public void slotBooked(String booking) {
        moved(booking, 1, "dr-sarah-khan", START);
    }

    public void moved(String booking, int revision, String professional, Instant start) {
        service.hears("slot.booked.v1",
                "bookingId", booking,
                "revision", revision,
                "professionalId", professional,
                "start", start,
                "end", start.plusSeconds(3600));
    }

    /** @param reason also one that is not among the published ones: more may come */
    public void notMoved(String booking, int revision, String reason) {
        tell("slot.rejected.v1", booking, Map.of("bookingId", booking, "revision", revision, "reason", reason));
    }

    public void slotRejected(String booking, String reason) {
        notMoved(booking, 1, reason);
    }

    public void orderCreated(String booking) {
        service.hears("payment.order-created.v1", "bookingId", booking, "orderId", "order_" + booking, "keyId", "rzp_test");
    }

    public void captured(String booking) {
        service.hears("payment.captured.v1",
                "bookingId", booking,
                "orderId", "order_" + booking,
                "paymentId", "pay_" + booking,
                "capturedAt", clock.instant());
    }

    /** The whole of what a booking with a discount costs, in INR. */
    public void captured(String booking, long minorUnits) {
        service.hears("payment.captured.v1",
                "bookingId", booking,
                "orderId", "order_" + booking,
                "paymentId", "pay_" + booking,
                "amount", Map.of("amount", minorUnits, "currency", "INR"),
                "capturedAt", clock.instant());
    }

    public void timer(String type, String booking, Instant due) {
        service.hears(type, "bookingId", booking, "revision", 1, "dueAt", due);
    }

    // ---- what we said

    /** The bodies of what was published about an aggregate, in order of sending. */
    public List<JsonNode> said(String type, String key) {
        return service.said(type, key);
    }

    public List<String> typesSaidAbout(String key) {
        return service.typesSaid(key);
    }

    @Override
    public void close() {
        service.close();
    }
}
