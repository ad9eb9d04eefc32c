package io.holdfast.notification.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.BookingTokens;
import io.holdfast.defaults.calendar.PublicLinks;
import io.holdfast.defaults.calendar.PublicLinks.Page;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.Recipient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a message leads to, the most important first. A guest's links carry the booking's manage token, which nobody else
 * gets, and those to the papers a token that opens nothing else.
 */
@Component
final class MessageLinks {

    private final PublicLinks links;
    private final @Nullable BookingTokens tokens;

    MessageLinks(NotificationSettings settings) {
        this.links = new PublicLinks(settings.publicUrl());
        this.tokens = settings.manageTokenSecret().isEmpty() ? null : new BookingTokens(settings.manageTokenSecret());
    }

    /** @param text key of its words */
    record Link(String text, String url) {}

    /** Never empty. */
    List<Link> of(Message message) {
        return message.recipient() == Recipient.CLIENT ? forClient(message) : forOthers(message);
    }

    private List<Link> forOthers(Message message) {
        boolean isAnswerWanted = message.recipient() == Recipient.PROFESSIONAL && switch (message.kind()) {
            case AWAITING_CONFIRMATION, ANSWER_REMINDER -> true;
            default -> false;
        };
        String booking = links.booking(message.about().bookingId());
        var all = new ArrayList<Link>();
        switch (message.kind()) {
            case PROPOSAL, PROPOSAL_WITHDRAWN -> {
                BookingFacts.Proposal proposal = Objects.requireNonNull(message.facts().proposal());
                // The booking is not theirs, so it has no page for them.
                all.add(proposal.withdrawn() == null
                        ? new Link("link.answer", links.proposal(proposal.id()))
                        : new Link("link.requests", links.requests()));
                return all;
            }
            case REMINDER_SOON, REMINDER_NOW -> addMeeting(all, message);
            default -> {}
        }
        all.add(new Link(isAnswerWanted ? "link.answer" : "link.booking", booking));
        return all;
    }

    private List<Link> forClient(Message message) {
        var all = new ArrayList<Link>();
        switch (message.kind()) {
            case PAYMENT_DUE, PAYMENT_FAILED -> {
                all.add(page(message, "link.pay", Page.PAY));
                all.add(page(message, "link.booking", Page.BOOKING));
            }
            case AWAITING_CONFIRMATION, SEARCHING -> {
                all.add(page(message, "link.booking", Page.BOOKING));
                all.add(page(message, "link.cancel", Page.CANCEL));
            }
            case CONFIRMED, RESCHEDULED, CORRECTED, REMINDER -> {
                all.add(page(message, "link.booking", Page.BOOKING));
                addMeeting(all, message);
                all.add(new Link("link.calendar", links.calendar(message.about().bookingId(), papers(message))));
                addReceipt(all, message);
                all.add(page(message, "link.reschedule", Page.RESCHEDULE));
                all.add(page(message, "link.cancel", Page.CANCEL));
            }
            case REMINDER_SOON, REMINDER_NOW, STARTING -> {
                addMeeting(all, message);
                all.add(page(message, "link.booking", Page.BOOKING));
            }
            case THANK_YOU, REVIEW_REMINDER -> {
                if (message.facts().review() != null) {
                    all.add(page(message, "link.review", Page.REVIEW));
                }
                all.add(page(message, "link.booking", Page.BOOKING));
                addReceipt(all, message);
            }
            case WAITLIST_JOINED, WAITLIST_MISSED -> all.add(waitlist(message, "link.waitlist"));
            case WAITLIST_OFFER -> all.add(waitlist(message, "link.offer"));
            case EXPIRED, DECLINED, UNANSWERED, CANCELLED, REFUNDED, REFUND_FAILED, NEW_BOOKING, REASSIGNED, ANSWER_REMINDER,
                    PROPOSAL, PROPOSAL_WITHDRAWN, CALENDAR_CONFLICT ->
                all.add(page(message, "link.booking", Page.BOOKING));
        }
        return all;
    }

    private void addMeeting(List<Link> all, Message message) {
        String meeting = message.facts().appointment().meetingUrl();
        if (meeting != null) {
            all.add(new Link("link.join", meeting));
        }
    }

    /** There is one only where something was paid. */
    private void addReceipt(List<Link> all, Message message) {
        BookingFacts.Terms terms = message.facts().terms();
        if (terms != null && !terms.price().isZero() && !isWaiting(message)) {
            all.add(new Link("link.receipt", links.receipt(message.about().bookingId(), papers(message))));
        }
    }

    private static boolean isWaiting(Message message) {
        BookingFacts.Correction correction = message.facts().correction();
        return correction != null && !correction.stands();
    }

    private Link page(Message message, String text, Page page) {
        String id = message.about().bookingId();
        return new Link(text, links.page(id, page, manage(message, id)));
    }

    /** The page of what they joined the waitlist with: there they answer, see their place and leave. */
    private Link waitlist(Message message, String text) {
        String id = Objects.requireNonNull(message.facts().waitlist()).entryId();
        return new Link(text, links.waitlist(id, manage(message, id)));
    }

    private @Nullable String manage(Message message, String id) {
        return tokens == null || !message.about().guest() ? null : tokens.manage(id);
    }

    private @Nullable String papers(Message message) {
        return tokens == null ? null : tokens.papers(message.about().bookingId());
    }
}
