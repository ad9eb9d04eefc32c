package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The provider's ledger against payment-service's store and against what each booking says of its money, to the last paisa.
 * Only reads.
 */
final class MoneyAudit {

    private static final Set<String> OVER = Set.of("CANCELLED", "EXPIRED", "REJECTED", "DECLINED");

    private final Apart apart;
    private final Map<String, List<JsonNode>> orders;
    private final Map<String, List<JsonNode>> payments;
    private final Map<String, List<JsonNode>> refunds;
    private final Map<String, JsonNode> bookings = new HashMap<>();

    MoneyAudit(Apart apart) {
        this.apart = apart;
        JsonNode ledger = apart.ledger();
        this.orders = by(ledger.get("orders"), MoneyAudit::bookingOf);
        this.payments = by(ledger.get("payments"), MoneyAudit::bookingOf);
        this.refunds = by(ledger.get("refunds"), refund -> refund.get("payment_id").asString());
    }

    /** What is not as it should be, or not yet. */
    List<String> findings(Booked booked) {
        var findings = new ArrayList<String>();
        Answer answer = apart.bookingAnswer(booked);
        if (answer.status() != 200) {
            return List.of(booked + " was answered " + answer);
        }
        JsonNode booking = answer.body();
        bookings.put(booked.id(), booking);
        String status = booking.get("status").asString();
        long price = booking.at("/price/final/amount").asLong();
        check(findings, status.equals("CONFIRMED") || OVER.contains(status), "%s is %s", booked.id(), status);
        check(findings, orders.getOrDefault(booked.id(), List.of()).size() == 1,
                "%s has orders %s", booked.id(), orders.get(booked.id()));

        List<JsonNode> captured = captured(booked);
        long kept = 0;
        for (JsonNode payment : captured) {
            List<JsonNode> back = refundsOf(payment);
            List<JsonNode> processed = processed(payment);
            check(findings, back.stream().noneMatch(refund -> is(refund, "pending")), "%s has pending refunds", booked.id());
            check(findings, processed.size() <= 1, "%s was refunded twice: %s", booked.id(), processed);
            check(findings, sum(processed) <= amount(payment), "%s was refunded too much: %s", booked.id(), processed);
            kept += amount(payment) - sum(processed);
        }
        long owed = status.equals("CONFIRMED") ? price : 0;
        check(findings, kept == owed, "%s is %s and costs %d, but %d are kept of %s", booked.id(), status, price, kept, captured);
        check(findings, !status.equals("CONFIRMED") || captured.stream()
                        .filter(payment -> amount(payment) == price && processed(payment).isEmpty()).count() == 1,
                "%s is confirmed without its one capture: %s", booked.id(), captured);
        findings.addAll(storeAgrees(booked, captured));
        return findings;
    }

    /** The booking as it was looked at last; null when it did not answer. */
    @Nullable JsonNode seen(Booked booked) {
        return bookings.get(booked.id());
    }

    /** Whether nothing that the provider has can pay the booking, so that its guest must do something. */
    boolean isUnpaid(Booked booked) {
        JsonNode booking = bookings.get(booked.id());
        if (booking == null || !"PENDING_PAYMENT".equals(booking.get("status").asString())) {
            return false;
        }
        long price = booking.at("/price/final/amount").asLong();
        return payments.getOrDefault(booked.id(), List.of()).stream()
                .noneMatch(payment -> amount(payment) == price && (is(payment, "captured") || is(payment, "authorized")));
    }

    /** Over all: captured = confirmed + refunded. */
    List<String> totals(Collection<Booked> all) {
        var findings = new ArrayList<String>();
        long captured = all.stream().flatMap(b -> captured(b).stream()).mapToLong(MoneyAudit::amount).sum();
        long refunded = all.stream().flatMap(b -> captured(b).stream()).mapToLong(p -> sum(processed(p))).sum();
        long confirmed = all.stream()
                .map(b -> bookings.get(b.id()))
                .filter(booking -> "CONFIRMED".equals(booking.get("status").asString()))
                .mapToLong(booking -> booking.at("/price/final/amount").asLong())
                .sum();
        check(findings, captured == confirmed + refunded, "captured %d, confirmed %d, refunded %d", captured, confirmed, refunded);
        System.out.printf("Money: captured %d = confirmed %d + refunded %d paise%n", captured, confirmed, refunded);
        return findings;
    }

    @Override
    public String toString() {
        Map<String, Long> byStatus = bookings.values().stream()
                .collect(Collectors.groupingBy(b -> b.get("status").asString(), TreeMap::new, Collectors.counting()));
        long captures = bookings.keySet().stream().mapToLong(id -> payments.getOrDefault(id, List.of()).stream()
                .filter(p -> p.get("captured").asBoolean()).count()).sum();
        return bookings.size() + " bookings " + byStatus + ", " + captures + " captures";
    }

