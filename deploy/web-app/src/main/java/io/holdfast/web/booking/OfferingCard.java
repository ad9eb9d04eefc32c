package io.holdfast.web.booking;

import java.util.List;
import java.util.stream.Stream;

import io.holdfast.web.api.Money;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Page;

/**
 * An offering among others.
 *
 * @param language of name and description, which may be another than the page's
 * @param price    such as {@code from ₹750}
 * @param duration such as {@code 30, 60 or 90 min}
 * @param manual   whether somebody has to confirm it
 * @param matched  whether the platform finds the professional
 */
public record OfferingCard(
        String id,
        String name,
        String description,
        String language,
        String price,
        String duration,
        boolean manual,
        boolean matched,
        boolean video) {

    static OfferingCard of(Page page, Offering offering) {
        return new OfferingCard(
                offering.id(), offering.name(), offering.description(), offering.language(), price(page, offering),
                duration(page, offering), offering.isManual(), offering.isMatched(), offering.video());
    }

    static String price(Page page, Offering offering) {
        if (offering.isFree()) {
            return page.text("booking.price.free");
        }
        List<Money> prices = offering.durations().stream().flatMap(minutes -> Stream.ofNullable(offering.priceOf(minutes))).toList();
        if (prices.isEmpty()) {
            return page.text("booking.price.of-professional");
        }
        long lowest = prices.stream().mapToLong(Money::amount).min().orElseThrow();
        long highest = prices.stream().mapToLong(Money::amount).max().orElseThrow();
        String price = page.price(new Money(lowest, prices.getFirst().currency()));
        return lowest == highest ? price : page.text("booking.price.from", price);
    }

    static String duration(Page page, Offering offering) {
        List<Integer> minutes = offering.durations().stream().sorted().toList();
        return minutes.size() == 1
                ? page.text("booking.minutes", minutes.getFirst())
                : page.text("booking.minutes.range", minutes.getFirst(), minutes.getLast());
    }
}
