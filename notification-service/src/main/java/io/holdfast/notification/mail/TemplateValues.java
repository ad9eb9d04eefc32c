package io.holdfast.notification.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import io.holdfast.defaults.calendar.PublicLinks;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.BookingFacts.Cancellation;
import io.holdfast.notification.BookingFacts.Previous;
import io.holdfast.notification.BookingFacts.Share;
import io.holdfast.notification.BookingFacts.Terms;
import io.holdfast.notification.BookingFacts.Visit;
import io.holdfast.notification.Message;
import io.holdfast.notification.Money;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;
import org.jspecify.annotations.Nullable;

/** What the templates show, printed for the addressee. What there is none of is not among it. */
final class TemplateValues {

    private final Message message;
    private final BookingFacts facts;
    private final Appointment appointment;
    private final Locale locale;
    private final Times times;
    private final Map<String, Object> values = new HashMap<>();

    TemplateValues(Message message, Locale locale, PublicLinks links) {
        this.message = message;
        this.facts = message.facts();
        this.appointment = facts.appointment();
        this.locale = locale;
        this.times = new Times(message.addressee().zone(), locale);
        putWords(links.booking(message.about().bookingId()));
        putBooking();
        putTerms(facts.terms());
        putCancellation(facts.cancellation());
    }

    Map<String, Object> all() {
        return values;
    }

    /** What the subject's text wants in its place: number, offering, client and day. */
    static String subject(Message message, Locale locale) {
        Appointment appointment = message.facts().appointment();
        String day = new Times(message.addressee().zone(), locale).day(appointment.start());
        return OneLine.of(Texts.plain(
                locale,
                key(message, "subject"),
                appointment.number(),
                appointment.offering(),
                appointment.client(),
                day));
    }

    private void putWords(String link) {
        values.put("language", locale.toLanguageTag());
        values.put("direction", Languages.isRightToLeft(locale) ? "rtl" : "ltr");
        values.put("title", text(key(message, "title")));
        values.put("intro", text(key(message, "intro")));
        values.put("reader", OneLine.of(message.addressee().name()));
        values.put("link", link);
        values.put("linkText", text(isAnswerWanted() ? "link.answer" : "link"));
        if (message.withCalendar()) {
            values.put("calendar", text("calendar." + message.kind().calendarChange()));
        }
    }

    private void putBooking() {
        values.put("number", appointment.number());
        values.put("offering", OneLine.of(appointment.offering()));
        values.put("when", times.range(appointment.start(), appointment.end()));
        put("professional", appointment.professional());
        if (message.recipient() != Recipient.CLIENT) {
            values.put("client", OneLine.of(appointment.client()));
        }
        put("place", appointment.place());
        putSentence("answerBy", facts.answerBy() == null ? null : times.moment(facts.answerBy()));
        putSentence("previously", facts.previous() == null ? null : previously(facts.previous()));
    }

    private void putTerms(@Nullable Terms terms) {
        if (terms != null) {
            putSentence("price", terms.price().isZero() ? text("price.free") : amount(terms.price()));
            put("recipient", terms.recipient());
            putVisit(terms.visit());
        }
    }

    private void putVisit(@Nullable Visit visit) {
        if (visit != null) {
            put("clientPhone", visit.clientPhone());
            put("recipientPhone", visit.recipientPhone());
            put("notes", visit.notes() == null ? List.of() : OneLine.each(visit.notes()));
            put("answers", visit.answers().stream()
                    .map(answer -> OneLine.of(answer.question()) + ": " + OneLine.ofLong(answer.answer()))
                    .toList());
        }
    }

    private void putCancellation(@Nullable Cancellation cancellation) {
        if (cancellation == null) {
            put("meetingUrl", appointment.meetingUrl());
        } else {
            put("reason", cancellation.reason());
            putSentence("refund", refund(cancellation));
        }
    }

    private String previously(Previous previous) {
        String time = times.range(previous.start(), previous.end());
        return previous.professional() == null
                ? time
                : text("previously.with", time, OneLine.of(previous.professional()));
    }

    private String refund(Cancellation cancellation) {
        Money refund = cancellation.refund();
        Share share = cancellation.share();
        if (share == null) {
            return refund.isZero() ? text("refund.nothing-left") : text("refund.all-left", amount(refund));
        }
        boolean someWentBackBefore = share.isMoreThan(refund);
        if (!refund.isZero()) {
            return text(someWentBackBefore ? "refund.rest" : "refund.amount", amount(refund), share.percentage());
        }
        if (someWentBackBefore) {
            return text("refund.before");
        }
        // All of what was paid, and that is nothing: nobody is to think that money of theirs was kept.
        return text(share.percentage() == 100 ? "refund.unpaid" : "refund.none");
    }

    private boolean isAnswerWanted() {
        return message.kind() == NotificationKind.AWAITING_CONFIRMATION
                && message.recipient() == Recipient.PROFESSIONAL;
    }

    private static String key(Message message, String part) {
        return message.kind() + "." + message.recipient() + "." + part;
    }

    private String amount(Money money) {
        return Amounts.format(money.minorUnits(), money.currency().getCurrencyCode(), locale);
    }

    private String text(String key, Object... arguments) {
        return Texts.text(locale, key, arguments);
    }

    /** Of ours; what others wrote in it is one line already, and {@link OneLine} would take its isolates away. */
    private void putSentence(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, OneLine.ofLong(value));
        }
    }

    private void put(String name, List<String> lines) {
        if (!lines.isEmpty()) {
            values.put(name, lines);
        }
    }
}
