package io.holdfast.matching.web;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.TokenPerson;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.matching.application.WaitlistDraft.Contact;

/** A signed-in client's contact, for a request that does not name one. */
final class TokenContact {

    private TokenContact() {}

    /** @throws io.holdfast.defaults.web.Problem when the caller is a guest, or the token does not say enough */
    static Contact of(Caller caller, PhoneNumbers phones) {
        TokenPerson person = TokenPerson.of(caller);
        String phone = person.phone();
        return new Contact(person.name(), person.email(), phone == null ? null : phones.normalise(caller.tenantId(), phone).orElse(null));
    }
}
