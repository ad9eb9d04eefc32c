package io.holdfast.matching.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.ErasedBookings;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.EntryStatus;
import io.holdfast.matching.domain.waitlist.Gap;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.Wish;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A waiting line as stored; {@code _id} is {@code tenant:kind:subject:date}. What is looked for stands beside it, flat.
 *
 * @param date    text, since a store knows only instants; it sorts as dates do
 * @param offers  the booking ids of offers that are open, and of what availability was asked for of its gaps
 * @param moves   the bookings that people who wait want earlier
 * @param clients who stands or stood in it
 * @param people  the same by hashes, see {@link ErasedBookings#personKey}: of accounts, addresses and mailboxes
 * @param dueAt   when we look whether a timer or an answer was lost; null when nobody waits
 */
@DataRetention(
        since = "endsAt",
        period = "P30D",
        why = "people look up what became of their place for a while after the date; a booking that came of it keeps the rest")
@PersonalData(
        holds = "who waits, with all that a booking of theirs has to say",
        erased = "their places, left and without a name")
@Document("waiting-lines")
@CompoundIndex(name = "by-entry", def = "{'tenantId': 1, 'entryIds': 1}")
@CompoundIndex(name = "by-offer", def = "{'tenantId': 1, 'offers': 1}")
@CompoundIndex(name = "by-move", def = "{'tenantId': 1, 'moves': 1}")
@CompoundIndex(name = "by-client", def = "{'tenantId': 1, 'clients': 1, 'date': -1, '_id': 1}")
@CompoundIndex(name = "by-person", def = "{'tenantId': 1, 'people': 1}")
@CompoundIndex(name = "by-subject", def = "{'tenantId': 1, 'kind': 1, 'subject': 1, 'date': -1, '_id': 1}")
@CompoundIndex(name = "by-date", def = "{'tenantId': 1, 'date': -1, '_id': 1}")
record WaitingLineDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        LineId.Kind kind,
        String subject,
        String date,
        @Bounded(max = MOST_ENTRIES, by = "WaitingLine, which refuses more and forgets who ended first")
        @Bounded(of = "who.intake", max = 20, by = "WaitlistRequest")
        List<Entry> entries,
        @Bounded(max = WaitingLine.MOST_GAPS, by = "WaitingLine, which forgets the oldest")
        @Bounded(of = "tried", max = Gap.MOST_TRIED, by = "Gap")
        List<Gap> gaps,
        @Bounded(max = MOST_ENTRIES, by = "as the entries") List<String> entryIds,
        @Bounded(max = MOST_OFFERS, by = "as the entries and what was tried of the gaps") List<String> offers,
        @Bounded(max = WaitingLine.MOST_WAITING, by = "as the entries") List<String> moves,
        @Bounded(max = MOST_ENTRIES, by = "as the entries") List<String> clients,
        @Bounded(max = 3 * MOST_ENTRIES, by = "as the entries") List<String> people,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        Instant endsAt,
        Outbox outbox)
        implements OutboxDocument {

    static final int MOST_ENTRIES = WaitingLine.MOST_WAITING + WaitingLine.MOST_ENDED;
    static final int MOST_OFFERS = WaitingLine.MOST_WAITING + WaitingLine.MOST_GAPS * Gap.MOST_TRIED;

    /** The timer is faster, or something is wrong with it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    static WaitingLineDocument of(WaitingLine line, @Nullable WaitingLineDocument loaded, Outbox outbox) {
        return new WaitingLineDocument(
                line.id().toString(),
                loaded == null ? null : loaded.version(),
                line.id().tenant().value(),
                line.id().kind(),
                line.id().subject(),
                line.id().date().toString(),
                line.entries(),
                line.gaps(),
                line.entries().stream().map(Entry::id).toList(),
                Stream.concat(openOffers(line), offersOfGaps(line)).distinct().toList(),
                line.entries().stream()
                        .filter(entry -> entry.status().isLive())
                        .flatMap(entry -> Stream.ofNullable(entry.wish().moves()))
                        .map(Wish.Move::bookingId)
                        .distinct()
                        .toList(),
                line.entries().stream().map(entry -> entry.who().key()).distinct().toList(),
                line.entries().stream()
                        .flatMap(entry -> Stream.of(entry.who().subject(), entry.who().email(), entry.who().guestMailbox()))
                        .flatMap(Stream::ofNullable)
                        .map(key -> ErasedBookings.personKey(line.id().tenant().value(), key))
                        .distinct()
                        .toList(),
                line.nextDeadline().map(deadline -> deadline.plus(GRACE)).orElse(null),
                line.closesAt(),
                outbox);
    }

    private static Stream<String> openOffers(WaitingLine line) {
        return line.entries().stream()
                .filter(entry -> entry.status() == EntryStatus.RESERVING || entry.status() == EntryStatus.OFFERED)
                .map(entry -> Objects.requireNonNull(entry.offer()).bookingId());
    }

    /** What availability may still refuse, and what it refused while it is asked for nothing else. */
    private static Stream<String> offersOfGaps(WaitingLine line) {
        return line.gaps().stream()
                .flatMap(gap -> gap.asked() == null ? gap.tried().stream() : Stream.of(gap.asked()))
                .map(Gap.Ask::bookingId);
    }

    WaitingLine toDomain() {
        return new WaitingLine(new LineId(new TenantId(tenantId), kind, subject, LocalDate.parse(date)), entries, gaps);
    }
}
