package io.holdfast.booking.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be booked.
 *
 * @param durations  minutes to choose from, ascending
 * @param price      fixed price; null when it depends on the duration
 * @param hourlyRate price of an hour; null when there is a fixed price, or when the professional's own rate applies
 * @param capacity   how many live bookings may share a slot
 * @param policies   where they differ from the platform's
 * @param intake     what clients are asked, in this order
 * @param video      whether it takes place in a video room, unless an address is given
 * @param active     whether it can be booked
 */
public record Offering(
        TenantId tenant,
        OfferingId id,
        String name,
        String description,
        Mode mode,
        Confirmation confirmation,
        List<Integer> durations,
        @Nullable Money price,
        @Nullable Money hourlyRate,
        int capacity,
        OfferingRules rules,
        OfferingPolicies policies,
        List<IntakeField> intake,
        boolean video,
        boolean active) {

    public static final List<Integer> DEFAULT_DURATIONS = List.of(30, 60, 90, 120);

    private static final int USUAL_DURATION = 60;

    public Offering {
        if (price != null && hourlyRate != null) {
            throw new IllegalArgumentException("An offering has a fixed price or an hourly rate, not both.");
        }
        durations = durations.stream().sorted().distinct().toList();
        intake = List.copyOf(intake);
    }

    /** What these minutes with this professional cost. */
    public Money priceOf(int minutes, ProfessionalSummary professional) {
        if (price != null) {
            return price;
        }
        return (hourlyRate != null ? hourlyRate : professional.hourlyRate()).forMinutes(minutes);
    }

    /** Whether anybody can book it now. In mode MATCH nobody can, until the platform finds professionals. */
    public boolean bookable() {
        return active && mode == Mode.DIRECT;
    }

    /** Whether the professional's own rate decides what it costs. */
    public boolean pricedByProfessional() {
        return price == null && hourlyRate == null;
    }

    /** What is booked when nobody chose: an hour where that is offered, else the shortest. */
    public int usualDuration() {
        return durations.contains(USUAL_DURATION) ? USUAL_DURATION : durations.getFirst();
    }

    /** What is to be told when this takes the place of {@code before}; nothing when nothing changed. */
    public List<OfferingEvent> eventsSince(@Nullable Offering before) {
        if (equals(before)) {
            return List.of();
        }
        if (active) {
            return List.of(new OfferingEvent.Published(this));
        }
        return before != null && before.active() ? List.of(new OfferingEvent.Retired(id)) : List.of();
    }

    /** How long before its start a client can book at the latest: there is time to accept what has to be accepted. */
    public int minNoticeMinutes() {
        int lead = (int) ConfirmationPolicy.SHORTEST_LEAD.toMinutes();
        return confirmation == Confirmation.MANUAL ? Math.max(rules.minNoticeMinutes(), lead) : rules.minNoticeMinutes();
    }
}
