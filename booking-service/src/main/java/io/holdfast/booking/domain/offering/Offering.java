package io.holdfast.booking.domain.offering;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What can be booked.
 *
 * @param language   BCP 47 tag of the language that name and description are in
 * @param texts      name and description in other languages, by language tag; empty for none
 * @param durations  minutes to choose from, ascending
 * @param price      fixed price; null when it depends on the duration
 * @param hourlyRate price of an hour; null when there is a fixed price, or when the professional's own rate applies
 * @param capacity   how many live bookings may share a slot
 * @param policies   where they differ from the platform's
 * @param intake     what clients are asked, in this order
 * @param preparation what clients have to do before they come, by language tag; empty for nothing
 * @param skills     that whoever provides it must have, where the platform finds them; empty for none
 * @param video      whether it takes place in a video room, unless an address is given
 * @param active     whether it can be booked
 * @param createdBy  the request that it comes from; null when that came without a key
 */
public record Offering(
        TenantId tenant,
        OfferingId id,
        String name,
        String description,
        String language,
        Map<String, OfferingText> texts,
        Mode mode,
        Confirmation confirmation,
        List<Integer> durations,
        @Nullable Money price,
        @Nullable Money hourlyRate,
        int capacity,
        OfferingRules rules,
        OfferingPolicies policies,
        List<IntakeField> intake,
        Map<String, String> preparation,
        List<String> skills,
        boolean video,
        boolean active,
        @Nullable CreatedBy createdBy) {

    public static final List<Integer> DEFAULT_DURATIONS = List.of(30, 60, 90, 120);
    public static final String DEFAULT_LANGUAGE = "en";

    private static final int USUAL_DURATION = 60;

    /**
     * A request that is not done again.
     *
     * @param keyId       what its key stands for that day
     * @param requestHash of everything that was asked for
     */
    public record CreatedBy(String keyId, String requestHash, Instant at) {}

    public Offering {
        if (price != null && hourlyRate != null) {
            throw new IllegalArgumentException("An offering has a fixed price or an hourly rate, not both.");
        }
        durations = durations.stream().sorted().distinct().toList();
        intake = List.copyOf(intake);
        // Stored before there was any.
        language = language == null ? DEFAULT_LANGUAGE : language;
        texts = texts == null ? Map.of() : Map.copyOf(texts);
        preparation = preparation == null ? Map.of() : Map.copyOf(preparation);
        skills = skills == null ? List.of() : List.copyOf(skills);
    }

    /**
     * What these minutes cost.
     *
     * @param professional with whom; null while nobody knows, which only an offering with a price of its own allows
     */
    public Money priceOf(int minutes, @Nullable ProfessionalSummary professional) {
        if (price != null) {
            return price;
        }
        Money rate = hourlyRate;
        if (rate == null) {
            rate = Objects.requireNonNull(professional, "the professional's own rate decides").hourlyRate();
        }
        return rate.forMinutes(minutes);
    }

    /**
     * Whether anybody can book it now. In mode MATCH that needs a price that is known before it is known who provides it.
     *
     * @param matching whether the platform finds professionals for this tenant
     */
    public boolean bookable(boolean matching) {
        return active && switch (mode) {
            case DIRECT -> true;
            case MATCH -> matching && !pricedByProfessional();
        };
    }

    /** Whether the professional's own rate decides what it costs. */
    public boolean pricedByProfessional() {
        return price == null && hourlyRate == null;
    }

    /** What is booked when nobody chose: an hour where that is offered, else the shortest. */
    public int usualDuration() {
        return durations.contains(USUAL_DURATION) ? USUAL_DURATION : durations.getFirst();
    }

    /**
     * The same, told in another of its languages: that is its own then, and what was becomes one of its texts.
     *
     * @return itself where there are no such texts
     */
    public Offering in(String tag) {
        OfferingText told = texts.get(tag);
        if (told == null) {
            return this;
        }
        var others = new HashMap<>(texts);
        others.remove(tag);
        others.put(language, new OfferingText(name, description));
        return new Offering(
                tenant, id, told.name(), told.description(), tag, others, mode, confirmation, durations, price, hourlyRate,
                capacity, rules, policies, intake, preparation, skills, video, active, createdBy);
    }

    /** It takes the place of {@code before}, whose creation stays known. */
    public Decision<Offering, OfferingEvent> replacing(Optional<Offering> before) {
        Offering next = before.map(there -> createdBy(there.createdBy())).orElse(this);
        if (before.filter(next::equals).isPresent()) {
            return Decision.unchanged(next, "it is there as it is");
        }
        if (active) {
            return Decision.changed(next, new OfferingEvent.Published(next));
        }
        return before.filter(Offering::active).isPresent()
                ? Decision.changed(next, new OfferingEvent.Retired(id))
                : Decision.changed(next);
    }

    public Offering createdBy(@Nullable CreatedBy request) {
        return new Offering(
                tenant, id, name, description, language, texts, mode, confirmation, durations, price, hourlyRate, capacity,
                rules, policies, intake, preparation, skills, video, active, request);
    }

    /** How long before its start a client can book at the latest: there is time to accept what has to be accepted. */
    public int minNoticeMinutes() {
        int lead = (int) ConfirmationPolicy.SHORTEST_LEAD.toMinutes();
        return confirmation == Confirmation.MANUAL ? Math.max(rules.minNoticeMinutes(), lead) : rules.minNoticeMinutes();
    }
}
