package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.HoldfastApi;
import tools.jackson.databind.JsonNode;

/**
 * Looks at a platform at rest as an auditor would: the bookings, the payment provider's ledger, the calendar and the
 * mailbox, each asked by itself, must tell the same story. Only reads, and only what anybody can read over HTTP.
 *
 * <p>The rules are the invariants of platform-bom's README.md; a finding begins with the name of the rule that was broken.
 */
final class Audit {

    private static final Set<String> ENDED_WELL = Set.of("CONFIRMED", "IN_PROGRESS", "COMPLETED", "NO_SHOW");
    private static final Set<String> WAITING = Set.of("REQUESTED", "PENDING_PAYMENT", "CONFIRMING");
    private static final Map<String, Set<String>> MOVES = Map.of(
            "", Set.of("REQUESTED"),
            "REQUESTED", Set.of("PENDING_PAYMENT", "REJECTED", "CONFIRMING", "CANCELLED"),
            "PENDING_PAYMENT", Set.of("CONFIRMING", "EXPIRED", "CANCELLED"),
            "CONFIRMING", Set.of("CONFIRMED", "PENDING_CONFIRMATION", "CANCELLED"),
            "PENDING_CONFIRMATION", Set.of("CONFIRMED", "DECLINED", "CANCELLED"),
            // To itself when it is rescheduled.
            "CONFIRMED", Set.of("CONFIRMED", "IN_PROGRESS", "NO_SHOW", "CANCELLED"),
            "IN_PROGRESS", Set.of("COMPLETED", "NO_SHOW"),
            "COMPLETED", Set.of("NO_SHOW"),
            "NO_SHOW", Set.of("COMPLETED"));
    private static final int PAGE = 100;
    private static final Duration BOOKABLE = Duration.ofHours(3);

    /** What is told besides, about money, reminders and the end; by the clock and by what payers do. */
    private static final List<String> MAY_FOLLOW = List.of(
            "please pay", "your payment did not", "not booked", "still waiting", "corrected", "rescheduled", "reminder", "soon",
            "in a few minutes", "starting now", "refunded", "your refund takes", "refund failed", "thank you", "how was it");

    private final HoldfastApi api;
    private final Map<String, JsonNode> everybodys;
    private Map<String, JsonNode> bookings;
    private List<JsonNode> orders;
    private final List<JsonNode> payments;
    private final List<JsonNode> refunds;
    private List<JsonNode> webhooks;
    private final List<JsonNode> mails;
    private final List<String> findings = new ArrayList<>();

    /** What a client was told: this booking exists, under this number. */
    record Promise(String bookingId, String number, String email) {}

    private Audit(HoldfastApi api, Collection<String> professionals) {
        this.api = api;
        this.everybodys = bookingsOf(api, professionals);
        this.bookings = everybodys;
        JsonNode ledger = api.get("/demo/ledger").expect(200).body();
        this.orders = Platform.list(ledger.get("orders"));
        this.payments = Platform.list(ledger.get("payments"));
        this.refunds = Platform.list(ledger.get("refunds"));
        this.webhooks = Platform.list(ledger.get("webhooks"));
        this.mails = Platform.list(api.get("/demo/mailbox?channel=EMAIL").expect(200).body());
    }

    /**
     * Reads everything.
     *
     * @param professionals by the names under which the demo hands out their tokens; between them they see all bookings
     */
    static Audit of(HoldfastApi api, Collection<String> professionals) {
        return new Audit(api, professionals);
    }

    /** Looks at these bookings only, on a platform where others are still on their way; calendars are everybody's. */
    Audit only(Set<String> ids) {
        bookings = new LinkedHashMap<>(everybodys);
        bookings.keySet().retainAll(ids);
        orders = orders.stream()
                .filter(order -> order.get("notes").get("bookingId") != null
                        && ids.contains(order.get("notes").get("bookingId").asString()))
                .toList();
        Set<String> theirs = orders.stream().map(order -> order.get("id").asString()).collect(Collectors.toSet());
        webhooks = webhooks.stream().filter(webhook -> theirs.contains(webhook.get("orderId").asString())).toList();
        return this;
    }

    /** What is not as it should be; empty when all is well. */
    List<String> findings(Collection<Promise> promises) {
        findings.clear();
        promisesAreKept(promises);
        numbersAreUnique();
        sagasHaveEnded();
        statesMovedAlongTheTable();
        ordersBelongToBookings();
        bookings.values().forEach(this::moneyAgrees);
        refundsNeverExceedCaptures();
        webhooksWereTaken();
        noSlotIsSoldTwice();
        calendarAgrees();
        ratingsAgree();
        bookings.values().forEach(this::mailsAgree);
        return List.copyOf(findings);
    }

