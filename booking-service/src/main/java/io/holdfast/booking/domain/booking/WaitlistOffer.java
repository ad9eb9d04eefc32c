package io.holdfast.booking.domain.booking;

/**
 * A slot that is held for somebody on a waitlist.
 *
 * @param id    of the booking that comes of it, and as which availability holds the slot until then
 * @param entry what they joined the waitlist with; matching-service's
 */
public record WaitlistOffer(BookingId id, String entry) {}
