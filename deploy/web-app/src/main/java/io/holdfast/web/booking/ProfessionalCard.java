package io.holdfast.web.booking;

import java.text.NumberFormat;

import io.holdfast.web.api.Professional;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * A professional among others.
 *
 * @param rate   an hour's price
 * @param zone   as it is called just now
 * @param rating such as {@code 4.8}; null before the first review
 */
public record ProfessionalCard(
        String id,
        String name,
        @Nullable String avatarUrl,
        String category,
        String rate,
        String zone,
        @Nullable String rating,
        long ratings) {

    static ProfessionalCard of(Page page, Professional professional) {
        NumberFormat oneDigit = NumberFormat.getNumberInstance(page.locale());
        oneDigit.setMinimumFractionDigits(1);
        oneDigit.setMaximumFractionDigits(1);
        return new ProfessionalCard(
                professional.id(), professional.displayName(), page.picture(professional.avatarUrl()), professional.category(),
                page.price(professional.hourlyRate()), page.times(professional.zone()).zoneName(page.now()),
                professional.rating() == null ? null : oneDigit.format(professional.rating()), professional.ratingCount());
    }
}
