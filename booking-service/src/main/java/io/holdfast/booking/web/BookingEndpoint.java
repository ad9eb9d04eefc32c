package io.holdfast.booking.web;

import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingCommands.Command;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** A base of the controllers under {@code /bookings/{id}}, whose handlers take a {@link Target}. */
abstract class BookingEndpoint extends RefusedHandler {

    private static final String MANAGE_TOKEN = "Holdfast-Manage-Token";

    /**
     * Which booking a request is about, and who asks.
     *
     * @param key null when it came without
     */
    record Target(Visitor visitor, BookingId booking, @Nullable String key) {

        /** @param body null for none */
        Command command(String name, @Nullable Object body) {
            return new Command(visitor, booking, IdempotencyHeader.of(key, name, body));
        }

        /** Who of the business did what is the business's own affair. */
        boolean isOfTheBusiness() {
            return visitor.caller().is(Role.ADMIN) || visitor.caller().is(Role.PROFESSIONAL);
        }
    }

    @ModelAttribute(binding = false)
    Target target(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        return new Target(new Visitor(caller, token), new BookingId(id), key);
    }
}
