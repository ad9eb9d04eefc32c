package io.holdfast.notification.saga;

import io.holdfast.notification.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Who booked.
 *
 * @param phone only where the professional is to have it
 */
record Client(String name, String email, @Nullable String phone) {

    Reader reads(String language, String displayZone) {
        return new Reader(name, email, language, displayZone);
    }
}
