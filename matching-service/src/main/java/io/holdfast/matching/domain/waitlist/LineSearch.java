package io.holdfast.matching.domain.waitlist;

import java.time.LocalDate;

import io.holdfast.matching.domain.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are looked for; what is null does not matter.
 *
 * @param kind    null only together with {@code subject}
 * @param subject the professional's or the offering's id
 */
public record LineSearch(TenantId tenant, LineId.@Nullable Kind kind, @Nullable String subject, @Nullable LocalDate date) {}
