package io.holdfast.web.api;

import java.time.LocalDate;
import java.util.List;

/**
 * The dates of a month with a free slot.
 *
 * @param zone IANA, in which the dates are meant
 */
public record AvailableDates(List<LocalDate> availableDates, String zone) {}
