package io.holdfast.matching.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * The average of a professional's reviews, kept as what it is made of.
 *
 * @param count reviews
 * @param sum   of their 1 to 5 stars
 */
public record Rating(long count, long sum) {

    public static final Rating NONE = new Rating(0, 0);

    /** From 1.0 to 5.0, rounded half up to one decimal; null while there are no reviews. */
    public @Nullable BigDecimal average() {
        return count == 0 ? null : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP);
    }
}
