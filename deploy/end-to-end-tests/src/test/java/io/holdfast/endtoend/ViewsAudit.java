package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * Whether all services tell the same story of one booking at rest: its money, its slot, its timers and its messages.
 * A finding begins with the name of the rule that was broken.
 */
final class ViewsAudit {

    private static final Set<String> KEEPS_ITS_SLOT = Set.of(
            "PENDING_PAYMENT", "CONFIRMING", "PENDING_CONFIRMATION", "CONFIRMED", "IN_PROGRESS", "COMPLETED", "NO_SHOW");
    /** Which timers somebody must be waiting for, by the booking's state. */
    private static final Map<String, Set<String>> WAITS_FOR = Map.of(
            "REQUESTED", Set.of("REQUEST"),
            "PENDING_PAYMENT", Set.of("HOLD"),
            "CONFIRMING", Set.of("CONFIRMING"),
            "PENDING_CONFIRMATION", Set.of("CONFIRMATION"),
            "CONFIRMED", Set.of("START", "END"),
            "IN_PROGRESS", Set.of("END"));
    private static final Set<String> STOOD = Set.of("CONFIRMED", "IN_PROGRESS", "COMPLETED", "NO_SHOW");
    private static final Set<String> UNDER_WAY = Set.of("REQUESTED", "PENDING");

    private final Views views;
    private final JsonNode booking;
    private final String status;
    private final List<String> findings = new ArrayList<>();

    private ViewsAudit(Views views) {
        this.views = views;
        this.booking = views.booking();
        this.status = booking.get("status").asString();
    }

    /** What is not as it should be, or not yet; empty when all agree. */
    static List<String> findings(Views views) {
        var audit = new ViewsAudit(views);
        audit.money();
        audit.refunds();
        audit.slot();
        audit.timers();
        audit.messages();
        return audit.findings.stream()
                .map(finding -> audit.booking.get("number").asString() + " (" + audit.status + "): " + finding)
                .toList();
    }

    /** The ledger, payment-service and the booking's own view of what was taken and is kept. */
    private void money() {
        Map<String, Long> ledgers = amounts(views.captured().stream(), payment -> payment.get("id").asString());
        var stored = new LinkedHashMap<String, Long>();
        var accepted = new LinkedHashMap<String, Long>();
        captures().forEach(capture -> {
            stored.put(capture.getString("paymentId"), amountOf(capture));
            if ("ACCEPTED".equals(capture.getString("standing"))) {
                accepted.put(capture.getString("paymentId"), amountOf(capture));
            }
        });
        check(ledgers.equals(stored), "Captures agree: the ledger has %s, payment-service %s", ledgers, stored);
        check(accepted.size() <= 1, "Paid once: %s are accepted", accepted);

        JsonNode seen = booking.get("payment");
        long taken = accepted.values().stream().mapToLong(Long::longValue).sum();
        long back = accepted.keySet().stream().mapToLong(this::givenBack).sum();
        long owed = booking.path("manual").asBoolean(false) ? 0 : booking.at("/price/final/amount").asLong();
        if (STOOD.contains(status) && owed > 0) {
            check(taken == owed, "Confirmed is paid: it costs %d, accepted is %s", owed, accepted);
        }
        var known = new TreeSet<String>();
        if (!seen.isNull()) {
            seen.get("captures").forEach(capture -> known.add(capture.get("paymentId").asString()));
        }
        check(known.equals(new TreeSet<>(accepted.keySet())),
                "The booking knows its money: it has seen %s, accepted are %s", known, accepted);
        String shown = seen.isNull() ? "none" : seen.get("status").asString();
        if (taken > 0) {
            check(shown.equals(back == 0 ? "CAPTURED" : back < taken ? "PARTIALLY_REFUNDED" : "REFUNDED"),
                    "The booking knows its money: it shows %s, %d were taken and %d went back", shown, taken, back);
        } else {
            check(!Set.of("CAPTURED", "PARTIALLY_REFUNDED", "REFUNDED", "REFUND_PENDING", "REFUND_FAILED").contains(shown),
                    "The booking knows its money: it shows %s and nothing was accepted", shown);
        }
        if (status.equals("CANCELLED") && !booking.get("cancellation").isNull() && taken > 0) {
            long promised = booking.at("/cancellation/refund/amount").asLong();
            check(promised <= back, "What was promised went back: promised %d, gone back %d", promised, back);
        }
        if (Set.of("EXPIRED", "REJECTED", "DECLINED").contains(status)) {
            check(taken == back, "Ended unpaid keeps nothing: %d were taken and %d went back", taken, back);
        }
    }

