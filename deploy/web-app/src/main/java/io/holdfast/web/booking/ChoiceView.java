package io.holdfast.web.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be chosen before the time: only what is a choice.
 *
 * @param action        of the form
 * @param zone          in which times are to be shown, IANA; null where nobody has said it
 * @param durations     empty where there is one only, or where each professional has their own price
 * @param anyone        price of whoever is free, null where somebody has to be chosen
 */
public record ChoiceView(
        OfferingCard offering,
        String action,
        @Nullable String zone,
        List<Duration> durations,
        List<ProfessionalCard> professionals,
        @Nullable String anyone,
        String policy) {

    public record Duration(int minutes, String price, boolean usual) {}
}
