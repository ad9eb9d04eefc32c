package io.holdfast.booking.work;

import java.time.Duration;

import io.holdfast.booking.analytics.FactRebuilds;
import io.holdfast.booking.application.ApplyDeadline;
import io.holdfast.booking.application.ArrangeMeeting;
import io.holdfast.booking.contacts.ContactRebuilds;
import io.holdfast.booking.coupons.CouponChecks;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportEvent;
import io.holdfast.booking.imports.RunImport;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is done when it is due: asking the provider of meeting rooms, deciding about bookings that have waited long enough,
 * whatever became of their timers, making figures and contacts anew, and looking after coupons. And what is done after each
 * write: whoever waits for a booking is woken.
 */
@Configuration(proxyBeanMethods = false)
class BookingWork {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int CALLS_AT_ONCE = 8;
    private static final int DECISIONS_AT_ONCE = 8;
    // An admin waits for it.
    private static final Duration LOOK_FOR_REBUILDS = Duration.ofSeconds(2);
    private static final int REBUILDS_AT_ONCE = 2;
    private static final Duration LOOK_FOR_IMPORTS = Duration.ofSeconds(10);
    // More than go on at a time, so that one that takes minutes keeps the loop from no round.
    private static final int IMPORTS_AT_ONCE = 4;

    BookingWork(Aggregates<Booking, BookingEvent, ?> bookings, Signals signals) {
        bookings.afterCommit(decided -> signals.changed(decided.after().id().value()));
    }

    @Bean
    DueWork meetingWork(DueWorkFactory work, Aggregates<Booking, BookingEvent, ?> bookings, ArrangeMeeting arrange) {
        return work.named("meeting", LOOK, CALLS_AT_ONCE)
                .of(bookings, "meetingDueAt", booking -> booking.state().meeting().dueAt(), arrange::arrange);
    }

    @Bean
    DueWork factRebuildWork(DueWorkFactory work, FactRebuilds rebuilds) {
        return work.named("fact-rebuilds", LOOK_FOR_REBUILDS, REBUILDS_AT_ONCE).of(FactRebuilds.COLLECTION, "dueAt", rebuilds::perform);
    }

    @Bean
    DueWork couponWork(DueWorkFactory work, CouponChecks checks) {
        return work.named("coupons", LOOK, 1).of(checks.collection(), "dueAt", checks::perform);
    }

    @Bean
    DueWork contactRebuildWork(DueWorkFactory work, ContactRebuilds rebuilds) {
        return work.named("contact-rebuild", LOOK, 1).of(ContactRebuilds.COLLECTION, "dueAt", rebuilds::perform);
    }

    @Bean
    DueWork importWork(DueWorkFactory work, Aggregates<Import, ImportEvent, ?> imports, RunImport run) {
        return work.named("imports", LOOK_FOR_IMPORTS, IMPORTS_AT_ONCE)
                .of(imports, "dueAt", job -> job.progress().dueAt(), run::perform);
    }

    @Bean
    DueWork deadlineWork(DueWorkFactory work, Aggregates<Booking, BookingEvent, ?> bookings, ApplyDeadline deadlines) {
        return work.named("deadlines", LOOK, DECISIONS_AT_ONCE)
                .of(bookings, "overdueAt", booking -> booking.overdueAt().orElse(null), deadlines::apply);
    }
}
