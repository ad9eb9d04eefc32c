package io.holdfast.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.endtoend.Therapists.Won;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * What matching-service and availability-service keep of bookings that somebody was looked for, against what the bookings
 * say themselves; of the money {@link MoneyAudit} has the word. Only reads.
 */
final class MatchAudit {

    private static final Set<String> LIVE = Set.of("HELD", "BOOKED");
    private static final Set<String> SEARCHING = Set.of("ASKING", "RESERVING");

    private final MoneyAudit money;
    private final Map<String, Document> matches;
    private final Map<String, List<Slot>> calendars;
    private final Map<String, List<Slot>> slots;
    private final List<Document> candidates;

    /** A live reservation. */
    private record Slot(String booking, String professional, String status, Instant start, Instant end) {}

    MatchAudit(Apart apart) {
        this.money = new MoneyAudit(apart);
        this.matches = apart.stored("matching-service", "matches").stream()
                .collect(Collectors.toMap(match -> match.getString("_id"), Function.identity()));
        List<Slot> live = apart.stored("availability-service", "calendar_days").stream()
                .flatMap(day -> day.getList("reservations", Document.class).stream()
                        .filter(reservation -> LIVE.contains(reservation.getString("status")))
                        .map(reservation -> slot(day, reservation)))
                .toList();
        this.slots = live.stream().collect(Collectors.groupingBy(Slot::booking));
        this.calendars = live.stream().collect(Collectors.groupingBy(Slot::professional));
        this.candidates = apart.stored("matching-service", "candidates");
    }

    private static Slot slot(Document day, Document reservation) {
        return new Slot(
                reservation.getString("bookingId"), day.getString("professionalId"), reservation.getString("status"),
                reservation.getDate("start").toInstant(), reservation.getDate("end").toInstant());
    }

    /** What is not as it should be, or not yet. */
    List<String> findings(Booked booked) {
        List<String> findings = new ArrayList<>(money.findings(booked));
        JsonNode booking = money.seen(booked);
        if (booking == null) {
            return findings;
        }
        boolean confirmed = booking.get("status").asString().equals("CONFIRMED");
        Document match = matches.get(booked.id());
        List<Slot> live = slots.getOrDefault(booked.id(), List.of());
        check(findings, confirmed || live.isEmpty(), "%s is over and has %s", booked.id(), live);
        check(findings, match != null || !confirmed, "%s is confirmed and nobody was looked for", booked.id());
        if (match == null) {
            return findings;
        }
        String status = match.getString("status");
        check(findings, !SEARCHING.contains(status), "%s is %s and its match %s", booked.id(), booking.get("status"), status);
        List<Document> proposals = match.getList("proposals", Document.class);
        check(findings, proposals.stream().noneMatch(proposal -> is(proposal, "PENDING")),
                "a proposal outlives %s: %s", booked.id(), proposals);
        List<String> winners =
                proposals.stream().filter(proposal -> is(proposal, "ACCEPTED")).map(MatchAudit::professional).toList();
        check(findings, winners.size() == (status.equals("MATCHED") ? 1 : 0), "%s is %s by %s", booked.id(), status, winners);
        if (confirmed) {
            String who = booking.at("/professional/id").asString();
            Instant start = Instant.parse(booking.get("start").asString());
            check(findings, status.equals("MATCHED") && winners.equals(List.of(who)),
                    "%s is confirmed with %s, its match is %s by %s", booked.id(), who, status, winners);
            check(findings, live.size() == 1
                            && live.getFirst().status().equals("BOOKED")
                            && live.getFirst().professional().equals(who)
                            && live.getFirst().start().equals(start),
                    "%s is confirmed with %s at %s and has %s", booked.id(), who, start, live);
        }
        return findings;
    }

    /** Over all: nobody has two things at a time, nobody won what another has, and the candidates' memory is right. */
    List<String> findings(Collection<Booked> all, Collection<String> professionals, Collection<Won> won) {
        var findings = new ArrayList<String>();
        professionals.forEach(professional -> {
            List<Slot> day = calendars.getOrDefault(professional, List.of()).stream()
                    .sorted(Comparator.comparing(Slot::start))
                    .toList();
            for (int i = 1; i < day.size(); i++) {
                check(findings, !day.get(i).start().isBefore(day.get(i - 1).end()),
                        "%s is double booked: %s and %s", professional, day.get(i - 1), day.get(i));
            }
        });
        won.stream().collect(Collectors.groupingBy(Won::booking, Collectors.mapping(Won::professional, Collectors.toSet())))
                .forEach((booking, winners) -> {
                    Document match = matches.get(booking);
                    Set<String> accepted = match == null ? Set.of() : match.getList("proposals", Document.class).stream()
                            .filter(proposal -> is(proposal, "ACCEPTED"))
                            .map(MatchAudit::professional)
                            .collect(Collectors.toSet());
                    check(findings, winners.equals(accepted), "%s was promised to %s and is %s's", booking, winners, accepted);
                });
        Set<String> ours = all.stream().map(Booked::id).collect(Collectors.toSet());
        candidates.stream()
                .filter(candidate -> professionals.contains(candidate.getString("professionalId")))
                .forEach(candidate -> findings.addAll(memory(candidate, ours)));
        findings.addAll(money.totals(all));
        return findings;
    }

    /** What matching keeps in mind of a professional's calendar and proposals is what became of them. */
    private List<String> memory(Document candidate, Set<String> ours) {
        var findings = new ArrayList<String>();
        String id = candidate.getString("professionalId");
        var open = candidate.getList("asked", Document.class).stream()
                .filter(asked -> is(asked, "PENDING"))
                .map(asked -> asked.getString("proposalId"))
                .filter(proposal -> ours.contains(proposal.substring(0, proposal.indexOf('.'))))
                .toList();
        check(findings, open.isEmpty(), "%s is remembered to be asked: %s", id, open);
        var remembered = candidate.getList("occupied", Document.class).stream()
                .map(occupied -> occupied.getString("bookingId"))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> booked = calendars.getOrDefault(id, List.of()).stream().map(Slot::booking).collect(Collectors.toSet());
        check(findings, remembered.equals(booked), "%s is remembered to have %s, and has %s", id, remembered, booked);
        return findings;
    }

    /** How many ended how. */
    Map<String, Long> ends(Collection<Booked> all) {
        return all.stream()
                .map(booked -> {
                    JsonNode booking = money.seen(booked);
                    Document match = matches.get(booked.id());
                    return (booking == null ? "unknown" : booking.get("status").asString())
                            + " " + (match == null ? "unasked" : match.getString("status"));
                })
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static boolean is(Document entity, String status) {
        return status.equals(entity.getString("status"));
    }

    private static String professional(Document proposal) {
        return proposal.get("_id", Document.class).getString("professional");
    }

    private static void check(List<String> findings, boolean good, String message, Object... values) {
        if (!good) {
            findings.add(message.formatted(values));
        }
    }
}
