package io.holdfast.web.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.DemoApi;
import io.holdfast.web.api.DemoApi.Ledger;
import io.holdfast.web.api.DemoApi.Order;
import io.holdfast.web.api.DemoApi.Payment;
import io.holdfast.web.api.DemoApi.Refund;
import io.holdfast.web.api.Money;
import io.holdfast.web.demo.MoneyView.Line;
import io.holdfast.web.demo.MoneyView.Row;
import io.holdfast.web.demo.MoneyView.Sum;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** {@code /demo/money}: what moved at the simulated payment provider, booking by booking; 404 anywhere but on the embedded platform. */
@Controller
@OpenToAll
class MoneyController {

    /** Bookings, the newest; whoever wants all of them asks {@code /demo/ledger}. */
    private static final int MOST = 100;

    private final DemoApi demo;

    MoneyController(DemoApi demo) {
        this.demo = demo;
    }

    /** An entry of the books and when it was made, in seconds since 1970. */
    private record Entry(long at, Line line) {}

    @GetMapping("/demo/money")
    View money(Page page) {
        if (!page.isDemo()) {
            throw new NotThere();
        }
        Ledger ledger = demo.ledger();
        return Html.of(page, "demo/money", new MoneyView(sums(page, ledger), rows(page, ledger)));
    }

    private static List<Sum> sums(Page page, Ledger ledger) {
        var paid = new TreeMap<String, Long>();
        var back = new TreeMap<String, Long>();
        ledger.payments().stream().filter(Payment::captured).forEach(one -> paid.merge(one.currency(), one.amount(), Long::sum));
        ledger.refunds().stream()
                .filter(one -> !one.status().equals("failed"))
                .forEach(one -> back.merge(one.currency(), one.amount(), Long::sum));
        return paid.entrySet().stream()
                .map(one -> {
                    long returned = back.getOrDefault(one.getKey(), 0L);
                    return new Sum(
                            one.getKey(), page.price(new Money(one.getValue(), one.getKey())),
                            page.price(new Money(returned, one.getKey())), page.price(new Money(one.getValue() - returned, one.getKey())));
                })
                .toList();
    }

    private static List<Row> rows(Page page, Ledger ledger) {
        Map<String, Order> orders = ledger.orders().stream().collect(Collectors.toMap(Order::id, Function.identity()));
        Map<String, String> orderOf = ledger.payments().stream().collect(Collectors.toMap(Payment::id, Payment::orderId));
        var entries = new LinkedHashMap<String, List<Entry>>();
        ledger.orders().stream()
                .sorted(Comparator.comparingLong(Order::createdAt).reversed())
                .forEach(order -> entries.computeIfAbsent(booking(order), unknown -> new ArrayList<>()).add(asked(page, order)));
        ledger.payments().forEach(payment -> add(entries, orders.get(payment.orderId()), paid(page, payment)));
        ledger.refunds().forEach(refund ->
                add(entries, orders.get(orderOf.getOrDefault(refund.paymentId(), "")), returned(page, refund)));
        return entries.entrySet().stream()
                .limit(MOST)
                .map(one -> new Row(one.getKey(), address(page, one.getKey()), one.getValue().stream()
                        .sorted(Comparator.comparingLong(Entry::at))
                        .map(Entry::line)
                        .toList()))
                .toList();
    }

    private static void add(Map<String, List<Entry>> entries, @Nullable Order order, Entry entry) {
        List<Entry> ofBooking = order == null ? null : entries.get(booking(order));
        if (ofBooking != null) {
            ofBooking.add(entry);
        }
    }

    private static String booking(Order order) {
        return order.notes().path("bookingId").asString("");
    }

    private static String address(Page page, String booking) {
        if (page.visitor().isAdmin()) {
            return "/admin/bookings/" + booking;
        }
        return (page.visitor().isProfessional() ? "/pro/bookings/" : "/b/") + booking;
    }

    private static Entry asked(Page page, Order order) {
        return entry(page, "info", "receipt", "order", order.createdAt(), new Money(order.amount(), order.currency()), order.id(), "");
    }

    private static Entry paid(Page page, Payment payment) {
        boolean failed = payment.status().equals("failed");
        String text = failed ? "failed" : payment.captured() ? "captured" : "authorized";
        return entry(
                page, failed ? "bad" : payment.captured() ? "good" : "info", failed ? "problem" : "money", text, payment.createdAt(),
                new Money(payment.amount(), payment.currency()), payment.id(), payment.error() == null ? "" : payment.error());
    }

    private static Entry returned(Page page, Refund refund) {
        return entry(
                page, refund.status().equals("failed") ? "bad" : "warn", "back", "refund-" + refund.status(), refund.createdAt(),
                new Money(refund.amount(), refund.currency()), refund.id(), "");
    }

    private static Entry entry(Page page, String kind, String icon, String text, long at, Money amount, String id, String why) {
        Times times = page.ownTimes();
        Instant then = Instant.ofEpochSecond(at);
        return new Entry(at, new Line(
                kind, icon, page.text("demo.money." + text), page.price(amount), times.day(then) + ", " + times.time(then),
                Times.machine(then), id, why));
    }
}
