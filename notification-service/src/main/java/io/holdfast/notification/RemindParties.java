package io.holdfast.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.holdfast.messaging.RetryLater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells something of a booking that was told of before, whose facts are taken from there: reminders, the start, the end,
 * refunds. What nobody was told of, nobody is reminded of.
 */
@Component
public class RemindParties {

    private static final Logger log = LoggerFactory.getLogger(RemindParties.class);

    /** What is the last word on a booking. */
    private static final List<NotificationKind> ENDS = List.of(
            NotificationKind.CANCELLED, NotificationKind.DECLINED, NotificationKind.UNANSWERED, NotificationKind.EXPIRED);

    private final NotifyParties parties;
    private final Notifications notifications;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Instant startedAt;

    RemindParties(NotifyParties parties, Notifications notifications, NotificationSettings settings, Clock clock) {
        this.parties = parties;
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** @param lead how long before the start */
    public void remind(BookingMoment moment, Duration lead) {
        ofWhatStands(moment, standing -> parties.tell(
                news(standing, moment).on(lead.toString()).usefulUntil(standing.facts().appointment().start()),
                NotificationKind.reminder(lead)));
    }

    /** Another calendar of the professional has something in its time. */
    public void tellOfConflict(BookingMoment moment) {
        ofWhatStands(moment, standing -> parties.tell(
                news(standing, moment).usefulUntil(standing.facts().appointment().start()), NotificationKind.CALENDAR_CONFLICT));
    }

    /** Half of the time to answer is over. */
    public void remindToAnswer(BookingMoment moment) {
        String request = Notification.idOf(
                moment.bookingId(), moment.revision(), NotificationKind.AWAITING_CONFIRMATION, null);
        of(moment, () -> notifications.find(request), told -> {
            Instant answerBy = told.about().facts().answerBy();
            var news = new BookingNews(told.about(), moment.at());
            parties.tell(answerBy == null ? news : news.usefulUntil(answerBy), NotificationKind.ANSWER_REMINDER);
        });
    }

    /**
     * It begins: whoever meets online needs the link now.
     *
     * @param meetingUrl as it is now, which may have been arranged after the booking was confirmed; null when there is none
     */
    public void start(BookingMoment moment, @Nullable String meetingUrl) {
        ofWhatStands(moment, told -> {
            BookingFacts facts = meetingUrl == null ? told.facts() : told.facts().meetingAt(meetingUrl);
            if (facts.appointment().meetingUrl() != null) {
                parties.tell(
                        news(told.saying(facts), moment).usefulUntil(facts.appointment().end()), NotificationKind.STARTING);
            }
        });
    }

    /** @param ask whether for a review */
    public void complete(BookingMoment moment, boolean ask) {
        of(moment, () -> notifications.standing(moment.bookingId(), moment.revision()), told -> {
            BookingRevision over = told.about().whenOver();
            BookingFacts facts = over.facts().asItStands();
            parties.tell(
                    news(over.saying(ask ? facts.asking(new BookingFacts.ReviewRequest(false)) : facts), moment),
                    NotificationKind.THANK_YOU);
            parties.end(moment.bookingId(), moment.revision());
        });
    }

    /**
     * @param round 1 for the first time that they are asked again
     * @param last  whether nobody asks after that
     */
    public void askAgainForReview(BookingMoment moment, int round, boolean last) {
        of(moment, () -> notifications.standing(moment.bookingId(), moment.revision()), told -> {
            BookingRevision over = told.about().whenOver();
            BookingFacts facts = over.facts().asItStands().asking(new BookingFacts.ReviewRequest(last));
            parties.tell(
                    news(over.saying(facts), moment).on(String.valueOf(round)), NotificationKind.REVIEW_REMINDER);
        });
    }

    /**
     * Money has gone back.
     *
     * @param refundId   the provider's
     * @param ofThePrice false for what was paid twice, which goes back whatever becomes of the booking
     */
    public void refund(BookingMoment moment, String refundId, Money amount, boolean ofThePrice) {
        tellOfMoney(moment, NotificationKind.REFUNDED, refundId, new BookingFacts.Payment(amount, null, null), ofThePrice);
    }

    /** @param failure in the provider's words, for admins */
    public void failToRefund(BookingMoment moment, String paymentId, Money amount, String failure, boolean ofThePrice) {
        tellOfMoney(moment, NotificationKind.REFUND_FAILED, paymentId, new BookingFacts.Payment(amount, null, failure), ofThePrice);
    }

    private void tellOfMoney(
            BookingMoment moment, NotificationKind kind, String occasion, BookingFacts.Payment money, boolean ofThePrice) {
        of(moment, () -> lastWord(moment, ofThePrice), told -> {
            BookingRevision over = told.about().whenOver();
            parties.tell(news(over.saying(BookingFacts.of(over.facts().appointment()).about(money)), moment).on(occasion), kind);
        });
    }

    /** Whoever gets the price back has read before why; what was paid twice has no such reason. */
    private Optional<Notification> lastWord(BookingMoment moment, boolean ofThePrice) {
        List<Notification> all = notifications.ofBooking(moment.bookingId()).stream()
                .filter(told -> told.kind().readers().contains(Recipient.CLIENT))
                // What was said before there was a booking says nothing of it.
                .filter(told -> told.about().facts().waitlist() == null)
                .sorted(Comparator.comparing((Notification told) -> ENDS.contains(told.kind()))
                        .thenComparing(told -> told.about().revision())
                        .reversed())
                .toList();
        boolean isComplete = !ofThePrice || isOver(settings.patience(), moment);
        return all.stream().filter(told -> isComplete || ENDS.contains(told.kind())).findFirst();
    }

    private void ofWhatStands(BookingMoment moment, Consumer<BookingRevision> then) {
        of(moment, () -> notifications.standing(moment.bookingId(), moment.revision()), told -> {
            if (told.over()) {
                log.info("{} {} is over, and nobody is reminded of it", moment.bookingId(), moment.revision());
            } else {
                then.accept(told.about().saying(told.about().facts().asItStands()));
            }
        });
    }

    /** What was told is on another topic, and may come later: much later, where this service has much to catch up with. */
    private void of(BookingMoment moment, Supplier<Optional<Notification>> before, Consumer<Notification> then) {
        Optional<Notification> told = before.get();
        if (told.isEmpty() && !isOver(settings.bookingPatience(), moment)) {
            throw new RetryLater("Nothing is known yet of " + moment.bookingId() + " " + moment.revision(), null);
        }
        told.ifPresentOrElse(then, () ->
                log.warn("Nobody was told of {} {} before, so nobody is now", moment.bookingId(), moment.revision()));
    }

    /** After a pause of this service the others' news may be as old as it was long. */
    private boolean isOver(Duration patience, BookingMoment moment) {
        Instant since = moment.at().isAfter(startedAt) ? moment.at() : startedAt;
        return !clock.instant().isBefore(since.plus(patience));
    }

    private static BookingNews news(BookingRevision booking, BookingMoment moment) {
        return new BookingNews(booking, moment.at());
    }
}