    private List<String> storeAgrees(Booked booked, List<JsonNode> captured) {
        Answer answer = apart.admin.get("/api/v1/payments?bookingId=" + booked.id());
        if (answer.status() != 200) {
            return List.of("The payment of " + booked.id() + " was answered " + answer);
        }
        var findings = new ArrayList<String>();
        JsonNode store = answer.body();
        var captures = new TreeSet<String>();
        store.get("captures").forEach(c -> captures.add(c.get("paymentId").asString() + " " + c.at("/amount/amount").asLong()));
        var ledgers = captured.stream()
                .map(payment -> payment.get("id").asString() + " " + amount(payment))
                .collect(Collectors.toCollection(TreeSet::new));
        check(findings, captures.equals(ledgers), "%s: the store has captures %s, the ledger %s", booked.id(), captures, ledgers);
        var refunded = new TreeSet<String>();
        store.get("refunds").forEach(refund -> {
            check(findings, !Set.of("REQUESTED", "PENDING").contains(refund.get("status").asString()),
                    "%s: a refund is still %s", booked.id(), refund);
            if ("PROCESSED".equals(refund.get("status").asString())) {
                refunded.add(refund.get("refundId").asString() + " " + refund.at("/amount/amount").asLong());
            }
        });
        var ledgersRefunds = captured.stream()
                .flatMap(payment -> processed(payment).stream())
                .map(refund -> refund.get("id").asString() + " " + amount(refund))
                .collect(Collectors.toCollection(TreeSet::new));
        check(findings, refunded.equals(ledgersRefunds), "%s: the store has refunds %s, the ledger %s",
                booked.id(), refunded, ledgersRefunds);
        findings.addAll(bookingAgrees(booked, store));
        return findings;
    }

    /** A booking counts what paid it and what of that went back; a capture that went back beside it is none of its business. */
    private List<String> bookingAgrees(Booked booked, JsonNode store) {
        var findings = new ArrayList<String>();
        JsonNode seen = bookings.get(booked.id()).get("payment");
        var accepted = new TreeSet<String>();
        var captures = new TreeSet<String>();
        long kept = 0;
        for (JsonNode capture : store.get("captures")) {
            if (capture.get("accepted").asBoolean()) {
                accepted.add(capture.get("paymentId").asString());
                captures.add(capture.get("paymentId").asString() + " " + capture.at("/amount/amount").asLong());
                kept += capture.at("/amount/amount").asLong();
            }
        }
        var back = new TreeSet<String>();
        for (JsonNode refund : store.get("refunds")) {
            if (accepted.contains(refund.get("paymentId").asString()) && is(refund, "PROCESSED")) {
                back.add(refund.get("refundId").asString() + " " + refund.at("/amount/amount").asLong());
                kept -= refund.at("/amount/amount").asLong();
            }
        }
        check(findings, facts(seen.get("captures"), "paymentId").equals(captures),
                "%s: the booking counts captures %s, payment-service accepted %s", booked.id(), seen.get("captures"), captures);
        check(findings, facts(seen.get("refunds"), "refundId").equals(back),
                "%s: the booking counts refunds %s, of what payment-service accepted went back %s",
                booked.id(), seen.get("refunds"), back);
        String status = seen.get("status").asString();
        Set<String> expected = captures.isEmpty()
                ? Set.of("CREATED", "FAILED")
                : back.isEmpty() ? Set.of("CAPTURED") : Set.of(kept == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED");
        check(findings, expected.contains(status), "%s: the booking says its payment is %s, by payment-service's facts it is %s",
                booked.id(), status, expected);
        return findings;
    }

    private static Set<String> facts(JsonNode facts, String id) {
        return Platform.list(facts).stream()
                .map(fact -> fact.get(id).asString() + " " + fact.at("/amount/amount").asLong())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<JsonNode> captured(Booked booked) {
        return payments.getOrDefault(booked.id(), List.of()).stream()
                .filter(payment -> payment.get("captured").asBoolean())
                .toList();
    }

    private List<JsonNode> processed(JsonNode payment) {
        return refundsOf(payment).stream().filter(refund -> is(refund, "processed")).toList();
    }

    private List<JsonNode> refundsOf(JsonNode payment) {
        return refunds.getOrDefault(payment.get("id").asString(), List.of());
    }

    private static Map<String, List<JsonNode>> by(JsonNode entities, Function<JsonNode, String> key) {
        return Platform.list(entities).stream().collect(Collectors.groupingBy(key));
    }

    private static String bookingOf(JsonNode entity) {
        return entity.at("/notes/bookingId").asString("nobody");
    }

    private static boolean is(JsonNode entity, String status) {
        return status.equals(entity.get("status").asString());
    }

    private static long amount(JsonNode entity) {
        return entity.get("amount").asLong();
    }

    private static long sum(List<JsonNode> entities) {
        return entities.stream().mapToLong(MoneyAudit::amount).sum();
    }

    private static void check(List<String> findings, boolean good, String message, Object... values) {
        if (!good) {
            findings.add(message.formatted(values));
        }
    }
}
