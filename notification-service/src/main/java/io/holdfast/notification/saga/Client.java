package io.holdfast.notification.saga;

import io.holdfast.notification.Reader;

/** Who booked. */
record Client(String name, String email) {

    Reader reads(String language, String displayZone) {
        return new Reader(name, email, language, displayZone);
    }
}
