package io.holdfast.web.booking;

import org.jspecify.annotations.Nullable;

/**
 * Whose times are looked at.
 *
 * @param professional null for anyone
 */
record Where(String offering, @Nullable String professional) {

    /** As it stands in addresses for nobody in particular; no professional has this id. */
    static final String ANYONE = "anyone";
}
