package io.holdfast.booking.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.imports.ImportStep;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.web.ImportedBookings.SaidClient;
import org.jspecify.annotations.Nullable;

/**
 * What the rows before the next one say, of one pass through an import: kept in memory while it goes on, made anew from the rows
 * where somebody else goes on with it.
 */
final class ImportedFile {

    private static final Duration LONGEST_BOOKING = Duration.ofDays(1);

    private final Map<RowKind, Map<String, Integer>> lines = new EnumMap<>(RowKind.class);
    private final Map<OfferingId, Offering> offerings = new HashMap<>();
    private final Map<ProfessionalId, ProfessionalSummary> professionals = new HashMap<>();
    private final Map<String, SaidClient> clients = new HashMap<>();
    private final Map<ProfessionalId, NavigableMap<Instant, List<Taken>>> taken = new HashMap<>();
    private ImportStep next;
    private @Nullable Instant waitingSince;

    ImportedFile(ImportStep first) {
        this.next = first;
    }

    /** A time that a row before takes. */
    record Taken(Instant end, int line) {}

    ImportStep next() {
        return next;
    }

    /** All rows before {@code step} are known. */
    void goTo(ImportStep step) {
        next = step;
        waitingSince = null;
    }

    /** In which line the same id stands already; empty for the first. */
    Optional<Integer> earlier(RowKind kind, String id, int line) {
        Integer first = lines.computeIfAbsent(kind, any -> new HashMap<>()).putIfAbsent(id, line);
        return Optional.ofNullable(first).filter(other -> other != line);
    }

    void add(Offering offering) {
        offerings.put(offering.id(), offering);
    }

    Optional<Offering> offering(OfferingId id) {
        return Optional.ofNullable(offerings.get(id));
    }

    void add(ProfessionalSummary professional) {
        professionals.put(professional.ref().id(), professional);
    }

    Optional<ProfessionalSummary> professional(ProfessionalId id) {
        return Optional.ofNullable(professionals.get(id));
    }

    void add(String id, SaidClient client) {
        clients.put(id, client);
    }

    Optional<SaidClient> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    void take(ProfessionalId professional, Instant start, Instant end, int line) {
        taken.computeIfAbsent(professional, any -> new TreeMap<>())
                .computeIfAbsent(start, any -> new ArrayList<>(1))
                .add(new Taken(end, line));
    }

    /** The other lines whose bookings with that professional are at the same time. */
    List<Integer> overlapping(ProfessionalId professional, Instant start, Instant end, int line) {
        NavigableMap<Instant, List<Taken>> theirs = taken.get(professional);
        return theirs == null
                ? List.of()
                : theirs.subMap(start.minus(LONGEST_BOOKING), true, end, false).values().stream()
                        .flatMap(List::stream)
                        .filter(other -> other.end().isAfter(start) && other.line() != line)
                        .map(Taken::line)
                        .toList();
    }

    /** Since when this chunk waits for what others have to tell. */
    Instant waitingSince(Instant now) {
        Instant since = waitingSince == null ? now : waitingSince;
        waitingSince = since;
        return since;
    }
}
