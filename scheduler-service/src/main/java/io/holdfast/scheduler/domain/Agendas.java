package io.holdfast.scheduler.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All agendas. What is decided and the events it causes are stored together or not at all. */
public interface Agendas {

    /** Decides on a booking's agenda as it is stored now, again when somebody else was faster; empty when there is none. */
    Optional<Decided<Agenda, TimerFired>> decide(
            String bookingId, Function<Agenda, Decision<Agenda, TimerFired>> decision);

    /**
     * Lets many agendas decide with one query and one command.
     *
     * @return the bookings whose agendas are to decide one by one: somebody was faster with one of them, or no event can be
     *     made of what it decided. Some may have decided by then
     */
    List<String> decideTogether(Collection<String> bookingIds, Function<Agenda, Decision<Agenda, TimerFired>> decision);

    /** The same, for a booking that may not have been heard of. */
    Decided<Agenda, TimerFired> decideOrOpen(
            String bookingId, Function<Optional<Agenda>, Decision<Agenda, TimerFired>> decision);

    /** One page of timers, those that are scheduled last first. */
    Page<BookingTimer> search(TimerSearch search, int page, int limit);
}
