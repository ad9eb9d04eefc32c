package io.holdfast.matching.domain.waitlist;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All waiting lines. What is decided and the events it causes are stored together or not at all. */
public interface WaitingLines {

    /** A client's latest so many lines are looked at. */
    int MOST_OF_A_CLIENT = 100;

    /** The line with an entry of one of these ids, at most three; empty also for another tenant's. */
    Optional<WaitingLine> findByEntry(TenantId tenant, Collection<String> entryIds);

    /** The line that asked availability to hold something for that booking. */
    Optional<WaitingLine> findByOffer(TenantId tenant, String bookingId);

    /** The lines in which somebody waits who wants that booking earlier; at most {@value #MOST_OF_A_CLIENT}. */
    List<WaitingLine> ofMove(TenantId tenant, String bookingId);

    /** Those of them that there are, in the order given. */
    List<LineId> existing(List<LineId> ids);

    /** The latest {@value #MOST_OF_A_CLIENT} lines, by date, in which a client stands or stood. */
    List<WaitingLine> ofClient(TenantId tenant, String key);

    /** One page of a tenant's lines, the latest date first. */
    Page<WaitingLine> search(LineSearch search, int page, int limit);

    /**
     * Decides on a line as it is stored now, again when somebody else was faster.
     *
     * @param lineId as {@link LineId#toString} says it
     * @return empty when there is none
     */
    Optional<Decided<WaitingLine, WaitingEvent>> decide(
            String lineId, Function<WaitingLine, Decision<WaitingLine, WaitingEvent>> decision);

    /** The same, for a line in which nobody may stand yet. */
    Decided<WaitingLine, WaitingEvent> decideOrOpen(
            LineId id, Function<WaitingLine, Decision<WaitingLine, WaitingEvent>> decision);
}
