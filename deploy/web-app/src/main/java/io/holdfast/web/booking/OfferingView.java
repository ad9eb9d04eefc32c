package io.holdfast.web.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An offering's page.
 *
 * @param prices      for each duration; empty where the professional decides
 * @param policy      what is given back when, in a sentence
 * @param preparation what one has to do before; null where nothing is said
 */
public record OfferingView(
        OfferingCard offering,
        List<DurationPrice> prices,
        List<ProfessionalCard> professionals,
        String policy,
        @Nullable String preparation,
        @Nullable String firstFree) {

    public record DurationPrice(int minutes, String price) {}
}
