package io.holdfast.matching.domain.match;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;

/** The projection of who can be asked: one document for each professional, written by what others say. */
public interface Candidates {

    /** All active professionals of a tenant who do an offering: one query. */
    List<Candidate> doing(TenantId tenant, String offeringId);

    /**
     * Takes over who they are.
     *
     * @param sequence  of the event that told of it; what is older than what is known is dropped
     * @param positions of the cities to which they come
     */
    void projectProfile(Professional professional, long sequence, List<Position> positions);

    /** @param sequence as above, of the schedule's events */
    void projectHours(ProfessionalId id, long sequence, WorkingHours hours);

    /** Changes what occupies them, soon and in the order in which it is said. */
    void projectOccupied(ProfessionalId id, UnaryOperator<List<Occupancy>> change);

    /** Takes over when they are not there on one date; what is older than what is known of that date is dropped. */
    void projectDayOff(ProfessionalId id, DayOff day);

    /** When they are not there on that date, as far as it is known. */
    Optional<DayOff> dayOff(ProfessionalId id, LocalDate date);

    /** Changes what they were asked. */
    void projectAsked(ProfessionalId id, UnaryOperator<List<AskedBefore>> change);

    /** What somebody has to do, as far as it is known; empty for nobody. */
    List<Occupancy> occupied(ProfessionalId id);

    /** One of them, for tests and explanations. */
    Optional<Candidate> find(ProfessionalId id);
}
