package io.holdfast.notification;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What tests write about: one booking, and settings. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    public static final Money PRICE = new Money(150_000, Currency.getInstance("INR"));
    public static final Person ASHA = person("Asha Rao", "asha@example.com");

    private Samples() {}

    public static Person person(String name, String email) {
        return new Person(name, email, "+919812345678", null, "en", "Asia/Kolkata");
    }

    public static BookingRevision booking(String id, int revision, BookingFacts facts) {
        return new BookingRevision(new TenantId("demo"), id, revision, ASHA, false, "sarah", facts);
    }

    public static BookingFacts standing() {
        return BookingFacts.standing(appointment(), new BookingFacts.Terms(PRICE, null, null, Map.of(), null));
    }

    public static BookingFacts cancelled() {
        return BookingFacts.of(appointment()).calledOff(new BookingFacts.Cancellation(
                BookingFacts.By.CLIENT, "Ill", new Money(0, PRICE.currency()), null, true));
    }

    public static BookingFacts.Appointment appointment() {
        return new BookingFacts.Appointment(
                "HF-2026-000001", "Consultation", "Dr Sarah Khan", "Asha Rao", NOON, NOON.plusSeconds(3_600), "12 Lotus Marg",
                "https://meet.example.com/x");
    }

    /** One mail to each, which is due. */
    public static Notification mail(BookingRevision about, NotificationKind kind, Person to, Recipient... recipients) {
        List<Delivery> deliveries = Arrays.stream(recipients)
                .map(recipient -> Delivery.of(recipient, Channel.EMAIL, to, NOON))
                .toList();
        return Notification.of(about, kind, deliveries);
    }

    /** As its only reader gets it. */
    public static Message message(Notification notification) {
        return new Message(notification, notification.deliveries().getFirst());
    }

    public static Businesses businesses() {
        return new Businesses(new Businesses.Business("Holdfast", "support@holdfast.example", null), Map.of());
    }

    public static NotificationSettings settings() {
        Map<NotificationKind, Map<Recipient, Set<Channel>>> mailToAll = Arrays.stream(NotificationKind.values())
                .collect(Collectors.toMap(Function.identity(), kind -> kind.readers().stream()
                        .collect(Collectors.toMap(Function.identity(), reader -> Set.of(Channel.EMAIL)))));
        return new NotificationSettings(
                "boss@holdfast.example", ZoneOffset.UTC, "en", "Holdfast <bookings@holdfast.example>", "holdfast",
                URI.create("http://localhost:8080"), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(2), 16,
                "5–7", "", false, mailToAll);
    }
}
