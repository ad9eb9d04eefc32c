package io.holdfast.booking.web;

import java.time.Instant;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingState;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.defaults.calendar.CalendarEntries;
import io.holdfast.defaults.calendar.CalendarEntries.Standing;
import io.holdfast.defaults.calendar.Party;
import io.holdfast.defaults.calendar.PublicLinks;
import org.jspecify.annotations.Nullable;

/** Writes a booking as iCalendar for its client, who fetches it: the same entry as in their mails. */
final class BookingCalendar {

    private final CalendarEntries entries;

    BookingCalendar(BookingSettings settings) {
        this.entries = new CalendarEntries(
                Party.of(settings.calendarOrganizer()), settings.calendarHost(), new PublicLinks(settings.publicUrl()));
    }

    byte[] write(Booking booking, Instant now) {
        BookingState state = booking.state();
        ProfessionalRef with = state.slot().professional();
        var entry = new CalendarBooking(
                booking.id().value(),
                booking.terms().number().value(),
                state.revision(),
                booking.terms().offering().name(),
                with == null ? null : with.displayName(),
                state.slot().start(),
                state.slot().end(),
                place(booking.terms().address()),
                state.meeting().url());
        return entries.publish(entry, standing(booking.status()), now);
    }

    private static @Nullable String place(@Nullable Address address) {
        return address == null
                ? null
                : CalendarBooking.placeOf(address.street(), address.building(), address.apartment(), address.city());
    }

    private static Standing standing(BookingStatus status) {
        return switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH -> Standing.TENTATIVE;
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> Standing.CONFIRMED;
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> Standing.CANCELLED;
        };
    }
}
