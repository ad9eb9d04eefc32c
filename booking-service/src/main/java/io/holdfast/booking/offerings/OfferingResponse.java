package io.holdfast.booking.offerings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingText;
import io.holdfast.booking.web.Amount;
import org.jspecify.annotations.Nullable;

/**
 * An offering as everybody sees it.
 *
 * @param language of name and description
 * @param texts    the same in the other languages that there are, by language tag
 * @param bookable whether anybody can book it now: in mode MATCH where the platform finds professionals, and it has a price
 * @param skills   that whoever is found must have
 * @param policies those in force: its own, the tenant's where it has none, and the platform's where neither has
 * @param preparation what clients have to do before they come, by language tag
 */
record OfferingResponse(
        String id,
        String name,
        String description,
        String language,
        Map<String, OfferingText> texts,
        Mode mode,
        Confirmation confirmation,
        List<Integer> durations,
        @Nullable Amount price,
        @Nullable Amount hourlyRate,
        int capacity,
        OfferingRules rules,
        PoliciesView policies,
        List<IntakeFieldBody> intakeFields,
        Map<String, String> preparation,
        List<String> skills,
        boolean video,
        boolean active,
        boolean bookable) {

    /** As an offering's policies are written. */
    record PoliciesView(
            int fullRefundHours,
            int laterRefundPercent,
            int rescheduleNoticeHours,
            int answerWithinHours,
            int answerBeforeStartHours,
            List<Duration> reminders,
            List<Duration> reviewReminders) {

        static PoliciesView of(Policies policies) {
            return new PoliciesView(
                    policies.cancellation().fullRefundHours(),
                    policies.cancellation().laterRefundPercent(),
                    policies.rescheduleNoticeHours(),
                    policies.confirmation().answerWithinHours(),
                    policies.confirmation().hoursBeforeStart(),
                    policies.reminders().beforeStart(),
                    policies.reminders().forReview());
        }
    }

    /**
     * @param usual    what applies where the offering says nothing
     * @param matching whether the platform finds professionals for its tenant
     */
    static OfferingResponse of(Offering offering, Policies usual, boolean matching) {
        return new OfferingResponse(
                offering.id().value(), offering.name(), offering.description(), offering.language(), offering.texts(),
                offering.mode(),
                offering.confirmation(), offering.durations(), Amount.ofNullable(offering.price()),
                Amount.ofNullable(offering.hourlyRate()), offering.capacity(), offering.rules(),
                PoliciesView.of(offering.policies().over(usual)),
                offering.intake().stream().map(IntakeFieldBody::of).toList(), offering.preparation(), offering.skills(),
                offering.video(), offering.active(), offering.bookable(matching));
    }
}
