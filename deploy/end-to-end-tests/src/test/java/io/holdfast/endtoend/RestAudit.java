package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.contracts.Catalogue;
import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * What many bookings have left at rest, each store read once: money ({@link MoneyAudit}), slots, timers, messages, outboxes and dead
 * letters. Only reads.
 */
final class RestAudit {

    private static final Set<String> LIVE = Set.of("HELD", "BOOKED");
    private static final Map<String, String> OUTBOXES = Map.of(
            "bookings", "booking-service", "calendar_days", "availability-service", "payments", "payment-service",
            "agendas", "scheduler-service", "notifications", "notification-service");

    private final Apart apart;
    private final MoneyAudit money;
    private final Map<String, List<Slot>> slots;
    private final Map<String, List<Slot>> calendars;
    private final Map<String, Document> agendas;
    private final Map<String, List<String>> messages;

    private record Slot(String booking, String professional, String status, Instant start, Instant end) {}

    RestAudit(Apart apart) {
        this.apart = apart;
        this.money = new MoneyAudit(apart);
        List<Slot> live = apart.stored("availability-service", "calendar_days").stream()
                .flatMap(day -> day.getList("reservations", Document.class).stream()
                        .filter(reservation -> LIVE.contains(reservation.getString("status")))
                        .map(reservation -> new Slot(
                                reservation.getString("bookingId"), day.getString("professionalId"), reservation.getString("status"),
                                reservation.getDate("start").toInstant(), reservation.getDate("end").toInstant())))
                .toList();
        this.slots = live.stream().collect(Collectors.groupingBy(Slot::booking));
        this.calendars = live.stream().collect(Collectors.groupingBy(Slot::professional));
        this.agendas = apart.stored("scheduler-service", "agendas").stream()
                .collect(Collectors.toMap(agenda -> agenda.getString("_id"), Function.identity()));
        this.messages = new HashMap<>();
        apart.mails().forEach(mail -> messages
                .computeIfAbsent(mail.to(), to -> new ArrayList<>())
                .add(mail.subject()));
    }

    /** What is still not as it should be after that time; what is not paid by then is paid again, or cancelled. */
    static List<String> awaitRest(Apart apart, Payers payers, Duration atMost) {
        var open = new ArrayList<>(payers.booked());
        var findings = new ArrayList<String>();
        try {
            Awaitility.await("rest").atMost(atMost).pollInterval(Duration.ofSeconds(1)).until(() -> {
                var audit = new RestAudit(apart);
                findings.clear();
                open.removeIf(booked -> {
                    List<String> wrong = audit.findings(booked);
                    if (!wrong.isEmpty() && audit.money.isUnpaid(booked)) {
                        payers.payAgainOrCancel(booked);
                    }
                    findings.addAll(wrong);
                    return wrong.isEmpty();
                });
                if (findings.isEmpty()) {
                    // Everything by one look, else what one booking has taken over another may have lost since.
                    var whole = new RestAudit(apart);
                    payers.booked().forEach(booked -> findings.addAll(whole.findings(booked)));
                    findings.addAll(whole.findings(payers.booked()));
                    System.out.println(payers.booked().size() + " bookings at rest: " + whole);
                }
                return findings.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            System.out.printf("not at rest after %s:%n  %s%n", atMost, String.join("\n  ", findings));
        }
        return findings;
    }

    /** What is not as it should be, or not yet. */
    List<String> findings(Booked booked) {
        var findings = new ArrayList<>(money.findings(booked));
        JsonNode booking = money.seen(booked);
        if (booking == null) {
            return findings;
        }
        boolean confirmed = booking.get("status").asString().equals("CONFIRMED");
        List<Slot> live = slots.getOrDefault(booked.id(), List.of());
        if (confirmed) {
            check(findings, live.size() == 1 && live.getFirst().status().equals("BOOKED")
                            && live.getFirst().start().equals(Instant.parse(booking.get("start").asString())),
                    "%s is confirmed at %s and has %s", booked.id(), booking.get("start"), live);
        } else {
            check(findings, live.isEmpty(), "%s is over and has %s", booked.id(), live);
        }
        Set<String> pending = pending(booked);
        check(findings, confirmed ? pending.containsAll(Set.of("START", "END")) : pending.isEmpty(),
                "%s is %s and waits for %s", booked.id(), booking.get("status"), pending);
        long told = messages.getOrDefault(booked.email(), List.of()).stream()
                .filter(subject -> subject.startsWith("Confirmed") && subject.contains(booked.number()))
                .count();
        // What was cancelled before the mail went out needs none.
        check(findings, confirmed ? told == 1 : told <= 1, "%s is %s, and its client was told %d times that it is confirmed: %s",
                booked.id(), booking.get("status"), told, messages.get(booked.email()));
        return findings;
    }

    /** Over all: nobody has two things at a time, nobody got the same mail twice, nothing waits to be sent. */
    List<String> findings(Collection<Booked> all) {
        var findings = new ArrayList<String>();
        calendars.forEach((professional, theirs) -> {
            List<Slot> inOrder = theirs.stream().sorted(Comparator.comparing(Slot::start)).toList();
            for (int i = 1; i < inOrder.size(); i++) {
                check(findings, !inOrder.get(i).start().isBefore(inOrder.get(i - 1).end()),
                        "%s is double booked: %s and %s", professional, inOrder.get(i - 1), inOrder.get(i));
            }
        });
        all.forEach(booked -> {
            List<String> theirs = messages.getOrDefault(booked.email(), List.of());
            check(findings, Set.copyOf(theirs).size() == theirs.size(), "%s got the same mail twice: %s", booked.email(), theirs);
        });
        OUTBOXES.forEach((collection, service) -> {
            long waiting = apart.stored(service, collection).stream()
                    .filter(document -> document.get("outbox") instanceof Document outbox
                            && !outbox.getList("unsent", Document.class, List.of()).isEmpty())
                    .count();
            check(findings, waiting == 0, "%d documents of %s have unsent events", waiting, collection);
        });
        findings.addAll(money.totals(all));
        return findings;
    }

    /** How many messages all services together have parked so far. */
    static long deadLetters() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.forTests().kafkaBootstrap()))) {
            Map<TopicPartition, OffsetSpec> ends = KafkaTopics.of(Catalogue.load()).keySet().stream()
                    .filter(name -> name.endsWith(".dlt"))
                    .collect(Collectors.toMap(name -> new TopicPartition(name, 0), name -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        }
    }

    @Override
    public String toString() {
        return money.toString();
    }

    private Set<String> pending(Booked booked) {
        Document agenda = agendas.get(booked.id());
        return agenda == null ? Set.of() : agenda.getList("timers", Document.class).stream()
                .filter(timer -> timer.getString("status").equals("PENDING"))
                .map(timer -> timer.getString("kind"))
                .collect(Collectors.toSet());
    }

    private static void check(List<String> findings, boolean good, String message, Object... values) {
        if (!good) {
            findings.add(message.formatted(values));
        }
    }
}
