package io.holdfast.matching.saga;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.imports.ImportPart;
import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Review;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Preference;
import io.holdfast.matching.domain.match.ProposalId;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.domain.waitlist.Offering;
import io.holdfast.matching.imports.ProfileRow;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What this service reads of events: others' and its own. */
final class Received {

    private static final int MINUTES_OF_AN_HOUR = 60;

    private Received() {}

    /** {@code booking.reviewed.v1} */
    record BookingReviewed(String bookingId, String professionalId, int rating, Instant at) {

        Review review(TenantId tenant) {
            return new Review(bookingId, new ProfessionalId(tenant, professionalId), rating, at);
        }
    }

    // ---- who somebody is looked for

    /**
     * {@code booking.awaiting-match.v1}
     *
     * @param address    absent where nobody comes to anybody
     * @param preference absent where the client has none
     * @param skills     absent where the offering wants none
     * @param earnings   absent where they are not to be told
     * @param excluded   who gave the booking back; absent for nobody
     */
    record AwaitingMatch(
            String bookingId,
            String number,
            int revision,
            OfferingBody offering,
            Instant start,
            Instant end,
            @Nullable AddressBody address,
            String language,
            String displayZone,
            @Nullable PreferenceBody preference,
            @Nullable List<String> skills,
            @Nullable MoneyBody earnings,
            Instant deadline,
            @Nullable List<String> excluded) {

        /** @param askedAt when the booking said so */
        MatchRequest request(Instant askedAt) {
            try {
                return new MatchRequest(
                        number, offering.id(), offering.name(), start, end, address == null ? null : address.toDomain(), language,
                        displayZone, preference == null ? Preference.NONE : preference.toDomain(), orNone(skills),
                        earnings == null ? null : earnings.toDomain(), askedAt, deadline, orNone(excluded));
            } catch (IllegalArgumentException e) {
                throw new PoisonMessage("What is looked for cannot be: " + e.getMessage(), e);
            }
        }
    }

    record OfferingBody(String id, String name) {}

    record AddressBody(String street, String city, @Nullable String building, @Nullable String apartment) {

        Place toDomain() {
            return new Place(street, city, building, apartment, null);
        }
    }

    record PreferenceBody(@Nullable String professionalId, @Nullable Gender gender, @Nullable List<String> languages) {

        Preference toDomain() {
            return new Preference(professionalId, gender, orNone(languages));
        }
    }

    record MoneyBody(long amount, String currency) {

        Money toDomain() {
            return new Money(amount, Currency.getInstance(currency));
        }
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    /** The booking needs nobody any more: cancelled, declined, expired, rejected. */
    record BookingEnded(String bookingId, int revision) {

        BookingId id() {
            return new BookingId(bookingId);
        }
    }

    // ---- slots

    /** {@code slot.reserved.v1} */
    record SlotReserved(
            String bookingId, int revision, String professionalId, Instant start, Instant end, Instant holdUntil) {

        Occupancy occupancy() {
            return new Occupancy(bookingId, revision, start, end, holdUntil);
        }
    }

    /** {@code slot.booked.v1} and {@code slot.released.v1} */
    record BookingSlot(String bookingId, int revision, String professionalId, Instant start, Instant end) {

        BookingId id() {
            return new BookingId(bookingId);
        }

        Occupancy occupancy() {
            return new Occupancy(bookingId, revision, start, end, null);
        }

        /** What was released, the same each time it is said. */
        String gap() {
            return bookingId + "/" + revision;
        }
    }

    /**
     * {@code slot.rejected.v1}
     *
     * @param attempt     absent for the first
     * @param exactReason absent where the published reasons have it
     */
    record SlotRejected(String bookingId, int revision, @Nullable Integer attempt, @Nullable String exactReason) {

        /** Whether it was asked for so long ago that nobody waits for it any more. */
        boolean isTooLate() {
            return "TOO_LATE".equals(exactReason);
        }

        BookingId id() {
            return new BookingId(bookingId);
        }

        int which() {
            return attempt == null ? 1 : attempt;
        }
    }

    // ---- time

    /** {@code proposal.timed-out.v1} */
    record ProposalTimedOut(String bookingId, int revision, String proposalId) {

        ProposalId id() {
            return ProposalId.of(proposalId).orElseThrow(() ->
                    new PoisonMessage("A proposal of " + bookingId + " cannot have this id.", null));
        }
    }

    /** {@code match.timed-out.v1} */
    record MatchTimedOut(String bookingId, int revision) {

        BookingId id() {
            return new BookingId(bookingId);
        }
    }

    // ---- waiting lines

    /** {@code waitlist-offer.timed-out.v1} */
    record WaitlistOfferTimedOut(String bookingId) {}

    /** {@code offering.published.v1}; {@code mode} is how a professional comes to it */
    record OfferingPublished(
            String offeringId, String name, String mode, List<Integer> durations, OfferingTerms rules) {

        Offering offering() {
            try {
                return new Offering(
                        offeringId, name, "DIRECT".equals(mode), durations, rules.minNoticeMinutes(), rules.maxDaysAhead(), false);
            } catch (IllegalArgumentException e) {
                throw new PoisonMessage("The offering " + offeringId + " cannot be: " + e.getMessage(), e);
            }
        }
    }

    record OfferingTerms(int minNoticeMinutes, int maxDaysAhead) {}

    /** {@code offering.retired.v1} */
    record OfferingRetired(String offeringId) {}

