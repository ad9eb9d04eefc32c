package io.holdfast.web.demo;

import java.util.List;

/** The simulated payment provider's books. @param sums for each currency */
public record MoneyView(List<Sum> sums, List<Row> rows) {

    /** What was paid, what of it went back, and what is left. */
    public record Sum(String currency, String paid, String refunded, String kept) {}

    /**
     * The payments of one booking, the oldest first.
     *
     * @param booking its id
     * @param address where whoever looks may see it
     */
    public record Row(String booking, String address, List<Line> lines) {}

    /**
     * One entry.
     *
     * @param kind {@code info}, {@code good}, {@code warn} or {@code bad}
     * @param id   the provider's
     * @param why  what the bank said; empty where nothing
     */
    public record Line(String kind, String icon, String text, String amount, String when, String machine, String id, String why) {}
}
