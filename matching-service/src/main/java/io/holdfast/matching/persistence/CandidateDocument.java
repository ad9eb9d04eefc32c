package io.holdfast.matching.persistence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.AskedTimes;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.OccupiedTimes;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.domain.match.WorkingHours.DateHours;
import io.holdfast.matching.domain.match.WorkingHours.Hours;
import io.holdfast.matching.domain.match.WorkingHours.Pause;
import io.holdfast.matching.domain.match.WorkingHours.Recurring;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A professional as matching sees them; {@code _id} is {@code tenantId:professionalId}. Each part comes from another
 * owner and may be there before the others.
 *
 * @param doing  the offerings that they can be asked for now: none while they are not active or not known
 * @param off    when they are not there, by date; absent in those from before that was said
 * @param digest the rest of it as a search reads it, made with each write; null before the profile is known
 */
@Permanent(why = "one per professional of a tenant, as the professionals themselves")
@NoPersonalData(why = "when a professional has something to do, by booking id")
@Document("candidates")
@CompoundIndex(def = "{'tenantId': 1, 'doing': 1}")
record CandidateDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        @Bounded(max = 100, by = "ProfileViolations.MOST_ENTRIES") List<String> doing,
        @Nullable ProfilePart profile,
        @Nullable SchedulePart schedule,
        @Bounded(max = MongoCandidates.MOST_OCCUPIED, by = "MongoCandidates, which forgets the earliest")
        List<Occupancy> occupied,
        @Bounded(max = MongoCandidates.MOST_ASKED, by = "MongoCandidates, which forgets the earliest")
        List<AskedBefore> asked,
        @Bounded(max = MongoCandidates.MOST_DAYS_OFF, by = "MongoCandidates, which keeps the soonest")
        @Nullable List<DayOffPart> off,
        @Nullable Binary digest) {

    static final String DIGEST = "digest";
    static final long NOTHING_YET = -1;

    static CandidateDocument unknown(ProfessionalId id) {
        return new CandidateDocument(
                ProfessionalDocument.idOf(id), null, id.tenantId().value(), id.value(), List.of(), null, null, List.of(), List.of(),
                List.of(), null);
    }

    CandidateDocument with(Professional professional, long sequence, List<Position> positions) {
        var engagement = professional.profile().engagement();
        return with(
                engagement.active() ? engagement.offeringIds() : List.of(),
                ProfilePart.of(professional, sequence, positions), schedule, occupied, asked, off);
    }

    CandidateDocument with(SchedulePart next) {
        return with(doing, profile, next, occupied, asked, off);
    }

    CandidateDocument with(List<Occupancy> nextOccupied, List<AskedBefore> nextAsked) {
        return with(doing, profile, schedule, nextOccupied, nextAsked, off);
    }

    /** @param forgotten dates before this one are left out */
    CandidateDocument with(DayOff day, LocalDate forgotten) {
        if (dayOff(day.date()).filter(known -> known.sequence() >= day.sequence()).isPresent()) {
            return this;
        }
        var next = new ArrayList<DayOffPart>();
        int times = 0;
        List<DayOff> sorted = Stream.concat(daysOff().filter(known -> !known.date().equals(day.date())), Stream.of(day))
                .filter(known -> !known.date().isBefore(forgotten))
                .sorted(Comparator.comparing(DayOff::date))
                .toList();
        for (DayOff known : sorted) {
            times += known.times().size();
            if (times <= MongoCandidates.MOST_OFF && next.size() < MongoCandidates.MOST_DAYS_OFF) {
                next.add(DayOffPart.of(known));
            }
        }
        return with(doing, profile, schedule, occupied, asked, next);
    }

    Optional<DayOff> dayOff(LocalDate date) {
        return daysOff().filter(known -> known.date().equals(date)).findFirst();
    }

    private Stream<DayOff> daysOff() {
        return off == null ? Stream.of() : off.stream().map(DayOffPart::toDomain);
    }

    private CandidateDocument with(
            List<String> nextDoing,
            @Nullable ProfilePart nextProfile,
            @Nullable SchedulePart nextSchedule,
            List<Occupancy> nextOccupied,
            List<AskedBefore> nextAsked,
            @Nullable List<DayOffPart> nextOff) {
        var next = new CandidateDocument(
                id, version, tenantId, professionalId, nextDoing, nextProfile, nextSchedule, nextOccupied, nextAsked, nextOff,
                null);
        return new CandidateDocument(
                id, version, tenantId, professionalId, nextDoing, nextProfile, nextSchedule, nextOccupied, nextAsked, nextOff,
                next.toDomain().map(CandidateDigest::of).orElse(null));
    }

    long profileSequence() {
        return profile == null ? NOTHING_YET : profile.sequence();
    }

    long scheduleSequence() {
        return schedule == null ? NOTHING_YET : schedule.sequence();
    }

    /** Empty before it is known who they are. */
    Optional<Candidate> toDomain() {
        if (profile == null) {
            return Optional.empty();
        }
        Rating rating = profile.rating();
        return Optional.of(new Candidate(
                new ProfessionalId(new TenantId(tenantId), professionalId),
                profile.displayName(),
                profile.gender(),
                profile.languages(),
                profile.skills(),
                profile.cities(),
                profile.positions(),
                rating.count() == 0 ? null : (double) rating.sum() / rating.count(),
                (int) Math.min(rating.count(), Integer.MAX_VALUE),
                schedule == null ? null : schedule.toDomain(),
                OccupiedTimes.of(occupied, daysOff().flatMap(day -> day.times().stream()).toList()),
                AskedTimes.of(asked)));
    }

    /** The date is text, since a store knows only instants. */
    record DayOffPart(
            String date,
            long sequence,
            @Bounded(max = MongoCandidates.MOST_OFF, by = "MongoCandidates") List<DayOff.Time> times) {

        static DayOffPart of(DayOff day) {
            return new DayOffPart(day.date().toString(), day.sequence(), day.times());
        }

        DayOff toDomain() {
            return new DayOff(LocalDate.parse(date), sequence, times);
        }
    }

    /** @param sequence of the news that it comes from */
    record ProfilePart(
            long sequence,
            String displayName,
            @Nullable Gender gender,
            @Bounded(max = 100, by = "ProfileViolations.MOST_ENTRIES") List<String> languages,
            @Bounded(max = 100, by = "ProfileViolations.MOST_ENTRIES") List<String> skills,
            @Bounded(max = 100, by = "ProfileViolations.MOST_ENTRIES") List<String> cities,
            @Bounded(max = 100, by = "ProfileViolations.MOST_ENTRIES") List<Position> positions,
            Rating rating) {

        static ProfilePart of(Professional professional, long sequence, List<Position> positions) {
            var presentation = professional.profile().presentation();
            return new ProfilePart(
                    sequence, presentation.displayName(), presentation.gender(), presentation.languages(),
                    professional.profile().engagement().skills(),
                    presentation.serviceArea().stream().map(Place::comparable).toList(), positions, professional.rating());
        }
    }

    /** Dates are text, since a store knows only instants. */
    record SchedulePart(
            long sequence,
            String zone,
            @Bounded(max = 7, by = "the week") Map<DayOfWeek, Hours> weekly,
            @Bounded(max = MongoCandidates.MOST_OF_A_SCHEDULE, by = "MongoCandidates") List<RecurringPart> recurring,
            @Bounded(max = MongoCandidates.MOST_OF_A_SCHEDULE, by = "MongoCandidates") List<PausePart> breaks,
            @Bounded(max = MongoCandidates.MOST_OF_A_SCHEDULE, by = "MongoCandidates") List<DatePart> overrides,
            long minutesBefore,
            long minutesAfter) {

        static SchedulePart of(long sequence, WorkingHours hours) {
            return new SchedulePart(
                    sequence,
                    hours.zone().getId(),
                    hours.weekly(),
                    hours.recurring().stream().limit(MongoCandidates.MOST_OF_A_SCHEDULE).map(RecurringPart::of).toList(),
                    hours.breaks().stream().limit(MongoCandidates.MOST_OF_A_SCHEDULE).map(PausePart::of).toList(),
                    hours.overrides().stream().limit(MongoCandidates.MOST_OF_A_SCHEDULE).map(DatePart::of).toList(),
                    hours.minutesBefore(),
                    hours.minutesAfter());
        }

        WorkingHours toDomain() {
            return new WorkingHours(
                    ZoneId.of(zone),
                    weekly,
                    recurring.stream().map(RecurringPart::toDomain).toList(),
                    breaks.stream().map(PausePart::toDomain).toList(),
                    overrides.stream().map(DatePart::toDomain).toList(),
                    minutesBefore,
                    minutesAfter);
        }
    }

    record RecurringPart(
            int everyWeeks,
            String from,
            @Nullable String until,
            @Bounded(max = 7, by = "the week") List<DayOfWeek> days,
            Hours hours) {

        static RecurringPart of(Recurring recurring) {
            return new RecurringPart(
                    recurring.everyWeeks(), recurring.from().toString(), Objects.toString(recurring.until(), null),
                    recurring.days(), recurring.hours());
        }

        Recurring toDomain() {
            return new Recurring(everyWeeks, LocalDate.parse(from), until == null ? null : LocalDate.parse(until), days, hours);
        }
    }

    record PausePart(Hours hours, @Bounded(max = 7, by = "the week") List<DayOfWeek> days) {

        static PausePart of(Pause pause) {
            return new PausePart(pause.hours(), pause.days());
        }

        Pause toDomain() {
            return new Pause(hours, days);
        }
    }

    record DatePart(String date, @Nullable Hours hours) {

        static DatePart of(DateHours override) {
            return new DatePart(override.date().toString(), override.hours());
        }

        DateHours toDomain() {
            return new DateHours(LocalDate.parse(date), hours);
        }
    }
}
