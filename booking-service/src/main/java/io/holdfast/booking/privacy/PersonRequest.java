package io.holdfast.booking.privacy;

import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.web.EmailAddress;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Whose data is to be handed out or erased: exactly one of the first four says it.
 *
 * @param phone      in E.164, or as it is written in the business's country
 * @param clientId   the {@code sub} of their tokens
 * @param name      of somebody for whom others have booked, as these have written it, without regard to case and accents: as who is to
 *                  receive it. By email, phone and clientId what others have booked for them is found, too, where it has a number
 *                  of theirs
 * @param cancelLive of an erasure: whether bookings that are live are called off first, by the policy for clients; without it
 *                   an erasure is refused while there are any
 */
record PersonRequest(
        @Nullable @EmailAddress String email,
        @Nullable @TextLine(max = 40) String phone,
        @Nullable @TextLine(max = 255) String clientId,
        @Nullable @TextLine(min = 2, max = 50) String name,
        @Nullable Boolean cancelLive) {

    /** @throws Problem 400 when nobody is named, or more than once */
    NamedPerson toDomain(String tenant, PhoneNumbers phones) {
        int named = (email == null ? 0 : 1) + (phone == null ? 0 : 1) + (clientId == null ? 0 : 1) + (name == null ? 0 : 1);
        if (named != 1) {
            throw Problem.invalid("email", "is needed, or phone, clientId or name in its place");
        }
        if (name != null && !SearchQuery.isOne(name)) {
            throw Problem.invalid("name", "must have a word of 2 letters or digits, or more");
        }
        return new NamedPerson(
                email == null ? null : email.strip(),
                phone == null ? null : phones.normalise(tenant, phone)
                        .orElseThrow(() -> Problem.invalid("phone", "must be a phone number")),
                clientId,
                Texts.cleanNullable(name));
    }

    boolean cancelsLive() {
        return Boolean.TRUE.equals(cancelLive);
    }
}
