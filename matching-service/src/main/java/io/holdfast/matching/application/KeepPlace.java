package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.matching.application.JoinWaitlist.Place;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who waits looks where they stand, takes or passes what they are offered, or leaves. That somebody else waits is nobody's
 * business: 404.
 */
@Component
public class KeepPlace {

    private final WaitingLines lines;
    private final EntryTokens tokens;
    private final Clock clock;

    KeepPlace(WaitingLines lines, EntryTokens tokens, Clock clock) {
        this.lines = lines;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whoever comes with a token, or with a guest's token for one entry. */
    public record Visitor(Caller caller, @Nullable String manageToken) {

        private TenantId tenant() {
            return new TenantId(caller.tenantId());
        }
    }

    /**
     * The entry, for who waits and for admins of the tenant.
     *
     * @throws Refused 401 when neither token came, 404 when this visitor has no such entry
     */
    public Place open(Visitor visitor, String entryId) {
        if (visitor.caller().isAnonymous() && visitor.manageToken() == null) {
            throw new Refused(new Refused.Reason.Unauthenticated());
        }
        WaitingLine line = lines.findByEntry(visitor.tenant(), List.of(entryId)).orElseThrow(Refused::notFound);
        Entry entry = line.entry(entryId).orElseThrow(Refused::notFound);
        if (!isOwn(visitor, entry) && !visitor.caller().is(Role.ADMIN)) {
            throw Refused.notFound();
        }
        return new Place(line, entry);
    }

    /** What the caller waits or waited for, what they joined last first; of their latest lines, see {@link WaitingLines}. */
    public List<Place> own(TenantId tenant, String subject) {
        String key = "client:" + subject;
        return lines.ofClient(tenant, key).stream()
                .flatMap(line -> line.entries().stream()
                        .filter(entry -> entry.who().key().equals(key))
                        .map(entry -> new Place(line, entry)))
                .sorted(Comparator.comparing((Place place) -> place.entry().joinedAt())
                        .reversed()
                        .thenComparing(place -> place.entry().id()))
                .toList();
    }

    /** @throws Refused also when nothing is offered, or the time to answer is over */
    public Place accept(Visitor visitor, String entryId) {
        return answer(visitor, entryId, (line, now) -> line.accept(entryId, now));
    }

    /** @throws Refused also when nothing is offered, or the time to answer is over */
    public Place pass(Visitor visitor, String entryId) {
        return answer(visitor, entryId, (line, now) -> line.pass(entryId, now));
    }

    /** @throws Refused also when they have accepted */
    public void leave(Visitor visitor, String entryId) {
        decide(open(visitor, entryId), (line, now) -> line.leave(entryId, now));
    }

    private Place answer(
            Visitor visitor, String entryId, BiFunction<WaitingLine, Instant, Decision<WaitingLine, WaitingEvent>> answer) {
        Place place = open(visitor, entryId);
        if (!isOwn(visitor, place.entry())) {
            throw new Refused(new Refused.Reason.Forbidden("Only who waits may answer."));
        }
        return decide(place, answer);
    }

    private Place decide(Place place, BiFunction<WaitingLine, Instant, Decision<WaitingLine, WaitingEvent>> answer) {
        var decided = lines.decide(place.line().id().toString(), line -> line.entry(place.entry().id()).isPresent()
                        ? answer.apply(line, clock.instant())
                        : Decision.unchanged(line, "forgotten"))
                .orElseThrow(Refused::notFound);
        Refused.requireAgreement(decided.decision());
        WaitingLine after = decided.after();
        return new Place(after, after.entry(place.entry().id()).orElseThrow(Refused::notFound));
    }

    private boolean isOwn(Visitor visitor, Entry entry) {
        return visitor.caller().isSubject(entry.who().subject()) || tokens.opens(entry, visitor.manageToken());
    }
}
