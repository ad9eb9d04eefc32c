package io.holdfast.endtoend;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.testsupport.scenario.HoldfastApi;
import tools.jackson.databind.JsonNode;

/** Whether the figures of each month say what its bookings say; on a platform at rest. */
final class FiguresAudit {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final int PAGE = 100;

    private FiguresAudit() {}

    /** What is not as it should be; empty when all is well. */
    static List<String> findings(HoldfastApi admin) {
        Map<YearMonth, List<JsonNode>> months = bookings(admin).stream()
                .collect(Collectors.groupingBy(
                        booking -> YearMonth.from(Instant.parse(booking.path("start").asString()).atZone(ZONE)),
                        TreeMap::new,
                        Collectors.toList()));
        var findings = new ArrayList<String>();
        months.forEach((month, bookings) -> {
            JsonNode figures = admin.get("/api/v1/admin/analytics?month=" + month.getMonthValue() + "&year=" + month.getYear())
                    .expect(200)
                    .body();
            compare(findings, month + " total", bookings.size(), figures.path("totalBookings"));
            compare(findings, month + " completed", count(bookings, "COMPLETED"), figures.path("completedBookings"));
            compare(findings, month + " cancelled", count(bookings, "CANCELLED"), figures.path("cancelledBookings"));
            compare(findings, month + " expired", count(bookings, "EXPIRED"), figures.path("expiredBookings"));
            compare(findings, month + " rejected", count(bookings, "REJECTED"), figures.path("rejectedBookings"));
            compare(
                    findings, month + " confirmed", count(bookings, "CONFIRMED") + count(bookings, "IN_PROGRESS"),
                    figures.path("confirmedBookings"));
            compare(findings, month + " refunds", sum(bookings, "refunds"), figures.at("/refunds/amount/amount"));
            compare(
                    findings, month + " revenue", sum(bookings, "captures") - sum(bookings, "refunds"),
                    figures.at("/totalRevenue/amount"));
        });
        return findings;
    }

    private static void compare(List<String> findings, String what, long wanted, JsonNode said) {
        if (!Objects.equals(wanted, said.asLong())) {
            findings.add("Figures agree: " + what + " is " + wanted + " and shows " + said);
        }
    }

    private static long count(List<JsonNode> bookings, String status) {
        return bookings.stream().filter(booking -> booking.path("status").asString().equals(status)).count();
    }

    private static long sum(List<JsonNode> bookings, String facts) {
        return bookings.stream()
                .flatMap(booking -> booking.path("payment").path(facts).valueStream())
                .filter(fact -> fact.at("/amount/currency").asString("").equals("INR"))
                .mapToLong(fact -> fact.at("/amount/amount").asLong())
                .sum();
    }

    private static List<JsonNode> bookings(HoldfastApi admin) {
        var all = new ArrayList<JsonNode>();
        long pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode list = admin.get("/api/v1/admin/bookings?limit=" + PAGE + "&page=" + page).expect(200).body();
            all.addAll(Platform.list(list.path("items")));
            pages = list.at("/pagination/pages").asLong();
        }
        return all;
    }
}