    int size() {
        return bookings.size();
    }

    /** Of all bookings that are there. */
    Set<String> ids() {
        return Set.copyOf(everybodys.keySet());
    }

    /** How many bookings are in which state. */
    @Override
    public String toString() {
        Map<String, Long> byStatus = bookings.values().stream()
                .collect(Collectors.groupingBy(Audit::status, TreeMap::new, Collectors.counting()));
        return bookings.size() + " bookings " + byStatus + ", " + orders.size() + " orders, " + payments.size()
                + " payments, " + refunds.size() + " refunds, " + mails.size() + " mails";
    }

    private void promisesAreKept(Collection<Promise> promises) {
        var emails = new HashMap<String, List<String>>();
        bookings.values().forEach(b -> emails
                .computeIfAbsent(b.get("client").get("email").asString(), k -> new ArrayList<>())
                .add(id(b)));
        for (Promise promise : promises) {
            JsonNode found = bookings.get(promise.bookingId());
            check(found != null, "Answered bookings exist: %s (%s) was answered and is not there",
                    promise.bookingId(), promise.number());
            check(found == null || promise.number().equals(number(found)),
                    "Answered bookings exist: %s was answered with number %s and now has %s",
                    promise.bookingId(), promise.number(), found == null ? null : number(found));
            check(emails.getOrDefault(promise.email(), List.of()).size() <= 1,
                    "One request, one booking: %s asked once and has %s", promise.email(), emails.get(promise.email()));
        }
    }

    private void numbersAreUnique() {
        var owners = new HashMap<String, String>();
        for (JsonNode booking : bookings.values()) {
            String other = owners.put(number(booking), id(booking));
            check(other == null, "Numbers are unique: %s belongs to %s and %s", number(booking), other, id(booking));
        }
    }

    private void sagasHaveEnded() {
        for (JsonNode booking : bookings.values()) {
            check(!WAITING.contains(status(booking)), "Every saga ends: %s has not", name(booking));
        }
    }

    private void statesMovedAlongTheTable() {
        for (JsonNode booking : bookings.values()) {
            String before = "";
            for (JsonNode change : booking.get("statusHistory")) {
                String after = change.get("status").asString();
                check(MOVES.getOrDefault(before, Set.of()).contains(after),
                        "States move along the table: %s went from '%s' to %s", name(booking), before, after);
                before = after;
            }
            check(before.equals(status(booking)), "States move along the table: %s is %s, its history ends with '%s'",
                    name(booking), status(booking), before);
        }
    }

    private void ordersBelongToBookings() {
        var ordersOf = new LinkedHashMap<String, List<String>>();
        for (JsonNode order : orders) {
            JsonNode noted = order.get("notes").get("bookingId");
            String booking = noted == null ? "nobody" : noted.asString();
            ordersOf.computeIfAbsent(booking, k -> new ArrayList<>()).add(id(order));
            check(bookings.containsKey(booking), "Orders belong to bookings: %s is for %s, which is not there",
                    id(order), booking);
        }
        // Bookings are rescheduled after they are paid, so that one revision is paid and has an order.
        ordersOf.forEach((booking, ids) -> check(ids.size() == 1, "One order per booking: %s has %s", booking, ids));
    }

    private void moneyAgrees(JsonNode booking) {
        List<JsonNode> captured = payments.stream()
                .filter(p -> p.get("captured").asBoolean() && bookingOf(p).equals(id(booking)))
                .toList();
        JsonNode price = booking.get("price").get("final");
        long owed = booking.path("manual").asBoolean(false) ? 0 : price.get("amount").asLong();
        if (ENDED_WELL.contains(status(booking)) && owed > 0) {
            check(captured.size() == 1, "Confirmed is paid exactly once: %s has %s captured payments",
                    name(booking), captured.size());
            for (JsonNode payment : captured) {
                check(payment.get("amount").asLong() == owed
                                && payment.get("currency").asString().equals(price.get("currency").asString()),
                        "Confirmed is paid exactly once: %s costs %s, captured was %s", name(booking), price, payment);
                check(refundsOf(payment).isEmpty(), "Confirmed is not refunded: %s has %s",
                        name(booking), refundsOf(payment));
            }
            return;
        }
        for (JsonNode payment : captured) {
            List<JsonNode> back = refundsOf(payment);
            check(back.size() == 1
                            && back.getFirst().get("amount").asLong() == owedBack(booking, payment)
                            && "processed".equals(status(back.getFirst())),
                    "Captured but ended is refunded by the policy, once: %s, payment %s of %s has refunds %s",
                    name(booking), id(payment), payment.get("amount"), back);
        }
    }

