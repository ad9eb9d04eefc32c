package io.holdfast.booking.contacts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What the business writes about a contact. What else was read of it may come along and is not looked at: people say it
 * themselves when they book.
 *
 * @param notes null for none
 */
@JsonIgnoreProperties({
    "id", "name", "email", "phone", "language", "signedIn", "notesAt", "firstBookedAt", "lastBookedAt", "bookings"
})
record ContactRequest(@Nullable @TextBlock(max = 5000) String notes) {

    ContactRequest {
        notes = Texts.cleanOptional(notes);
    }
}
