package io.holdfast.web.api;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who can be booked, as everybody may know them.
 *
 * @param about  a few sentences, of any number of lines
 * @param zone   IANA
 * @param languages BCP 47
 * @param rating the average of 1 to 5, null before the first review
 */
public record Professional(
        String id,
        String displayName,
        @Nullable String avatarUrl,
        @Nullable String about,
        String category,
        Money hourlyRate,
        String zone,
        @Nullable BigDecimal rating,
        long ratingCount,
        @Nullable List<String> languages,
        List<String> offeringIds) {}