    /** What was promised when it was cancelled; a payment that nobody knew of then goes back whole, as do all others. */
    private static long owedBack(JsonNode booking, JsonNode payment) {
        long promised = status(booking).equals("CANCELLED") ? booking.at("/cancellation/refund/amount").asLong() : 0;
        return promised > 0 ? promised : payment.get("amount").asLong();
    }

    private void refundsNeverExceedCaptures() {
        for (JsonNode payment : payments) {
            long back = refundsOf(payment).stream().mapToLong(r -> r.get("amount").asLong()).sum();
            long taken = payment.get("captured").asBoolean() ? payment.get("amount").asLong() : 0;
            check(back <= taken,
                    "Refunds never exceed captures: %s took %s and gave back %s", id(payment), taken, back);
        }
    }

    private void webhooksWereTaken() {
        for (JsonNode webhook : webhooks) {
            check("DELIVERED".equals(status(webhook)), "Webhooks are taken: %s", webhook);
        }
    }

    private void noSlotIsSoldTwice() {
        Map<String, List<JsonNode>> byProfessional = everybodys.values().stream()
                .filter(Audit::isLive)
                .collect(Collectors.groupingBy(Audit::professional));
        byProfessional.values().forEach(all -> {
            List<JsonNode> inOrder = all.stream().sorted((a, b) -> start(a).compareTo(start(b))).toList();
            for (int i = 1; i < inOrder.size(); i++) {
                JsonNode earlier = inOrder.get(i - 1);
                JsonNode later = inOrder.get(i);
                check(!start(later).isBefore(end(earlier)), "No slot is sold twice: %s and %s overlap",
                        name(earlier), name(later));
            }
        });
    }

    /** What availability shows for every day on which something was booked, live or not. */
    private void calendarAgrees() {
        var zones = new HashMap<String, ZoneId>();
        var looked = new HashSet<String>();
        for (JsonNode booking : bookings.values()) {
            String professional = professional(booking);
            ZoneId zone = zones.computeIfAbsent(professional, this::zoneOf);
            LocalDate date = LocalDate.ofInstant(start(booking), zone);
            if (looked.add(professional + date)) {
                calendarAgrees(professional, date, booking.get("offering").get("id").asString());
            }
        }
    }

    private void calendarAgrees(String professional, LocalDate date, String offering) {
        List<JsonNode> live = everybodys.values().stream()
                .filter(b -> isLive(b) && professional(b).equals(professional))
                .toList();
        JsonNode day = api.get("/api/v1/professionals/" + professional + "/availability?date=" + date
                        + "&duration=30&offeringId=" + offering)
                .expect(200)
                .body();
        Instant now = Instant.parse(api.get("/demo/clock").expect(200).body().get("now").asString());
        for (JsonNode slot : day.get("slots")) {
            if (!start(slot).isAfter(now.plus(BOOKABLE))) {
                // What is past or too soon is shown as that, booked or not.
                continue;
            }
            List<String> there = live.stream()
                    .filter(b -> start(b).isBefore(end(slot)) && start(slot).isBefore(end(b)))
                    .map(Audit::name)
                    .toList();
            boolean taken = Set.of("BOOKED", "HELD", "FULL").contains(slot.get("reason").asString(""));
            check(taken == !there.isEmpty(), "The calendar agrees: %s at %s shows %s, bookings there: %s",
                    professional, slot.get("start").asString(), slot, there);
        }
    }

    /** What clients said of a professional, and what visitors read of them. */
    private void ratingsAgree() {
        Map<String, LongSummaryStatistics> given = everybodys.values().stream()
                .filter(booking -> !booking.get("review").isNull())
                .collect(Collectors.groupingBy(
                        Audit::professional,
                        Collectors.summarizingLong(booking -> booking.at("/review/rating").asLong())));
        given.forEach((professional, stars) -> {
            JsonNode profile = api.get("/api/v1/professionals/" + professional).expect(200).body();
            check(profile.get("ratingCount").asLong() == stars.getCount()
                            && Math.abs(profile.get("rating").asDouble() - stars.getAverage()) <= 0.05001,
                    "Ratings agree: %s was given %s and shows %s", professional, stars, profile);
        });
    }

