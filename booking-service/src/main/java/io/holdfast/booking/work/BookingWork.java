package io.holdfast.booking.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.booking.application.ApplyDeadline;
import io.holdfast.booking.application.ArrangeMeeting;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * What is done when it is due: asking the provider of meeting rooms, and deciding about bookings that have waited long
 * enough, whatever became of their timers. And what is done after each write: whoever waits for a booking is woken.
 */
@Configuration(proxyBeanMethods = false)
class BookingWork {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int CALLS_AT_ONCE = 8;
    private static final int DECISIONS_AT_ONCE = 8;

    BookingWork(Aggregates<Booking, BookingEvent, ?> bookings, Signals signals) {
        bookings.afterCommit(decided -> signals.changed(decided.after().id().value()));
    }

    @Bean
    DueWork meetingWork(
            Clock clock, MongoOperations mongo, Aggregates<Booking, BookingEvent, ?> bookings, ArrangeMeeting arrange) {
        var source = new DueDocuments(mongo, bookings.collection(), "meetingDueAt");
        var work = new DueWork("meeting", clock, LOOK, CALLS_AT_ONCE, source, arrange::arrange);
        bookings.afterCommit(decided -> {
            Instant due = decided.after().state().meeting().dueAt();
            if (due != null) {
                work.schedule(decided.after().id().value(), due);
            }
        });
        return work;
    }

    @Bean
    DueWork deadlineWork(
            Clock clock, MongoOperations mongo, Aggregates<Booking, BookingEvent, ?> bookings, ApplyDeadline deadlines) {
        var source = new DueDocuments(mongo, bookings.collection(), "overdueAt");
        var work = new DueWork("deadlines", clock, LOOK, DECISIONS_AT_ONCE, source, deadlines::apply);
        bookings.afterCommit(decided ->
                decided.after().overdueAt().ifPresent(at -> work.schedule(decided.after().id().value(), at)));
        return work;
    }
}
