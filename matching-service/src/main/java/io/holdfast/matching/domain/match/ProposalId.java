package io.holdfast.matching.domain.match;

import java.util.Optional;

/**
 * Which professional is asked about which revision of which booking: nobody is asked twice about the same. As text it is
 * {@code bookingId.revision.professionalId}; no professional's id has a dot.
 *
 * @param revision     of the booking, from 1
 * @param professional the id within the tenant
 */
public record ProposalId(BookingId booking, int revision, String professional) {

    private static final int LONGEST = 200;
    private static final int MOST_DIGITS = 9;

    /** Empty for a text that can be no proposal's. */
    public static Optional<ProposalId> of(String text) {
        int second = text.lastIndexOf('.');
        int first = second < 1 ? -1 : text.lastIndexOf('.', second - 1);
        if (text.length() > LONGEST || first < 1 || second == text.length() - 1) {
            return Optional.empty();
        }
        String revision = text.substring(first + 1, second);
        if (revision.isEmpty()
                || revision.length() > MOST_DIGITS
                || !revision.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        var booking = new BookingId(text.substring(0, first));
        return Optional.of(new ProposalId(booking, Integer.parseInt(revision), text.substring(second + 1)));
    }

    @Override
    public String toString() {
        return booking.value() + "." + revision + "." + professional;
    }
}
