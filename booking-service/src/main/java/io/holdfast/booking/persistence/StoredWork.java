package io.holdfast.booking.persistence;

import java.time.Clock;
import java.time.Duration;

import io.holdfast.booking.application.ArrangeMeeting;
import io.holdfast.booking.application.MeetDeadline;
import io.holdfast.defaults.work.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is done when it is due: asking the provider of meeting rooms, and deciding about bookings that have waited long
 * enough, whatever became of their timers.
 */
@Configuration(proxyBeanMethods = false)
class StoredWork {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int CALLS_AT_ONCE = 8;
    private static final int DECISIONS_AT_ONCE = 8;

    @Bean
    DueWork meetingWork(Clock clock, MongoBookings bookings, ArrangeMeeting arrange) {
        var work = new DueWork("meeting", clock, LOOK, CALLS_AT_ONCE, bookings::meetingsDueBefore, arrange::arrange);
        bookings.whenMeetingIsDue(work::schedule);
        return work;
    }

    @Bean
    DueWork deadlineWork(Clock clock, MongoBookings bookings, MeetDeadline deadlines) {
        var work = new DueWork("deadlines", clock, LOOK, DECISIONS_AT_ONCE, bookings::overdueBefore, deadlines::meet);
        bookings.whenDeadlineIsSet(work::schedule);
        return work;
    }
}