    private void mailsAgree(JsonNode booking) {
        List<String> about = mails.stream()
                .filter(m -> m.get("subject").asString().contains(number(booking)))
                .filter(m -> !MAY_FOLLOW.contains(kindOf(m, booking)))
                .map(m -> kindOf(m, booking) + " to " + m.get("to").asString())
                .sorted()
                .toList();
        String client = booking.get("client").get("email").asString();
        boolean moved = booking.get("revision").asInt() > 1;
        boolean stood = !booking.get("confirmedAt").isNull();
        if (hasBeen(booking, "PENDING_CONFIRMATION")) {
            asked(booking, about, client);
            about = about.stream().filter(m -> !m.startsWith("requested to ") && !m.startsWith("please answer to ")).toList();
        }
        if (status(booking).equals("CONFIRMED") && !moved) {
            // Which professional's address that is, the public API does not say; it is not one of the other two.
            boolean three = about.size() == 3
                    && about.contains("confirmed to " + client)
                    && about.stream().filter(m -> m.startsWith("new booking to ")).distinct().count() == 2
                    && about.stream().noneMatch(("new booking to " + client)::equals);
            check(three, "A confirmed booking has one mail of each kind: %s has %s", name(booking), about);
        } else if (!stood) {
            check(about.stream().allMatch(m -> Stream.of("cancelled", "declined", "not confirmed", "not answered")
                            .anyMatch(kind -> m.startsWith(kind + " to "))),
                    "Only confirmed bookings are announced: %s has %s", name(booking), about);
            check(Set.copyOf(about).size() == about.size(), "No mail is sent twice: %s has %s", name(booking), about);
        }
    }

    /** A booking that somebody has to accept: client and professional know until when, and what became of it. */
    private void asked(JsonNode booking, List<String> about, String client) {
        check(about.contains("requested to " + client)
                        && about.stream().filter(m -> m.startsWith("please answer to ")).count() == 1,
                "A request that waits has a mail to each side: %s has %s", name(booking), about);
        if (status(booking).equals("DECLINED")) {
            check(about.stream().filter(m -> m.startsWith("declined to ")).distinct().count() == 2
                            || about.contains("not confirmed to " + client)
                                    && about.stream().anyMatch(m -> m.startsWith("not answered to ")),
                    "A declined request has a mail to each side: %s has %s", name(booking), about);
        }
    }

    private static boolean hasBeen(JsonNode booking, String status) {
        return Platform.list(booking.get("statusHistory")).stream().anyMatch(s -> status.equals(status(s)));
    }

    private static String kindOf(JsonNode mail, JsonNode booking) {
        String subject = mail.get("subject").asString();
        String words = subject.toLowerCase(Locale.ROOT);
        String kind = Stream.concat(
                        Stream.of(
                                "confirmed", "new booking", "cancelled", "declined", "requested", "please answer",
                                "not confirmed", "not answered"),
                        MAY_FOLLOW.stream())
                .filter(words::startsWith)
                .findFirst()
                .orElse("unknown");
        boolean withCalendar = Platform.list(mail.get("attachments")).stream()
                .anyMatch(a -> a.get("content").asString().contains(id(booking)));
        // The client cannot put a booking into the calendar without it, so such a mail is not of that kind.
        return kind.equals("confirmed") && !withCalendar ? "confirmed without calendar entry" : kind;
    }

    private static Map<String, JsonNode> bookingsOf(HoldfastApi api, Collection<String> professionals) {
        var all = new LinkedHashMap<String, JsonNode>();
        for (String professional : professionals) {
            HoldfastApi reader = api.as(professional);
            int page = 1;
            long pages;
            do {
                JsonNode list = reader.get("/api/v1/bookings?limit=" + PAGE + "&page=" + page).expect(200).body();
                list.get("items").forEach(booking -> all.put(id(booking), booking));
                pages = list.get("pagination").get("pages").asLong();
                page++;
            } while (page <= pages);
        }
        return all;
    }

    private ZoneId zoneOf(String professional) {
        return ZoneId.of(api.get("/api/v1/professionals/" + professional).expect(200).body().get("zone").asString());
    }

    private String bookingOf(JsonNode payment) {
        JsonNode booking = payment.get("notes").get("bookingId");
        return booking == null ? "nobody" : booking.asString();
    }

    private List<JsonNode> refundsOf(JsonNode payment) {
        return refunds.stream()
                .filter(r -> id(payment).equals(r.get("payment_id").asString()))
                .toList();
    }

    private static boolean isLive(JsonNode booking) {
        return WAITING.contains(status(booking))
                || ENDED_WELL.contains(status(booking))
                || status(booking).equals("PENDING_CONFIRMATION");
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    private static String number(JsonNode booking) {
        return booking.get("number").asString();
    }

    private static String name(JsonNode booking) {
        return number(booking) + " (" + id(booking) + ", " + status(booking) + ")";
    }

    private static String status(JsonNode node) {
        return node.get("status").asString();
    }

    private static String professional(JsonNode booking) {
        return booking.get("professional").get("id").asString();
    }

    private static Instant start(JsonNode node) {
        return Instant.parse(node.get("start").asString());
    }

    private static Instant end(JsonNode node) {
        return Instant.parse(node.get("end").asString());
    }

    private void check(boolean good, String message, Object... values) {
        if (!good) {
            findings.add(message.formatted(values));
        }
    }
}
