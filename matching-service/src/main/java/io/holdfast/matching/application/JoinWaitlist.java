package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.LineId.Kind;
import io.holdfast.matching.domain.waitlist.Offering;
import io.holdfast.matching.domain.waitlist.Offerings;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import io.holdfast.matching.domain.waitlist.WaitlistRefusal;
import io.holdfast.matching.domain.waitlist.Wish;
import io.holdfast.messaging.AwaitProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody wants to wait for a slot. Whether there is one just now is not asked: who joins waits for what becomes free. */
@Component
public class JoinWaitlist {

    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private final WaitingLines lines;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Candidates candidates;
    private final EntryTokens tokens;
    private final MatchingPolicies policies;
    private final Clock clock;

    JoinWaitlist(
            WaitingLines lines,
            Offerings offerings,
            Professionals professionals,
            Candidates candidates,
            EntryTokens tokens,
            MatchingPolicies policies,
            Clock clock) {
        this.lines = lines;
        this.offerings = offerings;
        this.professionals = professionals;
        this.candidates = candidates;
        this.tokens = tokens;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * The place in the line, or the one that the same request got before.
     *
     * @throws Refused when a rule is against it
     */
    public Place join(WaitlistDraft draft) {
        Instant now = clock.instant();
        if (draft.key() == null) {
            return join(draft, UUID.randomUUID().toString(), now);
        }
        var ids = IdempotencyKeys.ids(now, draft.key(), draft.tenant().value(), draft.clientKey(), "waitlist");
        return repeated(draft, ids.known(), now).orElseGet(() -> join(draft, ids.fresh(), now));
    }

    private Optional<Place> repeated(WaitlistDraft draft, List<String> known, Instant now) {
        return lines.findByEntry(draft.tenant(), known)
                .flatMap(line -> known.stream()
                        .flatMap(id -> line.entry(id).stream())
                        .filter(entry -> IdempotencyKeys.stillMeans(entry.joinedAt(), now))
                        .findFirst()
                        .map(entry -> same(draft, new Place(line, entry))));
    }

    private static Place same(WaitlistDraft draft, Place before) {
        if (!Objects.equals(before.entry().requestHash(), draft.requestHash())) {
            throw Refused.rule(WaitlistRefusal.KEY_REUSED);
        }
        return before;
    }

    private Place join(WaitlistDraft draft, String entryId, Instant now) {
        WaitlistPolicy policy = policies.waitlist(draft.tenant());
        if (!policy.enabled()) {
            throw Refused.rule(WaitlistRefusal.SWITCHED_OFF);
        }
        Offering offering = offering(draft);
        Professional professional = draft.professional() == null ? null : professional(draft, draft.professional());
        ZoneId zone = zone(draft, professional);
        requireDate(draft, offering, professional, now);
        Wish wish = wish(draft, offering, professional);
        String key = draft.clientKey();
        long waiting = lines.ofClient(draft.tenant(), key).stream()
                .flatMap(line -> line.entries().stream())
                .filter(entry -> entry.status().isLive() && entry.who().key().equals(key))
                .count();
        if (waiting >= policy.most()) {
            throw Refused.rule(WaitlistRefusal.TOO_MANY);
        }
        Entry fresh = Entry.joining(entryId, wish, draft.applicant(zone), draft.requestHash(), now);
        LineId line = professional == null
                ? new LineId(draft.tenant(), Kind.OFFERING, offering.id(), draft.date())
                : new LineId(draft.tenant(), Kind.PROFESSIONAL, professional.id().value(), draft.date());
        var decided = lines.decideOrOpen(line, stored -> stored.join(fresh));
        Refused.requireAgreement(decided.decision());
        WaitingLine joined = decided.after();
        return same(draft, new Place(joined, joined.entry(entryId).orElseThrow()));
    }

    private Offering offering(WaitlistDraft draft) {
        Offering offering = offerings
                .find(draft.tenant(), draft.offering())
                .filter(known -> !known.retired())
                .orElseThrow(() -> Refused.rule(WaitlistRefusal.OFFERING_UNKNOWN));
        if (!offering.direct()) {
            throw Refused.rule(WaitlistRefusal.MODE_UNAVAILABLE);
        }
        return offering;
    }

    private Professional professional(WaitlistDraft draft, String wanted) {
        return ProfessionalId.of(draft.tenant().value(), wanted)
                .flatMap(professionals::find)
                .filter(known -> known.profile().engagement().active()
                        && known.profile().engagement().offeringIds().contains(draft.offering()))
                .orElseThrow(() -> Refused.rule(WaitlistRefusal.PROFESSIONAL_UNKNOWN));
    }

    private static ZoneId zone(WaitlistDraft draft, @Nullable Professional professional) {
        if (draft.displayZone() != null) {
            return draft.displayZone();
        }
        if (professional == null) {
            throw Refused.invalid("displayZone", "is needed where no professional is named");
        }
        return professional.profile().zone();
    }

    /** Without a professional it is not known in whose zone the date is meant: what can be somewhere is let in. */
    private static void requireDate(
            WaitlistDraft draft, Offering offering, @Nullable Professional professional, Instant now) {
        ZoneId first = professional == null ? FIRST_ZONE : professional.profile().zone();
        ZoneId last = professional == null ? LAST_ZONE : professional.profile().zone();
        LocalDate date = draft.date();
        Instant start = draft.start();
        if (start != null && (start.isBefore(date.atStartOfDay(first).toInstant())
                || !start.isBefore(date.plusDays(1).atStartOfDay(last).toInstant()))) {
            throw Refused.invalid("start", "must lie on the date");
        }
        boolean past = date.isBefore(LocalDate.ofInstant(now, last)) || (start != null && !start.isAfter(now));
        if (past || date.isAfter(LocalDate.ofInstant(now, first).plusDays(offering.daysAhead()))) {
            throw Refused.rule(WaitlistRefusal.DATE);
        }
    }

    private Wish wish(WaitlistDraft draft, Offering offering, @Nullable Professional professional) {
        String moved = draft.moves();
        if (moved == null) {
            int minutes = draft.minutes() == null ? offering.usualDuration() : draft.minutes();
            if (!offering.durations().contains(minutes)) {
                throw Refused.rule(WaitlistRefusal.DURATION_NOT_OFFERED);
            }
            return new Wish(offering.id(), offering.name(), minutes, offering.noticeMinutes(), draft.start(), null);
        }
        if (professional == null) {
            throw Refused.invalid("professionalId", "is needed for a booking that is to be earlier");
        }
        Occupancy now = booked(draft, professional.id(), moved);
        int minutes = (int) Duration.between(now.start(), now.end()).toMinutes();
        boolean isEarlier = draft.start() == null
                ? !draft.date().isAfter(LocalDate.ofInstant(now.start(), professional.profile().zone()))
                : draft.start().isBefore(now.start());
        if (!isEarlier || (draft.minutes() != null && draft.minutes() != minutes)) {
            throw Refused.rule(WaitlistRefusal.NOT_MOVABLE);
        }
        return new Wish(
                offering.id(), offering.name(), minutes, offering.noticeMinutes(), draft.start(),
                new Wish.Move(moved, now.start()));
    }

    /** A guest proves that it is theirs; of who is signed in, booking-service sees it when they accept. */
    private Occupancy booked(WaitlistDraft draft, ProfessionalId professional, String bookingId) {
        if (draft.subject() == null && !tokens.isOf(bookingId, draft.manageToken())) {
            throw Refused.rule(WaitlistRefusal.NOT_MOVABLE);
        }
        // Whoever was just told that it is confirmed may ask before it is known here.
        return AwaitProjection.find(() -> candidates.occupied(professional).stream()
                        .filter(one -> one.bookingId().equals(bookingId) && one.isBooked() && one.start().isAfter(clock.instant()))
                        .findFirst())
                .orElseThrow(() -> Refused.rule(WaitlistRefusal.NOT_MOVABLE));
    }

    /** Where somebody stands. */
    public record Place(WaitingLine line, Entry entry) {}
}
