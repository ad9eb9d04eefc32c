package io.holdfast.availability.domain;

import java.util.Locale;

/** The rules that can close a time, in the order in which they are asked; {@link RejectionReason} is what clients are told. */
public enum Rule {
    PAST,
    /** Nearer than the offering's notice. */
    NOTICE,
    /** Today, and today is not sold. */
    SAME_DAY,
    /** Further ahead than is sold yet. */
    WINDOW,
    /** The professional does not work, or does not provide this offering. */
    NOT_PROVIDED,
    DURATION,
    /** The date has other hours than its weekday, or none. */
    OVERRIDE,
    HOURS,
    /** Beside the slot step. */
    STEP,
    /** The pause before or after would cross midnight. */
    MIDNIGHT,
    BREAK,
    /** The professional keeps the time for something else. */
    BLOCK,
    /** Another calendar of the professional has something then. */
    BUSY,
    BOOKED,
    HELD,
    /** Free by itself, but in the pause that another reservation or this one needs. */
    BUFFER,
    CAPACITY,
    /** As much is reserved on the day as can be. */
    DAY_LIMIT,
    /** As many blocks lie on the day as can. */
    BLOCK_LIMIT,
    /** It was asked for too long ago for anybody to wait for it. */
    TOO_LATE,
    /** The booking for which it was asked had ended. */
    ENDED;

    /** As programs read it, such as {@code same-day}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
