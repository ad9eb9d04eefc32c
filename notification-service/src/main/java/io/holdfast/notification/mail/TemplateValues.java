package io.holdfast.notification.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.BookingFacts.By;
import io.holdfast.notification.BookingFacts.Cancellation;
import io.holdfast.notification.BookingFacts.CancellationPolicy;
import io.holdfast.notification.BookingFacts.Correction;
import io.holdfast.notification.BookingFacts.Payment;
import io.holdfast.notification.BookingFacts.Previous;
import io.holdfast.notification.BookingFacts.Proposal;
import io.holdfast.notification.BookingFacts.Share;
import io.holdfast.notification.BookingFacts.Terms;
import io.holdfast.notification.BookingFacts.Visit;
import io.holdfast.notification.BookingFacts.Waitlist;
import io.holdfast.notification.Businesses.Business;
import io.holdfast.notification.Message;
import io.holdfast.notification.Money;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.mail.MessageLinks.Link;
import org.jspecify.annotations.Nullable;

/** What the templates show, printed for the addressee. What there is none of is not among it. */
final class TemplateValues {

    private final Message message;
    private final BookingFacts facts;
    private final Appointment appointment;
    private final Locale locale;
    private final Times times;
    private final Business business;
    private final String refundWithin;
    private final Instant now;
    private final Map<String, Object> values = new HashMap<>();

    /** @param refundWithin in working days, such as {@code 5–7} */
    TemplateValues(Message message, Locale locale, List<Link> links, Business business, String refundWithin, Instant now) {
        this.message = message;
        this.facts = message.facts();
        this.appointment = facts.appointment();
        this.locale = locale;
        this.times = new Times(message.addressee().zone(), locale);
        this.business = business;
        this.refundWithin = refundWithin;
        this.now = now;
        putWords(links);
        putBooking();
        putTerms(facts.terms());
        putCancellation(facts.cancellation());
        putCorrection(facts.correction());
        putPayment(facts.payment());
        putProposal(facts.proposal());
        putWaitlist(facts.waitlist());
        putNextSteps();
    }

    Map<String, Object> all() {
        return values;
    }

    /** What the subject's text wants in its place: number, offering, client, day and time. */
    static String subject(Message message, Locale locale) {
        Appointment appointment = message.facts().appointment();
        var times = new Times(message.addressee().zone(), locale);
        return OneLine.of(Texts.plain(
                locale,
                key(message, "subject"),
                Objects.requireNonNullElse(appointment.number(), ""),
                appointment.offering(),
                Objects.requireNonNullElse(appointment.client(), ""),
                times.day(appointment.start()),
                times.time(appointment.start())));
    }

    /** From when to when, or on which day. */
    static String when(Message message, Locale locale) {
        Appointment appointment = message.facts().appointment();
        Waitlist waitlist = message.facts().waitlist();
        var times = new Times(message.addressee().zone(), locale);
        return waitlist != null && waitlist.anyTime()
                ? Texts.text(locale, "when.any-time", times.day(appointment.start()))
                : times.range(appointment.start(), appointment.end());
    }

    private void putWords(List<Link> links) {
        values.put("language", locale.toLanguageTag());
        values.put("direction", Languages.isRightToLeft(locale) ? "rtl" : "ltr");
        values.put("title", text(key(message, "title")));
        values.put("intro", text(key(message, "intro")));
        values.put("reader", OneLine.of(message.addressee().name()));
        values.put("business", OneLine.of(business.name()));
        values.put("support", business.support());
        List<LinkText> printed = links.stream().map(link -> new LinkText(text(link.text()), link.url())).toList();
        values.put("action", printed.getFirst());
        put("links", printed.subList(1, printed.size()));
        if (message.withCalendar()) {
            values.put("calendar", text("calendar." + message.kind().calendarChange()));
        }
    }

    /** A link as it is printed. */
    record LinkText(String text, String url) {}