    /** At most one of them for each reason, none of more than was taken, and none that only one side knows. */
    private void refunds() {
        Map<String, Long> ledgers = amounts(
                views.refunds().stream().filter(refund -> refund.get("status").asString().equals("processed")),
                refund -> refund.get("id").asString());
        var stored = new LinkedHashMap<String, Long>();
        var reasons = new TreeSet<String>();
        views.payments().stream().flatMap(payment -> payment.getList("refunds", Document.class).stream()).forEach(refund -> {
            check(!UNDER_WAY.contains(refund.getString("status")), "Refunds come to an end: %s", refund);
            if (refund.getString("status").equals("PROCESSED")) {
                stored.put(refund.getString("refundId"), amountOf(refund));
                check(reasons.add(refund.getString("paymentId") + " " + refund.getString("cause")),
                        "One refund for each reason: %s went back twice", refund);
            }
        });
        check(ledgers.equals(stored), "Refunds agree: the ledger has %s, payment-service %s", ledgers, stored);
        for (JsonNode payment : views.captured()) {
            long back = views.refunds().stream()
                    .filter(refund -> refund.get("payment_id").asString().equals(payment.get("id").asString()))
                    .filter(refund -> refund.get("status").asString().equals("processed"))
                    .mapToLong(refund -> refund.get("amount").asLong())
                    .sum();
            check(back <= payment.get("amount").asLong(), "Refunds never exceed captures: %s gave back %d", payment, back);
        }
    }

    private void slot() {
        List<Document> live = views.reservations().stream()
                .filter(reservation -> Set.of("HELD", "BOOKED").contains(reservation.getString("status")))
                .toList();
        if (!KEEPS_ITS_SLOT.contains(status)) {
            check(live.isEmpty(), "What ended gives its slot back: %s", live);
            return;
        }
        check(live.size() == 1, "A live booking has one slot: %s", live);
        for (Document reservation : live) {
            check(instant(reservation, "start").equals(booking.get("start").asString())
                            && instant(reservation, "end").equals(booking.get("end").asString()),
                    "The slot is the booking's: %s to %s, reserved is %s", booking.get("start"), booking.get("end"), reservation);
            boolean held = reservation.getString("status").equals("HELD");
            check(held == Set.of("PENDING_PAYMENT", "CONFIRMING").contains(status), "Held until it is paid, then booked: %s", reservation);
        }
    }

