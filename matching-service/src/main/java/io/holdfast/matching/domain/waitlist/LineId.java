package io.holdfast.matching.domain.waitlist;

import java.time.LocalDate;
import java.util.Locale;

import io.holdfast.matching.domain.TenantId;

/**
 * Which line somebody stands in.
 *
 * @param subject the professional's or the offering's id
 * @param date    in the zone of the professional whose slot it is
 */
public record LineId(TenantId tenant, Kind kind, String subject, LocalDate date) {

    /** Whose slots a line waits for. */
    public enum Kind {
        /** Those of one professional. */
        PROFESSIONAL,
        /** Those of whoever provides an offering. */
        OFFERING
    }

    /** Such as {@code demo:professional:maya-cohen:2026-12-01}. */
    @Override
    public String toString() {
        return tenant.value() + ":" + kind.name().toLowerCase(Locale.ROOT) + ":" + subject + ":" + date;
    }
}
