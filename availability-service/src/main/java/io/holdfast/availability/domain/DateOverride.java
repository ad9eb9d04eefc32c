package io.holdfast.availability.domain;

import java.time.LocalDate;
import java.util.Optional;

/** One date that differs from its day of the week: other hours, or closed where there are none. */
public record DateOverride(LocalDate date, Optional<Hours> hours) {}