    private void putBooking() {
        put("number", appointment.number());
        values.put("offering", OneLine.of(appointment.offering()));
        values.put("when", when(message, locale));
        put("professional", appointment.professional());
        if (message.recipient() != Recipient.CLIENT && appointment.client() != null) {
            values.put("client", OneLine.of(appointment.client()));
        }
        if (isStillAhead()) {
            put("place", appointment.place());
            put("meetingUrl", appointment.meetingUrl());
        }
        boolean isSearching = message.kind() == NotificationKind.SEARCHING;
        putSentence(
                isSearching ? "searchUntil" : "answerBy", facts.answerBy() == null ? null : times.moment(facts.answerBy()));
        // Of a search that is a professional who gave it back, at the same time.
        putSentence("previously", facts.previous() == null || isSearching ? null : previously(facts.previous()));
    }

    /** Whether anybody is to go there, to join or to prepare any more. */
    private boolean isStillAhead() {
        return switch (message.kind()) {
            case AWAITING_CONFIRMATION, ANSWER_REMINDER, SEARCHING, PROPOSAL, WAITLIST_OFFER, CONFIRMED, RESCHEDULED, NEW_BOOKING,
                    CORRECTED, CALENDAR_CONFLICT, REMINDER, REMINDER_SOON, REMINDER_NOW, STARTING -> true;
            case PAYMENT_DUE, PAYMENT_FAILED, EXPIRED, DECLINED, UNANSWERED, PROPOSAL_WITHDRAWN, WAITLIST_JOINED,
                    WAITLIST_MISSED, REASSIGNED, CANCELLED, REFUNDED, REFUND_FAILED, THANK_YOU, REVIEW_REMINDER -> false;
        };
    }

    private void putTerms(@Nullable Terms terms) {
        if (terms != null) {
            putSentence("price", terms.price().isZero() ? text("price.free") : amount(terms.price()));
            put("recipient", terms.recipient());
            putVisit(terms.visit());
            if (message.recipient() == Recipient.CLIENT && isStillAhead()) {
                put("preparation", preparation(terms));
                putSentence("policy", terms.policy() == null ? null : policy(terms.policy()));
            }
        }
    }

    private void putVisit(@Nullable Visit visit) {
        if (visit != null) {
            put("clientPhone", visit.clientPhone());
            put("recipientPhone", visit.recipientPhone());
            put("notes", visit.notes() == null ? List.of() : OneLine.each(visit.notes()));
            put("answers", visit.answers().stream()
                    .map(answer -> OneLine.of(answer.question())
                            + (answer.question().endsWith("?") ? " " : ": ")
                            + OneLine.ofLong(answer.answer()))
                    .toList());
        }
    }

    /** In the reader's language, else in English, else in whichever there is. */
    private List<String> preparation(Terms terms) {
        if (terms.preparation().isEmpty()) {
            return List.of();
        }
        String english = terms.preparation().getOrDefault("en", terms.preparation().values().iterator().next());
        return OneLine.each(terms.preparation().getOrDefault(locale.getLanguage(), english));
    }

    private String policy(CancellationPolicy policy) {
        return policy.fullRefundUntil().isBefore(now)
                ? text(policy.laterRefundPercent() == 0 ? "policy.nothing" : "policy.now", policy.laterRefundPercent())
                : text(
                        policy.laterRefundPercent() == 0 ? "policy.until-then-nothing" : "policy.until",
                        times.moment(policy.fullRefundUntil()),
                        policy.laterRefundPercent());
    }

    private void putCancellation(@Nullable Cancellation cancellation) {
        if (cancellation != null) {
            put("by", by(cancellation.by()));
            put("reason", cancellation.by() == By.PLATFORM ? platformReason(cancellation.reason()) : cancellation.reason());
            putSentence("refund", refund(cancellation));
            if (message.recipient() == Recipient.CLIENT && !cancellation.refund().isZero()) {
                values.put("refundWithin", text("refund.within", refundWithin));
            }
        }
    }

