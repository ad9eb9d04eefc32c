package io.holdfast.scheduler.domain;

import java.util.Optional;
import java.util.function.Function;

/** All agendas. A change and the events it causes are stored together or not at all. */
public interface Agendas {

    /**
     * Decides on a booking's agenda as it is stored now, again when somebody else was faster. What equals the stored one
     * is not stored.
     *
     * @param decision gets the stored agenda, or empty when there is none; answers empty when none is to be made
     */
    void decide(String bookingId, Function<Optional<Agenda>, Optional<Agenda.Fired>> decision);
}