    private void timers() {
        Set<String> pending = views.timers().stream()
                .filter(timer -> timer.getString("status").equals("PENDING"))
                .map(timer -> timer.getString("kind"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> needed = WAITS_FOR.getOrDefault(status, Set.of());
        check(pending.containsAll(needed), "Every waiting state has a timer: pending are %s, needed %s", pending, needed);
        if (status.equals("COMPLETED") && booking.path("review").isNull()) {
            pending.remove("REVIEW_REQUEST");
        }
        check(!needed.isEmpty() || pending.isEmpty(), "What ended waits for nothing: pending are %s", pending);
    }

    /** What must have been said, what notification-service says it said, and what arrived. */
    private void messages() {
        List<String> said = deliveries().map(Said::toString).toList();
        for (String needed : mustBeSaid()) {
            check(said.contains(needed), "Everybody hears what they must: nobody said %s, only %s", needed, said);
        }
        check(Set.copyOf(said).size() == said.size() || booking.get("revision").asInt() > 1, "Said once: %s", said);
        check(deliveries().allMatch(Said::isOver), "Messages come to an end: %s", views.messages());
        List<String> sent = deliveries().filter(Said::isSentByMail).map(Said::address).sorted().toList();
        List<String> arrived = views.mails().stream().map(Mail::to).sorted().toList();
        check(sent.equals(arrived), "What was sent arrived, once: sent to %s, arrived at %s", sent, arrived);
    }

    private Stream<Said> deliveries() {
        return views.messages().stream().flatMap(message -> message.getList("deliveries", Document.class).stream()
                .map(delivery -> new Said(message, delivery)));
    }

    /** A notification's delivery to somebody. */
    private record Said(Document notification, Document delivery) {

        boolean isOver() {
            return Set.of("SENT", "SKIPPED").contains(delivery.getString("status"));
        }

        boolean isSentByMail() {
            return delivery.getString("channel").equals("EMAIL") && delivery.getString("status").equals("SENT");
        }

        String address() {
            return delivery.get("addressee", Document.class).getString("address");
        }

        @Override
        public String toString() {
            String occasion = notification.getString("occasion");
            return notification.getString("kind") + (occasion == null ? "" : " " + occasion) + " to "
                    + delivery.getString("recipient")
                    + (delivery.getString("channel").equals("EMAIL") ? "" : " by " + delivery.getString("channel"));
        }
    }

    private Set<String> mustBeSaid() {
        var needed = new TreeSet<String>();
        Set<String> history = Platform.list(booking.get("statusHistory")).stream()
                .map(change -> change.get("status").asString())
                .collect(Collectors.toSet());
        if (history.contains("CONFIRMED")) {
            needed.addAll(Set.of("CONFIRMED to CLIENT", "CONFIRMED to PROFESSIONAL", "CONFIRMED to ADMIN"));
        }
        if (status.equals("CANCELLED")) {
            needed.add("CANCELLED to CLIENT");
            if (history.contains("CONFIRMED") || history.contains("PENDING_CONFIRMATION")) {
                needed.add("CANCELLED to PROFESSIONAL");
            }
        }
        if (history.contains("PENDING_CONFIRMATION")) {
            needed.addAll(Set.of("AWAITING_CONFIRMATION to CLIENT", "AWAITING_CONFIRMATION to PROFESSIONAL"));
        }
        if (status.equals("DECLINED")) {
            String by = Platform.list(booking.get("statusHistory")).getLast().get("triggeredBy").asString();
            String word = by.equals("SCHEDULER") ? "UNANSWERED" : "DECLINED";
            needed.addAll(Set.of(word + " to CLIENT", word + " to PROFESSIONAL"));
        }
        return needed;
    }

    private List<Document> captures() {
        return views.payments().stream().flatMap(payment -> payment.getList("captures", Document.class).stream()).toList();
    }

    /** What payment-service gave back of a capture. */
    private long givenBack(String paymentId) {
        return views.payments().stream()
                .flatMap(payment -> payment.getList("refunds", Document.class).stream())
                .filter(refund -> refund.getString("paymentId").equals(paymentId) && refund.getString("status").equals("PROCESSED"))
                .mapToLong(ViewsAudit::amountOf)
                .sum();
    }

    private static Map<String, Long> amounts(Stream<JsonNode> entities, Function<JsonNode, String> id) {
        var amounts = new LinkedHashMap<String, Long>();
        entities.forEach(entity -> amounts.put(id.apply(entity), entity.get("amount").asLong()));
        return amounts;
    }

    private static long amountOf(Document fact) {
        return fact.get("amount", Document.class).get("minorUnits", Number.class).longValue();
    }

    private static String instant(Document document, String field) {
        return document.getDate(field).toInstant().toString();
    }

    private void check(boolean good, String message, Object... values) {
        if (!good) {
            findings.add(message.formatted(values));
        }
    }
}
