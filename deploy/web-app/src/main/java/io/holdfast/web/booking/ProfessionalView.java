package io.holdfast.web.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A professional's page.
 *
 * @param about     a paragraph each
 * @param languages that they speak, in the reader's
 * @param firstFree when they are first free for the first of their offerings; null when not within the booking window
 * @param bookPath  where that leads
 */
public record ProfessionalView(
        ProfessionalCard professional,
        List<String> about,
        List<String> languages,
        List<OfferingCard> offerings,
        @Nullable String firstFree,
        @Nullable String bookPath) {}
