package io.holdfast.web.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A professional's page.
 *
 * @param firstFree when they are first free for the first of their offerings; null when not within the booking window
 * @param bookPath  where that leads
 */
public record ProfessionalView(
        ProfessionalCard professional, List<OfferingCard> offerings, @Nullable String firstFree, @Nullable String bookPath) {}
