package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Page;

/** All professionals' other calendars. */
public interface BusyCalendars {

    /** One of the professional's that counts. */
    Optional<BusyCalendar> find(TenantId tenant, ProfessionalId professional, String id);

    /** One of anybody's, also one that was removed. */
    Optional<BusyCalendar> find(String id);

    /** One page of those that count, in the order in which they were registered. */
    Page<BusyCalendar> of(TenantId tenant, ProfessionalId professional, int page, int limit);

    /** All of a professional's that count. */
    List<BusyCalendar> of(TenantId tenant, ProfessionalId professional);

    /**
     * Stores a new one.
     *
     * @return false when there is one of its id, which stays as it is
     */
    boolean insert(BusyCalendar calendar);

    /**
     * Lets the stored one decide, and stores what it becomes; again when somebody else was faster.
     *
     * @param decision what it becomes; empty when it stays as it is
     * @return what it became; empty when it stayed as it was or there is none
     */
    Optional<BusyCalendar> decide(String id, Function<BusyCalendar, Optional<BusyCalendar>> decision);

    void delete(String id);

    /** Hears of each that was stored. */
    void afterSave(Consumer<BusyCalendar> hook);
}
