package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WorkingHours;
import org.springframework.stereotype.Component;

/** Keeps what matching has to know of a professional beside it, so that finding somebody is one query. */
@Component
public class KeepCandidate {

    /** Bookings of the same week count as load, also those that are over. */
    private static final Duration REMEMBERED = Duration.ofDays(8);

    private final Candidates candidates;
    private final Professionals professionals;
    private final Geocoder geocoder;
    private final Clock clock;

    KeepCandidate(Candidates candidates, Professionals professionals, Geocoder geocoder, Clock clock) {
        this.candidates = candidates;
        this.professionals = professionals;
        this.geocoder = geocoder;
        this.clock = clock;
    }

    /** @param sequence of the event that told of it: their profile is at least as new */
    public void profile(ProfessionalId id, long sequence) {
        professionals.find(id).ifPresent(professional -> {
            List<Position> positions = professional.profile().presentation().serviceArea().stream()
                    .flatMap(city -> geocoder.locate(null, city).stream())
                    .toList();
            candidates.projectProfile(professional, sequence, positions);
        });
    }

    public void hours(ProfessionalId id, long sequence, WorkingHours hours) {
        candidates.projectHours(id, sequence, hours);
    }

    /** They have a slot, for now or for good. What is booked is not held again by a message that comes late. */
    public void occupied(ProfessionalId id, Occupancy with) {
        Instant forgotten = clock.instant().minus(REMEMBERED);
        candidates.projectOccupied(id, known -> {
            boolean booked = known.stream().anyMatch(one ->
                    one.isBooked() && one.isOf(with.bookingId(), with.revision()));
            if (booked && !with.isBooked()) {
                return known;
            }
            var next = new ArrayList<Occupancy>();
            known.stream()
                    .filter(one -> one.end().isAfter(forgotten) && !one.isOf(with.bookingId(), with.revision()))
                    .forEach(next::add);
            next.add(with);
            next.sort(Comparator.comparing(Occupancy::start));
            return next;
        });
    }

    public void released(ProfessionalId id, String bookingId, int revision) {
        candidates.projectOccupied(id, known ->
                known.stream().filter(one -> !one.isOf(bookingId, revision)).toList());
    }

    /** They are not there at these times of that date, and at no others. */
    public void dayOff(ProfessionalId id, DayOff day) {
        candidates.projectDayOff(id, day);
    }

    /** What that says is free again of the hours that they work; the same each time it is asked, until it is kept. */
    public List<DayOff.Time> freedBy(ProfessionalId id, DayOff day) {
        List<DayOff.Time> freed = candidates.dayOff(id, day.date()).map(known -> known.freedBy(day)).orElse(List.of());
        if (freed.isEmpty()) {
            return freed;
        }
        return candidates.find(id)
                .map(Candidate::hours)
                .map(hours -> freed.stream().flatMap(time -> hours.within(day.date(), time).stream()).toList())
                .orElse(freed);
    }

    /** They were asked, or have answered; what is settled is not opened again by a message that comes late. */
    public void asked(ProfessionalId id, AskedBefore now) {
        candidates.projectAsked(id, known -> {
            boolean settled = known.stream().anyMatch(before -> before.proposalId().equals(now.proposalId())
                    && before.status() != ProposalStatus.PENDING);
            if (settled && now.status() == ProposalStatus.PENDING) {
                return known;
            }
            var next = new ArrayList<>(
                    known.stream().filter(before -> !before.proposalId().equals(now.proposalId())).toList());
            next.add(now);
            next.sort(Comparator.comparing(AskedBefore::at));
            return next;
        });
    }
}
