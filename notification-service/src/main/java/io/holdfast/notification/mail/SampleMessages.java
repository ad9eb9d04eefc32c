package io.holdfast.notification.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import io.holdfast.notification.Addressee;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingFacts.Answer;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.BookingFacts.By;
import io.holdfast.notification.BookingFacts.Cancellation;
import io.holdfast.notification.BookingFacts.CancellationPolicy;
import io.holdfast.notification.BookingFacts.Correction;
import io.holdfast.notification.BookingFacts.Missed;
import io.holdfast.notification.BookingFacts.Payment;
import io.holdfast.notification.BookingFacts.Previous;
import io.holdfast.notification.BookingFacts.Proposal;
import io.holdfast.notification.BookingFacts.ReviewRequest;
import io.holdfast.notification.BookingFacts.Share;
import io.holdfast.notification.BookingFacts.Terms;
import io.holdfast.notification.BookingFacts.Visit;
import io.holdfast.notification.BookingFacts.Waitlist;
import io.holdfast.notification.BookingFacts.Withdrawal;
import io.holdfast.notification.BookingRevision;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.DeliveryStatus;
import io.holdfast.notification.Message;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Person;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Sample data for previews: one booking with all that a mail may say of it, its names in the preview's language. They
 * are in {@code notification-service/samples[_language].properties}.
 */
final class SampleMessages {

    private static final String BOOKING = "sample";
    private static final int REVISION = 2;
    private static final int HOURS_AHEAD = 48;
    private static final int TEN = 10;
    private static final Duration LONG = Duration.ofHours(1);
    private static final long PRICE = 150_000;
    private static final int PERCENT = 50;
    private static final int TURN = 3;

    private final ResourceBundle names;
    private final Locale locale;
    private final Instant start;

    SampleMessages(Locale locale, Instant now) {
        this.locale = locale;
        this.names = ResourceBundle.getBundle(
                "notification-service/samples",
                locale,
                SampleMessages.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.start = now.plus(HOURS_AHEAD, ChronoUnit.HOURS)
                .atZone(zone())
                .truncatedTo(ChronoUnit.DAYS)
                .withHour(TEN)
                .toInstant();
    }

    /** As {@code recipient} would get it. */
    Message message(NotificationKind kind, Recipient recipient) {
        var about = new BookingRevision(
                new TenantId("sample"), BOOKING, REVISION, person(Recipient.CLIENT), true, "sample-professional", facts(kind));
        Person reader = person(recipient);
        var addressee = new Addressee(reader.name(), reader.email(), reader.language(), reader.zone());
        var delivery =
                new Delivery(recipient, Channel.EMAIL, addressee, DeliveryStatus.PENDING, 0, start, null, null, null);
        return new Message(new Notification(about, kind, null, null, false, List.of(delivery)), delivery);
    }

    /** What the words of a mail to the admin are about, after the time. */
    List<String> facts(AdminNotice notice) {
        return switch (notice) {
            case WEBHOOK_DISABLED -> List.of("hooks.example.com", name("webhook"));
        };
    }

    private Person person(Recipient recipient) {
        return switch (recipient) {
            case CLIENT -> person(name("client"), "client@example.com", "+919812345678");
            case PROFESSIONAL -> person(name("professional"), "professional@example.com", null);
            case ADMIN -> person(name("admin"), "admin@example.com", null);
        };
    }

    private Person person(String name, String email, @Nullable String phone) {
        return new Person(name, email, phone, null, locale.toLanguageTag(), zone().getId());
    }

    private BookingFacts facts(NotificationKind kind) {
        Appointment appointment = appointment();
        BookingFacts standing = BookingFacts.standing(appointment, terms());
        BookingFacts bare = BookingFacts.of(appointment);
        return switch (kind) {
            case PAYMENT_DUE -> bare.about(new Payment(price(PRICE), start.minus(LONG), null));
            case PAYMENT_FAILED -> bare.about(new Payment(price(PRICE), start.minus(LONG), name("failure")));
            case SEARCHING -> standing.answeredBy(start.minus(LONG));
            case PROPOSAL -> proposed().answeredBy(start.minus(LONG)).proposing(new Proposal(BOOKING, price(PRICE), null, false));
            case PROPOSAL_WITHDRAWN -> proposed().proposing(new Proposal(BOOKING, null, Withdrawal.SLOT_NOT_FREE, true));
            case WAITLIST_JOINED -> unbooked().waiting(Waitlist.joined(BOOKING, TURN, false, false));
            case WAITLIST_OFFER -> unbooked().answeredBy(start.minus(LONG))
                    .waiting(Waitlist.offered(BOOKING, true));
            case WAITLIST_MISSED -> unbooked()
                    .waiting(Waitlist.missed(BOOKING, false, Missed.UNANSWERED));
            case REFUNDED -> bare.about(new Payment(price(PRICE), null, null));
            case REFUND_FAILED -> bare.about(new Payment(price(PRICE), null, name("failure")));
            case EXPIRED -> bare;
            case AWAITING_CONFIRMATION, ANSWER_REMINDER -> standing.answeredBy(start.minus(LONG));
            case CONFIRMED, NEW_BOOKING, REASSIGNED, CALENDAR_CONFLICT, REMINDER, REMINDER_SOON, REMINDER_NOW, STARTING -> standing;
            case RESCHEDULED -> standing.movedFrom(previous());
            case CORRECTED -> standing.corrected(new Correction(1, true, List.of("client.phone", "notes")));
            case THANK_YOU, REVIEW_REMINDER -> standing.asking(new ReviewRequest(false));
            case DECLINED, UNANSWERED -> bare.calledOff(cancellation(null, false));
            case CANCELLED -> bare.calledOff(cancellation(new Share(PERCENT, price(PRICE)), true));
        };
    }

    private Appointment appointment() {
        return new Appointment(
                "HF-2026-000001", name("offering"), name("professional"), name("client"), start, start.plus(LONG),
                name("place"), "https://meet.example.com/hf-2026-000001");
    }

    /** Nobody is told whose it is, nor more exactly where. */
    private BookingFacts proposed() {
        return BookingFacts.of(new Appointment(
                "HF-2026-000001", name("offering"), null, null, start, start.plus(LONG), name("city"), null));
    }

    /** Of somebody who waits for it. */
    private BookingFacts unbooked() {
        return BookingFacts.of(new Appointment(
                null, name("offering"), name("professional"), name("client"), start, start.plus(LONG), null, null));
    }

    private Terms terms() {
        var visit = new Visit(
                "+919812345678", "+919812345679", name("notes"), List.of(new Answer(name("question"), name("answer"))));
        return new Terms(
                price(PRICE), name("recipient"), visit, Map.of(locale.getLanguage(), name("preparation")),
                new CancellationPolicy(start.minus(LONG), PERCENT));
    }

    private Previous previous() {
        Instant before = start.minus(HOURS_AHEAD, ChronoUnit.HOURS);
        return new Previous(REVISION - 1, name("other-professional"), before, before.plus(LONG));
    }

    private Cancellation cancellation(@Nullable Share share, boolean stood) {
        Money refund = price(share == null ? PRICE : PRICE * share.percentage() / 100);
        return new Cancellation(By.PROFESSIONAL, name("reason"), refund, share, stood);
    }

    private Money price(long minorUnits) {
        return new Money(minorUnits, Currency.getInstance(name("currency")));
    }

    ZoneId zone() {
        return ZoneId.of(name("zone"));
    }

    private String name(String of) {
        return names.getString(of);
    }
}