    // ---- professionals

    /** Registered, updated or deactivated; what they are then stands in their own document. */
    record ProfessionalChanged(String professionalId) {}

    /** {@code proposal.sent.v1} */
    record ProposalSent(String proposalId, String professionalId, Instant sentAt) {

        AskedBefore asked() {
            return new AskedBefore(proposalId, sentAt, ProposalStatus.PENDING, null);
        }
    }

    /** {@code proposal.accepted.v1} and {@code proposal.declined.v1} */
    record ProposalAnswered(String proposalId, String professionalId, Instant sentAt, Instant at) {

        AskedBefore asked(ProposalStatus status) {
            return new AskedBefore(proposalId, sentAt, status, at);
        }
    }

    /** {@code proposal.expired.v1} */
    record ProposalExpired(String proposalId, String professionalId, Instant sentAt) {

        AskedBefore asked() {
            return new AskedBefore(proposalId, sentAt, ProposalStatus.EXPIRED, null);
        }
    }

    /**
     * {@code proposal.withdrawn.v1}
     *
     * @param acceptedAt absent where they had not accepted
     */
    record ProposalWithdrawn(String proposalId, String professionalId, Instant sentAt, @Nullable Instant acceptedAt) {

        /** Who accepted did what was asked, whatever became of it. */
        AskedBefore asked() {
            return new AskedBefore(
                    proposalId, sentAt, acceptedAt == null ? ProposalStatus.WITHDRAWN : ProposalStatus.ACCEPTED, acceptedAt);
        }
    }

    /** {@code time-off.changed.v1} */
    record TimeOffChanged(String professionalId, LocalDate date, List<Time> times) {

        record Time(Instant start, Instant end) {}

        DayOff day(long sequence) {
            return new DayOff(
                    date, sequence, times.stream().map(time -> new DayOff.Time(time.start(), time.end())).toList());
        }
    }

    /** {@code schedule.changed.v1} */
    record ScheduleChanged(String professionalId, Schedule schedule) {

        /** @param recurring absent in what was said before there were any */
        record Schedule(
                String zone,
                Map<DayOfWeek, Day> weeklyHours,
                List<Break> breaks,
                List<Override> overrides,
                Buffers buffers,
                @Nullable List<Recurring> recurring) {}

        record Day(String start, String end, boolean enabled) {}

        record Break(String start, String end, List<DayOfWeek> days) {}

        record Override(LocalDate date, @Nullable String start, @Nullable String end) {}

        record Buffers(long before, long after) {}

        record Recurring(
                int everyWeeks, LocalDate from, @Nullable LocalDate until, List<DayOfWeek> days, String start, String end) {}

        ZoneId zone() {
            try {
                return ZoneId.of(schedule.zone());
            } catch (DateTimeException e) {
                throw new PoisonMessage("The schedule of " + professionalId + " is in no known zone: " + schedule.zone(), e);
            }
        }

        WorkingHours hours() {
            var weekly = new EnumMap<DayOfWeek, WorkingHours.Hours>(DayOfWeek.class);
            schedule.weeklyHours().forEach((day, hours) -> {
                if (hours.enabled()) {
                    weekly.put(day, between(hours.start(), hours.end()));
                }
            });
            return new WorkingHours(
                    zone(),
                    weekly,
                    Objects.requireNonNullElse(schedule.recurring(), List.<Recurring>of()).stream()
                            .map(more -> new WorkingHours.Recurring(
                                    more.everyWeeks(), more.from(), more.until(), more.days(), between(more.start(), more.end())))
                            .toList(),
                    schedule.breaks().stream()
                            .map(pause -> new WorkingHours.Pause(between(pause.start(), pause.end()), pause.days()))
                            .toList(),
                    schedule.overrides().stream()
                            .map(override -> new WorkingHours.DateHours(
                                    override.date(),
                                    override.start() == null || override.end() == null
                                            ? null
                                            : between(override.start(), override.end())))
                            .toList(),
                    schedule.buffers().before(),
                    schedule.buffers().after());
        }

        private WorkingHours.Hours between(String start, String end) {
            return new WorkingHours.Hours(minuteOf(start), minuteOf(end));
        }

        private int minuteOf(String time) {
            String[] parts = time.split(":");
            try {
                return Integer.parseInt(parts[0]) * MINUTES_OF_AN_HOUR + Integer.parseInt(parts[1]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new PoisonMessage("The schedule of " + professionalId + " has hours that are none: " + time, e);
            }
        }
    }

    // ---- who comes from another system

    /** {@code import.professionals-submitted.v1} */
    record ProfessionalsSubmitted(String importId, int chunk, boolean dryRun, List<Imported> professionals) {

        record Imported(
                int line,
                String professionalId,
                @Nullable String displayName,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String category,
                @Nullable Long rate,
                @Nullable String currency,
                @Nullable String zone,
                @Nullable List<String> speaks,
                @Nullable List<String> offeringIds,
                @Nullable Boolean active) {

            ProfileRow toDomain() {
                return new ProfileRow(
                        line, professionalId, displayName, email, phone, category, rate, currency, zone, speaks, offeringIds,
                        active);
            }
        }

        ImportPart part(String tenant) {
            return new ImportPart(tenant, importId, chunk, dryRun);
        }

        List<ProfileRow> rows() {
            return professionals.stream().map(Imported::toDomain).toList();
        }
    }
}