    /** The platform says why in English, or by a code: what is known here is said in the reader's language. */
    private String platformReason(String reason) {
        String key = "platform." + reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return Objects.requireNonNullElse(Texts.find(locale, key), reason);
    }

    /** The platform is nobody: its reason says why. */
    private @Nullable String by(By by) {
        return switch (by) {
            case CLIENT -> text(message.recipient() == Recipient.CLIENT ? "by.you" : "by.client");
            case PROFESSIONAL -> message.recipient() == Recipient.PROFESSIONAL ? text("by.you") : appointment.professional();
            case ADMIN -> business.name();
            case PLATFORM -> null;
        };
    }

    private void putCorrection(@Nullable Correction correction) {
        if (correction != null) {
            put("changed", correction.changed().stream()
                    .map(name -> Texts.find(locale, "changed." + name))
                    .filter(Objects::nonNull)
                    .toList());
        }
    }

    private void putPayment(@Nullable Payment payment) {
        if (payment != null) {
            putSentence("amount", amount(payment.amount()));
            putSentence("payBy", payment.payBy() == null ? null : times.moment(payment.payBy()));
            // Of a refund the provider speaks to admins.
            boolean mayRead = message.recipient() == Recipient.ADMIN || payment.payBy() != null;
            put("failure", mayRead ? payment.failure() : null);
            switch (message.kind()) {
                case REFUNDED -> values.put("refundWithin", text("refund.within", refundWithin));
                default -> {}
            }
        }
    }

    private void putProposal(@Nullable Proposal proposal) {
        if (proposal != null) {
            putSentence("earnings", proposal.earnings() == null ? null : amount(proposal.earnings()));
            putSentence("reason", proposal.withdrawn() == null ? null : text("withdrawn." + proposal.withdrawn()));
        }
    }

    private void putWaitlist(@Nullable Waitlist waitlist) {
        if (waitlist != null) {
            putSentence("turn", waitlist.place() == null ? null : String.valueOf(waitlist.place()));
            putSentence("reason", waitlist.missed() == null ? null : text("missed." + waitlist.missed()));
        }
    }

    /** What comes next, where it depends on more than on the kind. */
    private void putNextSteps() {
        var steps = new ArrayList<String>();
        switch (message.kind()) {
            case CONFIRMED, RESCHEDULED, NEW_BOOKING, REMINDER -> {
                if (message.recipient() != Recipient.ADMIN) {
                    if (appointment.meetingUrl() != null) {
                        steps.add(text("next.join"));
                    }
                    if (appointment.place() != null) {
                        steps.add(text("next.visit." + message.recipient()));
                    }
                    if (message.recipient() == Recipient.CLIENT) {
                        steps.add(text("next.change"));
                    }
                }
            }
            case SEARCHING -> {
                if (facts.previous() != null) {
                    steps.add(text("next.given-back"));
                }
                if (facts.terms() != null && !facts.terms().price().isZero()) {
                    steps.add(text("next.paid"));
                }
            }
            case WAITLIST_JOINED, WAITLIST_OFFER, WAITLIST_MISSED -> {
                if (facts.waitlist() != null && facts.waitlist().moves()) {
                    steps.add(text("next.keeps-its-time"));
                }
            }
            case PROPOSAL_WITHDRAWN -> {
                if (facts.proposal() != null && facts.proposal().accepted()) {
                    steps.add(text("next.accepted"));
                }
            }
            case REVIEW_REMINDER -> {
                if (facts.review() != null && facts.review().last()) {
                    steps.add(text("next.last-request"));
                }
            }
            case THANK_YOU -> {
                if (facts.review() != null) {
                    steps.add(text("next.review"));
                }
            }
            default -> {}
        }
        put("next", steps);
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

    private void put(String name, List<?> lines) {
        if (!lines.isEmpty()) {
            values.put(name, lines);
        }
    }
}
